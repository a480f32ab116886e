"""A walk through the sample by the session's own actions, with a picture of every station."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Slot

from klaviyo_gui import paths, wording
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.tally import State
from klaviyo_gui.ui.status import Station

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from klaviyo_gui.core.errors import ExpectedError
    from klaviyo_gui.ui.window import Window

_LIMIT_MS = 120_000
_LAYOUT_MS = 50
"""Until a station just shown has its final layout; only pictures depend on it."""


class Demo(QObject):
    """Opens the sample, uses its preset, sends it to the practice Klaviyo, reads the results."""

    def __init__(self, window: Window, folder: Path) -> None:
        super().__init__(window)
        self._window = window
        self._folder = folder
        self._exit_code = 1
        self._is_mapped = self._is_sent = self._is_told = False
        self._rows = 0
        self._shown: Iterator[Station] = iter(())
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.timeout.connect(self._give_up)
        window.session.index_changed.connect(self._use_preset)
        window.session.file_refused.connect(self._refuse)
        window.session.preset_refused.connect(self._refuse)
        window.checker.changed.connect(self._send)
        window.runner.start_refused.connect(self._refuse)
        # Once the station, which is built later, shows them as well.
        queued = Qt.ConnectionType.QueuedConnection
        window.archive.results_changed.connect(self._tell, queued)

    @property
    def exit_code(self) -> int:
        """Return 0 once every record was accounted for."""
        return self._exit_code

    def begin(self) -> None:
        """Take the first step; the others follow when the one before is done."""
        self._limit.start(_LIMIT_MS)
        self._window.session.open_sample()

    @Slot()
    def _use_preset(self) -> None:
        self._is_mapped = True
        self._window.session.load_preset(paths.resources() / "samples" / "orders.json")

    @Slot()
    def _send(self) -> None:
        window = self._window
        if window.checker.error is not None:
            self._refuse(window.checker.error)
        if window.checker.result is None or not self._is_mapped or self._is_sent:
            return
        self._is_sent = True
        # By the end of the run it is found out anew what was sent before.
        self._rows = window.checker.result.rows
        _say(window.strip.sentence)
        self._shown = iter((Station.FILE, Station.MAP, Station.PREVIEW, Station.SEND))
        self._show_next()

    @Slot()
    def _show_next(self) -> None:
        """Show the next station, and take its picture once it is laid out."""
        station = next(self._shown, None)
        if station is None:
            self._window.stations.send.start()
        else:
            self._window.show_station(station)
            QTimer.singleShot(_LAYOUT_MS, self._take_picture_of_shown)

    @Slot()
    def _take_picture_of_shown(self) -> None:
        self._take_picture()
        self._show_next()

    @Slot()
    def _tell(self) -> None:
        window = self._window
        results = window.archive.results
        if results is None or self._is_told:
            return
        self._is_told = True
        for kind in Kind:
            counts = results.tally.of(kind)
            states = ", ".join(f"{getattr(counts, state)} {state}" for state in State)
            _say(f"{wording.count(counts.read, kind)} read: {states}")
        _say(window.stations.results.verdict)
        tally = results.tally
        is_complete = all(tally.of(kind).read == self._rows for kind in Kind)
        is_settled = not tally.total.unsent and not tally.total.unknown
        self._exit_code = 0 if is_complete and is_settled else 1
        window.show_station(Station.RESULTS)
        QTimer.singleShot(_LAYOUT_MS, self._take_last_picture)

    @Slot()
    def _take_last_picture(self) -> None:
        self._take_picture()
        self._window.grab().save(str(self._folder / "window.png"))
        self._end()

    @Slot(object)
    def _refuse(self, error: ExpectedError | None) -> None:
        _say(wording.error_words(error).sentence if error is not None else "a fault of the program")
        self._end()

    @Slot()
    def _give_up(self) -> None:
        _say(f"not done after {_LIMIT_MS // 1000} seconds")
        self._end()

    def _take_picture(self) -> None:
        picture = self._window.grab()
        picture.save(str(self._folder / f"{self._window.station.name.lower()}.png"))

    def _end(self) -> None:
        self._limit.stop()
        QCoreApplication.quit()


def _say(words: str) -> None:
    if sys.stdout is not None:
        sys.stdout.write(words + "\n")
