"""Pictures: a quotation as a card, a speaker's timeline. Drawn in a process of their own."""
