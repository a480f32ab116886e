"""The reading of a whole file on the pool, with a progress line for people."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from klaviyo_gui.cli.output import ProgressLine
from klaviyo_gui.language import counted
from klaviyo_gui.sending.inspection import Inspected, inspect_file
from klaviyo_gui.sending.pool import Pool

if TYPE_CHECKING:
    from klaviyo_gui.source.index import Index
    from klaviyo_gui.source.table import CsvFile

_SMALL = 32_000_000
"""Bytes that this process alone has read before workers have started and read them (measured)."""


def inspected(file: CsvFile, index: Index) -> Inspected:
    """Return what all rows of an index tell of damage and of the columns."""
    line = ProgressLine(is_logged=False)
    with Pool() as pool:
        told = inspect_file(file, index.ranges(), pool, threading.Event(), _SMALL)
        for last in told:
            line.show("Reading", last.share, counted(last.rows, "{count} row", "{count} rows"))
    line.end()
    return last
