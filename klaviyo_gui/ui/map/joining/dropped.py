"""What is asked in place when a file is dropped while another one is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, Signal, Slot
from PySide6.QtWidgets import QWidget

from klaviyo_gui.language import tr
from klaviyo_gui.ui.band import Band
from klaviyo_gui.ui.elided import shortened
from klaviyo_gui.ui.map.joining import words
from klaviyo_gui.ui.pieces import column

if TYPE_CHECKING:
    from pathlib import Path


_EDGES = QMargins(12, 8, 12, 8)


class DropQuestion(QWidget):
    """Hidden until a file is dropped; ``join_requested`` and ``open_requested`` are the answers.

    Both come with the file. Where the mapping waits for a file to be joined, the dropped one may
    stand in for it, which ``stand_in_requested(path)`` asks for.
    """

    join_requested = Signal(object)
    stand_in_requested = Signal(object)
    open_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._path: Path | None = None
        self._band = band = Band()
        self.join = band.answer("")
        self.stand_in = band.answer("")
        self.open = band.answer(
            tr("Open instead"), tr("Leave the file that is open, and open this one")
        )
        self.cancel = band.answer(tr("Cancel"), tr("Do nothing with it"))
        column(self).addWidget(band)
        self.setContentsMargins(_EDGES)
        self.hide()
        self.join.clicked.connect(self._join)
        self.stand_in.clicked.connect(self._stand_in)
        self.open.clicked.connect(self._open)
        self.cancel.clicked.connect(self.clear)

    @property
    def sentence(self) -> str:
        """Return what it asks, empty while it asks nothing."""
        return self._band.sentence

    def ask(self, path: Path, first: str, missing: str = "") -> None:
        """Ask what to do with this file beside the first, where one of another name is missing."""
        self._path = path
        band = self._band
        self.show()
        if missing:
            self.stand_in.setText(tr("Use it as {file}", file=shortened(missing)))
            answers = (self.stand_in, self.open, self.cancel)
            band.say(words.stands_in(path.name, missing), answers)
            self.stand_in.setFocus()
        else:
            self.join.setText(tr("Join to {file}", file=shortened(first)))
            band.say(words.asked(path.name, first), (self.join, self.open, self.cancel))
            self.join.setFocus()

    @Slot()
    def clear(self) -> None:
        """Ask nothing."""
        self._band.clear()
        self.hide()

    @Slot()
    def _join(self) -> None:
        self.clear()
        self.join_requested.emit(self._path)

    @Slot()
    def _stand_in(self) -> None:
        self.clear()
        self.stand_in_requested.emit(self._path)

    @Slot()
    def _open(self) -> None:
        self.clear()
        self.open_requested.emit(self._path)
