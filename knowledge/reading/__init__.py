"""A source in, an Article out."""
