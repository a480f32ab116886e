"""Find texts of which none can be read as the number, address or answer that a pair wants."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from klaviyo_gui.core.convert import converter
from klaviyo_gui.core.mapping import Options, ValueType
from klaviyo_gui.core.problem import Code

if TYPE_CHECKING:
    from collections.abc import Iterable

    from klaviyo_gui.core.mapping import Pair
    from klaviyo_gui.core.problem import Problem

_UNFIT = {
    ValueType.NUMBER: Code.NUMBER_INVALID,
    ValueType.EMAIL: Code.EMAIL_INVALID,
    ValueType.YES_NO: Code.YES_NO_INVALID,
}
"""What is said of a text that is none of this type; no other type is asked about."""

_NOW = datetime(2026, 1, 1, tzinfo=UTC)
"""Any moment: none of these types depends on it."""


def unfit(pair: Pair, to: ValueType, texts: Iterable[str]) -> str:
    """Return the first of these texts where none can be read; empty where one can, or none is.

    What a pair makes of them before counts, and one of which it makes nothing is no reproach.
    """
    read, first = converter(pair.target, to, Options(), _NOW, pair.conversion), ""
    for text in filter(str.strip, texts):
        problems: list[Problem] = []
        read(text, problems)
        if all(each.code is not _UNFIT[to] for each in problems):
            return ""
        first = first or text
    return first
