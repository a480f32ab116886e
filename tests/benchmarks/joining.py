"""Prints what it costs to join a second file and to filter rows, against building them as they are.

``python -m tests.benchmarks.joining [ROWS] [ROWS OF THE SECOND]``. The rows of a file are made into
events four times: as they are, with a filter that wants all of them, with five columns of the
people of a second file, and with both. The judgement of the file is told apart, as all need it; the
index of the second file is a part of what joining costs. The ratios of the processors are what
can be compared where other programs are busy; peaks are of the parent and of the largest worker.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path

from klaviyo_gui.core.join import Join, Taken
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping, Options, Pair
from klaviyo_gui.core.record import Plan
from klaviyo_gui.core.row_filter import Ask, Condition, RowFilter
from klaviyo_gui.sending.judging import TASK_BYTES, Judging
from klaviyo_gui.sending.pool import CORES, Pool
from klaviyo_gui.sending.preparing import Preparing
from klaviyo_gui.sending.worker import BuildTask, build
from klaviyo_gui.source.index import ranges_from
from klaviyo_gui.source.table import open_csv
from tests.benchmarks.usage import peak_of_parent, peak_of_workers, processors

_MIB = 1024 * 1024
_PAIRS = {
    "unique_id": "Order",
    "profile.email": "Email",
    "time": "Created at",
    "value": "Total",
    "value_currency": "Currency",
    "properties.Status": "Status",
    "properties.Note": "Note",
    "properties.Coupon": "Coupon",
}
_TAKEN = {
    "profile.first_name": "First",
    "profile.last_name": "Last",
    "profile.location.city": "City",
    "profile.location.zip": "Zip",
    "profile.location.country": "Country",
}
_FILTER = RowFilter(
    (
        Condition("Total", Ask.IS_ABOVE, ("0",)),
        Condition("Status", Ask.IS_ONE_OF, ("paid", "sent")),
        Condition("Created at", Ask.IS_AFTER, ("2020-12-31",)),
    )
)
_CHILD = """
import sys
from tests.benchmarks.joining import work
if __name__ == "__main__":
    work(*sys.argv[1:])
"""
_WAYS = ("as they are", "filtered", "joined", "joined and filtered")


def mapping_of(way: str) -> Mapping:
    """Return how the rows become events in one of the ways."""
    pairs = [Pair("metric", Fixed("Placed Order"))]
    pairs += [Pair(target, Column(name)) for target, name in _PAIRS.items()]
    joins: tuple[Join, ...] = ()
    if "joined" in way:
        taken = tuple(Taken(name, name) for name in _TAKEN.values())
        joins = (Join("people.csv", (("Email", "E-mail"),), taken),)
        pairs += [Pair(target, Column(name)) for target, name in _TAKEN.items()]
    row_filter = _FILTER if "filtered" in way else None
    return Mapping(tuple(pairs), (), Options("UTC"), joins=joins, row_filter=row_filter)


def write_files(folder: Path, rows: int, people: int) -> None:
    """Write the orders and the people, the same in every run; each order is of any of them."""
    chance = random.Random(8)
    with (folder / "orders.csv").open("w", encoding="utf-8", newline="\n") as file:
        file.write("Order,Email,Created at,Total,Currency,Status,Note,Coupon\n")
        for at in range(rows):
            file.write(
                f"{at},person{chance.randrange(people)}@shop.io,"
                f"2024-05-{1 + at % 28:02d}T10:00:00Z,{1 + at % 97}.50,USD,paid,"
                f"note {at} of somebody,SPRING{at % 9}\n"
            )
    numbers = list(range(people))
    chance.shuffle(numbers)
    with (folder / "people.csv").open("w", encoding="utf-8", newline="\n") as file:
        file.write("E-mail,First,Last,City,Zip,Country\n")
        for at in numbers:
            file.write(
                f"Person{at}@shop.io,Ann,Lee{at % 999},Town {at % 500},{10000 + at % 80000},US\n"
            )


def work(folder: str, way: str) -> None:
    """Build the file in one way in this process; print seconds, those of processors, and peaks."""
    file = open_csv(Path(folder) / "orders.csv")
    mapping = mapping_of(way)
    if mapping.joins:
        file = file.joining((open_csv(Path(folder) / "people.csv"),))
    plan = Plan(mapping, file.header)
    stop = threading.Event()
    with Pool() as pool:
        judging = Judging(file, pool, stop, plan)
        for _ in judging:
            pass
        plan = replace(plan, judged=judging.judged)
        before, start = processors(), time.perf_counter()
        preparing = Preparing(file, plan, pool, stop)
        for _ in preparing:
            pass
        ready = preparing.prepared
        assert ready is not None, "nobody asks it to stop"
        tasks = (
            BuildTask(ready.file.data, ready.file.dialect, found, ready.plan, -1, True)
            for found in ranges_from(ready.file.scan(), TASK_BYTES)
        )
        count = sum(len(each.records[Kind.EVENTS].lines) for each in pool.in_order(build, tasks))
        ready.close()
        seconds, spent = time.perf_counter() - start, processors() - before
        worker = peak_of_workers()
    print(seconds, spent, peak_of_parent(), worker, count)


def measure(folder: Path, way: str) -> list[float]:
    """Return seconds, seconds of processors, peaks in megabytes, and how many events there are."""
    child = folder / "child.py"
    child.write_text(_CHILD)
    done = subprocess.run(
        [sys.executable, child, folder, way],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, spent, parent, worker, count = map(float, done.stdout.split())
    return [seconds, spent, parent / _MIB, worker / _MIB, count]


def main() -> None:
    """Measure and print."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    people = int(sys.argv[2]) if len(sys.argv) > 2 else 200_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_files(folder, rows, people)
        size = (folder / "orders.csv").stat().st_size / _MIB
        print(f"{rows:,} rows, {size:.0f} MB, against {people:,}, on {CORES} cores")
        first: list[float] = []
        for way in _WAYS:
            took = measure(folder, way)
            first = first or took
            print(
                f"  {way}: {took[0]:.1f} s ({took[1]:.1f} s of processors), {took[4]:,.0f} events,"
                f" parent {took[2]:.0f} MB, worker {took[3]:.0f} MB,"
                f" ratio {took[0] / first[0]:.2f} ({took[1] / first[1]:.2f})"
            )


if __name__ == "__main__":
    main()
