"""The edits that choose which rows of a file are sent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from klaviyo_gui.core.row_filter import Ask, Condition, RowFilter
from klaviyo_gui.language import tr
from klaviyo_gui.ui.edits import Edit
from klaviyo_gui.ui.elided import columns_words

if TYPE_CHECKING:
    from klaviyo_gui.core.mapping import Mapping

_ONE_TEXT = frozenset({Ask.IS, Ask.IS_ONE_OF})


def choose_rows(mapping: Mapping, row_filter: RowFilter | None) -> Edit:
    """Send the rows that a filter wants; all of them without one."""
    if row_filter is None or not row_filter.conditions:
        return Edit(tr("send all rows"), replace(mapping, row_filter=None))
    by = columns_words(row_filter.columns)
    return Edit(tr("choose rows by {columns}", columns=by), replace(mapping, row_filter=row_filter))


def can_narrow(row_filter: RowFilter | None) -> bool:
    """Tell whether one more condition can leave more rows out.

    Of several conditions any of which is enough, each more lets more rows in.
    """
    return row_filter is None or not row_filter.is_any or len(row_filter.conditions) == 1


def only_with(row_filter: RowFilter | None, column: str, text: str) -> RowFilter:
    """Return a filter that wants only rows with this text, of those that are wanted now.

    What it asked of the same column by single texts is replaced.
    """
    if not text.strip():
        return _narrowed(row_filter, Condition(column, Ask.IS_BLANK))
    before = row_filter.conditions if row_filter is not None else ()
    others = tuple(each for each in before if each.column != column or each.ask not in _ONE_TEXT)
    return _narrowed(RowFilter(others), Condition(column, Ask.IS, (text,)))


def without(row_filter: RowFilter | None, column: str, text: str) -> RowFilter:
    """Return a filter that wants no rows with this text, of those that are wanted now."""
    if not text.strip():
        return _narrowed(row_filter, Condition(column, Ask.IS_FILLED))
    return _narrowed(row_filter, Condition(column, Ask.IS_NOT, (text,)))


def _narrowed(row_filter: RowFilter | None, condition: Condition) -> RowFilter:
    before = row_filter.conditions if row_filter is not None else ()
    return RowFilter((*(each for each in before if each != condition), condition))
