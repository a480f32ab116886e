"""The name of a pane of Map: those of all panes stand at one height, whatever is beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.ui.pieces import text
from klaviyo_gui.ui.roomy import follow_type

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

_HIGH = 32
"""Pixels of the highest button beside a name."""


def pane_title(words: str) -> QLabel:
    """Return the name of a pane, as high as the buttons beside any of them."""
    label = text(words, "section")
    follow_type(label, minimumHeight=_HIGH)
    return label
