"""A big figure with its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QWidget

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.language import grouped
from klaviyo_gui.ui.flow import EvenLayout
from klaviyo_gui.ui.pieces import column, row, text
from klaviyo_gui.ui.theme import restyle
from klaviyo_gui.wording.amounts import amount, unit
from klaviyo_gui.wording.phrases import both

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Tile(QFrame):
    """Shows how many records of each kind; a count that needs a look gets a colour too.

    ``sign`` stands before its name, where something else shows the count by a sign.
    """

    def __init__(self, name: str, tone: str = "", sign: QWidget | None = None) -> None:
        super().__init__()
        self._name = name
        self._tone = tone
        self._counts: dict[Kind, int] = {}
        self.setProperty("role", "tile")
        self._figures = {kind: text("0", "figure") for kind in Kind}
        self._units = {kind: text(role="small") for kind in Kind}
        layout = column(self, edge=14, gap=0)
        head = row(gap=6)
        if sign is not None:
            head.addWidget(sign)
        head.addWidget(text(name, "muted"), 1)
        layout.addLayout(head)
        for kind in Kind:
            layout.addWidget(self._figures[kind])
            layout.addWidget(self._units[kind])
        layout.addStretch(1)
        self.show_counts({})

    @property
    def count(self) -> int:
        """Return the count on show, of both kinds together."""
        return sum(self._counts.values())

    def show_counts(self, counts: Mapping[Kind, int]) -> None:
        """Show so many of each kind that the run has; without any, a bare zero."""
        self._counts = dict(counts)
        for kind in Kind:
            is_shown = kind in counts or (not counts and kind is Kind.EVENTS)
            number = counts.get(kind, 0)
            self._figures[kind].setVisible(is_shown)
            self._units[kind].setVisible(kind in counts)
            self._figures[kind].setText(grouped(number))
            self._units[kind].setText(unit(kind, number))
            tone = self._tone if number else ""
            restyle(self._figures[kind], tone=tone, role="big" if len(counts) > 1 else "figure")
        said = both(amount(kind, number) for kind, number in counts.items())
        self.setAccessibleName(f"{self._name}: {said or 0}")


class Tiles(QWidget):
    """Figures side by side, all of one width; large type takes a second line."""

    def __init__(self, tiles: Iterable[Tile]) -> None:
        super().__init__()
        layout = EvenLayout(self)
        for tile in tiles:
            layout.addWidget(tile)
