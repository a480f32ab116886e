"""Rows and records of the open file are saved as files, beside the window."""
