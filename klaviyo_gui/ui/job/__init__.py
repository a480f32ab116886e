"""The job in hand as a command that does the same without the window."""
