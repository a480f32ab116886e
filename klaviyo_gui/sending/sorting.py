"""The rows of a file in the order of what they send."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.core.sent import Sent, sent_value, sorting_key
from klaviyo_gui.sending.rows import build_changed
from klaviyo_gui.sending.stretch import Stretch, stretches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from threading import Event

    from klaviyo_gui.core.mapping import Kind
    from klaviyo_gui.core.record import Plan
    from klaviyo_gui.sending.pool import Pool
    from klaviyo_gui.source.index import Range
    from klaviyo_gui.source.table import CsvFile

ROWS_SORTED_MAX = 100_000
"""Of a longer file the rows stay in its order: to send all values between processes takes long."""


@dataclass(frozen=True, slots=True)
class SortTask:
    """Rows that are built for what they send for one property."""

    stretch: Stretch
    plan: Plan
    kind: Kind
    target: str


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
) -> Iterator[Sorted]:
    """Yield all rows in the order of what they send for a property."""
    keys: list[Sent] = []
    parts = stretches(file, ranges, plan.amendments)
    tasks = (SortTask(part, plan, kind, target) for part in parts)
    for part in pool.in_order(keys_of, tasks):
        keys += part
        if stop.is_set():
            return
    # In a worker: the window stands still while so many values are compared.
    for order in pool.in_order(in_order, [tuple(keys)]):
        yield Sorted(order)


def keys_of(task: SortTask) -> list[Sent]:
    """Return what each row of a range is put in order by; called in a worker."""
    return [
        sorting_key(sent_value(task.kind, task.target, record.body)) if record.body else None
        for _, record in build_changed(task.plan, task.stretch.read(), (task.kind,))[task.kind]
    ]


def in_order(keys: tuple[Sent, ...]) -> tuple[int, ...]:
    """Return the places of these keys in their order, those without one last."""
    there = (at for at, key in enumerate(keys) if key is not None)
    absent = (at for at, key in enumerate(keys) if key is None)
    return (*sorted(there, key=keys.__getitem__), *absent)  # type: ignore[arg-type] # none is None
