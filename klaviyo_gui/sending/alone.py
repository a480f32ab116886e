"""One row of a file sent by itself: what it then is must be what it is among all others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.sending.preview import preview_rows
from klaviyo_gui.sending.rows import build_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from klaviyo_gui.core.record import Plan
    from klaviyo_gui.source.reader import Rows
    from klaviyo_gui.store.draft import Draft


def lines_alone(
    plan: Plan, row: Rows, repeats_of: Callable[[Kind], Draft]
) -> dict[Kind, tuple[int, ...]]:
    """Return by which lines each kind of record of one row is sent by itself.

    A person is that of all rows in which they stand. A kind of record that is held is not among
    them, nor an event that others make what it is, such as the second of two that are equal.
    """
    found: dict[Kind, tuple[int, ...]] = {}
    for kind, ((line, record),) in build_rows(plan, row).items():
        draft = repeats_of(kind)
        (shown,) = preview_rows(plan, row, draft, {}, kinds=(kind,))
        if not shown.body:
            continue
        if kind is Kind.PROFILES:
            found[kind] = draft.lines_of(kind, draft.first_line(kind, line) or line) or (line,)
        elif shown.body == record.body:
            found[kind] = (line,)
    return found
