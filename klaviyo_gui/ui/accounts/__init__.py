"""Accounts in the window: which there are, what their keys may do, and how one is added."""
