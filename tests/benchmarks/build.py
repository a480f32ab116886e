"""Prints how fast rows become finished items on one core, against a bare ``csv.reader`` loop.

``python -m tests.benchmarks.build [ROWS]``. Both are measured in turn over the rows of one task
after the other, by the time that the processor worked for them; of several rounds over the same
rows the best counts, because other programs may be busy. The ratios are what can be compared
between machines.
"""

from __future__ import annotations

import csv
import gc
import io
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from klaviyo_gui import paths
from klaviyo_gui.core.conversion import Conversion, DateStyle, LetterCase, NumberStyle
from klaviyo_gui.core.mapping import Column, Fixed, Mapping, Options, Pair
from klaviyo_gui.core.record import Plan
from klaviyo_gui.sending.rows import build_rows
from klaviyo_gui.source.reader import Rows
from klaviyo_gui.source.table import open_csv
from klaviyo_gui.store import presets
from tests.benchmarks.orders import write_orders

if TYPE_CHECKING:
    from collections.abc import Callable

_ROUNDS = 7
_BLOCK = 7_000
"""Rows that are built at once and then let go: those of a worker's task, of one megabyte."""

_EVENT = {
    "profile.email": "EMAIL",
    "profile.phone_number": "BILL_PHONE",
    "profile.first_name": "BILL_FIRST_NAME",
    "profile.last_name": "BILL_LAST_NAME",
    "profile.organization": "BILL_COMPANY_NAME",
    "profile.location.address1": "BILL_ADDRESS1",
    "profile.location.city": "BILL_CITY",
    "profile.location.region": "BILL_STATE_CODE",
    "profile.location.zip": "BILL_ZIP",
    "profile.location.country": "BILL_COUNTRY_CODE",
    "time": "DATE_ORDERED",
    "value": "ORDER_TOTAL",
    "unique_id": "ORDER_ID",
    "properties.COUPON_CODE": "COUPON_CODE",
    "properties.ORDER_TYPE": "ORDER_TYPE",
    "properties.ORDER_STATUS": "ORDER_STATUS",
}
_CHOSEN = {
    "time": Conversion(date=DateStyle.DAY_FIRST),
    "value": Conversion(number=NumberStyle.COMMA),
    "profile.first_name": Conversion(trim=True, case=LetterCase.TITLE),
    "properties.ORDER_TYPE": Conversion(table=(("B2C", "shop"), ("B2B", "trade"))),
}


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "orders.csv"
        write_orders(path, count)
        header = open_csv(path).header
        cells = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))[1:]
    sample = presets.load(paths.resources() / "samples" / "orders.json").mapping
    every = _every_column()
    chosen = replace(
        every,
        events=tuple(
            replace(pair, conversion=_CHOSEN.get(pair.target, pair.conversion))
            for pair in every.events
        ),
    )
    _measure("all 16 columns, one event each", every, header, cells)
    _measure("the sample's preset, an event and a person each", sample, header, cells)
    _measure("all 16 columns with conversions chosen", chosen, header, [*map(_written, cells)])


def _every_column() -> Mapping:
    pairs = (Pair(target, Column(name)) for target, name in _EVENT.items())
    options = Options("America/New_York", "US")
    return Mapping((Pair("metric", Fixed("Placed Order")), *pairs), options=options)


def _written(cells: list[str]) -> list[str]:
    """Write a row as a German shop does."""
    year, month, day = cells[13][:10].split("-")
    moment = f"{day}.{month}.{year} {cells[13][11:16]}"
    total = cells[15].replace(".", ",")
    return [*cells[:2], cells[2].upper(), *cells[3:13], moment, cells[14], total]


def _measure(what: str, mapping: Mapping, header: tuple[str, ...], cells: list[list[str]]) -> None:
    plan, count = Plan(mapping, header), len(cells)
    # A worker holds the rows of one task alone; the others here are no garbage to look through.
    gc.collect()
    gc.freeze()
    reading = building = 0.0
    held = 0
    for at in range(0, count, _BLOCK):
        block = cells[at : at + _BLOCK]
        out = io.StringIO(newline="")
        csv.writer(out).writerows(block)
        rows = Rows(list(range(at + 2, at + 2 + len(block))), block)
        # Whatever else the machine does can only make a round slower.
        rounds = [_round(out, plan, rows) for _ in range(_ROUNDS)]
        reading += min(each for each, _ in rounds)
        building += min(each for _, each in rounds)
        built = build_rows(plan, rows)[mapping.kinds[0]]
        held += sum(not record.body for _, record in built)
    print(
        f"{what}: csv.reader {count / reading:,.0f} rows/s · built {count / building:,.0f} rows/s,"
        f" {held} held · ratio {building / reading:.1f}"
    )


def _round(text: io.StringIO, plan: Plan, rows: Rows) -> tuple[float, float]:
    """Return how long it takes to read a block of rows, and to build it."""
    text.seek(0)
    reading = _seconds(lambda: [None for _ in csv.reader(text)])
    return reading, _seconds(lambda: build_rows(plan, rows))


def _seconds(work: Callable[[], object]) -> float:
    """Return how long the processor worked."""
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
