"""A notice in its place: what, where, why, and what to do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from klaviyo_gui import wording
from klaviyo_gui.language import tr
from klaviyo_gui.ui import icons
from klaviyo_gui.ui.announcing import announce
from klaviyo_gui.ui.masking import masking
from klaviyo_gui.ui.pieces import button, column, row, text, tool
from klaviyo_gui.ui.theme import restyle
from klaviyo_gui.wording.cells import quoting_words

if TYPE_CHECKING:
    from klaviyo_gui.core.errors import ExpectedError
    from klaviyo_gui.ui.theme import Theme

_MOST = 500
"""Characters shown; the tip has the rest, such as all the columns of a wide file."""

_BREAK = "\u200b"
"""Lets a line break where it stands, and cannot be seen."""

_SEPARATOR = re.compile(r"[/\\]")
_BREAKS_AFTER = rf"\g<0>{_BREAK}"
"""Places of files have no blanks, and may be longer than a line."""

_ICONS = {"bad": "stop", "warn": "alert", "good": "tick"}


class Notice(QFrame):
    """Stands hidden at the top of a station until there is something to say.

    ``dismissed`` fires when the user closes it; ``acted`` when its button is pressed.
    """

    dismissed = Signal()
    acted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tone = "bad"
        self.setProperty("role", "notice")
        self._icon = text()
        self._title = text(role="section", wraps=True)
        self._words = text(wraps=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = tool("✕", tr("Close this notice"), role="")
        close.clicked.connect(self.dismiss)
        for label in (self._title, self._words):
            # A name without a blank never widens the window.
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._action = button("")
        self._action.clicked.connect(self.acted)
        inner = column(gap=4)
        inner.addWidget(self._title)
        inner.addWidget(self._words)
        layout = row(self, edge=14)
        layout.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignTop)
        layout.addLayout(inner, 1)
        layout.addWidget(self._action, alignment=Qt.AlignmentFlag.AlignTop)
        layout.addWidget(close, alignment=Qt.AlignmentFlag.AlignTop)
        self._told = ("", "")
        theme.changed.connect(self._paint_icon)
        masking.changed.connect(self._say_anew)
        self.hide()

    @property
    def sentence(self) -> str:
        """Return all that it says."""
        return f"{self._title.text()} {self._words.text()}".replace(_BREAK, "").strip()

    def say(self, title: str, words: str = "", tone: str = "bad", *, action: str = "") -> None:
        """Show these words, with a button where there is something to do at once."""
        self._tone = tone
        self._told = (title, words)
        self._show()
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._words.setVisible(bool(words))
        is_news = self.isHidden() or self.accessibleName() != self.sentence
        self.setAccessibleName(self.sentence)
        restyle(self, tone=tone)
        self._paint_icon()
        self.show()
        if is_news and self.isVisible():
            announce(self, self.sentence)

    def say_error(self, error: ExpectedError | None) -> None:
        """Show what an error means and what to do about it."""
        if error is None:
            self.say(tr("The program made a mistake."), tr("The report is in its own window."))
            return
        words = wording.error_words(error)
        self.say(words.what, words.advice)

    @Slot()
    def dismiss(self) -> None:
        """Hide it."""
        self.hide()
        self.dismissed.emit()

    @Slot()
    def _say_anew(self) -> None:
        """Mask or show what is quoted; who said it says it no second time."""
        self._show()
        self.setAccessibleName(self.sentence)

    def _show(self) -> None:
        title, words = map(quoting_words, self._told)
        for label, said in ((self._title, title), (self._words, words)):
            shown = said if len(said) <= _MOST else f"{said[: _MOST - 1]}…"
            # The words below may be copied, and must be what they look like.
            is_title = label is self._title
            label.setText(_SEPARATOR.sub(_BREAKS_AFTER, shown) if is_title else shown)
            label.setToolTip("" if len(said) <= _MOST else said)

    @Slot()
    def _paint_icon(self) -> None:
        colours = self._theme.tokens
        colour = {"bad": colours.bad, "warn": colours.warn, "good": colours.good}[self._tone]
        self._icon.setPixmap(icons.pixmap(_ICONS[self._tone], colour, 20, colours.surface))
