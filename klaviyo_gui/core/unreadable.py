"""Find a pair that is to be a date or time, while no cell that may fill it can be read as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.convert import change
from klaviyo_gui.core.convert.clock import ANY_DAY, read_clock
from klaviyo_gui.core.mapping import Column
from klaviyo_gui.core.styles import UNSEEN, date_styles

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping as Table

    from klaviyo_gui.core.mapping import Pair
    from klaviyo_gui.core.styles import Written


def unreadable(pair: Pair, columns: Table[str, Written], cells: Table[str, Iterable[str]]) -> str:
    """Return a cell of a pair of which none is a date in any style; empty where some may be.

    ``columns`` tell how dates are written, ``cells`` hold some cells of each column.
    """
    if not all(isinstance(each, Column) for each in (pair.source, *pair.fallback)):
        return ""
    seen = (columns.get(name, UNSEEN).dates for name in pair.columns)
    if any(each.unread < each.filled for each in seen):
        return ""
    texts = [cell for name in pair.columns for cell in cells.get(name, ()) if cell.strip()]
    changed = change(pair.target, pair.conversion)
    read = (text if changed is None else changed(text, []) or "" for text in texts)
    if any(_is_date(text, pair) for text in read):
        return ""
    return next(iter(texts), "")


def _is_date(text: str, pair: Pair) -> bool:
    is_read = read_clock(text, pair.conversion.date, ANY_DAY) is not None
    return is_read or date_styles(text) is not None
