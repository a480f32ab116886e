"""Proposed types that the first rows proved, and the rest of the column belies."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from klaviyo_gui.core import catalog
from klaviyo_gui.core.conversion import AS_IT_IS
from klaviyo_gui.core.looks import looks_like_time
from klaviyo_gui.core.mapping import Column, Pair, ValueType
from klaviyo_gui.core.styles import UNSEEN, Written
from klaviyo_gui.core.suggest.types import read_type

if TYPE_CHECKING:
    from collections.abc import Mapping as Table
    from collections.abc import Sequence

    from klaviyo_gui.core.mapping import Kind
    from klaviyo_gui.core.suggest.suggestion import Suggestion

_REASON = "it stays text: further down, its cells are otherwise"


def is_belied(
    kind: Kind, pair: Pair, cells: Table[str, Sequence[str]], columns: Table[str, Written]
) -> bool:
    """Tell whether what is known of a whole column speaks against the type of a custom property.

    ``cells`` are some of its cells, from all over the file.
    """
    if not isinstance(pair.source, Column) or not catalog.is_custom(kind, pair.target):
        return False
    name = pair.source.name
    some, written = cells.get(name, ()), columns.get(name, UNSEEN)
    filled = {cell.strip() for cell in some if cell.strip()}
    match pair.type:
        case ValueType.NUMBER | ValueType.YES_NO:
            is_unread = pair.type is ValueType.NUMBER and written.numbers.unread > 0
            is_other = bool(filled) and read_type(name, filled).type is not pair.type
            return is_unread or is_other
        case ValueType.TIME:
            return written.dates.unread > 0 or not all(map(looks_like_time, filled))
        case _:
            return False


def with_types(
    found: Sequence[Suggestion], cells: Table[str, Sequence[str]], columns: Table[str, Written]
) -> tuple[Suggestion, ...]:
    """Return the suggestions, those as text whose type the whole file belies."""
    return tuple(
        replace(each, pair=as_text(each.pair), type_reason=_REASON)
        if is_belied(each.kind, each.pair, cells, columns)
        else each
        for each in found
    )


def as_text(pair: Pair) -> Pair:
    """Return a pair that sends its column as it is."""
    return replace(pair, type=ValueType.TEXT, conversion=AS_IT_IS)
