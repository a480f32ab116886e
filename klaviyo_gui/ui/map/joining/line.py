"""One line above the panes of Map: a file that could be joined, or one that is not there."""

from __future__ import annotations

from PySide6.QtCore import Signal

from klaviyo_gui.ui.band import Band
from klaviyo_gui.ui.elided import shortened
from klaviyo_gui.ui.theme import mark


class JoiningLine(Band):
    """Hidden while there is nothing to offer, and all joined files are there.

    ``join_requested`` and ``declined`` are the answers to the offer of a file; of one that is not
    there ``choose_requested`` asks for it, and ``again_requested`` looks for it once more.
    """

    join_requested = Signal()
    declined = Signal()
    choose_requested = Signal()
    again_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.join = self.answer("Join…", "See by what it would be joined, and choose its columns")
        self.decline = self.answer("Not now", "Leave that file alone")
        self.choose = self.answer("")
        self.again = self.answer("Look again", "Look whether it is there by now")
        self.join.clicked.connect(self.join_requested)
        self.decline.clicked.connect(self.declined)
        self.choose.clicked.connect(self.choose_requested)
        self.again.clicked.connect(self.again_requested)

    def offer(self, words: str) -> None:
        """Offer to join a file, in these words."""
        mark(self, role="band", tone="")
        self.setToolTip("")
        self.setAccessibleDescription("")
        self.say(words, (self.join, self.decline))

    def miss(self, file: str, words: str, advice: str) -> None:
        """Say that a file is not there, or cannot be read, and what can be done about it."""
        mark(self, role="notice", tone="warn")
        self.choose.setText(f"Choose {shortened(file)}…")
        self.choose.setToolTip(f"Choose the file that is {file} now; it may be called otherwise")
        self.choose.setAccessibleDescription(self.choose.toolTip())
        self.say(words, (self.choose, self.again))
        self.setToolTip(advice)
        self.setAccessibleDescription(advice)
