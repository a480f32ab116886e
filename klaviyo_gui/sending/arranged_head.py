"""The first rows of a file put together, before anybody has read the rest of it.

An order that goes on further down has only the lines that are here: it is for a first look.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from klaviyo_gui.core.amendments import UNCHANGED, Amendments
from klaviyo_gui.core.arranged import TRACE, code_in, first_line, is_alone, trace_cell, trace_in
from klaviyo_gui.core.problem import Code
from klaviyo_gui.sending.amended import amended
from klaviyo_gui.sending.rows import damage_of_any
from klaviyo_gui.source.edges import Seams, edges_of
from klaviyo_gui.source.gathering import Columns, Part, gathered, row_keys
from klaviyo_gui.source.reader import Rows

if TYPE_CHECKING:
    from klaviyo_gui.core.record import Plan
    from klaviyo_gui.source.gathering import Piece
    from klaviyo_gui.source.table import CsvFile


def arranged_head(file: CsvFile, plan: Plan) -> CsvFile | None:
    """Return the file as its first rows are put together, of which only those can be read.

    None where the mapping does not put rows together, or does more than that.
    """
    mapping = plan.mapping
    if mapping.grouping is None or mapping.joins or mapping.row_filter:
        return None
    rows, by_hand = amended(file.head_rows, file.header, plan.amendments)
    part = Part(rows, damage_of_any(replace(plan, amendments=UNCHANGED), rows), by_hand)
    columns = Columns(tuple(map(file.header.index, mapping.grouping.key)), len(file.header))
    keys, delimiter, seams = row_keys(part, columns), file.dialect.delimiter, Seams()
    seams.add(edges_of(part, columns, keys, delimiter))
    pieces = [*gathered(part, columns, keys, delimiter), *seams.pieces()]
    doubts: dict[int, int] = {}
    for each in pieces:
        if each.is_doubt:
            doubts[each.digest] = min(each.line, doubts.get(each.digest, each.line))
    cells = sorted(
        (_doubted(each, doubts.get(each.digest, 0)) for each in pieces if not each.is_doubt),
        key=_first_line,
    )
    codes = {at: code for at, row in enumerate(cells) if (code := code_in(row[-1]))}
    return replace(
        file,
        header=(*file.header, TRACE),
        raw_header=(*file.raw_header, TRACE),
        head_rows=Rows(list(map(_first_line, cells)), cells, suspects=codes),
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
