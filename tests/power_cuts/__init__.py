"""Journals whose power is cut, and what must be in them when it is back."""
