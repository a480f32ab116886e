"""Whether a row, or a whole order, meets the condition of an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.arranged import is_alone, is_arranged, line_count, lists_in
from klaviyo_gui.core.order_once import Once
from klaviyo_gui.core.problem import Code, Problem, Severity
from klaviyo_gui.core.wanted import wanted

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping as Table

    from klaviyo_gui.core.cell_reading import CellReading
    from klaviyo_gui.core.record import Plan
    from klaviyo_gui.core.row_filter import RowFilter
    from klaviyo_gui.core.sources import Cells

_SHOWN = 60


def row_condition(
    plan: Plan, condition: RowFilter | None, readings: Table[str, CellReading]
) -> Callable[[Cells, list[Problem]], bool]:
    """Return what tells of a row whether an event is wanted of it.

    A cell that cannot be read decides nothing, and is told of as what holds the row; so is a column
    in which the lines of an order differ. Numbers and dates are read as ``readings`` tell of their
    columns, where the condition itself does not say it. Raises ConditionUnusable for a value that
    is none to compare with.
    """
    if condition is None or not condition.conditions:
        return lambda _cells, _problems: True
    decide = wanted(condition, plan.header, readings, plan.planned_at.date())
    places = [plan.header.index(name) for name in condition.columns]
    once = Once(dict.fromkeys(places, ""))
    is_of_order = is_arranged(plan.header) and plan.mapping.grouping is not None

    def meets(cells: Cells, problems: list[Problem]) -> bool:
        if is_of_order and not is_alone(cells[-1]):
            found: list[Problem] = []
            cells = once.flat(cells, lists_in(cells, line_count(cells[-1])), found)
            if found:
                problems += found
                return False
        verdict = decide(cells)
        if verdict is None:
            told = ", ".join(cells[at].strip() for at in places)[:_SHOWN]
            problems.append(Problem(Code.CONDITION_UNREAD, Severity.HOLD, "", told))
        return bool(verdict)

    return meets
