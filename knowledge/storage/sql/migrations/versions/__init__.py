"""Each step of the history of library.db."""
