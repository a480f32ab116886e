"""Rows as read become records of every mapped kind; the same way for preview, check and send."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from klaviyo_gui.core.problem import Code, Problem, Severity
from klaviyo_gui.core.record import Build, Plan, Record, compile_plan, held
from klaviyo_gui.source.causes import MEANINGS
from klaviyo_gui.source.damage import damage
from klaviyo_gui.source.swallowed import doubtful

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.core.mapping import Kind
    from klaviyo_gui.source.reader import Rows

_compiled = lru_cache(maxsize=8)(compile_plan)


def build_rows(
    plan: Plan, rows: Rows, kinds: Sequence[Kind] | None = None
) -> dict[Kind, list[tuple[int, Record]]]:
    """Return ``(line, record)`` of every row for each of these kinds, else each mapped one.

    A row that is damaged is held for every kind: which cell lies in which column is not known.
    """
    codes = _damage(rows, len(plan.header))
    return {
        kind: list(zip(rows.lines, _build(_compiled(plan, kind), rows, codes), strict=True))
        for kind in (plan.mapping.kinds if kinds is None else kinds)
    }


def _damage(rows: Rows, width: int) -> dict[int, Code]:
    """Name what is wrong with rows by their index, the worst of each."""
    found = {at: Code(cause) for at, cause in doubtful(rows, width).items()}
    for at, cells in enumerate(rows.cells):
        cause = damage(cells, width)
        if cause is not None:
            found[at] = Code(cause)
    return found | dict.fromkeys(rows.undecodable, Code.ROW_UNDECODABLE)


def _build(build: Build, rows: Rows, codes: dict[int, Code]) -> list[Record]:
    if not codes:
        return [build(cells) for cells in rows.cells]
    return [
        _marked(build, cells, codes[at]) if at in codes else build(cells)
        for at, cells in enumerate(rows.cells)
    ]


def _marked(build: Build, cells: list[str], code: Code) -> Record:
    """Hold a row, or build it with a warning where nothing is lost."""
    severity = MEANINGS[code].severity
    if severity is Severity.HOLD:
        return held(code)
    record = build(cells)
    return record._replace(problems=(Problem(code, severity), *record.problems))
