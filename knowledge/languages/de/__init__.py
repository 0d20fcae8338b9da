"""German: data and patterns."""
