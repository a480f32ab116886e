"""Which rows of a file are wanted: conditions on the texts of their columns."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Test(StrEnum):
    """What a condition asks of a cell."""

    IS = "is"
    IS_NOT = "is not"
    IS_BLANK = "is blank"
    IS_FILLED = "is filled"
    CONTAINS = "contains"
    CONTAINS_NOT = "does not contain"
    BEGINS = "begins with"
    ENDS = "ends with"
    IS_ONE_OF = "is one of"
    IS_ABOVE = "is above"
    IS_BELOW = "is below"
    IS_AFTER = "is after"
    IS_BEFORE = "is before"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition; ``values`` are the texts to compare with, none for those about blanks."""

    column: str
    test: Test
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowFilter:
    """The rows that meet all of these conditions, or any of them."""

    conditions: tuple[Condition, ...]
    is_any: bool = False
