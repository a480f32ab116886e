"""What a screen reader says at once, wherever the focus is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def announce(of: QWidget, words: str) -> None:
    """Let a screen reader say these words, which a part of the window has to tell."""
    if words:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(of, words))
