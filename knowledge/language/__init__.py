"""Text in; sentences, terms, parses and names out."""
