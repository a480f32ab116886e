"""Count the ends of lines in parts of a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_LINE_END = re.compile(r"\r\n|\r|\n")


def line_ends_of(text: str) -> Callable[[int, int], int]:
    """Return what counts the ends of lines between two places of this text."""
    if "\r" not in text:
        return lambda start, stop: text.count("\n", start, stop)
    return lambda start, stop: len(_LINE_END.findall(text, start, stop))
