"""What the news says, and who said it: the front door of the knowledge package."""
