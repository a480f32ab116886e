"""Whether the values of orders fit their items, as the panel tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.order_totals import total_look
from klaviyo_gui.core.problem import Code
from klaviyo_gui.sending.rows import build_rows
from klaviyo_gui.wording import plural

if TYPE_CHECKING:
    from klaviyo_gui.ui.checker import Checker
    from klaviyo_gui.ui.models.material import MaterialStore
    from klaviyo_gui.ui.session import Session

UNCHECKED = (
    "Totals are compared once the order has a value, and each item a quantity and a price, or a "
    "total."
)


def totals_words(session: Session, checker: Checker, materials: MaterialStore) -> tuple[str, bool]:
    """Return what is said of the totals of orders, and whether some of them do not fit.

    Of the first rows, until the whole file is checked.
    """
    if session.grouping is None:
        return "", False
    if session.obstacle is not None or total_look(session.mapping) is None:
        return UNCHECKED, False
    result = checker.result
    if result is not None:
        wrong = [each for each in result.findings if each.code is Code.TOTAL_DIFFERS]
        count, lines = sum(each.count for each in wrong), [each.lines[0] for each in wrong]
        return _words(result.rows, count, lines, "")
    material = materials.now()
    if material is None:
        return "", False
    rows = material.pages().page(0)
    built = build_rows(material.plan, rows, (Kind.EVENTS,))[Kind.EVENTS]
    found = [
        line
        for line, record in built
        if any(each.code is Code.TOTAL_DIFFERS for each in record.problems)
    ]
    return _words(len(built), len(found), found, " of the first rows")


def _words(orders: int, wrong: int, lines: list[int], where: str) -> tuple[str, bool]:
    told = plural(orders, "order")
    if not wrong:
        fits = f"Totals fit: in {told}{where}, what the items add up to is near the order's value"
        return f"{fits}, with room for tax, shipping and discounts.", False
    far = f"In {wrong:,} of {told}{where}, what the items add up to is far from the order's value"
    return f"{far}, as in line {lines[0]:,}: look whether the right columns are used.", True
