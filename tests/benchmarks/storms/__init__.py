"""Kills and interrupts at every moment: nothing that was taken in is lost."""
