"""What happens to the text of a pair, in few words on a button that opens the whole of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QToolButton

from klaviyo_gui.ui.theme import mark

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_MOST = 250
"""Pixels of the words, so that the property's name keeps room beside them."""

_LEAST = 62
_EDGES = 16
"""Pixels of its edges on both sides, as the style sheet has them."""


class Pill(QToolButton):
    """A button whose words are cut where there is no room; the whole is its name and its tip."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self.setProperty("role", "pill")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def words(self) -> str:
        """Return all of its words, also those that are cut."""
        return self._words

    def say(self, words: str, name: str, *, is_asking: bool, is_quiet: bool) -> None:
        """Show these words; asking, with a sign and in amber."""
        self._words = f"▲ {words}" if is_asking else words
        mark(self, role="quiet" if is_quiet else "pill", tone="warn" if is_asking else "")
        self.setAccessibleName(name)
        self.setToolTip(name)
        self._cut()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the room that all words need, within the limit."""
        wanted = self.fontMetrics().horizontalAdvance(self._words) + _EDGES + 2
        return QSize(min(wanted, _MOST), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the room in which the beginning can be told."""
        return QSize(min(_LEAST, self.sizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the words anew."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        room = max(self.width() - _EDGES, _LEAST - _EDGES)
        self.setText(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room))
