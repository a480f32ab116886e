"""Journals of which bytes are damaged, and what they still say."""
