"""The bot under load: how soon it answers many chats, and while it reads articles."""
