"""One line above the panes: a preset that fits the file, or the mapping that came back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal, Slot

from klaviyo_gui.language import counted, tr
from klaviyo_gui.preset_words import share_words
from klaviyo_gui.ui.band import Band
from klaviyo_gui.ui.elided import shortened

if TYPE_CHECKING:
    from klaviyo_gui.core.fit import Ranked


class OfferLine(Band):
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
        self._name = ""
        self._apply = self.answer(
            tr("Apply"), tr("Use this mapping, as one step that can be undone")
        )
        self._compare = self.answer(
            tr("Compare"), tr("See in what it differs from the mapping now")
        )
        self._more = self.answer("")
        self._anew = self.answer(tr("Start anew"), tr("Replace the mapping by what is proposed"))
        self._decline = self.answer("")
        self._apply.clicked.connect(self._ask_to_apply)
        self._compare.clicked.connect(self._ask_to_compare)
        self._more.clicked.connect(self._ask_for_more)
        self._anew.clicked.connect(self.anew_requested)
        self._decline.clicked.connect(self.declined)

    def offer(self, best: Ranked, others: int) -> None:
        """Offer the preset that fits best, and tell how many others fit too."""
        self._name = best.name
        self._apply.setAccessibleName(tr("Apply {name}", name=best.name))
        self._compare.setAccessibleName(tr("Compare with {name}", name=best.name))
        self._more.setText(tr("{count} more ▾", count=others))
        self._more.setAccessibleName(
            counted(others, "{count} more presets that fit", "{count} more presets that fit")
        )
        self._decline.setText(tr("Not now"))
        more = (self._more,) if others > 0 else ()
        words = tr(
            "This looks like “{preset}” ({fit}).",
            preset=shortened(best.name),
            fit=share_words(best.fit),
        )
        self.say(words, (self._apply, self._compare, *more, self._decline))

    def tell_back(self, name: str) -> None:
        """Say that the mapping is the one that was left, begun from a preset of this name."""
        self._decline.setText(tr("Keep it"))
        words = (
            tr(
                "Your mapping is back as you left it, begun from “{preset}”.",
                preset=shortened(name),
            )
            if name
            else tr("Your mapping is back as you left it.")
        )
        self.say(words, (self._anew, self._decline))

    @Slot()
    def _ask_to_apply(self) -> None:
        self.apply_requested.emit(self._name)

    @Slot()
    def _ask_to_compare(self) -> None:
        self.compare_requested.emit(self._name)

    @Slot()
    def _ask_for_more(self) -> None:
        self.more_requested.emit(self._more.mapToGlobal(QPoint(0, self._more.height())))
