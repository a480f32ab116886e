"""One line above the panes of Map that offers to put together rows that look like lines."""

from __future__ import annotations

from PySide6.QtCore import Signal

from klaviyo_gui.language import tr
from klaviyo_gui.ui.band import Band


class GroupingLine(Band):
    """Hidden while there is nothing to offer.

    ``group_requested`` and ``declined`` are the answers to the offer; ``panel_requested`` asks for
    all that can be chosen.
    """

    group_requested = Signal()
    panel_requested = Signal()
    declined = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.group = self.answer(
            tr("Group"), tr("Send one event for each order, its items in a list")
        )
        self.panel = self.answer(
            tr("See how…"), tr("See three orders; choose what belongs to each item")
        )
        self.decline = self.answer(tr("Not now"), tr("Send a record for each row"))
        self.group.clicked.connect(self.group_requested)
        self.panel.clicked.connect(self.panel_requested)
        self.decline.clicked.connect(self.declined)

    def offer(self, words: str) -> None:
        """Offer it in these words."""
        self.say(words, (self.group, self.panel, self.decline))
