"""Prints what the check of a whole file costs, against the building of its records.

``python -m tests.benchmarks.check [ROWS]``. All run in processes of their own, over the pool, on
the same file and with what the whole file tells of its cells known, as it is when the window
checks. There are two ratios, because building can mean two things: all that a worker does for a
send, which digests the records for the search of repeats, looks at columns, and packs the rows for
the results; and the reading of rows and the making of records alone, beside which the check has to
do all of that. The files are orders mapped as the sample is, and events alone with ten properties
of their people, of which the check compares what the events of one person say. The ratio of the
clock is what somebody waits; that of the processors is what can be compared where other programs
are busy. A ratio of the peaks near 1 says that memory is flat.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

import psutil

from klaviyo_gui import paths
from klaviyo_gui.core.mapping import Column, Fixed, Mapping, Options, Pair
from klaviyo_gui.core.record import Plan
from klaviyo_gui.sending.check import Checked, check
from klaviyo_gui.sending.judging import TASK_BYTES, Judging
from klaviyo_gui.sending.pool import CORES, Pool
from klaviyo_gui.sending.rows import build_rows
from klaviyo_gui.sending.worker import BuildTask, build
from klaviyo_gui.source.index import ranges_from
from klaviyo_gui.source.reader import read_range
from klaviyo_gui.source.table import open_csv
from klaviyo_gui.store import presets
from tests.benchmarks.orders import write_orders

_MIB = 1024 * 1024
_OWN = ("first_name", "last_name", "organization", "location.city", "location.zip")
_CUSTOM = ("street", "state", "country", "coupon", "total")
_ABOUT = (
    *("BILL_FIRST_NAME", "BILL_LAST_NAME", "BILL_COMPANY_NAME", "BILL_CITY", "BILL_ZIP"),
    *("BILL_ADDRESS1", "BILL_STATE_CODE", "BILL_COUNTRY_CODE", "COUPON_CODE", "ORDER_TOTAL"),
)
_CHILD = """
import sys
from tests.benchmarks.check import work
if __name__ == "__main__":
    work(*sys.argv[1:])
"""


class Case(StrEnum):
    """A file and how it is mapped."""

    SAMPLE = "orders as the sample"
    PEOPLE = "events with ten properties of people"


class Work(StrEnum):
    """What is done with a file."""

    MAKE = "records made"
    BUILD = "built as for a send"
    CHECK = "checked"


def mapping_of(case: Case) -> Mapping:
    """Return how the file of a case is mapped."""
    if case is Case.SAMPLE:
        return presets.load(paths.resources() / "samples" / "orders.json").mapping
    about = zip((*_OWN, *(f"properties.{name}" for name in _CUSTOM)), _ABOUT, strict=True)
    pairs = (
        Pair("metric", Fixed("Ordered")),
        Pair("profile.email", Column("EMAIL")),
        Pair("time", Column("DATE_ORDERED")),
        Pair("unique_id", Column("ORDER_ID")),
        *(Pair(f"profile.{target}", Column(name)) for target, name in about),
    )
    return Mapping(pairs, (), Options("UTC"))


def make(task: BuildTask) -> int:
    """Read a range and make its records, and nothing else; called in a worker."""
    rows = read_range(task.path, task.dialect, task.range)
    build_rows(task.plan, rows)
    return len(rows)


def build_to_send(task: BuildTask) -> int:
    """Build a range as the plan of a send does; called in a worker."""
    return build(replace(task, is_for_sending=True)).rows


def work(path: str, case: str, what: str) -> None:
    """Do one of them in this process; print seconds, those of the processors, peak, rows."""
    import resource  # noqa: PLC0415 - Windows has none, where this benchmark does not run

    file = open_csv(Path(path))
    with Pool() as pool:
        judging = Judging(file, pool, threading.Event())
        for _ in judging:
            pass
        plan = Plan(mapping_of(Case(case)), file.header, judged=judging.judged)
        before, start, rows = _processors(), time.perf_counter(), 0
        if what == Work.CHECK:
            *_, last = check(file, plan, pool, threading.Event())
            assert isinstance(last, Checked)
            with closing(last.repeats):
                rows = last.rows
        else:
            tasks = (
                BuildTask(file.data, file.dialect, found, plan)
                for found in ranges_from(file.scan(), TASK_BYTES)
            )
            rows = sum(pool.in_order(make if what == Work.MAKE else build_to_send, tasks))
        seconds, processors = time.perf_counter() - start, _processors() - before
    usage = resource.getrusage(resource.RUSAGE_SELF)
    peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(seconds, processors, peak, rows)


def _processors() -> float:
    """Return the seconds that processors worked for this process and those that it has begun."""
    own = psutil.Process()
    spent = [each.cpu_times() for each in (own, *own.children(recursive=True))]
    return sum(times.user + times.system for times in spent)


def measure(path: Path, case: Case, what: Work) -> tuple[float, float, float]:
    """Return seconds, seconds of the processors and the peak of the parent in megabytes."""
    child = path.parent / "child.py"
    child.write_text(_CHILD)
    done = subprocess.run(
        [sys.executable, child, path, case, what],
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
    with tempfile.TemporaryDirectory() as name:
        sizes = (rows // 10, rows)
        paths_of = {size: Path(name) / f"{size}.csv" for size in sizes}
        for size, path in paths_of.items():
            write_orders(path, size)
        for case in Case:
            _, _, small = measure(paths_of[sizes[0]], case, Work.CHECK)
            print(f"  peaks {_measured(paths_of[rows], case, rows) / small:.2f}")


def _measured(path: Path, case: Case, size: int) -> float:
    """Print what one file costs; return the peak of the parent while it is checked."""
    made, built, checked = (measure(path, case, each) for each in Work)
    figures = (
        f"{each} in {took[0]:.1f} s ({took[1]:.1f} s of processors)"
        for each, took in zip(Work, (made, built, checked), strict=True)
    )
    print(f"{case}, {size:,} rows on {CORES} cores: {', '.join(figures)}")
    for what, took in ((Work.MAKE, made), (Work.BUILD, built)):
        print(f"  check / {what}: {checked[0] / took[0]:.2f} ({checked[1] / took[1]:.2f})")
    print(f"  peak of the parent {checked[2]:.0f} MB")
    return checked[2]


if __name__ == "__main__":
    main()
