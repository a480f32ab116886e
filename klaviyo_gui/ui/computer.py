"""What the computer itself tells, where a person would give the same answer."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import tzdata  # type: ignore[import-untyped]  # it is all data
from PySide6.QtCore import QTimeZone

_OF_UTC = frozenset({"Etc/UCT", "Etc/UTC", "Etc/Universal", "Etc/Zulu", "UCT", "Universal", "Zulu"})
"""Other names of UTC (IANA time zone database, file ``backward``)."""

_NO_PLACES = frozenset({"Factory", "localtime", "posixrules"})
"""Names in the folder of zones that say nothing of where a clock stands."""


@cache
def zones() -> tuple[str, ...]:
    """Return the names of all zones, by the list that comes with them."""
    listed = Path(tzdata.__file__).with_name("zones").read_text(encoding="ascii").split()
    return tuple(sorted({*listed} - _NO_PLACES))


def own_zone() -> str:
    """Return the IANA name of the computer's time zone; empty where it has none that is known."""
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    if name in _OF_UTC:
        return "UTC"
    return name if name in zones() else ""
