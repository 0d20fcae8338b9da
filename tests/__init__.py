"""The tests, and the Bot API server that they run against."""
