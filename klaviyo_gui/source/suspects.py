"""Suspect rows of which quotes may have made something else than was meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from klaviyo_gui.source.causes import LINES_SWALLOWED, QUOTE_KEPT, QUOTE_OPEN, TEXT_AFTER_QUOTE
from klaviyo_gui.source.quotes import astray, has_astray

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.source.dialect import Dialect
    from klaviyo_gui.source.reader import Rows

_LINE_END = re.compile(r"\r\n|\r|\n")
_QUOTE = '"'


def suspects(raw: bytes, dialect: Dialect, rows: Rows, first_line: int) -> dict[int, str]:
    """Give the cause for each suspected row, by its index, of rows read from this raw text."""
    if not dialect.quote:
        return _with_quotes_as_text(rows.cells, dialect) if _QUOTE.encode() in raw else {}
    if dialect.quote.encode() not in raw or not has_astray(raw, dialect):
        return {}
    return _with_text_after_quotes(raw.decode("latin-1"), dialect, rows, first_line)


def _with_quotes_as_text(cells: Sequence[Sequence[str]], dialect: Dialect) -> dict[int, str]:
    """Find cells that would be quoted, had the file not seemed to quote nothing.

    Who said that it quotes nothing has answered for a quote that is left open.
    """
    found = {}
    for at, row in enumerate(cells):
        begun = [cell for cell in row if cell.startswith(_QUOTE)]
        if begun:
            is_odd = any(cell.count(_QUOTE) % 2 for cell in begun)
            is_open = is_odd and not dialect.is_quote_told
            found[at] = QUOTE_OPEN if is_open else QUOTE_KEPT
    return found


def _with_text_after_quotes(
    text: str, dialect: Dialect, rows: Rows, first_line: int
) -> dict[int, str]:
    """Find cells that go on behind their quotes; one of several lines met a quote of another."""
    found = {}
    index = {line: at for at, line in enumerate(rows.lines)}
    line, end = first_line, 0
    for code, record, _ in astray(text, dialect):
        line += len(_LINE_END.findall(text, end, record))
        end = record
        if code == TEXT_AFTER_QUOTE:
            at = index[line]
            spans = any(_LINE_END.search(cell) for cell in rows.cells[at])
            found[at] = LINES_SWALLOWED if spans else TEXT_AFTER_QUOTE
    return found
