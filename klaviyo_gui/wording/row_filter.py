"""Which rows are wanted, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.row_filter import Ask
from klaviyo_gui.wording.amounts import plural
from klaviyo_gui.wording.cells import cell_words

if TYPE_CHECKING:
    from klaviyo_gui.core.row_filter import Condition, RowFilter

ASK_WORDS = {
    Ask.IS: "is",
    Ask.IS_NOT: "is not",
    Ask.IS_BLANK: "is blank",
    Ask.IS_FILLED: "is filled",
    Ask.CONTAINS: "contains",
    Ask.CONTAINS_NOT: "does not contain",
    Ask.BEGINS: "begins with",
    Ask.ENDS: "ends with",
    Ask.IS_ONE_OF: "is one of",
    Ask.IS_ABOVE: "is above",
    Ask.IS_BELOW: "is below",
    Ask.IS_AFTER: "is after",
    Ask.IS_BEFORE: "is before",
}
"""What a condition asks of a cell, as it stands in a sentence."""

COMPARED = (
    "Capitals and blanks around a text make no difference. A row is held where a number or a date "
    "is asked for and its cell cannot be read as one."
)
"""How a filter compares, beside the place where it is made."""


def filter_words(row_filter: RowFilter | None) -> str:
    """Return which rows are wanted: ``only rows in which SHIPPED_AT is filled``."""
    if row_filter is None or not row_filter.conditions:
        return "all rows"
    return f"only rows in which {conditions_words(row_filter)}"


def conditions_words(row_filter: RowFilter) -> str:
    """Return what must be so of a row: ``SHIPPED_AT is filled and Country is DE``."""
    joiner = " or " if row_filter.is_any else " and "
    return joiner.join(map(condition_words, row_filter.conditions))


def condition_words(condition: Condition) -> str:
    """Return one condition: ``Country is one of DE, AT``."""
    values = ", ".join(map(_value_words, condition.values))
    return f"{condition.column} {ASK_WORDS[condition.ask]} {values}".strip()


def unwanted_words(rows: int) -> str:
    """Return how many rows the filter leaves out: ``412 rows are not wanted …``."""
    return f"{plural(rows, 'row')} {'is' if rows == 1 else 'are'} not wanted by your filter."


def _value_words(value: str) -> str:
    """Return a value, in quotes where its end would not be seen; dots for one not said yet."""
    if not value.strip():
        return "…"
    value = cell_words(value)
    is_plain = not any(each.isspace() or each in ",“”" for each in value)
    return value if is_plain else f"“{value}”"
