"""A cell's text becomes a typed value, or a problem; never a guess in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.conversion import AS_IT_IS, Conversion, Unread
from klaviyo_gui.core.convert.clock import ASSUMED_ZONE, on_clock, read_time, zone
from klaviyo_gui.core.convert.currency import currency
from klaviyo_gui.core.convert.forms import formed, has_form
from klaviyo_gui.core.convert.listing import listing
from klaviyo_gui.core.convert.moment import EARLIEST, LATEST_AHEAD, time
from klaviyo_gui.core.convert.number import exact_number, number
from klaviyo_gui.core.convert.people import checked_country, email, phone
from klaviyo_gui.core.convert.text import Change, after, change, text
from klaviyo_gui.core.convert.unread import can_be_left_out, leaving_out
from klaviyo_gui.core.convert.value import Converter, Value
from klaviyo_gui.core.convert.words import yes_no
from klaviyo_gui.core.mapping import Options, ValueType

if TYPE_CHECKING:
    from datetime import datetime

__all__ = [
    "ASSUMED_ZONE",
    "EARLIEST",
    "LATEST_AHEAD",
    "Change",
    "Converter",
    "Value",
    "after",
    "can_be_left_out",
    "change",
    "checked_country",
    "converter",
    "exact_number",
    "has_form",
    "on_clock",
    "read_time",
    "reading",
    "zone",
]

_CURRENCY = "value_currency"


def converter(
    target: str,
    to: ValueType,
    options: Options,
    now: datetime,
    conversion: Conversion = AS_IT_IS,
) -> Converter:
    """Return the converter for one property; ``now`` bounds times in the future.

    Raises OptionError for a time zone or a country that does not exist.
    """
    return after(change(target, conversion), reading(target, to, options, now, conversion))


def reading(
    target: str, to: ValueType, options: Options, now: datetime, conversion: Conversion
) -> Converter:
    """Return what reads the text as a value once it is changed; raises OptionError likewise."""
    read = _reading(target, to, options, now, conversion)
    is_free = conversion.unread is Unread.LEAVE_OUT and can_be_left_out(target, to)
    return leaving_out(target, read) if is_free else read


def _reading(
    target: str, to: ValueType, options: Options, now: datetime, conversion: Conversion
) -> Converter:
    match to:
        case ValueType.NUMBER:
            return number(target, conversion)
        case ValueType.YES_NO:
            return yes_no(target, conversion)
        case ValueType.TIME:
            return time(target, conversion, options.time_zone, now)
        case ValueType.LIST:
            return listing(target, conversion)
        case ValueType.EMAIL | ValueType.PHONE:
            is_phone = to is ValueType.PHONE
            return phone(target, conversion, options.country) if is_phone else email(target)
        case ValueType.TEXT:  # pragma: no branch - mypy proves that no other is left
            return currency(target) if target == _CURRENCY else formed(target, text(target))
