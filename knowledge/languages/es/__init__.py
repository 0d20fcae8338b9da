"""Spanish: data and patterns."""
