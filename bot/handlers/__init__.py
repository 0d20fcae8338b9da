"""What the bot does when somebody writes or presses a button, a folder a subject."""
