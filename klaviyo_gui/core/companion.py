"""Which other property of the same row says how the text of a property is to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core import catalog
from klaviyo_gui.core.mapping import Kind, ValueType

if TYPE_CHECKING:
    from klaviyo_gui.core.mapping import Mapping, Pair

_COUNTRY = "location.country"


def companion(mapping: Mapping, kind: Kind, target: str, to: ValueType) -> Pair | None:
    """Return the pair that a phone number or the value of an event is read with, if there is one.

    It is the country of the person, or the currency.
    """
    if to is ValueType.PHONE:
        return mapping.pair(kind, catalog.PERSON + _COUNTRY if kind is Kind.EVENTS else _COUNTRY)
    if kind is Kind.EVENTS and target == "value":
        return mapping.pair(kind, "value_currency")
    return None
