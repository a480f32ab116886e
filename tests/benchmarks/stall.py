"""Prints the longest stall of the window's thread while a file goes through all stations.

``python -m tests.benchmarks.stall [ROWS]`` calls the actions of the window itself; ``python -m
tests.benchmarks.stall roads`` lets a true mouse and keys walk the four roads of
``tests/journeys/test_roads.py`` on a screen in memory. A timer of 5 ms beats in the window's
thread; a stall is the time by which a beat comes late. The same heartbeat over an idle window in
the same run shows what the machine itself adds, and the work at a stretch what it does not.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from klaviyo_gui import paths
from klaviyo_gui.app import build_window, make_application
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.sending.pool import Pool
from klaviyo_gui.ui.models.records import Filter
from klaviyo_gui.ui.status import Station
from klaviyo_gui.ui.theme import Theme
from tests.benchmarks.heartbeat import Heartbeat, lines_of
from tests.benchmarks.orders import write_orders
from tests.benchmarks.waiting import pause, until
from tests.journeys.person import person_at
from tests.journeys.roads import ROADS, write_files
from tests.journeys.screens import screen_in_memory

if TYPE_CHECKING:
    from collections.abc import Callable

_IDLE_MS = 2_000
_STEP_MS = 400
"""Between two steps of a person, in which the window does what the last one left to do."""


class Walk:
    """Opens, maps, edits, checks, previews and sends through the actions of the window."""

    def __init__(self, file: Path, pool: Pool) -> None:
        self._file = file
        self.heart = Heartbeat()
        self._window = build_window(Theme(QApplication.instance()), pool)

    def run(self) -> None:
        """Go through all stations."""
        window = self._window
        self._phase("build the other stations", self._show)
        self._phase("idle", lambda: pause(_IDLE_MS))
        self._phase("open", self._open)
        self._phase("map", lambda: window.show_station(Station.MAP))
        sample = paths.resources() / "samples" / "orders.json"
        self._phase("load a preset", lambda: window.session.load_preset(sample))
        self._phase("edit the mapping", self._edit)
        self._phase("check", self._check)
        self._phase("preview", lambda: window.show_station(Station.PREVIEW))
        self._phase("look around in preview", self._look_around)
        self._phase("edit at preview", self._edit)
        self._phase("check at preview", self._check)
        self._phase("send", self._send)
        self.heart.stop()
        window.close()

    def _phase(self, name: str, work: Callable[[], None]) -> None:
        self.heart.begin(name)
        work()
        pause(_STEP_MS)

    def _show(self) -> None:
        self._window.show()
        until(self._window.stations.completed)

    def _open(self) -> None:
        session = self._window.session
        self._window.open_file(self._file)
        until(session.index_changed)
        if self._window.stations.inspector.is_busy:
            until(
                self._window.stations.inspector.changed,
                lambda: not self._window.stations.inspector.is_busy,
            )

    def _edit(self) -> None:
        session = self._window.session
        session.unmap(Kind.EVENTS, "value")
        pause(_STEP_MS)
        session.leave_out(("BILL_CITY",))
        pause(_STEP_MS)
        session.undo_stack.undo()
        pause(_STEP_MS)
        session.undo_stack.undo()

    def _check(self) -> None:
        checker = self._window.checker
        checker.check_again()
        until(checker.changed, lambda: checker.result is not None)

    def _look_around(self) -> None:
        station = self._window.stations.preview
        bar = station.grid.verticalScrollBar()
        for part in (1, 2, 3, 0):
            bar.setValue(bar.maximum() * part // 3)
            pause(_STEP_MS // 4)
        for step in (
            lambda: station.show_kind(Kind.PROFILES),
            lambda: station.show_filter(Filter.READY),
            lambda: station.show_filter(Filter.COLUMNS),
            lambda: station.show_filter(Filter.ALL),
            lambda: station.rows.order.sort_by(2),
            lambda: station.show_kind(Kind.EVENTS),
        ):
            step()
            pause(_STEP_MS)

    def _send(self) -> None:
        window = self._window
        window.show_station(Station.SEND)
        pause(_STEP_MS)
        window.stations.send.start()
        until(window.runner.finished)


_BAR_MS = 50
"""Somebody who waits no longer than that sees no wait."""


def print_roads() -> None:
    """Walk the four roads, and print how the window answered on each."""
    for name, walks in ROADS.items():
        longest = hardest = 0.0
        print(f"{name}: longest stall of the window's thread, beside {_BAR_MS} ms")
        with tempfile.TemporaryDirectory() as place, screen_in_memory() as screen:
            folder = Path(place)
            write_files(folder)
            for walk in walks:
                with person_at(screen, folder, day=name) as person:
                    walk(person)
                    if not person.is_gone:
                        person.leaves()
                print("\n".join(lines_of(person.worst)))
                longest = max(longest, *(late for late, _ in person.worst.values()))
                hardest = max(hardest, *(worked for _, worked in person.worst.values()))
        print("\n".join(lines_of({f"all of {name}": (longest, hardest)})), end="\n\n")


def main() -> None:
    """Walk and print."""
    if sys.argv[1:] == ["roads"]:
        print_roads()
        return
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as name:
        os.environ["KLAVIYO_GUI_HOME"] = name
        file = Path(name) / "orders.csv"
        write_orders(file, rows)
        _application = make_application(is_headless=True)
        with Pool() as pool:
            walk = Walk(file, pool)
            walk.run()
    print(f"{rows:,} rows: longest stall of the window's thread")
    print("\n".join(walk.heart.lines()))


if __name__ == "__main__":
    main()
