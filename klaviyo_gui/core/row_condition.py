"""Whether a row, or a whole order, meets the condition of an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.arranged import is_alone, is_arranged, line_count, lists_in, unsent_in
from klaviyo_gui.core.order_once import Once
from klaviyo_gui.core.problem import Code, Problem, Severity
from klaviyo_gui.core.wanted import wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
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

    An order meets what is asked of its items where one of them meets all of it, of the lines that
    the filter does not leave out. A cell that cannot be read decides nothing, and is told of as
    what holds the row; so is a column of the whole order in which its lines differ. Numbers and
    dates are read as ``readings`` tell of their columns, where the condition itself does not say
    it. Raises ConditionUnusable for a value that is none to compare with.
    """
    if condition is None or not condition.conditions:
        return lambda _cells, _problems: True
    decide = wanted(condition, plan.header, readings, plan.planned_at.date())
    places = [plan.header.index(name) for name in condition.columns]
    per_item = plan.mapping.grouping.per_item if plan.mapping.grouping is not None else ()
    of_lines = [plan.header.index(name) for name in condition.columns if name in per_item]
    once = Once({at: "" for at in places if at not in of_lines})
    is_of_order = is_arranged(plan.header) and plan.mapping.grouping is not None

    def meets(cells: Cells, problems: list[Problem]) -> bool:
        rows = [cells]
        if is_of_order and not is_alone(cells[-1]):
            found: list[Problem] = []
            lists = lists_in(cells, line_count(cells[-1]))
            flat = once.flat(cells, lists, found)
            if found:
                problems += found
                return False
            rows = _lines(flat, {at: lists[at] for at in of_lines if at in lists})
        verdicts = [decide(row) for row in rows]
        if True in verdicts:
            return True
        if None in verdicts:
            unread = rows[verdicts.index(None)]
            told = ", ".join(unread[at].strip() for at in places)[:_SHOWN]
            problems.append(Problem(Code.CONDITION_UNREAD, Severity.HOLD, "", told))
        return False

    return meets


def _lines(flat: list[str], lists: Table[int, Sequence[str]]) -> list[Cells]:
    """Return a row for each line that is an item of an order, one where its lines are alike."""
    if not lists:
        return [flat]
    unsent = unsent_in(flat[-1])
    rows: list[Cells] = []
    for number in range(line_count(flat[-1])):
        if number not in unsent:
            row = flat.copy()
            for at, texts in lists.items():
                row[at] = texts[number]
            rows.append(row)
    return rows
