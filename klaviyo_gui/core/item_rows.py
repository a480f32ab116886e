"""The lines of an order as rows by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from klaviyo_gui.core import catalog
from klaviyo_gui.core.arranged import is_alone, is_arranged, lists_in, trace_in
from klaviyo_gui.core.order_once import Once

if TYPE_CHECKING:
    from collections.abc import Callable

    from klaviyo_gui.core.further_event import FurtherEvent
    from klaviyo_gui.core.problem import Problem
    from klaviyo_gui.core.record import Plan
    from klaviyo_gui.core.sources import Cells


class ItemRow(NamedTuple):
    """One line of an order as a row, and where it stands in the file; 0 where it is the first.

    ``is_wanted`` tells whether an event may be made of it. The others are still counted.
    """

    cells: list[str]
    line: int
    is_wanted: bool


def item_rows(plan: Plan, event: FurtherEvent) -> Callable[[Cells, list[Problem]], list[ItemRow]]:
    """Return what makes rows of all lines of an order, as they stand in the file.

    Not wanted are those that the filter leaves out, and those that say nothing of an item. What
    tells of the whole order stands in each of them, and is told of where lines contradict.
    """
    grouping = plan.mapping.grouping
    assert grouping is not None, "only lines that are put together are taken apart"
    who = [pair for pair in plan.mapping.events if pair.target.startswith(catalog.PERSON)]
    of_person = {name for pair in who for name in pair.columns}
    own = [name for name in grouping.per_item if name in event.columns and name not in of_person]
    of_lines = [plan.header.index(name) for name in own]
    targets = {name: pair.target for pair in (*event.pairs, *who) for name in pair.columns}
    columns = dict.fromkeys((*event.columns, *of_person))
    once = Once(
        {plan.header.index(name): targets.get(name, "") for name in columns if name not in own}
    )
    has_trace = is_arranged(plan.header)

    def says(cells: Cells) -> bool:
        return not of_lines or any(cells[at].strip() for at in of_lines)

    def rows_of(cells: Cells, problems: list[Problem]) -> list[ItemRow]:
        if not has_trace or is_alone(cells[-1]):
            return [ItemRow(list(cells), 0, says(cells))]
        trace = trace_in(cells[-1])
        lines, unsent = trace.lines, trace.unsent
        lists = lists_in(cells, len(lines))
        flat = once.flat(cells, lists, problems)
        texts = [(at, lists[at]) for at in of_lines if at in lists]
        rows = []
        for number, line in enumerate(lines):
            row = flat.copy()
            for at, each in texts:
                row[at] = each[number]
            is_wanted = number not in unsent and says(row)
            rows.append(ItemRow(row, line if number else 0, is_wanted))
        return rows

    return rows_of
