"""Which rows of a file are wanted: conditions on the texts of their columns."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from klaviyo_gui.core.conversion import DateStyle, NumberStyle


class Ask(StrEnum):
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


ABOUT_BLANKS = frozenset({Ask.IS_BLANK, Ask.IS_FILLED})
"""They compare with nothing."""

ABOUT_NUMBERS = frozenset({Ask.IS_ABOVE, Ask.IS_BELOW})
ABOUT_TIMES = frozenset({Ask.IS_AFTER, Ask.IS_BEFORE})

UNSAID = ("",)
"""The values of a condition that is not filled in yet."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition; ``values`` are the texts to compare with, none for those about blanks.

    They are written as the cells of the column are. ``number`` and ``date`` say how those are
    written, None where the mapping or the cells say it.
    """

    column: str
    ask: Ask
    values: tuple[str, ...] = ()
    number: NumberStyle | None = None
    date: DateStyle | None = None

    @property
    def is_unsaid(self) -> bool:
        """Tell whether it waits for somebody to say what to compare with, as one blank text says.

        It keeps everything from being sent until then.
        """
        return self.ask not in ABOUT_BLANKS and self.values == UNSAID

    @property
    def has_right_values(self) -> bool:
        """Tell whether there are as many values as it compares with, and none of them blank."""
        least, most = 1, 1
        if self.ask in ABOUT_BLANKS:
            least = most = 0
        elif self.ask is Ask.IS_ONE_OF:
            most = max(1, len(self.values))
        return least <= len(self.values) <= most and all(map(str.strip, self.values))


@dataclass(frozen=True, slots=True)
class RowFilter:
    """The rows that meet all of these conditions, or any of them."""

    conditions: tuple[Condition, ...]
    is_any: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the names of the columns that it looks at, each once."""
        return tuple(dict.fromkeys(each.column for each in self.conditions))
