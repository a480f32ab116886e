"""One line above the panes: a preset that fits the file, or the mapping that came back."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtWidgets import QFrame, QSizePolicy

from klaviyo_gui.preset_words import share_words
from klaviyo_gui.ui.elided import ElidedLabel, shortened
from klaviyo_gui.ui.pieces import button, row

if TYPE_CHECKING:
    from klaviyo_gui.core.fit import Ranked


class Said(Enum):
    """What the line says."""

    NOTHING = auto()
    BACK = auto()
    OFFER = auto()


class OfferLine(QFrame):
    """Hidden while there is nothing to offer.

    ``apply_requested(name)``, ``compare_requested(name)`` and ``declined`` are the answers to an
    offer, ``more_requested(place)`` asks for the other presets that fit; ``anew_requested`` is
    the one to a mapping that came back, which ``declined`` leaves as it is.
    """

    apply_requested = Signal(str)
    compare_requested = Signal(str)
    more_requested = Signal(QPoint)
    anew_requested = Signal()
    declined = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._said = Said.NOTHING
        self._name = ""
        self.setProperty("role", "band")
        self._words = ElidedLabel()
        self._apply = button("Apply", tip="Use this mapping, as one step that can be undone")
        self._compare = button("Compare", tip="See in what it differs from the mapping now")
        self._more = button("")
        self._anew = button("Start anew", tip="Replace the mapping by what is proposed")
        self._decline = button("")
        self._apply.clicked.connect(self._ask_to_apply)
        self._compare.clicked.connect(self._ask_to_compare)
        self._more.clicked.connect(self._ask_for_more)
        self._anew.clicked.connect(self.anew_requested)
        self._decline.clicked.connect(self.declined)
        layout = row(self, edge=10, gap=8)
        layout.addWidget(self._words, 1)
        for each in (self._apply, self._compare, self._more, self._anew, self._decline):
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

    def offer(self, best: Ranked, others: int) -> None:
        """Offer the preset that fits best, and tell how many others fit too."""
        self._name = best.name
        fits = share_words(best.fit)
        self._show(Said.OFFER, f"This looks like “{shortened(best.name)}” ({fits}).", "Not now")
        self._apply.setAccessibleName(f"Apply {best.name}")
        self._compare.setAccessibleName(f"Compare with {best.name}")
        self._more.setText(f"{others} more ▾")
        self._more.setAccessibleName(f"{others} more presets that fit")
        self._more.setVisible(others > 0)

    def tell_back(self, name: str) -> None:
        """Say that the mapping is the one that was left, begun from a preset of this name."""
        begun = f", begun from “{shortened(name)}”" if name else ""
        self._show(Said.BACK, f"Your mapping is back as you left it{begun}.", "Keep it")

    def clear(self) -> None:
        """Say nothing."""
        self._said = Said.NOTHING
        self.hide()

    @Slot()
    def _ask_to_apply(self) -> None:
        self.apply_requested.emit(self._name)

    @Slot()
    def _ask_to_compare(self) -> None:
        self.compare_requested.emit(self._name)

    @Slot()
    def _ask_for_more(self) -> None:
        self.more_requested.emit(self._more.mapToGlobal(QPoint(0, self._more.height())))

    def _show(self, said: Said, words: str, decline: str) -> None:
        self._said = said
        self._words.setText(words)
        self._decline.setText(decline)
        for each in (self._apply, self._compare, self._more):
            each.setVisible(said is Said.OFFER)
        self._anew.setVisible(said is Said.BACK)
        self.setAccessibleName(words)
        self.show()
