"""The lower line of a slot: what fills the property, and what comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from klaviyo_gui.language import tr
from klaviyo_gui.ui.elided import ElidedLabel
from klaviyo_gui.ui.map.slot import words
from klaviyo_gui.ui.pieces import frame, row, tool
from klaviyo_gui.ui.theme import restyle

if TYPE_CHECKING:
    from klaviyo_gui.core.catalog import Target
    from klaviyo_gui.ui.map.slot.filling import Filling, FirstValue

_CHIP_MOST = 220
"""Pixels of a column's name, so that the value beside it has room."""

_VALUE_LEAST = 20
"""Pixels of the value, which gets what the chip leaves."""


class SlotFoot(QWidget):
    """A chip that can be dragged, and beside it the value or the reason of a proposal."""

    def __init__(self, target: Target) -> None:
        super().__init__()
        self.chip: QFrame = frame("chip")
        self._source = ElidedLabel(most=_CHIP_MOST)
        self._fallback = ElidedLabel(role="small", most=_CHIP_MOST)
        self.fallback = frame("fallback")
        standing_in = row(self.fallback)
        standing_in.setContentsMargins(6, 0, 6, 0)
        standing_in.addWidget(self._fallback)
        label = target.shown_label
        self.empty = tool("✕", tr("Empty {property}", property=label), role="")
        self.accept = tool(
            tr("✓ Use"), tr("Use the proposal for {property} (Enter)", property=label)
        )
        for each in (self.empty, self.accept):
            each.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = row(self.chip, gap=4)
        inner.setContentsMargins(8, 2, 4, 2)
        inner.addWidget(self._source)
        inner.addWidget(self.fallback)
        inner.addWidget(self.empty)
        self._beside = ElidedLabel(role="muted", where=Qt.TextElideMode.ElideRight)
        self._beside.setMinimumWidth(_VALUE_LEAST)
        self._beside.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        layout = row(self, gap=8)
        layout.addWidget(self.chip)
        layout.addWidget(self._beside, 1)
        layout.addWidget(self.accept)

    def show_filling(self, filling: Filling) -> None:
        """Show what fills the property or is proposed for it, and nothing where it is empty."""
        is_filled = filling.pair is not None or filling.is_by_sending
        is_proposed = filling.suggestion is not None
        self.setVisible(is_filled or is_proposed)
        self.chip.setVisible(is_filled or is_proposed)
        self.empty.setVisible(is_filled)
        self.accept.setVisible(is_proposed)
        source = words.source_shown(filling)
        self._source.setText(source)
        self._source.setAccessibleName(source)
        standing_in = words.fallback_shown(filling)
        self._fallback.setText(standing_in)
        self.fallback.setVisible(bool(standing_in))
        self.fallback.setToolTip(
            tr("{texts}: used in rows where {source} is blank", texts=standing_in, source=source)
        )
        tone = "bad" if filling.is_missing else ""
        restyle(self.chip, tone="guess" if is_proposed else tone)
        restyle(self._source, tone=tone)

    def show_value(self, filling: Filling, first: FirstValue) -> None:
        """Show what comes of it in the record on show."""
        self._beside.setText(words.beside_source(filling, first))

    def is_on_chip(self, place: QPoint) -> bool:
        """Tell whether the chip lies there."""
        widget = self.childAt(place)
        return widget is self.chip or (widget is not None and self.chip.isAncestorOf(widget))
