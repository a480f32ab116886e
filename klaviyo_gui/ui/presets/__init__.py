"""Saved presets in the window: what is offered, asked, compared and managed."""
