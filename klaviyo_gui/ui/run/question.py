"""What a run asks before it goes on, in its place on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from klaviyo_gui.language import tr
from klaviyo_gui.ui.pieces import button, column, row, text
from klaviyo_gui.ui.theme import restyle

if TYPE_CHECKING:
    from klaviyo_gui.wording import Words


class Question(QFrame):
    """Hidden until there is something to ask.

    ``accepted`` fires when the run may go on; whoever does not want that need do nothing.
    """

    accepted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        restyle(self, tone="warn")
        self._title = text(role="section", wraps=True)
        self._words = text(wraps=True)
        self._yes = button(tr("Go on"))
        self._yes.clicked.connect(self.accepted)
        inner = column(gap=4)
        inner.addWidget(self._title)
        inner.addWidget(self._words)
        layout = row(self, edge=14)
        layout.addLayout(inner, 1)
        layout.addWidget(self._yes)
        self.hide()

    @property
    def sentence(self) -> str:
        """Return all that it says."""
        return f"{self._title.text()} {self._words.text()}".strip()

    def ask(self, words: Words, yes: str) -> None:
        """Show this question with the words of its button."""
        self._title.setText(words.what)
        self._words.setText(words.advice)
        self._yes.setText(yes)
        self.setAccessibleName(self.sentence)
        self.show()

    def press(self) -> None:
        """Say yes, as a click would."""
        self._yes.click()
