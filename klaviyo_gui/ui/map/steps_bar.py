"""One line above the panes of Map: what is done to rows before they are sent, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from klaviyo_gui.language import tr
from klaviyo_gui.ui.elided import ElidedButton
from klaviyo_gui.ui.pieces import add_action, row, text, tool
from klaviyo_gui.ui.theme import restyle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.ui.map.chip import Chip

_MOST = 460
"""Pixels of a chip, so that those of other steps keep room beside it."""

_LEAST = 120
"""Pixels of a chip in which its beginning and its end can be told."""


class ChipButton(ElidedButton):
    """Shows what a chip says, and opens its panel."""

    def __init__(self, chip: Chip) -> None:
        super().__init__(most=_MOST, least=_LEAST, where=Qt.TextElideMode.ElideMiddle)
        self._chip = chip
        self.setProperty("role", "step")
        self.clicked.connect(chip.open_panel)

    def refresh(self) -> None:
        """Show what the chip says now."""
        chip = self._chip
        self.say(f"▲ {chip.text}" if chip.is_asking else chip.text, chip.tip)
        restyle(self, tone="warn" if chip.is_asking else "")
        self.setAccessibleDescription(
            tr("Waits for you: nothing can be sent until then")
            if chip.is_asking
            else tr("Opens what can be chosen of it")
        )
        self.setVisible(chip.is_shown)


class StepsBar(QWidget):
    """Hidden while nothing is done to rows; the chips stand in the order in which it is done."""

    def __init__(self, chips: Sequence[Chip]) -> None:
        super().__init__()
        self._chips = tuple(chips)
        self.buttons = tuple(map(ChipButton, self._chips))
        self.add = tool(tr("Add ▾"), tr("Add a step that is taken with rows"))
        self.menu = QMenu(self)
        self._offers = []
        for chip in self._chips:
            self._offers.append(add_action(self.menu, chip.added_by, chip.open_panel))
            chip.changed.connect(self._refresh)
        self.add.clicked.connect(self._list_offers)
        line = row(self, gap=8)
        line.addWidget(text(tr("Rows"), "muted"))
        for each in self.buttons:
            line.addWidget(each)
        line.addWidget(self.add)
        line.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("What is done to rows"))
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        for chip, shown, offer in zip(self._chips, self.buttons, self._offers, strict=True):
            shown.refresh()
            offer.setVisible(not chip.is_shown)
        self.add.setVisible(not all(each.is_shown for each in self._chips))
        self.setVisible(any(each.is_shown for each in self._chips))

    @Slot()
    def _list_offers(self) -> None:
        self.menu.popup(self.add.mapToGlobal(QPoint(0, self.add.height())))
