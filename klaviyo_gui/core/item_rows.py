"""The lines of an order as rows by themselves, and the ids of events that are made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from klaviyo_gui.core import catalog
from klaviyo_gui.core.arranged import is_alone, is_arranged, is_list, lists_in, texts_in, trace_in
from klaviyo_gui.core.ids import digest
from klaviyo_gui.core.order_once import Once
from klaviyo_gui.core.parts import EVENT, PROPERTIES

if TYPE_CHECKING:
    from collections.abc import Callable

    from klaviyo_gui.core.further_event import FurtherEvent
    from klaviyo_gui.core.parts import Parts
    from klaviyo_gui.core.problem import Problem
    from klaviyo_gui.core.record import Plan
    from klaviyo_gui.core.sources import Cells
    from klaviyo_gui.core.sweep import Fill

_PRODUCT = ("ProductID", "SKU")
"""The properties that say which product a line is of (FACTS.md, section 6)."""


class ItemRow(NamedTuple):
    """One line of an order as a row, and where it stands in the file; 0 where it is the first."""

    cells: list[str]
    line: int


def item_rows(plan: Plan, event: FurtherEvent) -> Callable[[Cells, list[Problem]], list[ItemRow]]:
    """Return what makes rows of the lines of an order; those that say nothing of an item are none.

    What tells of the whole order stands in each of them, and is told of where lines contradict.
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

    def rows_of(cells: Cells, problems: list[Problem]) -> list[ItemRow]:
        if not has_trace or is_alone(cells[-1]):
            rows = [ItemRow(list(cells), 0)]
        else:
            trace = trace_in(cells[-1])
            lines, unsent = trace.lines, trace.unsent
            lists = lists_in(cells, len(lines))
            flat = once.flat(cells, lists, problems)
            texts = [(at, lists[at]) for at in of_lines if at in lists]
            rows = []
            for number, line in enumerate(lines):
                if number in unsent:
                    continue
                row = flat.copy()
                for at, each in texts:
                    row[at] = each[number]
                rows.append(ItemRow(row, line if number else 0))
        if not of_lines:
            return rows
        return [row for row in rows if any(row.cells[at].strip() for at in of_lines)]

    return rows_of


class ItemIds:
    """Makes the ids of events of lines: of the order's key, and of the product of the line.

    They are the same in every run and on every computer. The n-th line of an order with the same
    product has the number n in its id, so that two lines of one product are two events; where no
    product is mapped the lines are counted. Lines of one product that stand in another order in a
    later file change their numbers with one another.
    """

    def __init__(self, plan: Plan) -> None:
        grouping = plan.mapping.grouping
        assert grouping is not None, "only lines that are put together have such ids"
        self._places = [plan.header.index(name) for name in grouping.key]
        self._has_trace = is_arranged(plan.header)
        self._key: tuple[str, ...] = ()
        self._counts: dict[tuple[str, ...], int] = {}
        self._ids: dict[int, str] = {}
        self._number = 0

    def begin(self, cells: Cells) -> None:
        """Begin with another order."""
        texts = [cells[at] for at in self._places]
        if self._has_trace and not is_alone(cells[-1]):
            count = len(trace_in(cells[-1]).lines)
            texts = [texts_in(each, count)[0] if is_list(each) else each for each in texts]
        self._key = tuple(each.strip() for each in texts)
        self._counts.clear()
        self._ids.clear()

    def turn_to(self, number: int) -> None:
        """Go on to this line of the order."""
        self._number = number

    def filling(self, fill: Fill) -> Fill:
        """Return what fills as before, with the id of the line."""

        def fill_with_id(cells: Cells, problems: list[Problem]) -> Parts:
            parts = fill(cells, problems)
            parts[EVENT]["unique_id"] = self._id_of(parts)
            return parts

        return fill_with_id

    def _id_of(self, parts: Parts) -> str:
        """Return the id of the line in hand, the same however often it is asked for."""
        made = self._ids.get(self._number)
        if made is None:
            product = tuple(str(parts[PROPERTIES].get(name, "")) for name in _PRODUCT)
            nth = self._counts[product] = self._counts.get(product, 0) + 1
            made = self._ids[self._number] = digest(*self._key, *product, str(nth)).hex()
        return made


def derives_ids(event: FurtherEvent) -> bool:
    """Tell whether the ids of an event are made of the order and its lines."""
    return event.is_per_item and event.pair("unique_id") is None
