"""Databases as released versions of the program left them, by the revision of their schema."""
