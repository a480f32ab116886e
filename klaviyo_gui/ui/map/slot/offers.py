"""What a property that must be filled offers where no column does it, on a line of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from klaviyo_gui.language import tr
from klaviyo_gui.ui.pieces import row, tool

if TYPE_CHECKING:
    from klaviyo_gui.core.catalog import Target
    from klaviyo_gui.ui.map.slot.filling import Filling


def is_asked(target: Target, filling: Filling) -> bool:
    """Tell whether a property is empty that events cannot do without."""
    return filling.pair is None and (target.is_required or filling.offers_sending)


class SlotOffers(QWidget):
    """A fixed text, and for the time of an event that of sending; keys of the slot do both."""

    def __init__(self, target: Target) -> None:
        super().__init__()
        self._target = target
        label = target.shown_label
        self.sending = tool(
            tr("Use the time of sending"),
            tr("{property}: as if it happened when it is sent (S)", property=label),
        )
        self.fix = tool(
            tr("Fixed text…"),
            tr("Send the same text in every row as {property} (F2)", property=label),
        )
        layout = row(self, gap=4)
        layout.setContentsMargins(0, 0, 6, 0)
        for each in (self.sending, self.fix):
            each.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            layout.addWidget(each)
        layout.addStretch(1)
        self.hide()

    def show_filling(self, filling: Filling) -> None:
        """Show what is offered in the place of what fills the property."""
        self.sending.setVisible(filling.offers_sending)
        self.setVisible(is_asked(self._target, filling))
