"""Prints what the search for damage and the profiles of columns cost, against ``csv.reader``.

``python -m tests.benchmarks.damage [ROWS]``. Ranges of about 1 MB are read, searched and profiled
one after the other; the ratios are what can be compared between machines. Besides an ordinary
file there are some of which every row holds a quote astray or a cell of two lines.
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
from klaviyo_gui.source.table import Overrides, open_csv
from tests.benchmarks.orders import write_orders

_ROUNDS = 3


_ODD = {
    "inch marks": '{n},Mug 5" high,person{n}@shop.io,12.50\n',
    "inch marks beside quotes": '{n},Mug 5","Lee, Ann",12.50\n',
    "text after quotes": '{n},"Mug" blue,person{n}@shop.io,12.50\n',
    "addresses of two lines": 'Ann Lee {n},"{n} Main St\nApt {n}, Oslo"\n',
    "addresses and inch marks": 'Ann Lee 5" {n},"{n} Main St\nApt {n}, Oslo"\n',
}


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "orders.csv"
        write_orders(path, count)
        _measure("orders", path)
        for kind, row in _ODD.items():
            cells = row.split("\n", 1)[0].count(",") + (row.count("\n") == 1)
            header = ",".join("abcdefg"[: max(cells, 2)])
            rows = (row.format(n=1_000 + at) for at in range(count))
            path.write_text("".join([f"{header}\n", *rows]), "utf-8")
            _measure(kind, path)


def _measure(kind: str, path: Path) -> None:
    file = open_csv(path, Overrides(delimiter=",", header_line=1, quote='"'))
    ranges = list(file.index().ranges())
    raw = path.read_bytes()
    for _ in range(_ROUNDS):
        faults = Faults(file.raw_header, file.dialect.header_line, file.dialect)
        profiles = Profiles(file.header)
        loop = parsing = searching = profiling = 0.0
        for each in ranges:
            piece = raw[each.start : each.stop]
            start = time.process_time()
            for _cells in csv.reader(io.StringIO(piece.decode(), newline="")):
                pass
            read = time.process_time()
            rows = parse(piece, file.dialect, each.first_line)
            parsed = time.process_time()
            faults.add(rows, piece)
            searched = time.process_time()
            profiles.add(rows.cells, each.first_row)
            profiled = time.process_time()
            loop += read - start
            parsing += parsed - read
            searching += searched - parsed
            profiling += profiled - searched
        print(
            f"{kind}, {ranges[-1].first_row + ranges[-1].rows:,} rows: csv.reader loop 1.0 "
            f"({loop:.2f} s), parse {parsing / loop:.2f}, damage {searching / loop:.2f}, "
            f"profiles {profiling / loop:.2f}"
        )


if __name__ == "__main__":
    main()
