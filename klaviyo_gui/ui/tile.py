"""A big figure with its name."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from klaviyo_gui.ui.pieces import column, text
from klaviyo_gui.ui.theme import mark


class Tile(QFrame):
    """Shows one count; a count that needs a look gets a colour besides its name."""

    def __init__(self, name: str, tone: str = "") -> None:
        super().__init__()
        self._name = name
        self._tone = tone
        self._count = 0
        self.setProperty("role", "tile")
        self._figure = text("0", "figure")
        layout = column(self, edge=14, gap=0)
        layout.addWidget(self._figure)
        layout.addWidget(text(name, "muted"))
        self.show_count(0)

    @property
    def count(self) -> int:
        """Return the count on show."""
        return self._count

    def show_count(self, count: int) -> None:
        """Show this count."""
        self._count = count
        self._figure.setText(f"{count:,}")
        mark(self._figure, tone=self._tone if count else "")
        self.setAccessibleName(f"{self._name}: {count:,}")
