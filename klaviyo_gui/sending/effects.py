"""What a remedy would do to the rows of its finding, counted by building them both ways."""

from __future__ import annotations

from collections import Counter
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import orjson

from klaviyo_gui.core.arranged import is_arranged, line_rows
from klaviyo_gui.core.convert.domains import meant_domain
from klaviyo_gui.core.likely_countries import TRIED, likely_countries
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.row_numbers import RowNumbers
from klaviyo_gui.sending.amended import amended
from klaviyo_gui.sending.forecast import is_kept_apart
from klaviyo_gui.sending.rows import build_changed, rows_of_cause
from klaviyo_gui.source.index import ranges_from
from klaviyo_gui.source.reader import read_range

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from threading import Event

    from klaviyo_gui.core.amendments import Cause
    from klaviyo_gui.core.cell_reading import Readings
    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.core.record import Plan
    from klaviyo_gui.sending.pool import Pool
    from klaviyo_gui.source.dialect import Dialect
    from klaviyo_gui.source.index import Range
    from klaviyo_gui.source.table import CsvFile
    from klaviyo_gui.store.draft import Draft

EXAMPLES = 3
"""Rows that are shown before and after."""


@dataclass(frozen=True, slots=True)
class Example:
    """One row: its line, its cells, and what is sent before and after; empty for nothing."""

    line: int
    cells: tuple[str, ...]
    before: bytes = field(repr=False)
    after: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Effect:
    """Of so many rows: how many become ready, lose the finding, and are held as they were not.

    ``others`` are kept before and after, have nothing of the finding, and say something else then.
    """

    rows: int = 0
    ready: int = 0
    mended: int = 0
    worse: int = 0
    examples: tuple[Example, ...] = ()
    others: int = 0

    def merged(self, other: Effect) -> Effect:
        """Return the effect on the rows of both."""
        return Effect(
            self.rows + other.rows,
            self.ready + other.ready,
            self.mended + other.mended,
            self.worse + other.worse,
            (*self.examples, *other.examples)[:EXAMPLES],
            self.others + other.others,
        )


@dataclass(frozen=True, slots=True)
class Measured:
    """The effect on a part of the rows, with the keys of events that become ready in it.

    Events that are kept apart by choice have none.
    """

    effect: Effect
    keys: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class EffectTask:
    """Rows of one range to build by two plans; ``chosen`` holds a bit for each row of the range."""

    path: Path
    dialect: Dialect
    range: Range
    chosen: bytes
    cause: Cause
    before: Plan
    after: Plan


@dataclass(frozen=True, slots=True)
class CountryTask:
    """Numbers of which the countries are asked for."""

    texts: tuple[str, ...]


def effects(  # noqa: PLR0913, PLR0917 - the rows, both ways to build them, and who works until when
    file: CsvFile,
    rows: RowNumbers,
    cause: Cause,
    plan: Plan,
    after: Mapping,
    pool: Pool,
    stop: Event,
    *,
    others: Draft | None = None,
    readings: Readings | None = None,
) -> Iterator[Effect]:
    """Yield the effect on more and more of the rows; ends early when asked to stop.

    ``readings`` tell how the conditions of events read their columns by the mapping ``after``.

    What would be held as a repeat does not become ready: of one another, and of the records of the
    ``others`` that a check of the same kind remembers.
    """
    changed = replace(plan, mapping=after, readings=readings)
    tasks = (
        EffectTask(file.data, file.dialect, part, chosen.bits, cause, plan, changed)
        for part, chosen in _chosen(file, rows, stop)
    )
    whole = Effect()
    with nullcontext() if others is None else others.trial(cause.kind) as trial:
        for part in pool.in_order(measure, tasks):
            repeats = len(part.keys) - trial.add(part.keys) if trial is not None else 0
            whole = whole.merged(replace(part.effect, ready=part.effect.ready - repeats))
            yield whole
            if stop.is_set():
                return


