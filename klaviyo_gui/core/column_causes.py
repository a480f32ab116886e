"""Which rows have by themselves what the check tells of a whole column, once it is told.

That a column is mixed, or that a name is a slip of another, only all rows together tell. Which of
them are meant can then be said of each alone: so they are left out, and so a remedy is measured.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.metric_names import name_of
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.text_columns import cells_sent, rows_with

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.core.amendments import Cause
    from klaviyo_gui.core.record import Plan

OF_COLUMNS = frozenset({Code.TYPES_MIXED, Code.DATE_AS_TEXT, Code.METRIC_ALIKE})
"""What is told so. That there are too many names can be said of no row by itself."""

TOLD_OF_COLUMNS = OF_COLUMNS | {Code.METRICS_MANY}
"""What is told of a whole column and stands in none of its records."""


def rows_having(
    cause: Cause, plan: Plan, cells: Sequence[Sequence[str]], bodies: Sequence[bytes]
) -> frozenset[int]:
    """Return the indices of the rows that have a cause of a whole column.

    ``bodies`` are the records of its kind, empty for those that are not sent, or dropped.
    """
    if cause.code is Code.METRIC_ALIKE:
        return frozenset(
            at for at, body in enumerate(bodies) if body and name_of(body) in cause.texts
        )
    sent = cells_sent(plan.mapping, plan.header, cells, bodies)
    return rows_with(cause.code, plan.mapping, plan.header, (cause.kind, cause.target), sent)
