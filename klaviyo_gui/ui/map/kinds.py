"""The switch between events and people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.language import tr
from klaviyo_gui.ui.pieces import button, named, row, tool
from klaviyo_gui.wording.amounts import KIND_TITLES

if TYPE_CHECKING:
    from klaviyo_gui.core.mapping import Mapping

_WORTH_IT = 2
"""Proposals that wait; one alone is used where it stands."""


class KindSwitch(QWidget):
    """One button for each kind of record, with the number of its properties that are filled.

    ``chosen(kind)`` fires when one is pressed, ``all_accepted`` when all is wanted that is proposed
    for the kind on show.
    """

    chosen = Signal(object)
    all_accepted = Signal()

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self._segments = QButtonGroup(self)
        layout = row(self, gap=4)
        for each, words in KIND_TITLES.items():
            segment = button(tr(words), "segment")
            segment.setCheckable(True)
            segment.setProperty("kind", each.value)
            self._segments.addButton(segment)
            layout.addWidget(segment)
        layout.addStretch(1)
        self.use_all = tool("", "")
        self.use_all.clicked.connect(self.all_accepted)
        self.offer(0)
        layout.addWidget(self.use_all)
        self._segments.buttonClicked.connect(self._choose)
        self.show_kind(kind)

    def show_kind(self, kind: Kind) -> None:
        """Show which kind of record is on show."""
        for segment in self._segments.buttons():
            segment.setChecked(_kind(segment) is kind)

    def count(self, mapping: Mapping) -> None:
        """Show how many properties of each kind a mapping fills."""
        for segment in self._segments.buttons():
            words, count = tr(KIND_TITLES[_kind(segment)]), len(mapping.pairs(_kind(segment)))
            segment.setText(f"{words}  {count}" if count else words)

    def offer(self, count: int) -> None:
        """Offer to use all proposals that wait, where a button of its own is worth it."""
        self.use_all.setText(tr("✓ Use all {count}", count=count))
        named(self.use_all, tr("Use all {count} proposals (Ctrl+Shift+A)", count=count))
        self.use_all.setVisible(count >= _WORTH_IT)

    @Slot(QAbstractButton)
    def _choose(self, segment: QAbstractButton) -> None:
        self.chosen.emit(_kind(segment))


def _kind(segment: QAbstractButton) -> Kind:
    return Kind(segment.property("kind"))