def countries(
    file: CsvFile, rows: RowNumbers, columns: Sequence[str], pool: Pool, stop: Event
) -> Iterator[tuple[str, ...]]:
    """Yield the countries by which most of the numbers in these columns become valid."""
    texts = tuple(_tried(file, rows, columns, stop))
    yield from pool.in_order(ask_countries, [CountryTask(texts)])


def slips(
    file: CsvFile, rows: RowNumbers, columns: Sequence[str], _pool: Pool, stop: Event
) -> Iterator[tuple[str, ...]]:
    """Yield the domains in these columns that are slips of the finger, the most frequent first."""
    cells = _tried(file, rows, columns, stop)
    counts = Counter(cell.strip().rpartition("@")[2].lower() for cell in cells)
    yield tuple(each for each, _ in counts.most_common() if meant_domain(each))


def ask_countries(task: CountryTask) -> tuple[str, ...]:
    """Try the numbers in every country; called in a worker."""
    return likely_countries(task.texts)


def measure(task: EffectTask) -> Measured:
    """Build the chosen rows of one range both ways; called in a worker."""
    read, chosen = read_range(task.path, task.dialect, task.range), list(RowNumbers(task.chosen))
    rows, cause, kind = read.picked(chosen), task.cause, task.cause.kind
    changed = amended(read, task.before.header, task.before.amendments).picked(chosen)
    before = build_changed(task.before, changed, (kind,))[kind]
    after = build_changed(task.after, changed, (kind,))[kind]
    had, has = (
        rows_of_cause(cause, plan, changed.rows, [record for _, record in built])
        for plan, built in ((task.before, before), (task.after, after))
    )
    ready = worse = others = 0
    examples: list[Example] = []
    keys: list[bytes] = []
    for at, (cells, (line, old), (_, new)) in enumerate(
        zip(rows.cells, before, after, strict=True)
    ):
        if new.body and not old.body:
            ready += 1
            if kind is Kind.EVENTS and not is_kept_apart(
                task.after.mapping, has_made_id=new.has_made_id
            ):
                keys.append(new.key)
        worse += bool(old.body) and not new.body
        if old.body == new.body:
            continue
        if at not in had:
            others += _says_otherwise(old.kept, new.kept)
        elif len(examples) < EXAMPLES:
            examples.append(Example(line, tuple(cells), old.body, new.body))
    effect = Effect(len(rows), ready, len(had - has), worse, tuple(examples), others)
    return Measured(effect, tuple(keys))


def _says_otherwise(before: bytes, after: bytes) -> bool:
    """Tell whether two records that Klaviyo keeps differ in more than the order of their words."""
    return bool(before and after) and orjson.loads(before) != orjson.loads(after)


def _tried(file: CsvFile, rows: RowNumbers, columns: Sequence[str], stop: Event) -> Iterator[str]:
    """Yield the cells of these rows and columns, of no more ranges than are worth trying."""
    places = [file.header.index(name) for name in columns if name in file.header]
    count = 0
    for part, chosen in _chosen(file, rows, stop):
        picked = read_range(file.data, file.dialect, part).picked(list(chosen))
        rows_of = line_rows if is_arranged(file.header) else _alone
        lines = [line for row in picked.cells for line in rows_of(row)]
        texts = [line[at] for line in lines for at in places if at < len(line)]
        yield from texts
        count += len(texts)
        if count >= TRIED:
            return


def _alone(cells: Sequence[str]) -> list[Sequence[str]]:
    return [cells]


def _chosen(file: CsvFile, rows: RowNumbers, stop: Event) -> Iterator[tuple[Range, RowNumbers]]:
    """Yield the ranges of the file in which rows are chosen, with those rows."""
    for part in ranges_from(file.scan()):
        if stop.is_set():
            return
        chosen = rows.part(part.first_row, part.rows)
        if len(chosen):
            yield part, chosen
