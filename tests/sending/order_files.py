"""Files of orders with several lines each, arranged in this process in parts as small as wanted."""

import csv
import io
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from threading import Event

import pytest

from klaviyo_gui.core.arranged import original_rows
from klaviyo_gui.core.grouping import Grouping
from klaviyo_gui.core.mapping import Column, Fixed, Mapping, Options, Pair, Undated, ValueType
from klaviyo_gui.core.record import Plan
from klaviyo_gui.sending import arranging
from klaviyo_gui.sending.preparing import Preparing
from klaviyo_gui.source import table
from klaviyo_gui.source.index import scan
from klaviyo_gui.source.reader import read_range
from klaviyo_gui.source.table import Overrides, open_csv
from tests.doubles.builders import Builders

NOW = datetime(2026, 1, 1, tzinfo=UTC)
HEADER = ("Order", "Email", "Note", "Sku", "Name", "Amount")
PER_ITEM = ("Sku", "Name", "Amount")
TOLD = Overrides(encoding="utf-8", delimiter=",", header_line=1, quote='"')

ORDERED = Mapping(
    (
        Pair("metric", Fixed("Placed Order")),
        Pair("profile.email", Column("Email")),
        Pair("unique_id", Column("Order")),
        Pair("properties.Note", Column("Note")),
        Pair("properties.Items[].SKU", Column("Sku")),
        Pair("properties.Items[].ProductName", Column("Name")),
        Pair("properties.Items[].Quantity", Column("Amount"), ValueType.NUMBER),
        Pair("properties.ItemNames[]", Column("Name")),
    ),
    (),
    Options("UTC", undated=Undated.SENDING),
    grouping=Grouping(("Order",), PER_ITEM),
)


def written(path, rows, header=HEADER):
    """Write rows, and return the file opened."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    path.write_bytes(text.getvalue().encode())
    return open_csv(path, TOLD)


@contextmanager
def small_parts(part_bytes=300, partition_bytes=400):
    """Let a file be read, and its orders be put together, in parts of about so many bytes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(table, "scan", partial(scan, step=part_bytes))
        patch.setattr(arranging, "TASK_BYTES", part_bytes)
        patch.setattr(arranging, "PARTITION_BYTES", partition_bytes)
        yield


def prepared(file, mapping=ORDERED, **plan):
    """Return what such a file is built from."""
    preparing = Preparing(file, Plan(mapping, file.header, NOW, **plan), Builders(), Event())
    for _ in preparing:
        pass
    return preparing.prepared


def arranged_rows(ready):
    """Yield every row of an arranged copy."""
    for part in ready.file.index().ranges():
        yield from read_range(ready.file.data, ready.file.dialect, part).cells


def lines_kept(ready):
    """Return the rows that an arranged copy gives again, by line."""
    width = len(ready.file.header) - 1
    return {
        line: cells for row in arranged_rows(ready) for line, cells in original_rows(row, width)
    }
