"""A few orders of the first rows, as they are put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.mapping import Column, Kind
from klaviyo_gui.core.order_lines import orders_of, several
from klaviyo_gui.language import counted, grouped, tr
from klaviyo_gui.ui.elided import one_line, shortened
from klaviyo_gui.ui.models.order_tree import ShownOrder
from klaviyo_gui.wording.cells import cell_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.core.grouping import Grouping
    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.core.order_lines import Order
    from klaviyo_gui.source.reader import Rows

SHOWN = 3
"""Orders that are shown."""

_TOLD = 3
"""Columns of the whole order that are told of each."""

_TOLD_FIRST = ("profile.email", "time", "value")
"""Properties whose columns are told before others: by them an order is recognised."""


def examples(
    header: Sequence[str], rows: Rows, mapping: Mapping, grouping: Grouping
) -> tuple[tuple[str, ...], tuple[ShownOrder, ...]]:
    """Return the headings of the items, and a few orders, those of several lines before others."""
    orders = orders_of(header, rows.cells, grouping.key)
    lines = several(orders)
    shown = (*lines[:SHOWN], *(each for each in orders if len(each.places) == 1))[:SHOWN]
    per_item = [name for name in header if name in grouping.per_item]
    told = _told(header, mapping, grouping)
    at = {name: place for place, name in enumerate(header)}
    return (tr("File line"), *per_item), tuple(
        ShownOrder(
            _title(order, [at[name] for name in told], rows),
            tuple(_item(place, [at[name] for name in per_item], rows) for place in order.places),
        )
        for order in shown
    )


def _told(header: Sequence[str], mapping: Mapping, grouping: Grouping) -> list[str]:
    """Return the columns by which somebody knows an order again."""
    pairs = (mapping.pair(Kind.EVENTS, key) for key in _TOLD_FIRST)
    known = [each.source.name for each in pairs if each and isinstance(each.source, Column)]
    of_order = [name for name in header if name not in {*grouping.key, *grouping.per_item}]
    first = [name for name in known if name in of_order]
    return list(dict.fromkeys((*first, *of_order)))[:_TOLD]


def _title(order: Order, told: Sequence[int], rows: Rows) -> str:
    texts = (_once(order, at, rows) for at in told)
    lines = counted(len(order.places), "{count} line", "{count} lines")
    return " · ".join(filter(None, (shortened(cell_words(order.name)), lines, *texts)))


def _once(order: Order, at: int, rows: Rows) -> str:
    """Return what an order says in a column that is told once, with both where it says two."""
    texts = (rows.cells[place][at].strip() for place in order.places)
    different = [shortened(one_line(cell_words(text))) for text in dict.fromkeys(texts) if text]
    return " ≠ ".join(different[:2])


def _item(place: int, per_item: Sequence[int], rows: Rows) -> tuple[str, ...]:
    cells = rows.cells[place]
    return (grouped(rows.lines[place]), *(cell_words(cells[at]) for at in per_item))
