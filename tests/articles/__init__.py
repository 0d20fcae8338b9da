"""Articles of our own writing, annotated: who says what in them, and questions on them."""
