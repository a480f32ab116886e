"""Find rows that may lie within a quoted cell whose opening quote is lost.

One quote too many or too few makes a reader take for outside what is inside, until it meets a
quote that cannot stand where it stands. So a row that was read wrong either holds such a quote
itself, or the text below it, read as the inside of a quoted cell, goes on well up to such a
quote. That second test is made here; what it refutes is proven sound against any one mistake.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.source.quotes import cells_with_quotes, without_escapes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klaviyo_gui.source.dialect import Dialect

REACH = 1_024
"""Bytes between a row and the quote below it up to which the two are brought together.

Further up, each row of the file would be told as doubtful for any quote too many.
"""

AHEAD = 2 * REACH
"""Bytes to read behind a range so that its last rows are judged like all others."""


def begins_inside(text: str, dialect: Dialect) -> bool:
    """Tell whether text that begins with a record may begin within a quoted cell."""
    text = without_escapes(text, dialect)
    for start, stop in _cells_with_quotes(text, dialect):
        if start > REACH:
            break
        verdict = _ends_the_inside(text, start, stop, dialect)
        if verdict is not None:
            return verdict
    return False


def maybe_inside(text: str, dialect: Dialect) -> Iterator[tuple[int, int]]:
    """Give the stretches between quotes that may lie inside, as places, the last first."""
    text = without_escapes(text, dialect)
    found = list(_cells_with_quotes(text, dialect))
    is_inside, quote_at, inch_at = False, 0, len(text) + REACH
    ends = f"{dialect.quote}{dialect.delimiter}\r\n"
    for number in range(len(found) - 1, -1, -1):
        start, stop = found[number]
        # Mostly the character behind the quote already tells that it closes nothing.
        may_end = text[start + 1 : start + 2] in ends
        verdict = may_end and _ends_the_inside(text, start, stop, dialect)
        if verdict is not None:
            is_inside, quote_at = verdict, start
        if verdict and text[start - 1 : start].isdigit():
            # Inches stand unquoted, and where one is there are others.
            is_inside, inch_at = inch_at - start > REACH, start
        before = found[number - 1][1] if number else 0
        if is_inside and start > quote_at - REACH:
            yield max(before, quote_at - REACH), start


def _cells_with_quotes(text: str, dialect: Dialect) -> Iterator[tuple[int, int]]:
    """Give every cell that holds a quote, from its first quote to its end."""
    found = cells_with_quotes(dialect.delimiter, dialect.quote)
    return (each.span() for each in found.finditer(text))


def _ends_the_inside(text: str, start: int, stop: int, dialect: Dialect) -> bool | None:
    """Read a cell as if the inside of a quoted one reached to it.

    True if that brings both readings together, False if no writer writes so, None if it is still
    undecided after the cell. No cell is followed further than ``REACH``.
    """
    if stop - start >= REACH:
        return False
    quote, edges = dialect.quote, f"{dialect.delimiter}\r\n"
    is_inside, at = True, start
    while (found := text.find(quote, at, stop)) >= 0:
        if is_inside and text.startswith(quote, found + 1):
            at = found + 2
            continue
        neighbour = text[found + 1 : found + 2] if is_inside else text[found - 1]
        if neighbour and neighbour not in edges:
            return False
        is_inside, at = not is_inside, found + 1
    return None if is_inside else True
