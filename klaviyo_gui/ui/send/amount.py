"""How much is sent: all rows, one or a few of them first, and perhaps only what is new."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QWidget

from klaviyo_gui.language import grouped, tr
from klaviyo_gui.ui.pieces import TARGET, choice, column

if TYPE_CHECKING:
    from klaviyo_gui.core.mapping import Kind
    from klaviyo_gui.sending.check import Checked

TRIAL = 10
"""Rows of a trial."""


class AmountChoice(QWidget):
    """Sends everything or the first rows only.

    ``changed`` fires when another amount is chosen.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.all = choice(tr("Everything"))
        self.trial, self.one, self.this = choice(""), choice(""), choice("")
        self._line = 0
        self.this.hide()
        self.speak_of(is_orders=False)
        self.only_new = QCheckBox(tr("Only what this computer has not sent there yet"))
        self.only_new.setMinimumHeight(TARGET)
        self._group = QButtonGroup(self)
        for each in (self.all, self.trial, self.one, self.this):
            self._group.addButton(each)
        self.all.setChecked(True)
        self._group.buttonClicked.connect(self._tell)
        self.only_new.toggled.connect(self._tell)
        layout = column(self, gap=4)
        for widget in (self.all, self.trial, self.one, self.this, self.only_new):
            layout.addWidget(widget)

    def speak_of(self, *, is_orders: bool) -> None:
        """Call what is counted here rows, or orders that are put together of rows."""
        if is_orders:
            self.trial.setText(tr("A trial with the first {count} orders", count=TRIAL))
            self.one.setText(tr("One order first"))
        else:
            self.trial.setText(tr("A trial with the first {count} rows", count=TRIAL))
            self.one.setText(tr("One row first"))

    def offer_row(self, line: int) -> None:
        """Offer the row in this line of the file alone, and choose it."""
        self._line = line
        self.this.setText(tr("Only the row of file line {line}", line=grouped(line)))
        self.this.show()
        self.this.setChecked(True)
        self._tell()

    def forget_row(self) -> None:
        """Offer no row alone: another file has others. A trial does the least harm instead."""
        if self.this.isChecked():
            self.trial.setChecked(True)
        self._line = 0
        self.this.hide()

    @property
    def line(self) -> int | None:
        """Return the line of the row that alone is sent, None where more are."""
        return self._line if self.this.isChecked() else None

    def limit(self, result: Checked | None, kinds: tuple[Kind, ...]) -> int | None:
        """Return how many rows are sent, the first of the file, None for all.

        Where one row is, those before it are held.
        """
        if self.one.isChecked():
            return _up_to_one(result, kinds) if result is not None else 1
        return TRIAL if self.trial.isChecked() else None

    @property
    def chosen(self) -> tuple[bool | int | None, ...]:
        """Return the choice as such: another one sends other rows."""
        choices = (self.all, self.trial, self.one, self.only_new)
        return (*(each.isChecked() for each in choices), self.line)

    @property
    def is_only_new(self) -> bool:
        """Tell whether what was sent to the same place before is left out."""
        return self.only_new.isChecked()

    @Slot()
    def _tell(self) -> None:
        self.changed.emit()


def _up_to_one(result: Checked, kinds: tuple[Kind, ...]) -> int:
    """Return how many rows there are up to the first of which something is sent."""

    def sent(rows: int) -> int:
        return max(rows - result.held[kind].below(rows) for kind in kinds)

    return bisect_left(range(result.rows + 1), 1, 1, key=sent) if kinds else 1
