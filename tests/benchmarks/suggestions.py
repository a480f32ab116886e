"""How long the automatic mapping of a wide file takes, against reading its rows.

``python -m tests.benchmarks.suggestions [COLUMNS]``
"""

import csv
import io
import sys
import time

from klaviyo_gui.core.suggest import suggest

ROWS = 1_000
REPEATS = 7
KNOWN = ("Email", "Order ID", "Total", "Created at", "Currency", "Billing City", "Phone")
CELLS = (
    "ann{row}@shop.io",
    "{row}",
    "{row}.50",
    "2024-05-31 10:00:00",
    "EUR",
    "Bonn",
    "555-0{row}",
)
KINDS = (("Amount {at}", "{row}.25"), ("Note {at}", "text {row}"), ("Shipping City {at}", "Bonn"))


def wide(columns):
    """Return the header and the rows of a file with so many columns of many kinds."""
    drawn = list(zip(KNOWN, CELLS, strict=True))
    drawn += [(name.format(at=at), cell) for at in range(columns) for name, cell in KINDS]
    drawn = drawn[:columns]
    header = [name for name, _ in drawn]
    return header, [[cell.format(row=row) for _, cell in drawn] for row in range(ROWS)]


def fastest(work):
    """Return the shortest of some times in milliseconds of processor time."""
    times = []
    for _ in range(REPEATS):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return min(times) * 1_000


def main(columns):
    header, rows = wide(columns)
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    content = text.getvalue()
    proposed = fastest(lambda: suggest(header, rows))
    read = fastest(lambda: list(csv.reader(io.StringIO(content))))
    print(f"{columns} columns, {ROWS} rows")
    print(f"automatic mapping {proposed:.1f} ms; csv.reader over the rows {read:.1f} ms")
    print(f"ratio {proposed / read:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
