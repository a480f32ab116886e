"""Prints how soon after an edit the first finding of the new check is on the screen.

``python -m tests.benchmarks.first_finding [ROWS]``. The first rows of the file (1,000,000 rows
unless told) are faulty; it is open and was checked before, so that the workers are warm. The clock
runs from the change of the mapping to the end of the painting of the findings: of edits while
nothing else goes on, and of edits while the check of the edit before is under way. What the
window's process worked meanwhile can be compared where other programs are busy; during a check
that is part of the check, too.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from klaviyo_gui import paths
from klaviyo_gui.app import build_window, make_application
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.sending.pool import Pool
from klaviyo_gui.ui.status import Station
from klaviyo_gui.ui.theme import Theme
from tests.benchmarks.orders import write_orders
from tests.benchmarks.waiting import Painted, pause, until

_FAULTY = 50
_AT_REST, _AT_WORK = 2, 8
_BETWEEN_MS = 1_000
"""Between two edits that both find the check of the one before under way."""


class Look:
    """One window that opens the file, checks it and edits the mapping."""

    def __init__(self, path: Path, pool: Pool) -> None:
        self._path = path
        self._window = build_window(Theme(QApplication.instance()), pool)
        self._causes = self._window.stations.preview.causes
        self._painted = Painted()
        self._causes.list.viewport().installEventFilter(self._painted)

    def run(self) -> None:
        """Measure and print."""
        window = self._window
        window.show()
        window.open_file(self._path)
        until(window.session.index_changed)
        window.session.load_preset(paths.resources() / "samples" / "orders.json")
        window.show_station(Station.PREVIEW)
        self._wait()
        at_rest, at_work = [], []
        for at in range(_AT_REST):
            at_rest.append(self._edit(at))
            self._wait()
        for at in range(_AT_WORK):
            at_work.append(self._edit(at))
            pause(_BETWEEN_MS)
        _tell("after an edit at rest", at_rest)
        _tell("after an edit during a check", at_work)
        window.close()

    def _wait(self) -> None:
        checker = self._window.checker
        until(checker.changed, lambda: checker.result is not None and not checker.is_busy)

    def _edit(self, at: int) -> tuple[float, float]:
        """Return the seconds from an edit to the painting of what was found, and those worked."""
        session, found = self._window.session, self._causes.findings
        start, worked = time.perf_counter(), time.process_time()
        session.fix(Kind.EVENTS, "metric", f"Order {at}")
        assert not found.rowCount(), "what was found before is not shown any more"
        until(self._painted.done, lambda: found.rowCount() > 0)
        return time.perf_counter() - start, time.process_time() - worked


def _tell(when: str, times: list[tuple[float, float]]) -> None:
    for what, seconds in zip(
        ("on the screen", "worked for"), zip(*times, strict=True), strict=True
    ):
        least, *_, most = ordered = sorted(seconds)
        print(
            f"first finding {what} {when}: {least:.3f} s at least, "
            f"{ordered[len(ordered) // 2]:.3f} in the middle, {most:.3f} at most"
        )


def main() -> None:
    """Write the file, look at it and print."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as name:
        os.environ["KLAVIYO_GUI_HOME"] = name
        path = Path(name) / "orders.csv"
        write_orders(path, rows, _FAULTY)
        _application = make_application(is_headless=True)
        with Pool() as pool:
            Look(path, pool).run()


if __name__ == "__main__":
    main()
