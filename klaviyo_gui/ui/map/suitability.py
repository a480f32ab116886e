"""Whether a column suits a property, by what its cells look like; and why not, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.mapping import ValueType
from klaviyo_gui.language import decimal, mark, tr

if TYPE_CHECKING:
    from klaviyo_gui.source.profile import ColumnProfile

_ENOUGH = 0.5
"""The share of cells that must look like it; fewer are held, or the column is another one."""

_LEAST = 0.01
"""The smallest share that is told: one cell in a thousand is not none."""

_NEEDS = {
    ValueType.TIME: (mark("a date"), mark("dates")),
    ValueType.NUMBER: (mark("a number"), mark("numbers")),
    ValueType.EMAIL: (mark("an e-mail"), mark("e-mails")),
    ValueType.PHONE: (mark("a phone"), mark("phones")),
}

OF_ITEMS = mark("it differs between the lines of an order")
"""Why a column that is sent for each item suits nothing that is sent once per order."""


def unsuited(to: ValueType, profile: ColumnProfile) -> str:
    """Return why a column does not suit a property of this type, empty where it does."""
    needs = _NEEDS.get(to)
    share = _share(to, profile)
    if needs is None or share >= _ENOUGH:
        return ""
    one, many = map(tr, needs)
    if not profile.filled:
        return tr("needs {what}; this column is blank so far", what=one)
    if not share:
        return tr("needs {what}; no value looks like one", what=one)
    percent = decimal(max(share, _LEAST) * 100, 0)
    return tr(
        "needs {what}; {percent} % of values look like {many}", what=one, percent=percent, many=many
    )


def _share(to: ValueType, profile: ColumnProfile) -> float:
    looks, dates = profile.looks, profile.written.dates
    match to:
        case ValueType.TIME if profile.form == "date":
            return 1.0
        case ValueType.TIME:
            # What only all of a column tells to be dates: seconds, days of a spreadsheet.
            return 1.0 if dates.is_likely else looks.date
        case ValueType.NUMBER:
            return 1.0 if profile.form == "number" else looks.number
        case ValueType.EMAIL:
            return looks.email
        case ValueType.PHONE:
            return looks.phone
    return 1.0
