"""Which rows are wanted, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.row_filter import Ask
from klaviyo_gui.language import counted, mark, tr
from klaviyo_gui.wording.cells import cell_words
from klaviyo_gui.wording.phrases import both, either, quoted

if TYPE_CHECKING:
    from klaviyo_gui.core.row_filter import Condition, RowFilter

ASK_WORDS = {
    Ask.IS: mark("is"),
    Ask.IS_NOT: mark("is not"),
    Ask.IS_BLANK: mark("is blank"),
    Ask.IS_FILLED: mark("is filled"),
    Ask.CONTAINS: mark("contains"),
    Ask.CONTAINS_NOT: mark("does not contain"),
    Ask.BEGINS: mark("begins with"),
    Ask.ENDS: mark("ends with"),
    Ask.IS_ONE_OF: mark("is one of"),
    Ask.IS_ABOVE: mark("is above"),
    Ask.IS_BELOW: mark("is below"),
    Ask.IS_AFTER: mark("is after"),
    Ask.IS_BEFORE: mark("is before"),
}
"""What a condition asks of a cell, as it stands in a sentence."""

_BY_NAME = {str(ask): words for ask, words in ASK_WORDS.items()}

COMPARED = mark(
    "Capitals and blanks around a text make no difference. A row is held where a number or a date "
    "is asked for and its cell cannot be read as one."
)
"""How a filter compares, beside the place where it is made."""


def filter_words(row_filter: RowFilter | None) -> str:
    """Return which rows are wanted: ``only rows in which SHIPPED_AT is filled``."""
    if row_filter is None or not row_filter.conditions:
        return tr("all rows")
    return tr("only rows in which {conditions}", conditions=conditions_words(row_filter))


def conditions_words(row_filter: RowFilter) -> str:
    """Return what must be so of a row: ``SHIPPED_AT is filled and Country is DE``."""
    joined = either if row_filter.is_any else both
    return joined(map(condition_words, row_filter.conditions))


def condition_words(condition: Condition) -> str:
    """Return one condition: ``Country is one of DE, AT``."""
    values = ", ".join(map(_value_words, condition.values))
    return f"{condition.column} {ask_words(condition.ask)} {values}".strip()


def ask_words(ask: str) -> str:
    """Return what a condition asks: ``is filled``."""
    return tr(_BY_NAME.get(ask, ask))


def unwanted_words(rows: int) -> str:
    """Return how many rows the filter leaves out: ``412 rows are not wanted …``."""
    return counted(
        rows,
        "{count} row is not wanted by your filter.",
        "{count} rows are not wanted by your filter.",
    )


def _value_words(value: str) -> str:
    """Return a value, in quotes where its end would not be seen; dots for one not said yet."""
    if not value.strip():
        return "…"
    value = cell_words(value)
    is_plain = not any(each.isspace() or each in ",“”" for each in value)
    return value if is_plain else quoted(value)
