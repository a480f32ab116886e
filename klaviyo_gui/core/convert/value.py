"""What a converter is: text in, a typed value or a problem out; never a guess in silence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from klaviyo_gui.core.problem import Code, Problem, Severity

Value = str | int | float | bool | list[Any] | dict[str, Any] | None

Converter = Callable[[str, list[Problem]], Value]
"""Takes the cell's text, adds what is wrong to the list; None means that nothing is sent."""

SHOWN = 60
"""Characters of a text that a problem shows."""


def held(code: Code, target: str, text: str) -> Problem:
    """Return the problem that holds a record for this text, which is shown in part."""
    return Problem(code, Severity.HOLD, target, text[:SHOWN])
