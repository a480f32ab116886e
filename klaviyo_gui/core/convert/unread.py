"""What becomes of a record whose text cannot be read as what its property is."""

from __future__ import annotations

from klaviyo_gui.core.convert.value import SHOWN, Converter, Value
from klaviyo_gui.core.mapping import ValueType
from klaviyo_gui.core.problem import Code, Problem, Severity

_CODES = frozenset(
    {
        *(Code.NUMBER_INVALID, Code.NUMBER_INEXACT, Code.YES_NO_INVALID),
        *(Code.TIME_INVALID, Code.LIST_INVALID, Code.CURRENCY_INVALID),
    }
)
"""What is said of texts that cannot be read; one that can be read in two ways is none of them."""

_TYPES = frozenset({ValueType.NUMBER, ValueType.YES_NO, ValueType.TIME, ValueType.LIST})

_NEEDED = frozenset({"time", "metric", "unique_id"})
"""Properties without which an event would say something else."""


def can_be_left_out(target: str, to: ValueType) -> bool:
    """Tell whether a record may go without this property where its text cannot be read."""
    return target not in _NEEDED and (to in _TYPES or target == "value_currency")


def leaving_out(target: str, read: Converter) -> Converter:
    """Return what reads as before, and leaves out and tells of what it cannot read."""

    def convert(text: str, problems: list[Problem]) -> Value:
        found: list[Problem] = []
        value = read(text, found)
        if any(each.code in _CODES for each in found):
            left_out = Problem(Code.VALUE_UNREAD, Severity.WARN, target, text[:SHOWN])
            problems.append(left_out)
            return None
        problems += found
        return value

    return convert
