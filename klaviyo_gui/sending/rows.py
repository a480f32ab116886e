"""Rows as read become records of every mapped kind; the same way for preview, check and send."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.record import Build, Plan, Record, compile_plan, held
from klaviyo_gui.source.damage import damage

if TYPE_CHECKING:
    from klaviyo_gui.core.mapping import Kind
    from klaviyo_gui.source.reader import Rows

_compiled = lru_cache(maxsize=8)(compile_plan)


def build_rows(plan: Plan, rows: Rows) -> dict[Kind, list[tuple[int, Record]]]:
    """Return ``(line, record)`` of every row for each mapped kind.

    A row that is damaged is held for every kind: which cell lies in which column is not known.
    """
    width = len(plan.header)
    broken = {
        at: held(code)
        for at in range(len(rows.cells))
        if (code := _damage(rows, at, width)) is not None
    }
    return {
        kind: list(zip(rows.lines, _build(_compiled(plan, kind), rows, broken), strict=True))
        for kind in plan.mapping.kinds
    }


def _damage(rows: Rows, at: int, width: int) -> Code | None:
    if at in rows.undecodable:
        return Code.ROW_UNDECODABLE
    found = damage(rows.cells[at], width)
    return Code(found) if found is not None else None


def _build(build: Build, rows: Rows, broken: dict[int, Record]) -> list[Record]:
    if not broken:
        return [build(cells) for cells in rows.cells]
    return [broken.get(at) or build(cells) for at, cells in enumerate(rows.cells)]
