"""Prints what the check of a whole file costs, against the building of its records alone.

``python -m tests.benchmarks.check [ROWS]``. Both run in processes of their own, over the pool, on
the same file and with what the whole file tells of its cells known, as it is when the window
checks. The ratio of the clock is what somebody waits; that of the processors is what can be
compared where other programs are busy. A ratio of the peaks near 1 says that memory is flat.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path

from klaviyo_gui import paths
from klaviyo_gui.core.record import Plan
from klaviyo_gui.sending.check import Checked, check
from klaviyo_gui.sending.judging import TASK_BYTES, Judging
from klaviyo_gui.sending.pool import CORES, Pool
from klaviyo_gui.sending.worker import BuildTask, build
from klaviyo_gui.source.index import ranges_from
from klaviyo_gui.source.table import open_csv
from klaviyo_gui.store import presets
from tests.benchmarks.orders import write_orders

_MIB = 1024 * 1024
_CHILD = """
import sys
from tests.benchmarks.check import work
if __name__ == "__main__":
    work(*sys.argv[1:])
"""


def work(path: str, what: str) -> None:
    """Do one of the two in this process; print seconds, those of the processors, peak, rows."""
    import resource  # noqa: PLC0415 - Windows has none, where this benchmark does not run

    file = open_csv(Path(path))
    sample = presets.load(paths.resources() / "samples" / "orders.json").mapping
    with Pool() as pool:
        judging = Judging(file, pool, threading.Event())
        for _ in judging:
            pass
        plan = Plan(sample, file.header, judged=judging.judged)
        before, start = _processors(), time.perf_counter()
        rows = 0
        if what == "check":
            *_, last = check(file, plan, pool, threading.Event())
            assert isinstance(last, Checked)
            with closing(last.repeats):
                rows = last.rows
        else:
            tasks = (
                BuildTask(file.data, file.dialect, found, plan)
                for found in ranges_from(file.scan(), TASK_BYTES)
            )
            for built in pool.in_order(build, tasks):
                rows += built.rows
        seconds = time.perf_counter() - start
    # The workers are over, so that their time is known.
    usage = resource.getrusage(resource.RUSAGE_SELF)
    peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(seconds, _processors() - before, peak, rows)


def _processors() -> float:
    """Return the seconds that processors worked for this process and those it has seen end."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def measure(path: Path, what: str) -> tuple[float, float, float]:
    """Return seconds, seconds of the processors and the peak of the parent in megabytes."""
    child = path.parent / "child.py"
    child.write_text(_CHILD)
    done = subprocess.run(
        [sys.executable, child, path, what],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, processors, peak, _rows = map(float, done.stdout.split())
    return seconds, processors, peak / _MIB


def main() -> None:
    """Measure both sizes and print the figures."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    peaks = []
    with tempfile.TemporaryDirectory() as name:
        for size in (rows // 10, rows):
            path = Path(name) / f"{size}.csv"
            write_orders(path, size)
            building, checking = measure(path, "build"), measure(path, "check")
            peaks.append(checking[2])
            print(
                f"{size:,} rows on {CORES} cores: built in {building[0]:.1f} s "
                f"({building[1]:.1f} s of processors) · checked in {checking[0]:.1f} s "
                f"({checking[1]:.1f} s) · ratio {checking[0] / building[0]:.2f} "
                f"({checking[1] / building[1]:.2f}) · peak of the parent {checking[2]:.0f} MB"
            )
    print(f"peaks {peaks[1] / peaks[0]:.2f}")


if __name__ == "__main__":
    main()
