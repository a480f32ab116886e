"""Find where the table of a file begins, and whether with a header."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from klaviyo_gui.source.evidence import open_notes
from klaviyo_gui.source.kinds import DATA, kind_of
from klaviyo_gui.source.known_titles import are_surely_titles, is_known
from klaviyo_gui.source.titles import are_years, title_votes, votes_for_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from klaviyo_gui.source.dialect import Dialect

_ROWS = 120
_PREAMBLE = 40
_FEWEST_TITLES = 2
_RIVALS = 3
_ENOUGH = 3
_CLEARLY = -1
"""Votes from which on a row is one of titles, not of data."""


@dataclass(frozen=True, slots=True)
class Top:
    """The physical line of the header; 0 for none, and then that of the first row, else 1."""

    header_line: int
    first_line: int
    is_certain: bool


@dataclass(frozen=True, slots=True)
class _Record:
    """Cells that are not all blank; ``is_apart`` if what stands above them is."""

    line: int
    cells: list[str]
    is_apart: bool = False


def find_top(text: str, dialect: Dialect, line: int = 1) -> Top:
    """Find the top of the table in text that begins at this line."""
    records = _records(text, dialect, line)
    if not records:
        return Top(line, 1, is_certain=not text)
    width = _usual(len(record.cells) for record in records)
    at = _fuller(records, _first_full(records, width))
    here, below = records[at], [record.cells for record in records[at + 1 :]]
    votes = votes_for_data(here.cells, below)
    if votes < 1:
        is_certain = (not at and are_surely_titles(here.cells, below)) or (
            votes <= (-1 if len(below) >= _ENOUGH else -3)
            and (len(below) >= _ENOUGH or any(map(is_known, here.cells)))
            and len(here.cells) == width
            and (are_years(here.cells) or not any(kind_of(cell) in DATA for cell in here.cells))
            and not _may_be_rows(records[:at], here.line)
            and not _may_be_a_sentence(here.cells, below)
            and not any(
                votes_for_data(row, below[rival + 1 :]) < votes
                for rival, row in enumerate(below[:_RIVALS])
            )
        )
        return Top(here.line, 1, is_certain and _has_letters(here.cells))
    if at and _is_short_header(records[at - 1].cells, width):
        header = records[at - 1]
        is_certain = at == 1 and are_surely_titles(header.cells, [here.cells, *below])
        return Top(header.line, 1, is_certain)
    is_certain = votes > 1 and not at and title_votes(here.cells, below) < 1
    return Top(0, here.line, is_certain=is_certain)


def _has_letters(cells: Sequence[str]) -> bool:
    """Tell whether a header names anything: signs alone are no names."""
    return any(map(str.isalnum, "".join(cells)))


def _first_full(records: Sequence[_Record], width: int) -> int:
    """Find the first record that fills the table's width; the last of all is rather a row."""
    filled = _usual(_filled(record.cells) for record in records)
    return next(
        (
            at
            for at, each in enumerate(records[:-1][:_PREAMBLE])
            if _is_full(each.cells, width, filled)
        ),
        0,
    )


def _fuller(records: Sequence[_Record], at: int) -> int:
    """Find the titles below a title that was cut or padded like them; else stay at a record.

    They are the first to fill each column, and titles that columns usually have, or stand apart.
    """
    first = records[at].cells
    below = [record.cells for record in records]
    fuller = next(
        (
            rival
            for rival, cells in enumerate(below[:_PREAMBLE])
            if rival > at and _filled(cells) == len(cells) == len(first)
        ),
        at,
    )
    cells = below[fuller]
    is_title = (
        (_filled(first) < _filled(cells) or any(kind_of(cell) in DATA for cell in first))
        and (records[fuller].is_apart or 2 * sum(map(is_known, cells)) >= len(cells))
        and not any(kind_of(cell) in DATA for cell in cells)
        and votes_for_data(cells, below[fuller + 1 :])
        < min(votes_for_data(first, below[at + 1 :]), _CLEARLY)
    )
    return fuller if is_title else at


def _usual(counts: Iterable[int]) -> int:
    """Find the most frequent number, of equally frequent ones the greatest."""
    found = Counter(counts)
    return max(found, key=lambda each: (found[each], each))


def _may_be_rows(above: Sequence[_Record], line: int) -> bool:
    """Tell whether what is taken for a title could be a row that lacks cells."""
    return bool(above) and (
        above[-1].line + 1 == line
        or any(kind_of(cell) in DATA for record in above for cell in record.cells)
    )


def _may_be_a_sentence(cells: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Tell whether a title with commas was cut like the rows: people write a blank behind one."""
    return any(cell.startswith(" ") for cell in cells[1:]) and not any(
        cell.startswith(" ") for row in below for cell in row[1:]
    )


def _records(text: str, dialect: Dialect, line: int) -> list[_Record]:
    lines = io.StringIO(text, newline="").readlines()
    above = open_notes(text, dialect) if dialect.quote else 0
    reader = dialect.records(lines[above:])
    found = []
    start = line + above
    is_apart = False
    for cells in islice(reader, _ROWS):
        is_blank = not any(cell.strip() for cell in cells)
        if not is_blank:
            found.append(_Record(start, cells, is_apart))
        is_apart = is_blank
        start = line + above + reader.line_num
    return found


def _is_full(cells: Sequence[str], width: int, filled: int) -> bool:
    """Tell whether these fill the table's width; a title above is padded with empty cells."""
    last = max((at for at, cell in enumerate(cells, start=1) if cell.strip()), default=0)
    return len(cells) >= width and 2 * last >= len(cells) and (filled == 1 or _filled(cells) > 1)


def _filled(cells: Sequence[str]) -> int:
    return sum(1 for cell in cells if cell.strip())


def _is_short_header(cells: Sequence[str], width: int) -> bool:
    """Tell whether these may be the titles of a table that has more columns than titles."""
    return _filled(cells) >= max(_FEWEST_TITLES, width / 2) and not any(
        kind_of(cell) in DATA for cell in cells
    )
