"""Whether the value of events will count as revenue, as far as a mapping tells."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from klaviyo_gui.core.mapping import Fixed
from klaviyo_gui.core.shown_event import event_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from klaviyo_gui.core.mapping import Mapping, Pair

REVENUE_METRICS: Final = frozenset(
    {"placed order", "ordered product", "fulfilled order", "refunded order", "canceled order"}
)
"""Events whose value Klaviyo's reports take for revenue (FACTS §6: its guide for integrations)."""


class Revenue(StrEnum):
    """What keeps a value from counting as it is meant."""

    NO_VALUE = "no value"
    NO_CURRENCY = "no currency"
    OTHER_CURRENCY = "other currency"


class RevenueNote(NamedTuple):
    """What is to be known of a value, and of which event where a row may have several."""

    note: Revenue
    event: str = ""


def revenue(mapping: Mapping, names: Iterable[str], currency: str) -> Iterator[RevenueNote]:
    """Yield what is to be known of the values of events, in an account of this currency.

    ``names`` are those of the events, ``currency`` is an ISO 4217 code, empty where nobody knows.
    Where a row may have several events each has the name that the mapping gives it.
    """
    if not mapping.further:
        for note in _revenue(mapping.events, names, currency):
            yield RevenueNote(note)
        return
    for name, pairs in zip(event_names(mapping), mapping.every_event, strict=True):
        for note in _revenue(pairs, (name,), currency):
            yield RevenueNote(note, name)


def _revenue(pairs: Iterable[Pair], names: Iterable[str], currency: str) -> Iterator[Revenue]:
    filled = {pair.target: pair for pair in pairs}
    of_currency = filled.get("value_currency")
    if "value" not in filled:
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
