"""The rows of a file in the order of what they send, as far as it is known what that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.sent import Sent, sent_value, sorting_key
from klaviyo_gui.sending.rows import build_changed
from klaviyo_gui.sending.stretch import Stretch, stretches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from threading import Event

    from klaviyo_gui.core.record import Plan
    from klaviyo_gui.sending.check import Checked
    from klaviyo_gui.sending.pool import Pool
    from klaviyo_gui.source.index import Range
    from klaviyo_gui.source.table import CsvFile
    from klaviyo_gui.store.draft import Draft

ROWS_SORTED_MAX = 100_000
"""Of a longer file the rows stay in its order: to send all values between processes takes long."""


@dataclass(frozen=True, slots=True)
class SortTask:
    """Rows that are built for what they send for one property; lines are asked of people only."""

    stretch: Stretch
    plan: Plan
    kind: Kind
    target: str
    tells_lines: bool


@dataclass(frozen=True, slots=True)
class PeopleTask:
    """People of several rows, each with its line and the first line, who are asked for a value."""

    target: str
    people: tuple[tuple[int, int, bytes], ...]


@dataclass(frozen=True, slots=True)
class Sorted:
    """All rows by what they send for a property, those that send nothing last."""

    rows: tuple[int, ...]


def sort(  # noqa: PLR0913, PLR0917 - what is built, by what it is put in order, who works until when
    file: CsvFile,
    ranges: Iterable[Range],
    plan: Plan,
    kind: Kind,
    target: str,
    pool: Pool,
    stop: Event,
    known: Checked | None = None,
) -> Iterator[Sorted]:
    """Yield all rows in the order of what they send for a property.

    By what is ``known`` of the whole file a person of several rows stands with each of them where
    all of them together belong, and what is held for another row sends nothing.
    """
    keys: list[Sent] = []
    rows: dict[int, int] = {}
    merged = known.repeats_of(kind) if known is not None and kind is Kind.PROFILES else None
    parts = stretches(file, ranges, plan.amendments)
    tasks = (SortTask(part, plan, kind, target, merged is not None) for part in parts)
    for lines, part in pool.in_order(keys_of, tasks):
        rows |= zip(lines, range(len(keys), len(keys) + len(lines)), strict=True)
        keys += part
        if stop.is_set():
            return
    if merged is not None:
        people = (PeopleTask(target, each) for each in _people(merged))
        for found in pool.in_order(keys_of_people, people):
            for line, key in found:
                keys[rows[line]] = key
            if stop.is_set():
                return
    if known is not None:
        for row in known.held[kind] | known.left_out:
            keys[row] = None
    # In a worker: the window stands still while so many values are compared.
    for order in pool.in_order(in_order, [tuple(keys)]):
        yield Sorted(order)


def keys_of(task: SortTask) -> tuple[list[int], list[Sent]]:
    """Return the lines of a range and what each row is put in order by; called in a worker."""
    built = build_changed(task.plan, task.stretch.read(), (task.kind,))[task.kind]
    return [line for line, _ in built if task.tells_lines], [
        sorting_key(sent_value(task.kind, task.target, record.body)) if record.body else None
        for _, record in built
    ]


def keys_of_people(task: PeopleTask) -> list[tuple[int, Sent]]:
    """Return the lines of people and what they are put in order by; called in a worker."""
    found: list[tuple[int, Sent]] = []
    for line, first, body in task.people:
        key = sorting_key(sent_value(Kind.PROFILES, task.target, body)) if body else None
        found += (line, key), (first, key)
    return found


def in_order(keys: tuple[Sent, ...]) -> tuple[int, ...]:
    """Return the places of these keys in their order, those without one last."""
    there = (at for at, key in enumerate(keys) if key is not None)
    absent = (at for at, key in enumerate(keys) if key is None)
    return (*sorted(there, key=keys.__getitem__), *absent)  # type: ignore[arg-type] # none is None


def _people(draft: Draft) -> Iterator[tuple[tuple[int, int, bytes], ...]]:
    """Yield the people who have several rows, some at a time."""
    after = 0
    while found := draft.merged(after):
        yield tuple(found)
        after = found[-1][0]
