"""One line above the panes of Map: that rows look like lines of orders, or are put together."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy

from klaviyo_gui.ui.elided import ElidedLabel
from klaviyo_gui.ui.pieces import button, row


class Said(Enum):
    """What the line says."""

    NOTHING = auto()
    OFFER = auto()
    GROUPED = auto()


class GroupingLine(QFrame):
    """Hidden while there is nothing to say.

    ``group_requested`` and ``declined`` are the answers to an offer, ``ungroup_requested`` lets
    each row be a record again; ``panel_requested`` asks for all that can be chosen.
    """

    group_requested = Signal()
    ungroup_requested = Signal()
    panel_requested = Signal()
    declined = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._said = Said.NOTHING
        self.setProperty("role", "band")
        self._words = ElidedLabel()
        self.group = button("Group", tip="Send one event for each order, its items in a list")
        self.panel = button("See how…", tip="See three orders; choose what belongs to each item")
        self.ungroup = button("Stop grouping", tip="Send a record for each row again")
        self.decline = button("Not now", tip="Send a record for each row")
        self.group.clicked.connect(self.group_requested)
        self.panel.clicked.connect(self.panel_requested)
        self.ungroup.clicked.connect(self.ungroup_requested)
        self.decline.clicked.connect(self.declined)
        layout = row(self, edge=10, gap=8)
        layout.addWidget(self._words, 1)
        for each in (self.group, self.panel, self.ungroup, self.decline):
            layout.addWidget(each)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def said(self) -> Said:
        """Return what it says."""
        return self._said

    @property
    def sentence(self) -> str:
        """Return what it says in words."""
        return self._words.text() if self._said is not Said.NOTHING else ""

    def say(self, said: Said, words: str = "") -> None:
        """Say this, with the buttons that answer it."""
        self._said = said
        self._words.setText(words)
        self.setAccessibleName(words)
        for each in (self.group, self.decline):
            each.setVisible(said is Said.OFFER)
        self.ungroup.setVisible(said is Said.GROUPED)
        self.panel.setText("Change…" if said is Said.GROUPED else "See how…")
        self.setVisible(said is not Said.NOTHING)
