"""English: data and patterns."""
