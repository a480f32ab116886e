"""Drives the opening of files: the latest asked for wins, the one on show is counted on."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from klaviyo_gui.source.index import Index
from klaviyo_gui.ui.opening import Asked, Opened, opening
from klaviyo_gui.ui.work import Broken, Ended, Report, Work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from klaviyo_gui.ui.turns import Turns


class Opener(QObject):
    """Opens files beside the window; the file on show stays until the next one can be read.

    What is found takes its turn, behind all that the window has to do before it can show a file.
    ``opened(Opened)`` fires when a file can be shown; ``counted(Index)`` with the places of its
    rows so far, the last time with all of them; ``broke(error)`` when it could not be read to its
    end, and before that ``doubted(CsvFile)`` where its quotes are in doubt for it;
    ``refused(error)`` when a file could not be opened.
    """

    opened = Signal(object)
    counted = Signal(object)
    doubted = Signal(object)
    broke = Signal(object)
    refused = Signal(object)
    _reported = Signal(object)

    def __init__(self, turns: Turns, parent: QObject) -> None:
        super().__init__(parent)
        self._turns = turns
        self._hasten: Callable[[], Callable[[], None]] | None = None
        self._asked = self._shown = 0
        self._stop = self._stop_shown = threading.Event()
        self._pool = QThreadPool(self)
        self._reported.connect(self._take_report)

    def write_first(self, hasten: Callable[[], Callable[[], None]]) -> None:
        """Have what is to be kept of a file written before one is opened, which may be the same.

        ``hasten`` begins to write it, and returns what waits for it beside the window.
        """
        self._hasten = hasten

    def open(self, asked: Asked) -> None:
        """Open a file; nobody waits any more for what was asked before."""
        if self._asked != self._shown:
            self._stop.set()
        self._asked += 1
        self._stop = threading.Event()
        wait = self._hasten() if self._hasten is not None else _nothing
        events = partial(_opening_after, wait, asked, self._stop)
        self._pool.start(Work(self._asked, events, self._reported))

    def leave(self) -> None:
        """Wait no more for what was asked for, and count no more rows of the file on show."""
        self._stop.set()
        self._stop_shown.set()
        self._asked += 1
        self._shown = self._asked

    def close(self) -> None:
        """End the work under way."""
        self._stop.set()
        self._stop_shown.set()
        self._pool.waitForDone()

    @Slot(object)
    def _take_report(self, report: Report) -> None:
        self._turns.later(partial(self._apply_report, report))

    def _apply_report(self, report: Report) -> None:
        match report.event:
            case Opened() as opened if report.number == self._asked:
                self._shown = report.number
                self._stop_shown.set()
                self._stop_shown = self._stop
                self.opened.emit(opened)
            case Index() as index if report.number == self._shown:
                self.counted.emit(index)
            case Broken(error) if report.number == self._shown:
                self.broke.emit(error)
            case Broken(error) if report.number == self._asked:
                self.refused.emit(error)
            case Opened() | Index() | Broken() | Ended():
                # Nobody waits for it any more, or it tells nothing new.
                return
            case file if report.number == self._shown:
                self.doubted.emit(file)


def _opening_after(
    wait: Callable[[], None], asked: Asked, stop: threading.Event
) -> Iterator[object]:
    wait()
    yield from opening(asked, stop)


def _nothing() -> None:
    pass
