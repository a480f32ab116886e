"""The rows of a whole file that mention somebody, in their cells or in what is sent for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import orjson

from klaviyo_gui.core import catalog
from klaviyo_gui.core.errors import MappingError
from klaviyo_gui.core.event_target import bare_target, of_event
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.record import Plan, check_mapping
from klaviyo_gui.core.repair import Repair, mender
from klaviyo_gui.core.row_numbers import RowMarks, RowNumbers
from klaviyo_gui.core.sent import value_in
from klaviyo_gui.sending.rows import build_changed
from klaviyo_gui.sending.stretch import Stretch, stretches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from threading import Event

    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.sending.amended import Amended
    from klaviyo_gui.sending.pool import Pool
    from klaviyo_gui.source.index import Range
    from klaviyo_gui.source.table import CsvFile

TOLD_AFTER = 1.125
"""After the first row found, more are told each time so much more of the file is looked through:
every telling copies all marks, and so all copies together are no more than nine times the marks."""


@dataclass(frozen=True, slots=True)
class SearchTask:
    """Rows to look through for a text in the cells at these places, and in what is built of them.

    Without a plan nothing can be built.
    """

    stretch: Stretch
    repairs: tuple[Repair, ...]
    places: tuple[int, ...]
    text: str
    plan: Plan | None = None


@dataclass(frozen=True, slots=True)
class Searched:
    """The rows found so far; ``share`` of the file is looked through."""

    rows: RowNumbers
    share: float


def search(  # noqa: PLR0913, PLR0917 - where and what is looked for, who works on it until when
    file: CsvFile, ranges: Iterable[Range], plan: Plan, text: str, pool: Pool, stop: Event
) -> Iterator[Searched]:
    """Yield now and then the rows in which a cell that says who it is holds this text.

    So do those whose record says it, such as a phone number in the form in which it is sent. The
    last ones are those of the whole file, unless asked to stop.
    """
    names = _names(plan.mapping).intersection(file.header)
    repairs = tuple(each for each in plan.mapping.repairs if each.column in names)
    places = tuple(sorted(map(file.header.index, names)))
    wanted = text.strip().casefold()
    parts = stretches(file, ranges, plan.amendments)
    buildable = plan if _can_build(plan) else None
    tasks = (SearchTask(part, repairs, places, wanted, buildable) for part in parts)
    marks, told, done, is_known = RowMarks(), 0, 0, False
    for part, found in pool.in_order(look_through, tasks):
        for row in found:
            marks.add(part.first_row + row)
        is_known |= bool(found)
        done = part.stop
        if is_known and done >= told * TOLD_AFTER:
            told = done
            yield Searched(marks.numbers(), done / max(file.data_size, 1))
        if stop.is_set():
            return
    if told != done or not done:
        yield Searched(marks.numbers(), 1.0)


def look_through(task: SearchTask) -> tuple[Range, list[int]]:
    """Return the rows of one range that hold the text; called in a worker."""
    stretch = task.stretch
    changed = stretch.read()
    rows = changed.rows.cells
    mend, width = mender(task.repairs, stretch.header), len(stretch.header)
    if task.repairs:
        # A row that lacks cells is not mended when it is built either.
        rows = [list(mend(row)) if len(row) == width else row for row in rows]
    found = {
        at
        for at, cells in enumerate(rows)
        if any(task.text in cells[place].casefold() for place in task.places if place < len(cells))
    }
    if task.plan is not None:
        found |= _sent(task.plan, changed, task.text, found)
    return stretch.range, sorted(found)


def _sent(plan: Plan, changed: Amended, text: str, found: set[int]) -> set[int]:
    """Return the rows, but for those found already, whose record says who it is with this text."""
    written = orjson.dumps(text.encode(errors="replace").decode()).decode()[1:-1]
    more: set[int] = set()
    for kind, built in build_changed(plan, changed).items():
        keys = [key for key in _keys(plan.mapping, kind) if bare_target(key) in _telling(kind)]
        for at, (_, record) in enumerate(built):
            # To read a record takes long, and most hold the text nowhere.
            if at in found or written not in record.body.decode().casefold():
                continue
            content = orjson.loads(record.body)
            values = (value_in(kind, key, content) for key in keys)
            if any(text in str(value).casefold() for value in values if value is not None):
                more.add(at)
    return more


def _keys(mapping: Mapping, kind: Kind) -> Iterator[str]:
    """Yield how all properties of a record are named, those of several events with each of them."""
    yield from (pair.target for pair in mapping.pairs(kind))
    if kind is Kind.EVENTS:
        for each in mapping.further:
            yield from (of_event(each.name, pair.target) for pair in each.pairs)


def _can_build(plan: Plan) -> bool:
    try:
        check_mapping(plan.mapping, plan.header, plan.readings)
    except MappingError:
        return False
    return True


def _telling(kind: Kind) -> tuple[str, ...]:
    """Return the properties that say who it is, or are ids."""
    return (*catalog.identifiers(kind), "unique_id")


def _names(mapping: Mapping) -> frozenset[str]:
    """Return the columns that say who it is, or are ids."""
    return frozenset(
        name
        for kind in mapping.kinds
        for pair in mapping.every_pair(kind)
        if pair.target in _telling(kind)
        for name in pair.columns
    )
