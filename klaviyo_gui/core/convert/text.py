"""Changes of a text before its type reads it: trim, replace, domains, case, value table."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from klaviyo_gui.core.catalog import TEXT_MAX_BYTES
from klaviyo_gui.core.conversion import LetterCase, Others
from klaviyo_gui.core.convert.value import Converter, Value, held
from klaviyo_gui.core.problem import Code

if TYPE_CHECKING:
    from klaviyo_gui.core.conversion import Conversion
    from klaviyo_gui.core.problem import Problem

Change = Callable[[str, "list[Problem]"], str | None]
"""Takes the cell's text; blank for what is left out, None where the record is held."""

_LONGEST_CHARACTER = 4
"""Bytes of the longest character in UTF-8."""

_WORD = re.compile(r"[^\W_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}][^\W_](?![^\W_]))?")
"""A word, with the letter behind an apostrophe at its end: ``Anne's``, yet ``O'Neil``."""


def _titled(text: str) -> str:
    return _WORD.sub(lambda word: word[0].capitalize(), text)


_CASES = {
    LetterCase.LOWER: str.lower,
    LetterCase.UPPER: str.upper,
    LetterCase.TITLE: _titled,
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


def change(target: str, conversion: Conversion) -> Change | None:
    """Return the changes that somebody chose, in the order in which they are made, if any."""
    steps = _steps(conversion)
    table = {old.strip(): new for old, new in conversion.table}
    others = conversion.others
    if not steps and not table:
        return None

    def changed(text: str, problems: list[Problem]) -> str | None:
        for step in steps:
            text = step(text)
        if not table or not text or text.isspace():
            return text
        found = table.get(text.strip())
        if found is not None:
            return found
        if others is Others.HOLD:
            problems.append(held(Code.VALUE_UNKNOWN, target, text))
            return None
        return text if others is Others.KEEP else ""

    return changed


def after(changed: Change | None, then: Converter) -> Converter:
    """Return a converter that changes the text first; what becomes blank is left out."""
    if changed is None:
        return then

    def convert(text: str, problems: list[Problem]) -> Value:
        found = changed(text, problems)
        return then(found, problems) if found and not found.isspace() else None

    return convert


def _steps(conversion: Conversion) -> tuple[Callable[[str], str], ...]:
    found: list[Callable[[str], str]] = []
    if conversion.trim:
        found.append(str.strip)
    if conversion.replace:
        found.append(_replaced(conversion.replace))
    if conversion.domains:
        found.append(_with_domains(conversion.domains))
    if conversion.case is not None:
        found.append(_CASES[conversion.case])
    return tuple(found)


def _replaced(pairs: tuple[tuple[str, str], ...]) -> Callable[[str], str]:
    def change(text: str) -> str:
        for old, new in pairs:
            text = text.replace(old, new)
        return text

    return change


def _with_domains(pairs: tuple[tuple[str, str], ...]) -> Callable[[str], str]:
    meant = {typed.casefold(): domain for typed, domain in pairs}

    def change(text: str) -> str:
        address = text.rstrip()
        local, sign, typed = address.rpartition("@")
        domain = meant.get(typed.casefold()) if sign else None
        return text if domain is None else f"{local}@{domain}"

    return change
