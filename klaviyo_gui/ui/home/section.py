"""A heading with entries below it, hidden where there are none."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from klaviyo_gui.ui.home.entry import Entry, EntryButton
from klaviyo_gui.ui.pieces import clear, column, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.ui.theme import Theme


class Section(QWidget):
    """Entries of one sort; ``chosen(value)`` fires with the value of the one that is pressed."""

    chosen = Signal(object)

    def __init__(self, title: str, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[tuple[object, Entry], ...] = ()
        self._entries = column(gap=6)
        layout = column(self, gap=6)
        layout.addWidget(text(title, "group"))
        layout.addLayout(self._entries)
        self.hide()

    @property
    def shown(self) -> tuple[tuple[object, Entry], ...]:
        """Return the values on show, each with what is said of it."""
        return self._shown

    @property
    def buttons(self) -> tuple[EntryButton, ...]:
        """Return the entries as they can be pressed."""
        items = (self._entries.itemAt(at) for at in range(self._entries.count()))
        widgets = (item.widget() for item in items if item is not None)
        return tuple(each for each in widgets if isinstance(each, EntryButton))

    def show_entries(self, entries: Sequence[tuple[object, Entry]]) -> None:
        """Show these from now on; nothing moves where they are the same."""
        found = tuple(entries)
        if found == self._shown:
            return
        self._shown = found
        clear(self._entries)
        for value, entry in found:
            button = EntryButton(entry, self._theme)
            button.clicked.connect(partial(self._choose, value))
            self._entries.addWidget(button)
        self.setVisible(bool(found))

    def _choose(self, value: object, _is_checked: bool = False) -> None:
        self.chosen.emit(value)
