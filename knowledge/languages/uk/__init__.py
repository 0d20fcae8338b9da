"""Ukrainian: data and patterns."""
