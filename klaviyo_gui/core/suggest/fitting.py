"""Whether the cells of a column can be what a property wants; loosely, and never the other way."""

from __future__ import annotations

import ipaddress
import re
from itertools import islice, zip_longest
from typing import TYPE_CHECKING

from klaviyo_gui.core import catalog
from klaviyo_gui.core.conversion import DateStyle
from klaviyo_gui.core.convert import exact_number
from klaviyo_gui.core.looks import (
    looks_like_email,
    looks_like_number,
    looks_like_phone,
    looks_like_time,
)
from klaviyo_gui.core.mapping import ValueType
from klaviyo_gui.core.styles import date_styles

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from klaviyo_gui.core.catalog import Target

Samples = dict[str, tuple[str, ...]]
"""The different filled cells of each column in its first rows, by its name.

Where all are alike, one stands as often as it takes to have the fewest.
"""

FEWEST = 3
"""Filled cells below which nothing is proved."""

MOST = 0.9
"""Share of the sample's filled cells that must look like a thing to count as it."""

_ENOUGH = MOST / 2
"""Share that must look like it where the name says so already."""

_ROWS = 100
"""Rows of the sample that are looked at."""

_CELLS = 30
"""Different cells that tell what a column holds."""

_LOCALE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})*")
_TIME_ZONE = re.compile(r"[A-Za-z]+(?:/[A-Za-z_+\-0-9]+)+|UTC|GMT")
_CURRENCY = re.compile(r"[A-Za-z]{3}")
_STATES_OF_ORDERS = frozenset(
    {
        "active",
        "cancelled",
        "canceled",
        "closed",
        "complete",
        "completed",
        "delivered",
        "new",
        "open",
        "paid",
        "pending",
        "processing",
        "refunded",
        "shipped",
    }
)
_ROUNDING = 1e-9
_LATITUDE_MAX = 90
_LONGITUDE_MAX = 180
_ZIP_LONGEST = 12
_COMMAS_OF_WHOLE_ADDRESS = 2


def columns_of(header: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, Sequence[str]]:
    """Return the cells of the first rows by column; of two columns of one name the first."""
    columns = tuple(zip_longest(*rows[:_ROWS], fillvalue=""))
    found: dict[str, Sequence[str]] = {}
    for at, name in enumerate(header):
        found.setdefault(name, columns[at] if at < len(columns) else ())
    return found


def samples_of(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Samples:
    """Return the different filled cells of the first rows by column."""
    return {name: _different(cells) for name, cells in columns_of(header, rows).items()}


def _different(cells: Sequence[str]) -> tuple[str, ...]:
    different = [cell for cell in dict.fromkeys(cells) if cell and not cell.isspace()]
    if len(different) < FEWEST:
        different = [cell for cell in cells if cell and not cell.isspace()][:FEWEST]
    return tuple(different)


def are_mostly(cells: Sequence[str], looks: Callable[[str], bool], most: float = MOST) -> bool:
    """Tell whether at least such a share of the cells looks like something, without any: no."""
    looked = cells[:_CELLS]
    misses_left = int(len(looked) * (1 - most) + _ROUNDING)
    misses = (cell for cell in looked if not looks(cell))
    return bool(looked) and len(tuple(islice(misses, misses_left + 1))) <= misses_left


def can_be(target: Target, cells: Sequence[str]) -> bool:
    """Tell whether enough cells can be what the property wants; without any they can."""
    key = target.key.removeprefix(catalog.PERSON)
    looks = _BY_TYPE.get(target.type) or _BY_KEY.get(key)
    return looks is None or not cells or are_mostly(cells, looks, _ENOUGH)


def may_be(target: Target, cells: Sequence[str]) -> bool:
    """Tell whether cells that prove nothing may be dates all the same, as days of a spreadsheet."""
    looks = _IN_ANOTHER_FORM.get(target.type)
    return looks is not None and are_mostly(cells, looks, _ENOUGH)


def _is_no_email(cell: str) -> bool:
    return not looks_like_email(cell)


def _is_word(cell: str) -> bool:
    return any(map(str.isalpha, cell)) and not looks_like_email(cell)


def _is_street(cell: str) -> bool:
    return _is_word(cell) and cell.count(",") < _COMMAS_OF_WHOLE_ADDRESS and "\n" not in cell


def _is_region(cell: str) -> bool:
    return _is_no_email(cell) and cell.strip().casefold() not in _STATES_OF_ORDERS


def _is_country(cell: str) -> bool:
    return _is_word(cell) and not any(map(str.isdecimal, cell))


def _is_zip(cell: str) -> bool:
    return len(cell.strip()) <= _ZIP_LONGEST and any(map(str.isdecimal, cell))


def _is_within(most: int) -> Callable[[str], bool]:
    def looks(cell: str) -> bool:
        number = exact_number(cell.strip())
        return number is not None and -most <= number <= most

    return looks


def _is_ip(cell: str) -> bool:
    try:
        ipaddress.ip_address(cell.strip())
    except ValueError:
        return False
    return True


def _is_whole(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda cell: pattern.fullmatch(cell.strip()) is not None


def _is_web_address(cell: str) -> bool:
    return cell.strip().startswith(("https://", "http://"))


_BY_TYPE: Mapping[ValueType, Callable[[str], bool]] = {
    ValueType.EMAIL: looks_like_email,
    ValueType.PHONE: looks_like_phone,
    ValueType.NUMBER: looks_like_number,
    ValueType.TIME: looks_like_time,
}

_IN_ANOTHER_FORM: Mapping[ValueType, Callable[[str], bool]] = {
    ValueType.TIME: lambda cell: date_styles(cell) == (DateStyle.EXCEL,),
}

_BY_KEY: Mapping[str, Callable[[str], bool]] = {
    "external_id": _is_no_email,
    "first_name": _is_word,
    "last_name": _is_word,
    "organization": _is_no_email,
    "title": _is_word,
    "location.address1": _is_street,
    "location.address2": _is_no_email,
    "location.city": _is_word,
    "location.region": _is_region,
    "location.country": _is_country,
    "location.zip": _is_zip,
    "location.latitude": _is_within(_LATITUDE_MAX),
    "location.longitude": _is_within(_LONGITUDE_MAX),
    "location.timezone": _is_whole(_TIME_ZONE),
    "location.ip": _is_ip,
    "locale": _is_whole(_LOCALE),
    "image": _is_web_address,
    "metric": _is_word,
    "value_currency": _is_whole(_CURRENCY),
    "unique_id": _is_no_email,
}
