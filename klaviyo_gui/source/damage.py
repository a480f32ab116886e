"""Find rows whose structure is damaged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.problem import Code
from klaviyo_gui.source.reader import NO_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


def damage(cells: Sequence[str], width: int) -> str | None:
    """Name what is wrong with a row under a header of this width, if anything is."""
    if is_blank(cells):
        return Code.ROW_BLANK
    if len(cells) == width:
        return None
    return "row_too_short" if len(cells) < width else "row_too_long"


def damaged_rows(rows: Iterable[Sequence[str]], width: int) -> Iterator[tuple[int, str]]:
    """Give each row whose structure is damaged, as (index, cause); quick where few are."""
    for at, cells in enumerate(rows):
        if len(cells) != width or not (cells and cells[0]) or cells[0].isspace():
            cause = damage(cells, width)
            if cause is not None:
                yield at, cause


def is_blank(cells: Sequence[str]) -> bool:
    """Tell whether a row holds nothing but separators and blanks."""
    if cells and cells[0] and not cells[0].isspace():
        return False
    return not any(map(str.strip, cells))


def first_undecodable(cells: Sequence[str]) -> int | None:
    """Find the position of the first cell with bytes that are no text, if there is one."""
    return next((place for place, cell in enumerate(cells) if NO_TEXT.search(cell)), None)
