"""How a property is named where a row has several events."""

from __future__ import annotations

from typing import Final

OF: Final = " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} "
"""What stands between the name of an event and its property, where a row has several events."""


def of_event(name: str, target: str) -> str:
    """Return how a property of one of several events is named in what is told of a row."""
    return f"{name}{OF}{target}" if target else name


def bare_target(target: str) -> str:
    """Return the property alone, whichever event it is of."""
    return target.partition(OF)[2] or target
