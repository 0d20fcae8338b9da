"""The history of library.db."""
