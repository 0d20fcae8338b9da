"""Russian: data and patterns."""
