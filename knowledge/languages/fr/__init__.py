"""French: data and patterns."""
