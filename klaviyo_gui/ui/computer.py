"""What the computer itself tells, where a person would give the same answer."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from PySide6.QtCore import QTimeZone

_OF_UTC = frozenset({"Etc/UCT", "Etc/UTC", "Etc/Universal", "Etc/Zulu", "UCT", "Universal", "Zulu"})
"""Other names of UTC (IANA time zone database, file ``backward``)."""

_NO_PLACES = frozenset({"Factory", "localtime", "posixrules"})
"""Names in the folder of zones that say nothing of where a clock stands."""


@cache
def zones() -> tuple[str, ...]:
    """Return the names of all zones; to look for them on the disk takes a while."""
    return tuple(sorted(available_timezones() - _NO_PLACES))


def own_zone() -> str:
    """Return the IANA name of the computer's time zone; empty where it has none that is known."""
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    if name in _OF_UTC:
        return "UTC"
    return name if name in zones() else ""
