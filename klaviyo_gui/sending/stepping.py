"""Rows of a part get the columns of joined files, and those go that the row filter does not want.

A row that is held already for what it is, or that somebody left out, stays as it is: what stands in
it is not known, and so not whether it is wanted. So does one that a join holds, unless the file's
own columns tell that it is not wanted.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from klaviyo_gui.core.join import Doubles
from klaviyo_gui.core.join_key import key_of, shown_key
from klaviyo_gui.core.match_report import EXAMPLES, MatchReport
from klaviyo_gui.core.problem import Code, Severity
from klaviyo_gui.core.repair import mender
from klaviyo_gui.core.wanted import wanted
from klaviyo_gui.source.causes import MEANINGS
from klaviyo_gui.source.key_index import KeyIndex, cells_in
from klaviyo_gui.source.row_severity import row_severity

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from klaviyo_gui.core.cell_reading import CellReading
    from klaviyo_gui.core.repair import Repair
    from klaviyo_gui.core.row_filter import RowFilter
    from klaviyo_gui.core.wanted import Wanted
    from klaviyo_gui.source.key_index import Found

_KEY_SHOWN = 60


@dataclass(frozen=True, slots=True)
class JoinStep:
    """An index to be looked into: by the cells in these places, for so many columns."""

    path: Path
    key: tuple[int, ...]
    width: int
    doubles: Doubles


@dataclass(frozen=True, slots=True)
class Steps:
    """What is done with rows before records are built of them, ready for a worker.

    ``header`` names the columns of the file and behind them those that joins add; ``own`` are the
    file's. Keys and conditions read cells as the repairs mend them. Where rows are put together by
    a ``key`` they are chosen when all lines of their order are known: only a row that belongs to
    none is chosen by itself, if it tells all that the filter asks of it ``once`` per order.
    """

    header: tuple[str, ...]
    own: int
    joins: tuple[JoinStep, ...]
    row_filter: RowFilter | None
    readings: Mapping[str, CellReading]
    today: date
    repairs: tuple[Repair, ...] = field(default=(), repr=False)
    key: tuple[int, ...] = ()
    once: tuple[int, ...] = ()

    def chooses(self, row: Sequence[str]) -> bool:
        """Tell whether a row is wanted or not by itself."""
        if not self.key:
            return True
        has_key = all(row[at].strip() for at in self.key)
        return not has_key and all(row[at].strip() for at in self.once)

    def filtering(self, row_filter: RowFilter, readings: Mapping[str, CellReading]) -> Steps:
        """Return the same steps with a filter behind them."""
        return replace(self, row_filter=row_filter, readings=readings)


class Stepped(NamedTuple):
    """The rows that stay, by their indices, with what is added to each and what was found.

    ``causes`` are by the same indices; ``unwanted`` counts the others. ``reports`` tell of each
    join. ``rows`` are all of them, as far as the header goes.
    """

    kept: list[int]
    added: list[list[str]]
    causes: dict[int, Code]
    unwanted: int
    reports: tuple[MatchReport, ...]
    rows: list[list[str]]


def stepped(
    cells: Sequence[Sequence[str]],
    lines: Sequence[int],
    held: Collection[int],
    steps: Steps,
) -> Stepped:
    """Take the steps with the rows of a part, of which those with indices in ``held`` stay."""
    own, blanks = steps.own, [""] * (len(steps.header) - steps.own)
    rows = [[*row[:own], *blanks] for row in cells]
    sound = [at for at in range(len(rows)) if at not in held]
    mend = mender(steps.repairs, steps.header) if steps.repairs else None
    causes: dict[int, Code] = {}
    reports, place = [], own
    for join in steps.joins:
        reports.append(_joined(rows, lines, sound, causes, join, place, mend))
        place += join.width
    kept = _kept(rows, sound, causes, steps, mend)
    return Stepped(
        kept,
        [rows[at][own:] for at in kept],
        {at: causes[at] for at in kept if at in causes},
        len(rows) - len(kept),
        tuple(reports),
        rows,
    )


def held_rows(*codes: Mapping[int, Code]) -> set[int]:
    """Return the indices of rows that are held for what they are, or were left out by hand."""
    return {at for each in codes for at, code in each.items() if _is_held(code)}


def _is_held(code: Code) -> bool:
    is_of_file = code in MEANINGS and code is not Code.ROW_BLANK
    return not is_of_file or row_severity(code) is Severity.HOLD


def _kept(
    rows: Sequence[list[str]],
    sound: Iterable[int],
    causes: dict[int, Code],
    steps: Steps,
    mend: Callable[[Sequence[str]], Sequence[str]] | None,
) -> list[int]:
    """Return the indices of the rows that are wanted, or of which nobody knows it."""
    if steps.row_filter is None:
        return list(range(len(rows)))
    decide = wanted(steps.row_filter, steps.header, steps.readings, steps.today)
    gone: set[int] = set()
    by_own = _by_own(steps.row_filter, steps)
    for at in filter(lambda at: steps.chooses(rows[at]), sound):
        if at in causes and row_severity(causes[at]) is Severity.HOLD:
            if by_own(rows[at] if mend is None else mend(rows[at])) is False:
                gone.add(at)
            continue
        verdict = decide(rows[at] if mend is None else mend(rows[at]))
        if verdict is None:
            # What a join would tell of it is nothing beside that.
            causes[at] = Code.FILTER_UNREAD
        elif not verdict:
            gone.add(at)
    return [at for at in range(len(rows)) if at not in gone]


def _by_own(row_filter: RowFilter, steps: Steps) -> Wanted:
    """Return what tells that a row is not wanted whatever may be joined to it."""
    own = tuple(each for each in row_filter.conditions if each.column in steps.header[: steps.own])
    if row_filter.is_any and len(own) < len(row_filter.conditions):
        own = ()
    return wanted(replace(row_filter, conditions=own), steps.header, steps.readings, steps.today)


def _joined(  # noqa: PLR0913, PLR0917 - rows, what is known of them, and what is to be added
    rows: Sequence[list[str]],
    lines: Sequence[int],
    sound: Sequence[int],
    causes: dict[int, Code],
    join: JoinStep,
    place: int,
    mend: Callable[[Sequence[str]], Sequence[str]] | None,
) -> MatchReport:
    """Put the cells of a second file into the rows, and return how they were found."""
    key = key_of(join.key)
    keys = [key(rows[at] if mend is None else mend(rows[at])) for at in sound]
    with closing(KeyIndex(join.path)) as index:
        found = index.find({each for each in keys if each})
    stop = place + join.width
    matched = unmatched = doubled = damaged = 0
    examples: dict[str, int] = {}
    for at, text in zip(sound, keys, strict=True):
        match = found.get(text)
        if match is None:
            unmatched += text != ""
            if text and len(examples) < EXAMPLES:
                examples.setdefault(text, lines[at])
            _note(causes, at, Code.JOIN_UNMATCHED)
            continue
        doubled += match[1] is not None
        code, taken = _taken(match, join.doubles)
        if code is not None:
            _note(causes, at, code)
        if taken is None:
            damaged += code is Code.JOIN_DAMAGED
            continue
        matched += 1
        rows[at][place:stop] = cells_in(taken)
    shown = tuple((line, shown_key(text)[:_KEY_SHOWN]) for text, line in examples.items())
    keyless = keys.count("")
    return MatchReport(len(sound), matched, unmatched, keyless, doubled, damaged, shown)


def _taken(match: Found, doubles: Doubles) -> tuple[Code | None, bytes | None]:
    """Return what is found of a match, and the cells that it gives, None for none."""
    first, last, cause = match
    if cause and row_severity(cause) is Severity.HOLD:
        return Code.JOIN_DAMAGED, None
    code = Code.JOIN_DOUBTFUL if cause else None
    if last is None or doubles is Doubles.FIRST:
        return code, first
    if doubles is Doubles.LAST:
        return code, last
    return Code.JOIN_DOUBLE, None


_RANKS = {
    Code.JOIN_UNMATCHED: 0,
    Code.JOIN_DOUBTFUL: 1,
    Code.JOIN_DOUBLE: 2,
    Code.JOIN_DAMAGED: 3,
}


def _note(causes: dict[int, Code], at: int, code: Code) -> None:
    """Note what a join finds of a row, unless another one has found worse."""
    before = causes.get(at)
    if before is None or _RANKS[before] < _RANKS[code]:
        causes[at] = code
