"""Rows as read become records of every mapped kind; the same way for preview, check and send."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from klaviyo_gui.core.amendments import UNCHANGED
from klaviyo_gui.core.arranged import is_arranged, trace_in
from klaviyo_gui.core.column_causes import OF_COLUMNS, rows_having
from klaviyo_gui.core.judged import Judged
from klaviyo_gui.core.problem import Code, Problem, Severity
from klaviyo_gui.core.record import Build, Plan, Record, compile_plan, held
from klaviyo_gui.sending.amended import Amended, amended
from klaviyo_gui.sending.cells import Damaged, damaged_cells, problems_of
from klaviyo_gui.source.damage import damaged_rows
from klaviyo_gui.source.row_severity import row_severity
from klaviyo_gui.source.spare import without_spare
from klaviyo_gui.source.totals import totals_by_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from klaviyo_gui.core.amendments import Cause
    from klaviyo_gui.core.mapping import Kind
    from klaviyo_gui.source.reader import Rows

_compiled = lru_cache(maxsize=8)(compile_plan)

_SHIFTS = ("\x1b", "~{")
"""Signs by which plain bytes become letters in some encodings."""

_BY_HAND = frozenset({Code.LEFT_OUT, Code.EDIT_ASTRAY})
"""What is told of a row because somebody changed it, and not because it is damaged."""

_OF_ORDERS = frozenset({Code.ORDER_DAMAGED, Code.KEY_BLANK})
"""What is told of a row because of the order that it is a line of."""

_MISREAD = frozenset({Code.MOJIBAKE, Code.MOJIBAKE_PARTLY})
"""What tells of a cell that its letters are read wrongly, which need not be told of its row."""


def build_rows(
    plan: Plan, rows: Rows, kinds: Sequence[Kind] | None = None
) -> dict[Kind, list[tuple[int, Record]]]:
    """Return ``(line, record)`` of every row for each of these kinds, else each mapped one.

    A row that is damaged is held for every kind: which cell lies in which column is not known.
    So is one that was left out by hand; what it was changed to comes before all else.
    """
    return build_changed(plan, amended(rows, plan.header, plan.amendments), kinds)


def build_changed(
    plan: Plan, changed: Amended, kinds: Sequence[Kind] | None = None
) -> dict[Kind, list[tuple[int, Record]]]:
    """Return the same of rows in which the changes made by hand are made already."""
    rows, by_hand = changed
    causes = plan.amendments.causes
    if plan.amendments:
        # What is compiled for a plan is the same whatever was changed by hand.
        plan = replace(plan, amendments=UNCHANGED)
    codes = {**damage_of_rows(plan, rows), **by_hand}
    if not is_arranged(plan.header):
        cells, cut = without_spare(rows.cells, len(plan.header), (plan.judged or Judged()).spare)
        if cut:
            rows = replace(rows, cells=list(cells))
    damaged = _damaged(plan, rows, codes)
    found: dict[Kind, list[tuple[int, Record]]] = {}
    wanted = plan.mapping.kinds if kinds is None else tuple(kinds)
    others = {each.kind for each in causes}.intersection(plan.mapping.kinds).difference(wanted)
    for kind in (*wanted, *others):
        problems = problems_of(plan, kind, damaged)
        if is_arranged(plan.header):
            problems = {at: _each_once(those) for at, those in problems.items()}
        records = _build(_compiled(plan, kind), rows, codes, problems)
        found[kind] = list(zip(rows.lines, records, strict=True))
    if causes:
        _leave_out(plan, rows, found, causes)
    return {kind: found[kind] for kind in wanted}


def damage_of_rows(plan: Plan, rows: Rows) -> dict[int, Code]:
    """Name what is wrong with rows by their index, the worst of each."""
    found = {at: Code(cause) for at, cause in rows.suspects.items()}
    odd = [at for at, code in found.items() if code is Code.OTHER_ENCODING]
    for at in odd:
        if not _is_mapped(plan, rows.cells[at]):
            del found[at]
    # Of arranged rows it was found out before they were arranged.
    return found if is_arranged(plan.header) else _worst(plan, rows, found)


def damage_of_any(plan: Plan, rows: Rows) -> dict[int, Code]:
    """Name the same whichever columns are mapped."""
    return _worst(plan, rows, {at: Code(cause) for at, cause in rows.suspects.items()})


def _worst(plan: Plan, rows: Rows, found: dict[int, Code]) -> dict[int, Code]:
    """Add to what is suspected of rows what their cells show."""
    width, judged = len(plan.header), plan.judged or Judged()
    every, spare = without_spare(rows.cells, width, judged.spare)
    found |= dict.fromkeys(_headers_in(every, judged), Code.HEADER_INSIDE)
    for at, total in totals_by_word(every):
        if total == Code.TOTALS_ROW or at not in found:
            found[at] = Code(total)
    if judged.totals_line in rows.lines:
        found[rows.lines.index(judged.totals_line)] = Code.TOTALS_ROW
    for at in spare:
        found.setdefault(at, Code.CELLS_SPARE)
    found |= {at: Code(cause) for at, cause in damaged_rows(every, width)}
    return found | dict.fromkeys(rows.undecodable, Code.ROW_UNDECODABLE)


def _leave_out(
    plan: Plan, rows: Rows, found: dict[Kind, list[tuple[int, Record]]], causes: Sequence[Cause]
) -> None:
    """Leave out, for every kind, the rows in which one of these causes is found."""
    gone: set[int] = set()
    for cause in causes:
        if cause.kind in found:
            built = [record for _, record in found[cause.kind]]
            gone |= rows_of_cause(cause, plan, rows, built)
    for records in found.values():
        for at in gone:
            records[at] = (records[at][0], held(Code.LEFT_OUT))


def rows_of_cause(
    cause: Cause, plan: Plan, rows: Rows, records: Sequence[Record]
) -> frozenset[int]:
    """Return the indices of the rows in which a cause is found; records are of its kind.

    They are the rows that the check counts, with those that it would count if no other was sent.
    """
    if cause.code in OF_COLUMNS:
        return rows_having(cause, plan, rows.cells, [record.kept for record in records])
    name = cause.code, cause.target
    return frozenset(
        at
        for at, record in enumerate(records)
        if any((each.code, each.target) == name for each in record.told)
    )


def _headers_in(rows: Sequence[list[str]], judged: Judged) -> list[int]:
    """Return the indices of the rows that are the header once more."""
    headers = [header for header in map(list, judged.headers) if header in rows]
    return [at for at, row in enumerate(rows) if row in headers] if headers else []


def _is_mapped(plan: Plan, cells: Sequence[str]) -> bool:
    """Tell whether a mapped cell of a row in another encoding may be read wrongly."""
    mapped = plan.mapping.columns()
    return any(
        name in mapped and (not cell.isascii() or any(sign in cell for sign in _SHIFTS))
        for name, cell in zip(plan.header, cells, strict=False)
    )


def _is_no_record(code: Code) -> bool:
    """Tell whether nothing is built of a row; a blank one is left out, and nothing is lost."""
    is_plain = code is Code.ROW_BLANK or code in _BY_HAND or code in _OF_ORDERS
    return is_plain or row_severity(code) is Severity.HOLD


def _damaged(plan: Plan, rows: Rows, codes: dict[int, Code]) -> list[Damaged]:
    """List the damaged cells of the rows that are not held as a whole."""
    is_held = {at for at, code in codes.items() if _is_no_record(code)}
    if not is_held:
        return damaged_cells(plan, rows.cells)
    kept = [at for at in range(len(rows)) if at not in is_held]
    damaged = damaged_cells(plan, [rows.cells[at] for at in kept])
    return [each._replace(row=kept[each.row]) for each in damaged]


def _each_once(problems: Iterable[Problem]) -> list[Problem]:
    """Return what is told of the lines of an order, each once."""
    return list({(each.code, each.target): each for each in problems}.values())


def _build(
    build: Build, rows: Rows, codes: dict[int, Code], problems: dict[int, list[Problem]]
) -> list[Record]:
    if not codes and not problems:
        return [build(cells) for cells in rows.cells]
    return [
        _marked(build, cells, codes.get(at), problems.get(at, ()))
        if at in codes or at in problems
        else build(cells)
        for at, cells in enumerate(rows.cells)
    ]


def _marked(
    build: Build, cells: list[str], code: Code | None, problems: Sequence[Problem]
) -> Record:
    """Hold a row, or build it with a warning where it can be sent all the same."""
    if code is not None:
        if _is_no_record(code):
            is_of_other = code is Code.ORDER_DAMAGED
            return held(code, other_line=trace_in(cells[-1]).other_line if is_of_other else 0)
        severity = row_severity(code)
        is_told = code is Code.OTHER_ENCODING and any(each.code in _MISREAD for each in problems)
        problems = tuple(problems) if is_told else (Problem(code, severity), *problems)
    record = build(cells)
    is_held = any(problem.severity is Severity.HOLD for problem in problems)
    return record._replace(
        body=b"" if is_held else record.body,
        problems=(*problems, *record.problems),
    )
