"""Senders that are killed at random, and what must be true of their runs in the end."""
