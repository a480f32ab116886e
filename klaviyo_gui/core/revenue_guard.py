"""Whether the value of events will count as revenue, as far as a mapping tells."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from klaviyo_gui.core.mapping import Fixed, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from klaviyo_gui.core.mapping import Mapping

REVENUE_METRICS: Final = frozenset(
    {"placed order", "ordered product", "fulfilled order", "refunded order", "canceled order"}
)
"""Events whose value Klaviyo's reports take for revenue (FACTS §6: its guide for integrations)."""


class Revenue(StrEnum):
    """What keeps a value from counting as it is meant."""

    NO_VALUE = "no value"
    NO_CURRENCY = "no currency"
    OTHER_CURRENCY = "other currency"


def revenue(mapping: Mapping, names: Iterable[str], currency: str) -> Iterator[Revenue]:
    """Yield what is to be known of the values of events, in an account of this currency.

    ``names`` are those of the events, ``currency`` is an ISO 4217 code, empty where nobody knows.
    """
    has_value = mapping.pair(Kind.EVENTS, "value") is not None
    of_currency = mapping.pair(Kind.EVENTS, "value_currency")
    if not has_value:
        if any(name.casefold() in REVENUE_METRICS for name in names):
            yield Revenue.NO_VALUE
    elif of_currency is None:
        yield Revenue.NO_CURRENCY
    elif (
        currency
        and isinstance(of_currency.source, Fixed)
        and of_currency.source.text.strip().upper() != currency.upper()
    ):
        yield Revenue.OTHER_CURRENCY
