"""The tests, and what they run against: a Bot API server, annotated articles."""
