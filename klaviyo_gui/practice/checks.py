"""Whether one value is what Klaviyo takes; each check returns what is wrong, or nothing.

The words are Klaviyo's own where a recording of them is known.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

Check = type | Callable[[object], str]
"""The type that a value must have; or a function that takes a value, never null, and returns
the detail of what is wrong with it, or an empty text."""

SOUND = ""
"""What a check returns when nothing is wrong."""

EMAIL_MAX = 100
"""Characters of an e-mail address."""

UNIQUE_ID_MAX = 255
"""Characters of an event's unique id (developers.klaviyo.com, events_api_overview)."""

METRIC_MAX = 127
"""Characters of a metric's name: fewer than 128."""

PROPERTIES_MAX = 400
"""Properties of one event."""

TEXT_MAX = 100_000
"""Bytes of one text in an event."""

LIST_MAX = 4_000
"""Items of one array in an event."""

LEVELS_MAX = 10
"""Levels of objects and arrays, of which the properties of an event are the first."""

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""Events from before are refused (specification 2026-07-15)."""

LATEST_AHEAD = timedelta(days=366)
"""Events may lie one year ahead; the longest year there is."""

REFUSED_MARK = "+refused"
"""An address whose local part ends so is refused at once, for people who want to see it."""

EMAIL_DETAIL = "Invalid email address"
PHONE_DETAIL = "Invalid phone number format (Example of a valid format: +12345678901)"

_EMAIL = re.compile(r"[^\s@\"(),:;<>\[\]\\]+@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W_][\w-]*[^\W_]")
_PHONE = re.compile(r"\+[1-9]\d{6,14}", re.ASCII)
_CURRENCY = re.compile(r"[A-Z]{3}")
_MOMENT = re.compile(
    r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})", re.ASCII
)
_INT64 = 1 << 63
_LONGEST_CHARACTER = 4
"""Bytes of the longest character in UTF-8."""


def number(value: object) -> str:
    """Check for a JSON number; a quoted one is a text."""
    return (
        SOUND
        if isinstance(value, int | float) and not isinstance(value, bool)
        else "Expected a number."
    )


def degrees(value: object) -> str:
    """Check for a text or a number, which a latitude may both be."""
    return SOUND if isinstance(value, str) or not number(value) else "Expected a string or number."


def email(value: object) -> str:
    """Check for an e-mail address, and for the mark that asks for a refusal."""
    if not isinstance(value, str):
        return "Expected a string."
    if len(value) > EMAIL_MAX or not _EMAIL.fullmatch(value):
        return EMAIL_DETAIL
    return EMAIL_DETAIL if f"{REFUSED_MARK}@" in value else SOUND


def is_phone(value: str) -> bool:
    """Tell whether this is a phone number in the form of E.164."""
    return _PHONE.fullmatch(value) is not None


def currency(value: object) -> str:
    """Check for the shape of an ISO 4217 code."""
    if isinstance(value, str) and _CURRENCY.fullmatch(value):
        return SOUND
    return "Expected an ISO 4217 currency code."


def unique_id(value: object) -> str:
    """Check for an event's unique id."""
    if not isinstance(value, str):
        return "Expected a string."
    if 1 <= len(value) <= UNIQUE_ID_MAX:
        return SOUND
    return f"The unique_id must have between 1 and {UNIQUE_ID_MAX} characters."


def metric(value: object) -> str:
    """Check for the name of a metric."""
    if not isinstance(value, str):
        return "Expected a string."
    if 1 <= len(value) <= METRIC_MAX:
        return SOUND
    return f"The metric name must have between 1 and {METRIC_MAX} characters."


def properties(value: object) -> str:
    """Check for an event's properties: how many there are, and what is in them."""
    if not isinstance(value, dict):
        return "Expected an object."
    if len(value) > PROPERTIES_MAX:
        return f"An event can have at most {PROPERTIES_MAX} properties."
    return _wrong_inside(value, 1)


def custom(value: object) -> str:
    """Check for a person's custom properties: for what is in them, however many there are.

    The limits are written down for events alone; nothing says that a person may have more.
    """
    return _wrong_inside(value, 1) if isinstance(value, dict) else "Expected an object."


def moment(value: str, latest: datetime) -> str:
    """Check for a time with an offset, from 1990 by its own clock and by UTC, to ``latest``."""
    if not _MOMENT.fullmatch(value):
        return "Expected an ISO 8601 datetime with a UTC offset."
    try:
        when = datetime.fromisoformat(value)
    except ValueError:
        return "Expected an ISO 8601 datetime with a UTC offset."
    if when.year < EARLIEST.year or when < EARLIEST:
        return "The time must be after the year 1990."
    if when > latest:
        return "The time cannot be more than 1 year in the future."
    return SOUND


def _wrong_inside(value: dict[str, Any] | list[Any], levels: int) -> str:
    """Look for what is too long, too large or too deep within so many levels."""
    for part in value.values() if isinstance(value, dict) else value:
        if isinstance(part, str):
            if len(part) * _LONGEST_CHARACTER > TEXT_MAX and len(part.encode()) > TEXT_MAX:
                return "A string cannot be larger than 100 KB."
        elif isinstance(part, dict | list):
            if levels == LEVELS_MAX:
                return f"Properties cannot be nested deeper than {LEVELS_MAX} levels."
            if isinstance(part, list) and len(part) > LIST_MAX:
                return f"An array can have at most {LIST_MAX} items."
            if detail := _wrong_inside(part, levels + 1):
                return detail
        elif isinstance(part, int) and not -_INT64 <= part < _INT64:
            return "An integer must be a signed 64-bit integer."
    return SOUND
