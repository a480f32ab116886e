"""Prints how soon a large file is on screen, and how smoothly the window shows and scrolls it.

``python -m tests.benchmarks.window [MEGABYTES]``. A file of so many megabytes (1,400 unless told,
ten million rows) is opened in the real window; the clock runs from the choice of the file to the
end of the first painting of its rows. Then the rows are counted and their columns profiled, while
the grid is scrolled: the bar is dragged through all rows, Page Down is held, and single rows are
jumped to. All stalls are of the window's thread; an idle window shows what the machine adds.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from pathlib import Path

import psutil
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from klaviyo_gui.app import build_window, make_application
from klaviyo_gui.sending.pool import Pool
from klaviyo_gui.ui.theme import Theme
from tests.benchmarks.heartbeat import Heartbeat
from tests.benchmarks.index import read_plainly, timed, write_kind
from tests.benchmarks.waiting import Painted, pause, until

_MEGABYTE = 1_000_000
_PLAIN_SIZE = 48 * _MEGABYTE
_IDLE_MS = 2_000
_FRAME_MS = 16
"""Between two moves of a dragged bar: sixty a second."""
_REPEAT_MS = 33
"""Between two strokes of a key that is held: thirty a second."""
_MOVES, _STROKES, _JUMPS = 120, 60, 100


class Look:
    """One window that opens the file and scrolls through it."""

    def __init__(self, path: Path, pool: Pool) -> None:
        self._path = path
        self._window = build_window(Theme(QApplication.instance()), pool)
        self._grid = self._window.stations.file.grid
        self._painted = Painted()
        self._grid.viewport().installEventFilter(self._painted)
        self.heart = Heartbeat()

    def run(self) -> None:
        """Measure all phases and print what is not a stall."""
        window, session = self._window, self._window.session
        window.show()
        self.heart.begin("idle")
        pause(_IDLE_MS)
        before = _memory()
        self._open()
        until(session.index_changed)
        counting = time.perf_counter() - self._start
        print(f"{session.row_count:,} rows counted {counting:.1f} s after the choice")
        self.heart.begin("just counted")
        pause(_IDLE_MS)
        print(f"memory {_memory() - before:.0f} MB more than without a file")
        self._scroll("during profiles")
        if window.stations.inspector.is_busy:
            self.heart.begin("profiles")
            until(window.stations.inspector.changed, lambda: not window.stations.inspector.is_busy)
        profiling = time.perf_counter() - self._start - counting
        print(f"columns profiled {profiling:.1f} s after the count")
        self._scroll("at rest")
        print(f"memory {_memory() - before:.0f} MB more than without a file")
        self.heart.stop()
        window.close()

    def _open(self) -> None:
        self.heart.begin("opening and counting")
        session = self._window.session
        self._start, worked = time.perf_counter(), time.process_time()
        self._window.open_file(self._path)
        until(self._painted.done, lambda: session.file is not None)
        shown = time.perf_counter() - self._start
        worked = time.process_time() - worked
        print(f"first rows on screen {shown:.3f} s after the choice, worked {worked:.3f} s")

    def _scroll(self, when: str) -> None:
        bar = self._grid.verticalScrollBar()
        self.heart.begin(f"bar dragged, {when}")
        bar.setSliderDown(True)
        for at in range(1, _MOVES + 1):
            bar.setSliderPosition(bar.maximum() * at // _MOVES)
            pause(_FRAME_MS)
        bar.setSliderDown(False)
        self.heart.begin(f"Page Down held, {when}")
        self._grid.setFocus()
        self._grid.setCurrentIndex(self._grid.model().index(1_000, 0))
        for _ in range(_STROKES):
            QTest.keyClick(self._grid, Qt.Key.Key_PageDown)
            pause(_REPEAT_MS)
        self.heart.begin(f"jumps, {when}")
        chosen = random.Random(1)
        jumps = [self._jump(chosen) for _ in range(_JUMPS)]
        for name, times in zip(
            ("any row painted", "worked for it"), zip(*jumps, strict=True), strict=True
        ):
            least, *_, most = ordered = sorted(times)
            print(
                f"{name}, {when}: {1_000 * least:.1f} ms at least, "
                f"{1_000 * ordered[_JUMPS // 2]:.1f} in the middle, {1_000 * most:.1f} at most"
            )
        QTest.keyClick(self._grid, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        until(self._painted.done)

    def _jump(self, chosen: random.Random) -> tuple[float, float]:
        """Return the seconds to the end of the painting, and those that the window worked."""
        row = chosen.randrange(self._window.session.row_count)
        start, worked = time.perf_counter(), time.thread_time()
        self._grid.setCurrentIndex(self._grid.model().index(row, 0))
        until(self._painted.done)
        return time.perf_counter() - start, time.thread_time() - worked


def _memory() -> float:
    return psutil.Process().memory_info().rss / _MEGABYTE


def main() -> None:
    """Write the file, look at it and print."""
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else 1_400
    with tempfile.TemporaryDirectory() as name:
        os.environ["KLAVIYO_GUI_HOME"] = name
        plain, large = Path(name) / "plain.csv", Path(name) / "large.csv"
        write_kind(plain, _PLAIN_SIZE, "ordinary")
        write_kind(large, megabytes * _MEGABYTE, "ordinary")
        size = large.stat().st_size
        reading = timed(read_plainly, plain) * size / plain.stat().st_size
        print(f"a file of {size / _MEGABYTE:,.0f} MB; a csv.reader loop takes {reading:.1f} s")
        _application = make_application(is_headless=True)
        with Pool() as pool:
            look = Look(large, pool)
            look.run()
    print("longest stall of the window's thread")
    print("\n".join(look.heart.lines()))


if __name__ == "__main__":
    main()
