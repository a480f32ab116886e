"""The only writers to disk."""
