"""Rows of the whole file that mention somebody, and rows in the order of what they send."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.core import catalog
from klaviyo_gui.core.row_numbers import RowMarks, RowNumbers
from klaviyo_gui.core.sent import Sent, sent_value, sorting_key
from klaviyo_gui.sending.rows import build_rows
from klaviyo_gui.source.reader import read_range

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from threading import Event

    from klaviyo_gui.core.mapping import Kind, Mapping
    from klaviyo_gui.core.record import Plan
    from klaviyo_gui.sending.pool import Pool
    from klaviyo_gui.source.dialect import Dialect
    from klaviyo_gui.source.index import Range
    from klaviyo_gui.source.table import CsvFile

ROWS_SORTED_MAX = 100_000
"""Of a longer file the rows stay in its order: to send all values between processes takes long."""


@dataclass(frozen=True, slots=True)
class SearchTask:
    """One range to look through for a text in the cells at these places, or for a line."""

    path: Path
    dialect: Dialect
    range: Range
    places: tuple[int, ...]
    text: str


@dataclass(frozen=True, slots=True)
class SortTask:
    """One range whose rows are built for what they send for one property."""

    path: Path
    dialect: Dialect
    range: Range
    plan: Plan
    kind: Kind
    target: str


@dataclass(frozen=True, slots=True)
class Searched:
    """The rows found so far; ``share`` of the file is looked through."""

    rows: RowNumbers
    share: float


@dataclass(frozen=True, slots=True)
class Sorted:
    """All rows by what they send for a property, those that send nothing last."""

    rows: tuple[int, ...]


def search(  # noqa: PLR0913, PLR0917 - where and what is looked for, who works on it until when
    file: CsvFile, ranges: Iterable[Range], mapping: Mapping, text: str, pool: Pool, stop: Event
) -> Iterator[Searched]:
    """Yield more and more of the rows in which a cell that says who it is holds this text."""
    places = tuple(
        sorted(
            {
                file.header.index(name)
                for kind in mapping.kinds
                for pair in mapping.pairs(kind)
                if pair.target in (*catalog.identifiers(kind), "unique_id")
                for name in pair.columns
                if name in file.header
            }
        )
    )
    wanted = text.strip().casefold()
    tasks = (SearchTask(file.data, file.dialect, part, places, wanted) for part in ranges)
    marks = RowMarks()
    for task_range, found in pool.in_order(look_through, tasks):
        for row in found:
            marks.add(task_range.first_row + row)
        yield Searched(marks.numbers(), task_range.stop / max(file.data_size, 1))
        if stop.is_set():
            return


def look_through(task: SearchTask) -> tuple[Range, list[int]]:
    """Return the rows of one range that hold the text; called in a worker."""
    rows = read_range(task.path, task.dialect, task.range)
    return task.range, [
        at
        for at, cells in enumerate(rows.cells)
        if any(task.text in cells[place].casefold() for place in task.places if place < len(cells))
    ]


def sort(  # noqa: PLR0913, PLR0917 - what is built, by what it is put in order, who works until when
    file: CsvFile,
    ranges: Iterable[Range],
    plan: Plan,
    kind: Kind,
    target: str,
    pool: Pool,
    stop: Event,
) -> Iterator[Sorted]:
    """Yield all rows in the order of what they send for a property."""
    keys: list[Sent] = []
    tasks = (SortTask(file.data, file.dialect, part, plan, kind, target) for part in ranges)
    for part in pool.in_order(keys_of, tasks):
        keys += part
        if stop.is_set():
            return
    # In a worker: the window stands still while so many values are compared.
    for order in pool.in_order(in_order, [tuple(keys)]):
        yield Sorted(order)


def keys_of(task: SortTask) -> list[Sent]:
    """Return what each row of a range is put in order by; called in a worker."""
    rows = read_range(task.path, task.dialect, task.range)
    return [
        sorting_key(sent_value(task.kind, task.target, record.body)) if record.body else None
        for _, record in build_rows(task.plan, rows, (task.kind,))[task.kind]
    ]


def in_order(keys: tuple[Sent, ...]) -> tuple[int, ...]:
    """Return the places of these keys in their order, those without one last."""
    there = (at for at, key in enumerate(keys) if key is not None)
    absent = (at for at, key in enumerate(keys) if key is None)
    return (*sorted(there, key=keys.__getitem__), *absent)  # type: ignore[arg-type] # none is None
