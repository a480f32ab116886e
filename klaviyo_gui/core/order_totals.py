"""Whether the value of an order fits its lines.

Nobody can compute it from them: tax and shipping are added, discounts taken off. But a value of
twice as much, or of less than half, tells of another mistake: a comma read as a point, the sum of
a line taken for that of the order, lines that are missing or stand twice. What the event itself
says of tax, shipping and discounts is allowed for, so that small orders with dear parcels are
none of these.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeGuard

from klaviyo_gui.core.header_words import folded
from klaviyo_gui.core.listed import listed
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.nesting import value_at
from klaviyo_gui.core.parts import EVENT, PROPERTIES, Content, Parts, place_of
from klaviyo_gui.core.problem import Code, Problem, Severity

if TYPE_CHECKING:
    from klaviyo_gui.core.mapping import Mapping

LEAST, MOST = 0.5, 2.0
"""How much of the sum of its lines an order may come to."""

_EXTRAS = re.compile(
    r"shipping|shipment|delivery|freight|postage|discount|voucher|coupon|surcharge|versand|steuer"
    r"|rabatt|gutschein|zuschlag|livraison|remise|descuento|spedizione|sconto|verzend|korting"
    r"|\b(?:tax|taxes|vat|duty|duties|credit|fee|fees|tip|tips|porto|mwst|tva|iva|envio|btw)\b"
)
"""Words of names that tell of what stands between the lines of an order and its value."""

_PLAIN = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,4})?")

_QUANTITY, _PRICE, _SUM = "Quantity", "ItemPrice", "RowTotal"
"""Klaviyo's names of what tells the sum of a line (its guide to integrating a platform)."""


class Total(NamedTuple):
    """The value of an order, and what its lines and all else that it says add up to."""

    value: float
    lines: float
    more: float

    @property
    def is_near(self) -> bool:
        """Tell whether the lines may come to this value."""
        return LEAST * self.lines - self.more <= self.value <= MOST * self.lines + self.more


Totalled = Callable[[Parts, Sequence[Problem]], Total | None]
"""Returns what is compared of an order; None where a part of it is not known."""


def total_look(mapping: Mapping) -> Callable[[Parts, list[Problem]], None] | None:
    """Return what compares the value of an order with its items; None where it cannot."""
    total = total_of(mapping)
    return partial(_compare, total) if total is not None else None


def total_of(mapping: Mapping) -> Totalled | None:
    """Return what adds up the lines of an order; None where a mapping tells no sums of them."""
    if mapping.grouping is None or mapping.pair(Kind.EVENTS, "value") is None:
        return None
    names: dict[tuple[str, ...], set[str]] = {}
    extras: list[tuple[str, ...]] = []
    for pair in mapping.events:
        part, path = place_of(Kind.EVENTS, pair.target)
        found = listed(path) if part == PROPERTIES else None
        if found is not None and len(found.inner) == 1:
            names.setdefault(found.path, set()).update(found.inner)
        elif part == PROPERTIES and found is None and _EXTRAS.search(folded(path[-1])):
            extras.append(path)
    for path, known in names.items():
        if {_QUANTITY, _PRICE} <= known:
            return partial(_added_up, path, _by_price, extras)
        if _SUM in known:
            return partial(_added_up, path, _by_sum, extras)
    return None


def _compare(total: Totalled, parts: Parts, problems: list[Problem]) -> None:
    found = total(parts, problems)
    if found is not None and not found.is_near:
        told = f"{found.value:g} ≠ {round(found.lines, 2):g}"
        problems.append(Problem(Code.TOTAL_DIFFERS, Severity.WARN, "value", told))


def _added_up(
    path: tuple[str, ...],
    sum_of: Callable[[Content], float | None],
    extras: Sequence[tuple[str, ...]],
    parts: Parts,
    problems: Sequence[Problem],
) -> Total | None:
    if any(each.code is Code.LINES_UNSENT for each in problems):
        # Its value is that of all its lines.
        return None
    value, items = parts[EVENT].get("value"), value_at(path, parts[PROPERTIES])
    if not _is_number(value) or not value or not items:
        return None
    sums = [sum_of(item) for item in items]
    if any(each is None for each in sums):
        return None
    lines = sum(each for each in sums if each is not None)
    more = sum(_amount(value_at(each, parts[PROPERTIES])) for each in extras)
    return Total(value, lines, more) if lines > 0 else None


def _by_price(item: Content) -> float | None:
    quantity, price = item.get(_QUANTITY, 1), item.get(_PRICE)
    return quantity * price if _is_number(quantity) and _is_number(price) else None


def _by_sum(item: Content) -> float | None:
    found = item.get(_SUM)
    return found if _is_number(found) else None


def _amount(value: object) -> float:
    """Return how much an order says of one of its extras, whichever way it counts; 0 for nothing.

    A text counts where it is a plain number with a point: it makes a warning, and is not sent.
    """
    if isinstance(value, str) and _PLAIN.fullmatch(value):
        return abs(float(value))
    return abs(value) if _is_number(value) else 0.0


def _is_number(value: Any) -> TypeGuard[int | float]:  # noqa: ANN401 - any JSON value
    return isinstance(value, int | float) and not isinstance(value, bool)
