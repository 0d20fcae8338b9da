"""How bot.db came to its present form, step by step."""
