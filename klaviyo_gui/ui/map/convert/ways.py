"""Ways to read a cell, each with what it makes of one cell, of which one is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QRadioButton, QSizePolicy, QWidget

from klaviyo_gui.language import tr
from klaviyo_gui.ui.map.convert.section import tab_before
from klaviyo_gui.ui.pieces import column, named, tool

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Way:
    """One way; ``reading`` is what it makes of the cell, empty where it cannot read it."""

    value: object
    title: str
    reading: str = ""

    @property
    def words(self) -> str:
        """Return how it is called, with what it makes of the cell."""
        return f"{self.title} → {self.reading}" if self.reading else self.title


class Ways(QWidget):
    """Radio buttons; those that do not read the cell wait behind a button.

    ``chosen(value)`` fires when a person chooses another one.
    """

    chosen = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._ways: tuple[Way, ...] = ()
        self._buttons: list[QRadioButton] = []
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._choose)
        self._more = tool(tr("Other ways…"), tr("Show other ways: {heading}", heading=name))
        self._more.clicked.connect(self._show_all)
        self._shows_all = False
        self._layout = column(self, gap=2)
        self._layout.addWidget(self._more)
        self.setAccessibleName(name)

    @property
    def buttons(self) -> list[QRadioButton]:
        """Return the button of every way."""
        return self._buttons

    def show_ways(self, ways: Sequence[Way], chosen: object, *, is_open: bool) -> None:
        """Show these; while the choice ``is_open`` none of them is marked."""
        if len(ways) != len(self._buttons):
            self._build(len(ways))
        self._ways = tuple(ways)
        self._group.setExclusive(False)
        for way, radio in zip(ways, self._buttons, strict=True):
            is_chosen = way.value == chosen and not is_open
            radio.setText(way.words)
            named(radio, f"{self._name}: {way.words}")
            radio.setChecked(is_chosen)
            radio.setVisible(self._shows_all or bool(way.reading) or is_chosen)
        self._group.setExclusive(True)
        is_all = all(not radio.isHidden() for radio in self._buttons)
        self._more.setVisible(not is_all)

    def _build(self, count: int) -> None:
        for old in self._buttons:
            self._group.removeButton(old)
            old.hide()
            old.deleteLater()
        self._buttons = []
        for at in range(count):
            radio = QRadioButton()
            radio.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self._group.addButton(radio, at)
            self._buttons.append(radio)
            self._layout.insertWidget(at, radio)
        tab_before(self._more, self._buttons)

    @Slot(QAbstractButton)
    def _choose(self, button: QAbstractButton) -> None:
        self.chosen.emit(self._ways[self._group.id(button)].value)

    @Slot()
    def _show_all(self) -> None:
        self._shows_all = True
        for radio in self._buttons:
            radio.show()
        self._more.hide()
