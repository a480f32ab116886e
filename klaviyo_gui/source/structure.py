"""Find the damage that only the raw text of a range shows, not its cells."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from klaviyo_gui.core.problem import Code
from klaviyo_gui.source.causes import BLANK_LINE, LONE_RETURN, NUL_BYTE
from klaviyo_gui.source.line_count import line_ends_of
from klaviyo_gui.source.odd_lines import rows_astray
from klaviyo_gui.source.quotes import astray, has_astray

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klaviyo_gui.source.dialect import Dialect
    from klaviyo_gui.source.reader import Rows


def raw_damage(raw: bytes, dialect: Dialect, rows: Rows) -> Iterator[tuple[str, int]]:
    """Give each damage of the raw text of these rows as (code, line where its record begins).

    Read as Latin-1 each byte is a character, and the structure is the same in every encoding
    that is let in.
    """
    has_quotes_astray = has_astray(raw, dialect)
    has_line_ends_astray = _may_hold_lone_return(raw) or _may_hold_blank_line(raw, rows)
    has_nul_bytes = b"\0" in raw
    yield from ((Code.OTHER_ENCODING, rows.lines[at]) for at in rows_astray(raw, dialect, rows))
    if not (has_quotes_astray or has_line_ends_astray or has_nul_bytes):
        return
    text, first_line = raw.decode("latin-1"), rows.lines[0]
    if has_nul_bytes:
        yield from _nul_bytes(text, dialect, first_line)
    if has_line_ends_astray:
        yield from _line_ends(text, dialect, first_line)
    if has_quotes_astray:
        yield from _quotes(text, dialect, first_line)


def _may_hold_lone_return(raw: bytes) -> bool:
    return b"\r" in raw and raw.count(b"\r") != raw.count(b"\r\n")


def _may_hold_blank_line(raw: bytes, rows: Rows) -> bool:
    """Tell whether there are more line feeds than rows; all other line ends are known as sound."""
    return raw.count(b"\n") > len(rows) and (b"\n\n" in raw or b"\n\r\n" in raw)


def _nul_bytes(text: str, dialect: Dialect, first_line: int) -> Iterator[tuple[str, int]]:
    line = first_line
    records = dialect.records(io.StringIO(text, newline=""))
    for record in records:
        if any("\0" in cell for cell in record):
            yield NUL_BYTE, line
        line = first_line + records.line_num


def _line_ends(text: str, dialect: Dialect, first_line: int) -> Iterator[tuple[str, int]]:
    last = ""

    def lines() -> Iterator[str]:
        nonlocal last
        for last in io.StringIO(text, newline=""):  # noqa: UP028 - the last line counts
            yield last

    line = first_line
    records = dialect.records(lines())
    for record in records:
        if not record:
            yield BLANK_LINE, line
        if last.endswith("\r"):
            yield LONE_RETURN, line
        line = first_line + records.line_num


def _quotes(text: str, dialect: Dialect, first_line: int) -> Iterator[tuple[str, int]]:
    line, at = first_line, 0
    count = line_ends_of(text)
    for code, record, _ in astray(text, dialect):
        line += count(at, record)
        at = record
        yield code, line
