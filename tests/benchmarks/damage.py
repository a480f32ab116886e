"""Prints what the search for damage and the profiles of columns cost, against ``csv.reader``.

``python -m tests.benchmarks.damage [ROWS]``. Ranges of about 1 MB are read, searched and profiled
one after the other; the ratios are what can be compared between machines.
"""

from __future__ import annotations

import csv
import io
import sys
import tempfile
import time
from pathlib import Path

from klaviyo_gui.source.faults import Faults
from klaviyo_gui.source.profile import Profiles
from klaviyo_gui.source.reader import parse
from klaviyo_gui.source.table import open_csv
from tests.benchmarks.orders import write_orders

_ROUNDS = 3


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "orders.csv"
        write_orders(path, count)
        file = open_csv(path)
        ranges = list(file.index().ranges())
        raw = path.read_bytes()
    for _ in range(_ROUNDS):
        faults = Faults(file.raw_header, file.dialect.header_line, file.dialect)
        profiles = Profiles(file.header)
        loop = parsing = searching = profiling = 0.0
        for each in ranges:
            piece = raw[each.start : each.stop]
            start = time.perf_counter()
            for _cells in csv.reader(io.StringIO(piece.decode(), newline="")):
                pass
            read = time.perf_counter()
            rows = parse(piece, file.dialect, each.first_line)
            parsed = time.perf_counter()
            faults.add(rows, piece)
            searched = time.perf_counter()
            profiles.add(rows.cells, each.first_row)
            profiled = time.perf_counter()
            loop += read - start
            parsing += parsed - read
            searching += searched - parsed
            profiling += profiled - searched
        print(
            f"{count:,} rows: csv.reader loop 1.0 ({loop:.2f} s), parse {parsing / loop:.2f}, "
            f"damage {searching / loop:.2f}, profiles {profiling / loop:.2f}"
        )


if __name__ == "__main__":
    main()
