"""What can wait is done a piece at a time, and the window answers in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

if TYPE_CHECKING:
    from collections.abc import Callable

    Piece = Callable[[], None]
    """A piece of work of the window's thread, far shorter than anybody notices."""


class Turns(QObject):
    """Does one piece of work in each turn of the event loop, in the order in which they came.

    Before each piece comes a turn without one, in which whatever came up before is dealt with
    first: painting, and what somebody does. One timer serves all pieces: those of several timers
    would all be done in the same turn.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: dict[Piece, None] = {}
        self._is_closed = self._has_let_go = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._take_next)

    def later(self, piece: Piece) -> None:
        """Do this in a turn to come; once, however often it is asked for until then."""
        if not self._is_closed:
            self._waiting[piece] = None
            self._timer.start(0)

    def forget(self, piece: Piece) -> None:
        """Do this no more."""
        self._waiting.pop(piece, None)

    def close(self) -> None:
        """Do nothing from now on."""
        self._is_closed = True
        self._waiting.clear()

    @Slot()
    def _take_next(self) -> None:
        self._has_let_go = not self._has_let_go
        if self._has_let_go:
            self._timer.start(0)
            return
        piece = next(iter(self._waiting), None)
        if piece is None:
            return
        del self._waiting[piece]
        if self._waiting:
            self._timer.start(0)
        piece()
