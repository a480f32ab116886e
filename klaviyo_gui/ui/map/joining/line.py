"""One line above the panes of Map: a file to be joined, or one that is not there."""

from __future__ import annotations

from PySide6.QtCore import Signal

from klaviyo_gui.language import tr
from klaviyo_gui.ui.band import Band
from klaviyo_gui.ui.elided import shortened
from klaviyo_gui.ui.theme import restyle


class JoiningLine(Band):
    """Hidden while there is nothing to offer, and all joined files are there.

    ``join_requested`` and ``declined`` are the answers to the offer of a file; of one that is not
    there, or does not fit, ``choose_requested`` asks for another one, ``again_requested`` looks for
    it once more, and ``panel_requested`` asks for all that can be chosen.
    """

    join_requested = Signal()
    declined = Signal()
    choose_requested = Signal()
    again_requested = Signal()
    panel_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.join = self.answer(
            tr("Join…"), tr("See by what it would be joined, and choose its columns")
        )
        self.decline = self.answer(tr("Not now"), tr("Leave that file alone"))
        self.choose = self.answer("")
        self.again = self.answer(tr("Look again"), tr("Look whether it is there by now"))
        self.panel = self.answer(
            tr("See how…"), tr("See by what it is joined, and choose otherwise")
        )
        self.panel.clicked.connect(self.panel_requested)
        self.join.clicked.connect(self.join_requested)
        self.decline.clicked.connect(self.declined)
        self.choose.clicked.connect(self.choose_requested)
        self.again.clicked.connect(self.again_requested)

    def offer(self, words: str) -> None:
        """Offer to join a file, in these words."""
        restyle(self, role="band", tone="")
        self.setToolTip("")
        self.setAccessibleDescription("")
        self.say(words, (self.join, self.decline))

    def miss(self, file: str, words: str, advice: str, *, is_open: bool = False) -> None:
        """Say that a file is not there, or does not fit, and what can be done about it."""
        restyle(self, role="notice", tone="warn")
        self.choose.setText(tr("Choose {file}…", file=shortened(file)))
        self.choose.setToolTip(
            tr("Choose the file that is {file} now; it may be called otherwise", file=file)
        )
        self.choose.setAccessibleDescription(self.choose.toolTip())
        self.say(words, (self.choose, self.panel if is_open else self.again))
        self.setToolTip(advice)
        self.setAccessibleDescription(advice)
