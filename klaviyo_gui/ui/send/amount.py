"""How much is sent: all rows or a trial, and perhaps only what is new."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QWidget

from klaviyo_gui.ui.pieces import TARGET, choice, column

TRIAL = 10
"""Rows of a trial."""


class AmountChoice(QWidget):
    """Sends everything or the first rows only.

    ``changed`` fires when another amount is chosen.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.all = choice("Everything")
        self.trial = choice(f"A trial with the first {TRIAL} rows")
        self.only_new = QCheckBox("Only what this computer has not sent there yet")
        self.only_new.setMinimumHeight(TARGET)
        self._group = QButtonGroup(self)
        for each in (self.all, self.trial):
            self._group.addButton(each)
        self.all.setChecked(True)
        self._group.buttonClicked.connect(self._tell)
        self.only_new.toggled.connect(self._tell)
        layout = column(self, gap=4)
        for widget in (self.all, self.trial, self.only_new):
            layout.addWidget(widget)

    @property
    def is_trial(self) -> bool:
        """Tell whether only the first rows are sent."""
        return self.trial.isChecked()

    @property
    def limit(self) -> int | None:
        """Return how many rows are sent, None for all."""
        return TRIAL if self.is_trial else None

    @property
    def is_only_new(self) -> bool:
        """Tell whether what was sent to the same place before is left out."""
        return self.only_new.isChecked()

    @Slot()
    def _tell(self) -> None:
        self.changed.emit()
