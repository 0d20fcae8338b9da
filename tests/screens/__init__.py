"""Screens: what the bot shows, as it stands on a phone; `make screens` shoots them."""
