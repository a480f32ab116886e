"""Prints what it costs to put the lines of orders together, against building them one by one.

``python -m tests.benchmarks.grouping [LINES] [SHUFFLED]``. A file of orders with two or three lines
each is checked twice: as events of one line each, and grouped as orders with their items. Both
read the whole file for what only all of it tells, which is told apart, and both make every line
into JSON. ``SHUFFLED`` (any word) lets the lines of all orders stand in any order. The ratios of
the clock are what somebody waits, those of the processors what can be compared where other
programs are busy; peaks are of the parent and of the largest worker.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import psutil

from klaviyo_gui.core.grouping import Grouping
from klaviyo_gui.core.mapping import Column, Fixed, Mapping, Options, Pair, ValueType
from klaviyo_gui.core.record import Plan
from klaviyo_gui.sending.check import Checked, check
from klaviyo_gui.sending.judging import TASK_BYTES, Judging
from klaviyo_gui.sending.pool import CORES, Pool
from klaviyo_gui.sending.preparing import Preparing
from klaviyo_gui.sending.worker import BuildTask, build
from klaviyo_gui.source.index import ranges_from
from klaviyo_gui.source.table import open_csv

_MIB = 1024 * 1024
_HEADER = (
    "Order,Email,First name,Last name,City,Country,Created at,Currency,Total,Status,"
    "Sku,Product,Brand,Category,Quantity,Price,Row total,Url"
)
_PER_ITEM = ("Sku", "Product", "Brand", "Category", "Quantity", "Price", "Row total", "Url")
_OF_ORDER = {
    "profile.email": "Email",
    "profile.first_name": "First name",
    "profile.last_name": "Last name",
    "profile.location.city": "City",
    "profile.location.country": "Country",
    "time": "Created at",
    "value_currency": "Currency",
    "value": "Total",
    "properties.Status": "Status",
}
_OF_LINE = {
    "SKU": ("Sku", None),
    "ProductName": ("Product", None),
    "Brand": ("Brand", None),
    "Quantity": ("Quantity", ValueType.NUMBER),
    "ItemPrice": ("Price", ValueType.NUMBER),
    "RowTotal": ("Row total", ValueType.NUMBER),
    "ProductURL": ("Url", None),
}
_CHILD = """
import sys
from tests.benchmarks.grouping import work
if __name__ == "__main__":
    work(*sys.argv[1:])
"""
_LINES_MOST = 4


def mapping_of(*, is_grouped: bool) -> Mapping:
    """Return how the file is mapped, with the same columns either way."""
    pairs = [Pair("metric", Fixed("Placed Order"))]
    pairs += [Pair(target, Column(name)) for target, name in _OF_ORDER.items()]
    if not is_grouped:
        pairs += [Pair(f"properties.{to}", Column(name), of) for to, (name, of) in _OF_LINE.items()]
        return Mapping(tuple(pairs), (), Options("UTC"))
    pairs.append(Pair("unique_id", Column("Order")))
    pairs += [
        Pair(f"properties.Items[].{to}", Column(name), of) for to, (name, of) in _OF_LINE.items()
    ]
    pairs += [Pair("properties.ItemNames[]", Column("Product"))]
    pairs += [Pair("properties.Categories[]", Column("Category"))]
    grouping = Grouping(("Order",), _PER_ITEM)
    return Mapping(tuple(pairs), (), Options("UTC"), grouping=grouping)


def write_lines(path: Path, count: int, *, is_shuffled: bool) -> None:
    """Write so many lines of orders, the same in every run."""
    chance = random.Random(8)
    numbers = []
    order = 0
    while len(numbers) < count:
        order += 1
        numbers += [order] * min(chance.randrange(1, _LINES_MOST + 1), count - len(numbers))
    if is_shuffled:
        chance.shuffle(numbers)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f"{_HEADER}\n")
        for at, number in enumerate(numbers):
            product, amount = number * 7 + at % 97, 1 + at % 3
            file.write(
                f"#{number},person{number}@shop.io,Ann,Lee{number % 999},Springfield,US,"
                f"2024-05-{1 + number % 28:02d}T10:00:00Z,USD,{19.5 * 3},paid,"
                f"S-{product % 5000:05d}-{at % 10},Product {product % 5000},Brand {product % 40},"
                f"Shoes,{amount},19.50,{19.5 * amount:.2f},https://shop.io/p/{product % 5000}\n"
            )


def work(path: str, grouped: str, what: str) -> None:
    """Do one of them in this process; print seconds, those of the processors, and both peaks."""
    import resource  # noqa: PLC0415 - Windows has none, where this benchmark does not run

    file = open_csv(Path(path))
    plan = Plan(mapping_of(is_grouped=grouped == "grouped"), file.header)
    stop = threading.Event()
    with Pool() as pool:
        judging = Judging(file, pool, stop, plan)
        for _ in judging:
            pass
        plan = replace(plan, judged=judging.judged)
        before, start = _processors(), time.perf_counter()
        if what == "check":
            *_, last = check(file, plan, pool, stop)
            assert isinstance(last, Checked)
            with closing(last):
                count = last.tally.events.unsent
        else:
            preparing = Preparing(file, plan, pool, stop)
            for _ in preparing:
                pass
            ready = preparing.prepared
            assert ready is not None
            tasks = (
                BuildTask(ready.file.data, ready.file.dialect, found, ready.plan, -1, True)
                for found in ranges_from(ready.file.scan(), TASK_BYTES)
            )
            count = sum(
                len(each.records[plan.mapping.kinds[0]].lines)
                for each in pool.in_order(build, tasks)
            )
            ready.close()
        seconds, processors = time.perf_counter() - start, _processors() - before
        worker = max(_peak(each.pid) for each in psutil.Process().children(recursive=True))
    usage = resource.getrusage(resource.RUSAGE_SELF)
    peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(seconds, processors, peak, worker, count)


def _peak(pid: int) -> int:
    """Return the most memory that a process had, in bytes; what it has where nothing tells that."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return int(psutil.Process(pid).memory_info().rss)
    lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
    return int(lines["VmHWM"].split()[0]) * 1024


def _processors() -> float:
    own = psutil.Process()
    spent = [each.cpu_times() for each in (own, *own.children(recursive=True))]
    return sum(times.user + times.system for times in spent)


def measure(path: Path, grouped: str, what: str) -> list[float]:
    """Return seconds, seconds of processors, peaks in megabytes, and how many events there are."""
    child = path.parent / "child.py"
    child.write_text(_CHILD)
    done = subprocess.run(
        [sys.executable, child, path, grouped, what],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, processors, parent, worker, count = map(float, done.stdout.split())
    return [seconds, processors, parent / _MIB, worker / _MIB, count]


def main() -> None:
    """Measure and print."""
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    is_shuffled = len(sys.argv) > 2
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "orders.csv"
        write_lines(path, lines, is_shuffled=is_shuffled)
        print(f"{lines:,} lines, {path.stat().st_size / _MIB:.0f} MB, on {CORES} cores")
        for what in ("build", "check"):
            alone, together = (measure(path, each, what) for each in ("alone", "grouped"))
            for words, took in (("one by one", alone), ("grouped", together)):
                print(
                    f"  {what} {words}: {took[0]:.1f} s ({took[1]:.1f} s of processors), "
                    f"{took[4]:,.0f} events, parent {took[2]:.0f} MB, worker {took[3]:.0f} MB"
                )
            print(
                f"  {what}: grouped / one by one {together[0] / alone[0]:.2f}"
                f" ({together[1] / alone[1]:.2f})"
            )


if __name__ == "__main__":
    main()
