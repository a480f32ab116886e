"""The first rows of a file chosen and put together, before anybody has read the rest of it.

An order that goes on further down has only the lines that are here: it is for a first look.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from klaviyo_gui.core.amendments import UNCHANGED, Amendments
from klaviyo_gui.core.arranged import TRACE, code_in, first_line, is_alone, trace_cell, trace_in
from klaviyo_gui.core.cell_reading import cell_readings
from klaviyo_gui.core.problem import Code
from klaviyo_gui.sending.amended import amended
from klaviyo_gui.sending.arranging import stepped_part
from klaviyo_gui.sending.order_choice import OrderChoice
from klaviyo_gui.sending.rows import damage_of_any
from klaviyo_gui.sending.stepping import Steps
from klaviyo_gui.source.arranged_form import decoded, records_in, written
from klaviyo_gui.source.edges import Seams, edges_of
from klaviyo_gui.source.gathering import Columns, Part, gathered, row_keys
from klaviyo_gui.source.reader import Rows

if TYPE_CHECKING:
    from klaviyo_gui.core.record import Plan
    from klaviyo_gui.source.gathering import Piece
    from klaviyo_gui.source.table import CsvFile


def arranged_head(file: CsvFile, plan: Plan) -> CsvFile | None:
    """Return the file as its first rows are chosen and put together; only those can be read.

    None where the mapping has no such steps, where it joins another file, which takes an index of
    that, and where none of the first rows is wanted. The steps of the mapping must be possible.
    """
    mapping = plan.mapping
    if mapping.joins or not mapping.has_steps:
        return None
    rows, by_hand = amended(file.head_rows, file.header, plan.amendments)
    part = Part(rows, damage_of_any(replace(plan, amendments=UNCHANGED), rows), by_hand)
    key = mapping.grouping.key if mapping.grouping is not None else ()
    columns = Columns(tuple(map(file.header.index, key)), len(file.header))
    steps = _steps(file, plan)
    choice = OrderChoice.of(steps, mapping.grouping)
    if steps is not None:
        if choice is not None:
            steps = replace(steps, key=columns.key, once=choice.once)
        part, *_ = stepped_part(part, steps)
    cells = _arranged(part, columns, file.dialect.delimiter)
    if choice is not None:
        kept = choice.among(list(zip(map(_first_line, cells), written(cells), strict=True))).kept
        cells = records_in(decoded(b"".join(raw for _, raw in kept))[0])
    if not cells and mapping.row_filter is not None:
        return None
    codes = {at: code for at, row in enumerate(cells) if (code := code_in(row[-1]))}
    return replace(
        file,
        header=(*file.header, TRACE),
        raw_header=(*file.raw_header, TRACE),
        head_rows=Rows(list(map(_first_line, cells)), cells, suspects=codes),
    )


def _steps(file: CsvFile, plan: Plan) -> Steps | None:
    """Return what chooses rows; None where all are wanted."""
    mapping = plan.mapping
    if mapping.row_filter is None:
        return None
    readings = cell_readings(mapping, mapping.row_filter.columns, file.header, file.head_rows.cells)
    return Steps(
        file.header,
        len(file.header),
        (),
        mapping.row_filter,
        readings,
        plan.planned_at.date(),
        mapping.repairs,
    )


def _arranged(part: Part, columns: Columns, delimiter: str) -> list[list[str]]:
    """Return the rows of a part put together, in the order of their first lines."""
    keys, seams = row_keys(part, columns), Seams()
    pieces = list(gathered(part, columns, keys, delimiter))
    if columns.key:
        seams.add(edges_of(part, columns, keys, delimiter))
        pieces += seams.pieces()
    doubts: dict[int, int] = {}
    for each in pieces:
        if each.is_doubt:
            doubts[each.digest] = min(each.line, doubts.get(each.digest, each.line))
    return sorted(
        (_doubted(each, doubts.get(each.digest, 0)) for each in pieces if not each.is_doubt),
        key=_first_line,
    )


def plan_of_head(head: CsvFile, plan: Plan) -> Plan:
    """Return the plan by which such first rows are built, in which single ones are changed."""
    changes = Amendments(causes=plan.amendments.causes)
    return replace(plan, header=head.header, amendments=changes)


def _first_line(cells: list[str]) -> int:
    return first_line(cells[-1])


def _doubted(piece: Piece, line: int) -> list[str]:
    """Return an order, held where a damaged row may be a line of it."""
    *cells, trace = piece.cells
    if not line or code_in(trace):
        return piece.cells
    told = trace_in(trace)._replace(code=Code.ORDER_DAMAGED, other_line=line)
    return [*cells, trace_cell(told, is_rewritten=not is_alone(trace))]
