"""One thing to go on with: what it is, what is to be said of it, and what a press does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLayout, QPushButton, QSizePolicy

from klaviyo_gui.ui.elided import ElidedLabel
from klaviyo_gui.ui.home.ring import Ring
from klaviyo_gui.ui.pieces import column, row, text
from klaviyo_gui.ui.wrapped import WrappedLabel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from klaviyo_gui.ui.theme import Theme

_EDGE, _GAP = 12, 10


@dataclass(frozen=True, slots=True)
class Entry:
    """What an entry says; ``share`` is how much of it is done, None where that says nothing."""

    title: str
    below: str
    verb: str
    share: float | None = None
    is_called: bool = False
    """Whether the title is no name of a file, which has no blank at which it could go on."""
    is_told: bool = False
    """The same of what stands below it."""


class EntryButton(QPushButton):
    """An entry as one large button; a screen reader hears the verb first."""

    def __init__(self, entry: Entry, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "entry")
        self.setAutoDefault(False)
        self.setAccessibleName(f"{entry.verb}: {entry.title}")
        self.setAccessibleDescription(entry.below)
        self.setToolTip(f"{entry.title}\n{entry.below}")
        # As high as its words need, which by their first width may be less.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        words = column(gap=2)
        words.addWidget(_label(entry.title, "entry", goes_on=entry.is_called))
        words.addWidget(_label(entry.below, "small", goes_on=entry.is_told))
        layout = row(self, gap=_GAP)
        layout.setContentsMargins(_EDGE, 8, _EDGE, 8)
        if entry.share is not None:
            layout.addWidget(Ring(entry.share, theme))
        layout.addLayout(words, 1)
        verb = text(entry.verb, "verb")
        layout.addWidget(_deaf(verb))
        # The style gives every button a least height, which would stand in place of its own.
        layout.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)

    def sizeHint(self) -> QSize:
        """Return the room that its words take."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least room that its words take."""
        layout = self.layout()
        return layout.minimumSize() if layout is not None else super().minimumSizeHint()


def _label(words: str, role: str, *, goes_on: bool) -> QWidget:
    """Return a label that goes on in the next line, or that cuts what has no room in one."""
    return _deaf(WrappedLabel(words, role) if goes_on else ElidedLabel(words, role))


def _deaf(widget: QWidget) -> QWidget:
    """Let the mouse through to the button, of which this is a part."""
    widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return widget
