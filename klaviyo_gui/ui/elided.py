"""Words of any length on one line: cut where there is no room, whole in the tip and as a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolButton, QToolTip

from klaviyo_gui.language import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

_STEERING = dict.fromkeys(
    map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)
"""Characters that turn the direction of whatever stands beside them."""

_LEAST = 40
"""Pixels below which a name says nothing."""

_SHORT = 40
"""Characters of a name within a sentence."""


def one_line(words: str) -> str:
    """Return words without line breaks, and without characters that turn what stands beside."""
    return " ".join(words.translate(_STEERING).split())


def shortened(name: str) -> str:
    """Return a name for use within a sentence, cut in the middle where it is too long."""
    line = one_line(name)
    half = _SHORT // 2
    return line if len(line) <= _SHORT else f"{line[:half]}…{line[1 - half :]}"


def columns_words(columns: Sequence[str]) -> str:
    """Return the name of a column for use within a sentence, else how many there are."""
    return (
        shortened(columns[0])
        if len(columns) == 1
        else counted(len(columns), "{count} column", "{count} columns")
    )


class ElidedLabel(QLabel):
    """A label of one line that asks for no more than ``most`` pixels, and cuts what is longer."""

    def __init__(
        self,
        words: str = "",
        role: str = "",
        *,
        most: int = 10_000,
        where: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle,
    ) -> None:
        super().__init__(words)
        self._most = most
        self._where = where
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)

    @property
    def is_cut(self) -> bool:
        """Tell whether there is no room for all words."""
        needed = self.fontMetrics().horizontalAdvance(one_line(self.text()))
        return needed > self.contentsRect().width()

    def event(self, event: QEvent) -> bool:
        """Tell the whole where a part is shown; else the tip of what it stands in comes up."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self.is_cut:
            QToolTip.showText(event.globalPos(), self.text(), self)
            return True
        return super().event(event)

    def sizeHint(self) -> QSize:
        """Return the room that all words need, within the limit."""
        margins = self.contentsMargins()
        width = self.fontMetrics().horizontalAdvance(one_line(self.text())) + 2
        room = min(width + margins.left() + margins.right(), self._most)
        return QSize(room, super().minimumSizeHint().height() if self.text() else 0)

    def minimumSizeHint(self) -> QSize:
        """Return the room in which the beginning and the end can be told."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), _LEAST), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as much as there is room for."""
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(one_line(self.text()), self._where, room.width())
        painter = QPainter(self)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.style().drawItemText(
            painter,
            room,
            int(flags | Qt.TextFlag.TextSingleLine),
            self.palette(),
            self.isEnabled(),
            shown,
            self.foregroundRole(),
        )
        painter.end()


class ElidedButton(QToolButton):
    """A button whose words are cut where there is no room; the whole is its name and its tip.

    It asks for no more than ``most`` pixels, and shrinks to ``least``. ``edges`` are those of its
    sides together, as the style sheet has them.
    """

    def __init__(
        self,
        *,
        most: int = 10_000,
        least: int = 62,
        edges: int = 24,
        where: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__()
        self._words = ""
        self._most, self._least, self._edges = most, least, edges
        self._where = where
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def words(self) -> str:
        """Return all of its words, also those that are cut."""
        return self._words

    def say(self, words: str, name: str = "") -> None:
        """Show these words; the name, the same where there is none, is also its tip."""
        self._words = words
        self.setAccessibleName(name or words)
        self.setToolTip(name or words)
        self._cut()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the room that all words need, within the limit."""
        wanted = self.fontMetrics().horizontalAdvance(one_line(self._words)) + self._edges + 2
        return QSize(min(wanted, self._most), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the room in which the beginning can be told."""
        least = min(self._least, self.sizeHint().width())
        return QSize(least, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the words anew."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        room = max(self.width(), self._least) - self._edges
        shown = self.fontMetrics().elidedText(one_line(self._words), self._where, room)
        self.setText(shown.replace("&", "&&"))


def boxed(value: str) -> str:
    """Return a cell on one line with a box for every character that cannot be seen."""
    words = " ".join(re.split(r"[ \t\r\n]+", value))
    return "".join(each if each.isprintable() else "▯" for each in words)
