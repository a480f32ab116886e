"""A button that says a whole sentence, on several lines where one has no room for it."""

from __future__ import annotations

from functools import lru_cache
from textwrap import wrap

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

_LINES_MOST = 4
"""Lines that even the longest names of an account and of a list leave to be said in large type."""


class SentenceButton(QPushButton):
    """What holds it tells how much room there is; Enter elsewhere never presses it."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = ""
        self.setProperty("role", "primary")
        self.setAutoDefault(False)
        self.say(words)

    @property
    def whole(self) -> int:
        """Return the width in which it is said on one line."""
        return self._width(self._words)

    @property
    def least(self) -> int:
        """Return the width below which its words would be cut."""
        return self._width(in_lines(self._words, _LINES_MOST))

    def say(self, words: str) -> None:
        """Say this; as before where nothing has changed."""
        if words != self._words:
            self._words = words
            self.setAccessibleName(words)
            self._show(words)

    def fit(self, room: int) -> None:
        """Say it on as few lines as this width asks for."""
        tried = (in_lines(self._words, most) for most in range(1, _LINES_MOST))
        found = (words for words in tried if self._width(words) <= room)
        self._show(next(found, in_lines(self._words, _LINES_MOST)))

    def _width(self, words: str) -> int:
        edges = self.sizeHint().width() - self._size(self.text())
        return self._size(_plain(words)) + edges

    def _size(self, shown: str) -> int:
        return self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, shown).width()

    def _show(self, words: str) -> None:
        self.setText(_plain(words))


@lru_cache(maxsize=16)
def in_lines(words: str, most: int) -> str:
    """Return words on so many lines at most, the longest of which is as short as can be."""
    widths = range(max(len(words) // most, 1), len(words) + 1)
    tried = (wrap(words, each, break_long_words=False, break_on_hyphens=False) for each in widths)
    return "\n".join(next((lines for lines in tried if len(lines) <= most), [words]))


def _plain(words: str) -> str:
    """Return words of which no letter becomes a key that sends."""
    return words.replace("&", "&&")
