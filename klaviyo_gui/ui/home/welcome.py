"""Two cards for whoever starts the program for the first time; both can be passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from klaviyo_gui.language import tr
from klaviyo_gui.ui.home.entry import Entry, EntryButton
from klaviyo_gui.ui.pieces import column, row, text, tool

if TYPE_CHECKING:
    from klaviyo_gui.ui.theme import Theme


class Welcome(QWidget):
    """``try_requested`` and ``connect_requested`` are its cards, ``skipped`` is its way out."""

    try_requested = Signal()
    connect_requested = Signal()
    skipped = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        practice = tr("A Klaviyo for practice: works at once, no key")
        later = tr("You can do this later, before you send")
        to_try = _card(tr("Try with sample orders"), practice, tr("Try"))
        to_connect = _card(tr("Connect your Klaviyo account"), later, tr("Connect"))
        self.try_ = EntryButton(to_try, theme)
        self.connect_ = EntryButton(to_connect, theme)
        self.skip = tool(tr("Skip"), tr("Skip these two; both stay in the menus"))
        self.try_.clicked.connect(self.try_requested)
        self.connect_.clicked.connect(self.connect_requested)
        self.skip.clicked.connect(self.skipped)
        heading = row()
        heading.addWidget(text(tr("New here?"), "group"), 1)
        heading.addWidget(self.skip, alignment=Qt.AlignmentFlag.AlignBottom)
        layout = column(self, gap=6)
        layout.addLayout(heading)
        layout.addWidget(self.try_)
        layout.addWidget(self.connect_)


def _card(title: str, below: str, verb: str) -> Entry:
    return Entry(title, below, verb, is_called=True, is_told=True)
