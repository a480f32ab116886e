"""How much of the account's limit a run may use: slower and faster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from klaviyo_gui.language import tr
from klaviyo_gui.ui.pieces import button, row, text

if TYPE_CHECKING:
    from klaviyo_gui.ui.runner import Runner

STEPS = (10, 20, 40, 60, 80, 90, 100)
"""The parts of the limit that are offered, in per cent; 80 is what a run begins with."""


class Tempo(QWidget):
    """Two buttons and a sentence; both change the run while it goes on."""

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self._runner = runner
        self._slower = button(
            tr("Slower"), tip=tr("Leave more of Klaviyo's limit to your other programs")
        )
        self._faster = button(
            tr("Faster"), tip=tr("Leave less of Klaviyo's limit to your other programs")
        )
        self._words = text(role="small", wraps=True)
        self._slower.clicked.connect(self.slow_down)
        self._faster.clicked.connect(self.speed_up)
        layout = row(self)
        for widget in (self._slower, self._faster):
            layout.addWidget(widget)
        layout.addWidget(self._words, 1)
        runner.changed.connect(self._refresh)
        self._refresh()

    @property
    def words(self) -> str:
        """Return the sentence."""
        return self._words.text()

    @Slot()
    def slow_down(self) -> None:
        """Use the next smaller part."""
        self._use(max((each for each in STEPS if each < self._percent), default=STEPS[0]))

    @Slot()
    def speed_up(self) -> None:
        """Use the next larger part."""
        self._use(min((each for each in STEPS if each > self._percent), default=STEPS[-1]))

    @property
    def _percent(self) -> int:
        return round(self._runner.share * 100)

    def _use(self, percent: int) -> None:
        self._runner.use_share(percent / 100)

    @Slot()
    def _refresh(self) -> None:
        used = self._percent
        words = (
            tr("{used} % of Klaviyo's limit, {left} % left to others", used=used, left=100 - used)
            if used < STEPS[-1]
            else tr("{used} % of Klaviyo's limit, nothing left to others", used=used)
        )
        self._words.setText(words)
        self._slower.setEnabled(used > STEPS[0])
        self._faster.setEnabled(used < STEPS[-1])
