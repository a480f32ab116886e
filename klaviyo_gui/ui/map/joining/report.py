"""What a join finds in all rows, in words, with how far the look is and a way to stop it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QProgressBar, QScrollArea, QSizePolicy, QWidget

from klaviyo_gui.language import tr
from klaviyo_gui.ui.map.joining import words
from klaviyo_gui.ui.pieces import button, column, grown, row, text
from klaviyo_gui.wording import error_words
from klaviyo_gui.wording.joins import match_words

if TYPE_CHECKING:
    from klaviyo_gui.ui.map.joining.in_hand import JoinInHand
    from klaviyo_gui.ui.map.joining.look import JoinLook

_PERCENT = 100
_HEIGHT = 112
"""Pixels of the words: the usual report needs no bar to scroll it."""


class MatchPane(QWidget):
    """Shows what is known of the join in hand; ``stop_requested`` and ``again_requested`` ask."""

    stop_requested = Signal()
    again_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = text(wraps=True)
        self._words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        # Its own wish is that of a narrow text: a bar would stand beside words that have room.
        ignored = QSizePolicy.Policy.Ignored
        self._words.setSizePolicy(ignored, ignored)
        grown(self._words)
        self._words.setObjectName("page")
        self.bar = QProgressBar()
        self.bar.setRange(0, _PERCENT)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("How far all rows are joined"))
        self.stop = button(tr("Stop"), tip=tr("Stop looking; nothing is changed by it"))
        self.again = button(
            tr("Look again"), tip=tr("Join all rows once more, to tell what is found")
        )
        self.stop.clicked.connect(self.stop_requested)
        self.again.clicked.connect(self.again_requested)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(tr("What is found"))
        area.setWidget(self._words)
        area.setFixedHeight(_HEIGHT)
        head = row(gap=10)
        head.addWidget(text(tr("What is found in all rows"), "section"))
        head.addWidget(self.bar, 1)
        head.addStretch(0)
        head.addWidget(self.stop)
        head.addWidget(self.again)
        layout = column(self, gap=6)
        layout.addLayout(head)
        layout.addWidget(area)

    @property
    def sentence(self) -> str:
        """Return what it says."""
        return self._words.text()

    def show_look(self, in_hand: JoinInHand, look: JoinLook) -> None:
        """Tell what is known by now."""
        share = look.share
        self.bar.setVisible(share is not None)
        if share is not None:
            self.bar.setValue(round(share * _PERCENT))
        self.stop.setVisible(share is not None)
        self.again.setVisible(look.is_stopped or look.error is not None)
        said = "\n".join(self._said(in_hand, look))
        if said != self._words.text():
            self._words.setText(said)
            self._words.setAccessibleName(said)

    @Slot()
    def clear(self) -> None:
        """Say nothing."""
        self._words.setText("")

    @staticmethod
    def _said(in_hand: JoinInHand, look: JoinLook) -> tuple[str, ...]:
        join, second = in_hand.join, in_hand.second
        if join is None or second is None or not in_hand.is_possible:
            return ()
        report = look.report(in_hand.at)
        if report is not None:
            return match_words(replace(join, file=second.file.path.name), report)
        if look.is_stopped:
            return (tr(words.STOPPED),)
        if look.error is not None:
            return (error_words(look.error).sentence,)
        if look.share is not None or look.is_awaited:
            return (tr(words.LOOKING),)
        return (tr(words.UNCHECKED),)
