"""A Bot API server of our own on loopback: as strict as Telegram, and obedient to the tests."""
