"""Prints the longest stall of the window's thread while a file is opened, checked and sent.

``python -m tests.benchmarks.stall [ROWS]``. A timer of 5 ms beats in the window's thread; a stall
is the time by which a beat comes late. The same heartbeat over an idle window in the same run
shows what the machine itself adds.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from klaviyo_gui import paths
from klaviyo_gui.app import build_window, make_application
from klaviyo_gui.sending.pool import Pool
from klaviyo_gui.ui.status import Station
from klaviyo_gui.ui.theme import Theme
from tests.benchmarks.heartbeat import Heartbeat
from tests.benchmarks.orders import write_orders

_IDLE_MS = 2_000


class Walk(QObject):
    """Opens, maps, checks and sends through the actions of the window."""

    def __init__(self, file: Path, pool: Pool) -> None:
        super().__init__()
        self._file = file
        self.heart = Heartbeat()
        self._window = build_window(Theme(QApplication.instance()), pool)
        # Queued: a person's next action begins when the window has done with the one before.
        queued = Qt.ConnectionType.QueuedConnection
        self._window.session.index_changed.connect(self._look, queued)
        self._window.checker.changed.connect(self._send)
        self._window.runner.finished.connect(self._end)
        self._is_mapped = self._is_sent = False
        self.result = None

    @Slot()
    def idle(self) -> None:
        """Beat over a window that does nothing, then open the file."""
        self._window.show()
        self.heart.begin("idle")
        QTimer.singleShot(_IDLE_MS, self._open)

    @Slot()
    def _open(self) -> None:
        self.heart.begin("open")
        self._window.open_file(self._file)

    @Slot()
    def _look(self) -> None:
        self.heart.begin("check")
        self._window.show_station(Station.PREVIEW)
        QTimer.singleShot(0, self._map)

    @Slot()
    def _map(self) -> None:
        self._is_mapped = True
        self._window.session.load_preset(paths.resources() / "samples" / "orders.json")

    @Slot()
    def _send(self) -> None:
        if self._window.checker.result is None or not self._is_mapped or self._is_sent:
            return
        self._is_sent = True
        self._window.show_station(Station.SEND)
        self.heart.begin("send")
        self._window.send_station.start()

    @Slot(object)
    def _end(self, result: object) -> None:
        self.result = result
        self.heart.stop()
        self._window.close()
        QApplication.quit()


def main() -> None:
    """Walk and print."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as name:
        os.environ["KLAVIYO_GUI_HOME"] = name
        file = Path(name) / "orders.csv"
        write_orders(file, rows)
        application = make_application(is_headless=True)
        with Pool() as pool:
            walk = Walk(file, pool)
            QTimer.singleShot(0, walk.idle)
            application.exec()
    print(f"{rows:,} rows: {walk.result}")
    print("longest stall of the window's thread")
    print("\n".join(walk.heart.lines()))


if __name__ == "__main__":
    main()
