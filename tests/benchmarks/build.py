"""Prints how fast rows become records on one core, against a bare ``csv.reader`` loop.

``python -m tests.benchmarks.build [ROWS]``. Both are measured in turn, three times, over the same
text; the ratios are what can be compared between machines.
"""

from __future__ import annotations

import csv
import io
import sys
import tempfile
import time
from pathlib import Path

from klaviyo_gui import paths
from klaviyo_gui.core.record import Plan
from klaviyo_gui.sending.rows import build_rows
from klaviyo_gui.source.reader import Rows
from klaviyo_gui.source.table import open_csv
from klaviyo_gui.store import presets
from tests.benchmarks.orders import write_orders

_ROUNDS = 3


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "orders.csv"
        write_orders(path, count)
        text = path.read_text(encoding="utf-8")
        file = open_csv(path)
    preset = presets.load(paths.resources() / "samples" / "orders.json")
    plan = Plan(preset.mapping, file.header)
    for _ in range(_ROUNDS):
        start = time.perf_counter()
        cells = list(csv.reader(io.StringIO(text, newline="")))[1:]
        read = time.perf_counter() - start
        rows = Rows(list(range(2, count + 2)), cells)
        start = time.perf_counter()
        built = build_rows(plan, rows)
        building = time.perf_counter() - start
        kinds = len(built)
        print(
            f"csv.reader {count / read:,.0f} rows/s · built {count / building:,.0f} rows/s of "
            f"{kinds} records each · ratio {building / read:.1f}"
        )


if __name__ == "__main__":
    main()
