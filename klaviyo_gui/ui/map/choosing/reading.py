"""How a condition reads the numbers or dates of its column, where it asks for such."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from klaviyo_gui.core.conversion import DateStyle, NumberStyle
from klaviyo_gui.language import tr
from klaviyo_gui.ui.elided import one_line
from klaviyo_gui.ui.map.choosing.words import DATES, NUMBERS, Read
from klaviyo_gui.ui.pieces import row, text
from klaviyo_gui.ui.theme import restyle
from klaviyo_gui.wording.cells import cell_words
from klaviyo_gui.wording.pill import DATE_WORDS, NUMBER_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping as Table

    from klaviyo_gui.core.row_filter import Condition
    from klaviyo_gui.ui.map.choosing.known import KnownColumns

_CELL_SHOWN = 30


class ReadingRow(QWidget):
    """Hidden where nothing is read; amber where a cell can mean two things.

    ``chosen(condition)`` fires when another reading is chosen.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._condition: Condition | None = None
        self._shown: tuple[object, ...] = ()
        self.words = text(role="small")
        self.box = QComboBox()
        self.box.setAccessibleName(tr("How the cells are read"))
        self.box.activated.connect(self._choose)
        line = row(self, gap=8)
        line.addWidget(self.words)
        line.addWidget(self.box)
        line.addStretch(1)
        self.hide()

    def show_reading(self, condition: Condition, known: KnownColumns) -> None:
        """Show how the cells are read that a condition compares."""
        self._condition = condition
        reading = known.reading(condition.column)
        if known.is_of_numbers(condition):
            self._show(NUMBERS, NUMBER_WORDS, condition.number, reading.number, known)
        elif known.is_of_times(condition):
            self._show(DATES, DATE_WORDS, condition.date, reading.date, known)
        else:
            self.hide()

    def _show(
        self,
        what: Read,
        styles: Table[Any, str],
        chosen: NumberStyle | DateStyle | None,
        otherwise: NumberStyle | DateStyle | None,
        known: KnownColumns,
    ) -> None:
        assert self._condition is not None, "a condition is shown"
        doubted = known.doubted(self._condition)
        usual = tr("as each says by itself")
        if otherwise is not None:
            usual = tr("{style}, as its cells are", style=tr(styles[otherwise]))
        elif doubted:
            usual = tr("choose…")
        shown = (what, usual, chosen)
        if shown != self._shown:
            self._shown = shown
            self.box.clear()
            self.box.addItem(usual, None)
            for style, words in styles.items():
                self.box.addItem(tr(words), style)
            self.box.setCurrentIndex(max(self.box.findData(chosen), 0))
        name = one_line(self._condition.column)
        told = tr(what.read)
        if doubted:
            told = tr("How is “{cell}” read?", cell=cell_words(doubted).strip()[:_CELL_SHOWN])
        self.words.setText(told)
        restyle(self.words, tone="warn" if doubted else "")
        self.box.setAccessibleName(tr(what.how, name=name))
        self.box.setAccessibleDescription(told if doubted else "")
        self.show()

    @Slot()
    def _choose(self) -> None:
        condition, style = self._condition, self.box.currentData()
        if condition is None:
            return
        if self._shown[0] is NUMBERS:
            number = NumberStyle(style) if style is not None else None
            self.chosen.emit(replace(condition, number=number))
        else:
            date = DateStyle(style) if style is not None else None
            self.chosen.emit(replace(condition, date=date))
