"""Find the damage of the cells that go into records, many rows at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from klaviyo_gui.core import excel
from klaviyo_gui.core.arranged import (
    as_plain_text,
    is_arranged,
    line_by_line,
    line_rows,
    texts_of,
)
from klaviyo_gui.core.cell_damage import (
    BY_COLUMN,
    MARKS,
    look_for_cut,
    look_for_date,
    worth_looking,
)
from klaviyo_gui.core.judged import Judged
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.problem import Code, Problem
from klaviyo_gui.core.repair import mender
from klaviyo_gui.sending.harm import severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from klaviyo_gui.core.cell_damage import Found, Mark
    from klaviyo_gui.core.lost_zeros import LostZeros
    from klaviyo_gui.core.record import Plan

_CODES = frozenset(Code)
_TEXT_KEPT = 60
"""Characters of a cell that are told; it may hold thousands."""


class Damaged(NamedTuple):
    """A damaged cell: the index of its row, the place of its column, the cause, the text."""

    row: int
    column: int
    code: Code
    text: str


@dataclass(frozen=True, slots=True)
class _Search:
    """What to look at, settled once for a plan: mapped columns, and what is known of each."""

    columns: tuple[int, ...]
    dates: frozenset[int]
    suspects: frozenset[tuple[int, Code]]
    zeros: tuple[tuple[int, LostZeros, int], ...]
    targets: dict[Kind, dict[int, tuple[str, ...]]]


def damaged_cells(
    plan: Plan, cells: Sequence[Sequence[str]], *, in_all: bool = False
) -> list[Damaged]:
    """List the damaged cells of mapped columns, or ``in_all``, as they are after the repairs.

    All rows are as wide as the header. Of an arranged row the cells of all its lines are looked at.
    """
    if not cells:
        return []
    search = _search(plan, in_all=in_all)
    is_ours = is_arranged(plan.header)
    if plan.mapping.repairs:
        mend = mender(plan.mapping.repairs, plan.header)
        cells = [line_by_line(row, mend) if is_ours else mend(row) for row in cells]
    marks, is_long = _worth_looking(cells) if is_ours else worth_looking(cells, MARKS)
    found: list[Damaged] = []
    for at in search.columns:
        if not (marks or is_long or at in search.dates):
            continue
        column = [row[at] for row in cells]
        texts, rows = texts_of(column) if is_ours else (column, range(len(column)))
        joined = "\n".join(texts)
        looks = [mark.look for mark in marks if mark.may_hold(joined)]
        if at in search.dates and excel.may_hold_made_date(joined):
            looks.append(look_for_date)
        if is_long and max(map(len, texts)) >= excel.OLD_CELL_LIMIT:
            looks.append(look_for_cut)
        if looks:
            damaged = _found(search, at, texts, looks)
            found += (each._replace(row=rows[each.row]) for each in damaged)
    found += _lost_zeros(search, cells, is_ours=is_ours)
    return found


def _worth_looking(cells: Sequence[Sequence[str]]) -> tuple[list[Mark], bool]:
    """Tell the same of arranged rows: their signs are none of their texts."""
    marks, _ = worth_looking([[as_plain_text(row)] for row in cells], MARKS)
    return marks, max(len(cell) for row in cells for cell in row) >= excel.OLD_CELL_LIMIT


def _lost_zeros(
    search: _Search, cells: Sequence[Sequence[str]], *, is_ours: bool
) -> Iterator[Damaged]:
    for at, zeros, country in search.zeros:
        for row, each in enumerate(cells):
            for line in line_rows(each) if is_ours else (each,):
                if zeros.restored(line[at], line[country] if country >= 0 else "") is not None:
                    yield Damaged(row, at, Code.ZEROS_LOST, line[at])


def problems_of(plan: Plan, kind: Kind, damaged: Iterable[Damaged]) -> dict[int, list[Problem]]:
    """Return the problems of records of one kind, by the index of their row."""
    targets = _search(plan).targets[kind]
    problems: dict[int, list[Problem]] = {}
    for row, column, code, text in damaged:
        for target in targets.get(column, ()):
            problem = Problem(code, severity(code, target), target, text[:_TEXT_KEPT])
            problems.setdefault(row, []).append(problem)
    return problems


def _found(
    search: _Search,
    at: int,
    column: Sequence[str],
    looks: Sequence[Callable[[str], Found | None]],
) -> Iterator[Damaged]:
    for look in looks:
        for row, cell in enumerate(column):
            found = look(cell)
            if found is None or found[0] not in _CODES:
                continue
            code = Code(found[0])
            if code not in BY_COLUMN or (at, code) in search.suspects:
                yield Damaged(row, at, code, cell)


@lru_cache(maxsize=8)
def _search(plan: Plan, *, in_all: bool = False) -> _Search:
    judged = plan.judged or Judged()
    places = {name: at for at, name in enumerate(plan.header)}
    targets: dict[Kind, dict[int, tuple[str, ...]]] = {kind: {} for kind in Kind}
    for name in filter(places.__contains__, plan.mapping.columns()):
        for kind, target in plan.mapping.targets_of(name):
            found = targets[kind].get(places[name], ())
            targets[kind][places[name]] = (*found, target)
    mapped = {at for each in targets.values() for at in each}
    columns = tuple(range(len(plan.header)) if in_all else sorted(mapped))
    suspects = frozenset((places[name], code) for name, code in judged.columns if name in places)
    return _Search(
        columns,
        frozenset(at for at, code in suspects if code is Code.DATE_MADE),
        suspects,
        tuple(
            (places[name], zeros, places.get(zeros.country, -1))
            for name, zeros in judged.zeros
            if places.get(name) in columns
        ),
        targets,
    )
