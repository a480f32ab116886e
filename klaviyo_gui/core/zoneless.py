"""Find a text of a pair that becomes a moment, and does not say in whose time zone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.conversion import MissingHour
from klaviyo_gui.core.convert import change
from klaviyo_gui.core.convert.clock import ANY_DAY, read_clock
from klaviyo_gui.core.mapping import Column, Fixed, Joined
from klaviyo_gui.core.styles import UNSEEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Mapping as Table

    from klaviyo_gui.core.conversion import Conversion
    from klaviyo_gui.core.mapping import Pair
    from klaviyo_gui.core.styles import Written

_TIME = "time"
"""The one property that is a moment in any case, even where dates are to stay dates."""


def zoneless(pair: Pair, columns: Table[str, Written], cells: Table[str, Iterable[str]]) -> str:
    """Return such a text, one with a time of day if there is one; empty where there is none.

    ``columns`` tell how dates are written, ``cells`` hold some cells of each column.
    """
    changed = change(pair.target, pair.conversion)
    return next(
        (
            text
            for text, is_final in _texts(pair, columns, cells)
            if _needs_zone(text if changed is None or is_final else changed(text, []) or "", pair)
        ),
        "",
    )


def _needs_zone(text: str, pair: Pair) -> bool:
    conversion = pair.conversion
    found = read_clock(text, conversion.date, ANY_DAY)
    if found is None or found.moment.tzinfo is not None:
        return False
    return found.has_hour or _fills_hour(conversion, pair.target)


def _fills_hour(conversion: Conversion, target: str) -> bool:
    """Tell whether a date without a time of day becomes a moment."""
    match conversion.hour:
        case MissingHour.HOLD:
            return False
        case MissingHour.DATE:
            return target == _TIME
        case _:
            return True


def _texts(
    pair: Pair, columns: Table[str, Written], cells: Table[str, Iterable[str]]
) -> Iterator[tuple[str, bool]]:
    """Yield texts that a pair may read, and whether they are fixed ones that are never changed."""
    for at, part in enumerate((pair.source, *pair.fallback)):
        match part:
            case Fixed(text):
                yield text, at > 0
            case Column(name):
                dates = columns.get(name, UNSEEN).dates
                found = (dates.zoneless, *cells.get(name, ()), dates.day)
                yield from ((text, False) for text in found)
            case Joined(parts, joiner):  # pragma: no branch - mypy proves that no other is left
                firsts = (
                    each.text if isinstance(each, Fixed) else _first(cells.get(each.name, ()))
                    for each in parts
                )
                yield joiner.join(filter(None, firsts)), False


def _first(cells: Iterable[str]) -> str:
    return next((each.strip() for each in cells if each.strip()), "")
