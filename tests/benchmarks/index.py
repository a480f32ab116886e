"""Prints how fast files are opened and counted, against a bare ``csv.reader`` loop.

``python -m tests.benchmarks.index [MEGABYTES]``. Files of several kinds are counted and read in
turn, three times, and the best of each is compared. A file of so many megabytes (1,000 unless
told) then shows what opening, a jump and the index's memory cost.
"""

from __future__ import annotations

import csv
import io
import random
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING, Any

from klaviyo_gui.source.detection import guess
from klaviyo_gui.source.dialect import Dialect, Overrides
from klaviyo_gui.source.excerpts import excerpts
from klaviyo_gui.source.index import scan
from klaviyo_gui.source.table import open_csv
from tests.benchmarks.orders import write_orders

if TYPE_CHECKING:
    from collections.abc import Callable

_MEGABYTE = 1_000_000
_KIND_SIZE = 48 * _MEGABYTE
_ROUNDS = 3
_JUMPS = 200

_KINDS: dict[str, dict[str, Any]] = {
    "ordinary": {},
    "all quoted": {"quoting": csv.QUOTE_ALL},
    "CRLF": {"lineterminator": "\r\n"},
    "all quoted, CRLF": {"quoting": csv.QUOTE_ALL, "lineterminator": "\r\n"},
    "texts quoted": {"quoting": csv.QUOTE_NONNUMERIC},
    "quoted newlines": {},
}


def timed(work: Callable[..., object], *arguments: object) -> float:
    """Return the seconds that one call takes."""
    start = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - start


def write_kind(path: Path, size: int, kind: str) -> None:
    """Write the same orders again and again, in one way of quoting, up to a size."""
    sample = path.with_name("sample.csv")
    write_orders(sample, 20_000)
    target = io.StringIO(newline="")
    writer = csv.writer(target, **{"lineterminator": "\n", **_KINDS[kind]})
    with sample.open(newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    for row in rows:
        row[1] = "line one\nline two" if kind == "quoted newlines" else row[1]
        writer.writerow([int(row[0]), *row[1:-1], float(row[-1])])
    block = target.getvalue().encode()
    with path.open("wb") as raw:
        raw.write(",".join(header).encode() + b"\n")
        while raw.tell() < size:
            raw.write(block)


def read_plainly(path: Path) -> None:
    """Do what every program does without an index."""
    with path.open(newline="", encoding="utf-8") as file:
        for _ in csv.reader(file):
            pass


def count(path: Path) -> None:
    """Make all marks of a file."""
    for _ in scan(path, Dialect()):
        pass


def compare(folder: Path) -> None:
    """Print the speed of both ways for each kind of file."""
    path = folder / "kind.csv"
    for kind in _KINDS:
        write_kind(path, _KIND_SIZE, kind)
        rounds = [(timed(count, path), timed(read_plainly, path)) for _ in range(_ROUNDS)]
        counting, reading = map(min, zip(*rounds, strict=True))
        megabytes = path.stat().st_size / _MEGABYTE
        print(
            f"{kind:18} index {megabytes / counting:6,.0f} MB/s"
            f" · csv.reader {megabytes / reading:4,.0f} MB/s · ratio {reading / counting:.1f}"
        )


def open_and_jump(path: Path) -> None:
    """Print what opening a large file costs, then its whole index and the jumps within it."""
    with path.open("rb") as raw:
        detecting = timed(lambda: guess(excerpts(raw), Overrides()))
    opening = timed(lambda: open_csv(path).head_rows.part(0, 100))
    print(f"detection {detecting:.3f} s · first 100 rows {opening:.3f} s")
    file = open_csv(path)
    start = time.perf_counter()
    index = file.index()
    print(f"full index {time.perf_counter() - start:.2f} s · {index.rows:,} rows")
    chosen = random.Random(1)
    jumps = sorted(timed(file.rows, index, chosen.randrange(index.rows), 50) for _ in range(_JUMPS))
    print(
        f"any 50 rows: {1_000 * jumps[_JUMPS // 2]:.1f} ms in the middle,"
        f" {1_000 * jumps[_JUMPS * 99 // 100]:.1f} ms for 99 of 100,"
        f" {1_000 * jumps[-1]:.1f} ms at most"
    )


def measure_memory(path: Path) -> None:
    """Print what the index takes at most; watching memory makes it slow, so it runs once more."""
    file = open_csv(path)
    tracemalloc.start()
    file.index()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"peak memory of the index {peak / _MEGABYTE:.1f} MB")


def main() -> None:
    """Measure and print."""
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    with tempfile.TemporaryDirectory() as name:
        compare(Path(name))
        path = Path(name) / "large.csv"
        write_kind(path, megabytes * _MEGABYTE, "ordinary")
        print(f"a file of {path.stat().st_size / _MEGABYTE:,.0f} MB:")
        open_and_jump(path)
        measure_memory(path)


if __name__ == "__main__":
    main()
