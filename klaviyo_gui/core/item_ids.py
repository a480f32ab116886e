"""The ids of events that are made of the lines of orders."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from klaviyo_gui.core import catalog
from klaviyo_gui.core.arranged import is_alone, is_arranged, is_list, texts_in, trace_in
from klaviyo_gui.core.filling import filling
from klaviyo_gui.core.ids import digest
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.parts import EVENT, PROPERTIES
from klaviyo_gui.core.problem import Code, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.core.further_event import FurtherEvent
    from klaviyo_gui.core.item_rows import ItemRow
    from klaviyo_gui.core.parts import Parts
    from klaviyo_gui.core.record import Plan
    from klaviyo_gui.core.sources import Cells
    from klaviyo_gui.core.sweep import Fill

_IDS = ("ProductID", "SKU")
"""The properties that say which product a line is of (FACTS.md, section 6)."""

_NAMES = ("ProductName", "VariantName", "Variant")
"""The properties that say it where those are blank."""


class ItemIds:
    """Makes the ids of events of lines: of the order's key, and of the product of the line.

    They are the same in every run and on every computer. The n-th line of an order with the same
    product has the number n in its id, so that two lines of one product are two events. All lines
    of the file are counted, whichever are left out: what is wanted of an order changes no id.
    Lines of which nothing names the product are told apart by their places alone, and so are
    lines of one product by their places among one another.
    """

    def __init__(self, plan: Plan, event: FurtherEvent) -> None:
        grouping = plan.mapping.grouping
        assert grouping is not None, "only lines that are put together have such ids"
        self._places = [plan.header.index(name) for name in grouping.key]
        self._has_trace = is_arranged(plan.header)
        self._product = _product_filling(plan, event)
        self._id = ""
        self._is_by_place = False

    def ids(self, cells: Cells, rows: Sequence[ItemRow]) -> list[tuple[str, bool]]:
        """Return the id of each line of an order, and whether only its place tells it apart."""
        key = self._key_of(cells)
        counts: dict[tuple[str, ...], int] = {}
        made: list[tuple[str, bool]] = []
        for row in rows:
            product = self._product_of(row.cells)
            nth = counts[product] = counts.get(product, 0) + 1
            is_by_place = not any(product) and len(rows) > 1
            # Without a product nothing but the place of the line among all is known of it.
            number = nth if any(product) else len(made) + 1
            made.append((digest(*key, *product, str(number)).hex(), is_by_place))
        return made

    def turn_to(self, made: tuple[str, bool]) -> None:
        """Go on to the line that has this id."""
        self._id, self._is_by_place = made

    def filling(self, fill: Fill) -> Fill:
        """Return what fills as before, with the id of the line."""

        def fill_with_id(cells: Cells, problems: list[Problem]) -> Parts:
            parts = fill(cells, problems)
            parts[EVENT]["unique_id"] = self._id
            if self._is_by_place:
                problems.append(Problem(Code.ID_BY_PLACE, Severity.WARN, "unique_id"))
            return parts

        return fill_with_id

    def _key_of(self, cells: Cells) -> tuple[str, ...]:
        """Return what the order is known by, as its first line writes it."""
        texts = [cells[at] for at in self._places]
        if self._has_trace and not is_alone(cells[-1]):
            count = len(trace_in(cells[-1]).lines)
            texts = [texts_in(each, count)[0] if is_list(each) else each for each in texts]
        return tuple(each.strip() for each in texts)

    def _product_of(self, cells: Cells) -> tuple[str, ...]:
        """Return what names the product of a line, by its ids before its names; blank for none."""
        said = self._product(cells, [])[PROPERTIES]
        ids = tuple(str(said.get(name, "")).strip() for name in _IDS)
        names = tuple(str(said.get(name, "")).strip() for name in _NAMES)
        return ids if any(ids) or not any(names) else ("", "", *names)


def derives_ids(event: FurtherEvent) -> bool:
    """Tell whether the ids of an event are made of the order and its lines."""
    return event.is_per_item and event.pair("unique_id") is None


def _product_filling(plan: Plan, event: FurtherEvent) -> Fill:
    """Return what fills the properties alone that name the product of a line."""
    named = {catalog.CUSTOM + name for name in (*_IDS, *_NAMES)}
    pairs = tuple(pair for pair in event.pairs if pair.target in named)
    alone = replace(plan, mapping=replace(plan.mapping, events=pairs))
    return filling(alone, Kind.EVENTS, is_swift=False)
