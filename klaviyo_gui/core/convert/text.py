"""Changes of a text before its type reads it: trim, replace, case, value table."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from klaviyo_gui.core.catalog import TEXT_MAX_BYTES
from klaviyo_gui.core.conversion import LetterCase, Others
from klaviyo_gui.core.convert.value import Converter, Value, held
from klaviyo_gui.core.problem import Code

if TYPE_CHECKING:
    from klaviyo_gui.core.conversion import Conversion
    from klaviyo_gui.core.problem import Problem

Change = Callable[[str], str]

_LONGEST_CHARACTER = 4
"""Bytes of the longest character in UTF-8."""

_CASES = {
    LetterCase.LOWER: str.lower,
    LetterCase.UPPER: str.upper,
    LetterCase.TITLE: str.title,
}


def text(target: str) -> Converter:
    """Return the converter that sends a text as it is, if Klaviyo takes one so long."""
    safe = TEXT_MAX_BYTES // _LONGEST_CHARACTER

    def convert(text: str, problems: list[Problem]) -> Value:
        if len(text) > safe and len(text.encode()) > TEXT_MAX_BYTES:
            problems.append(held(Code.TEXT_TOO_LONG, target, text))
            return None
        return text

    return convert


def changes(conversion: Conversion) -> tuple[Change, ...]:
    """Return the changes that somebody chose, in the order in which they are made."""
    found: list[Change] = []
    if conversion.trim:
        found.append(str.strip)
    if conversion.replace:
        found.append(_replaced(conversion.replace))
    if conversion.case is not None:
        found.append(_CASES[conversion.case])
    return tuple(found)


def changed(target: str, conversion: Conversion, then: Converter) -> Converter:
    """Return a converter that changes the text first; what becomes blank is left out."""
    steps = changes(conversion)
    table = dict(conversion.table)
    others = conversion.others
    if not steps and not table:
        return then

    def convert(text: str, problems: list[Problem]) -> Value:
        for step in steps:
            text = step(text)
        if table:
            found = table.get(text.strip())
            if found is not None:
                text = found
            elif others is Others.LEAVE_OUT:
                return None
            elif others is Others.HOLD:
                problems.append(held(Code.VALUE_UNKNOWN, target, text))
                return None
        return then(text, problems) if text and not text.isspace() else None

    return convert


def _replaced(pairs: tuple[tuple[str, str], ...]) -> Change:
    def change(text: str) -> str:
        for old, new in pairs:
            text = text.replace(old, new)
        return text

    return change
