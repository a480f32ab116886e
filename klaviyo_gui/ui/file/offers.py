"""The files or sheets that may be meant where what was chosen is not one table."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from klaviyo_gui.core.errors import ExpectedError, FileEmpty, FileOfSeveral, FileWithoutRows
from klaviyo_gui.language import grouped, tr
from klaviyo_gui.source.dialect import Overrides
from klaviyo_gui.ui.elided import shortened
from klaviyo_gui.ui.flow import FlowLayout
from klaviyo_gui.ui.pieces import button, text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MOST = 24
"""Buttons that are shown; more of them would be no choice."""


class Offer(NamedTuple):
    """One thing to open: what its button says, the file, and how to read it."""

    words: str
    path: Path
    overrides: Overrides


class Offers(QWidget):
    """A button for each offer; hidden without any.

    ``chosen(path, overrides)`` fires when one is pressed.
    """

    chosen = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._layout = FlowLayout(self)
        self._shown: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Offer these in place of those before."""
        while self._layout.takeAt(0) is not None:
            pass
        for widget in self._shown:
            widget.hide()
            widget.deleteLater()
        self._shown = []
        for offer in offers[:MOST]:
            take = button(shortened(offer.words), tip=tr("Open {name}", name=offer.words))
            take.clicked.connect(partial(self.chosen.emit, offer.path, offer.overrides))
            self._shown.append(take)
        if len(offers) > MOST:
            more = tr("and {count} more", count=grouped(len(offers) - MOST))
            self._shown.append(text(more, "muted"))
        for widget in self._shown:
            self._layout.addWidget(widget)
        self.setVisible(bool(offers))


def offers_of(error: ExpectedError | None) -> list[Offer]:
    """Return what can be opened instead of what was refused."""
    match error:
        case FileWithoutRows(path, sheet, sheets) if len(sheets) > 1:
            return [
                Offer(tr("Sheet {name}", name=each), path, Overrides(sheet=each))
                for each in sheets
                if each != sheet
            ]
        case FileEmpty(path, sheets) if len(sheets) > 1:
            return [
                Offer(tr("Sheet {name}", name=each), path, Overrides(sheet=each)) for each in sheets
            ]
        case FileOfSeveral(path, members):
            return [Offer(each, path, Overrides(member=each)) for each in members]
        case _:
            return []
