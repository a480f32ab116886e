"""Weigh how well a dialect explains a text."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

from klaviyo_gui.source.kinds import DATA, Kind, kind_of
from klaviyo_gui.source.quoting import quoting_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from klaviyo_gui.source.dialect import Dialect

# How seldom files are separated so, and how often the character is only in the values. On a tie
# the comma loses to the tab, semicolon and bar: it lies in decimal numbers.
PRIORS = {
    "\t": 1.0,
    ";": 1.0,
    "|": 1.0,
    ",": 0.97,
    "\x01": 1.0,
    "\x1f": 1.0,
    "^": 0.8,
    "~": 0.8,
    ":": 0.45,
    " ": 0.4,
}
"""The characters that may separate cells, and how readily each is believed."""

_USUAL = ";\t|,"
_MOST = 0.8

ONE_COLUMN = 0.3
"""The score of a single column of whole values."""

_TYPED = dict.fromkeys(DATA, 1.0) | {
    Kind.CODE: 0.95,
    Kind.WORDS: 0.8,
    Kind.EMPTY: 0.7,
    Kind.TORN: 0.1,
}
_RECORDS = 400
_TYPED_ROWS = 60
_TYPED_CELLS = 600
_PREAMBLE = 20
_NOTES = 5
_CELL_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Sample:
    """Decoded whole lines of one place; ``is_top`` for the place where the table begins."""

    text: str
    is_top: bool = True
    is_end: bool = True


@dataclass(frozen=True, slots=True)
class Evidence:
    """How well a dialect explains the samples, from 0 to 1, and its widest row.

    ``even`` is the share of rows as wide as most are, 0 where nothing is separated. With
    ``is_from_top`` the first record is separated as well.
    """

    dialect: Dialect
    score: float
    widest: int
    even: float = 0.0
    is_from_top: bool = False


def weigh(samples: Sequence[Sample], dialect: Dialect) -> Evidence:
    """Weigh evenness, width, kinds of values and proper quotes; 0 if nothing is separated."""
    pieces = [aligned(sample, dialect) for sample in samples]
    tables = [
        records_of(sample, text, dialect) for sample, text in zip(samples, pieces, strict=True)
    ]
    top = tables[0]
    widths = Counter(map(len, chain.from_iterable(tables)))
    if not widths:
        return Evidence(dialect, 0.0, 0)
    width = max(widths, key=lambda each: (widths[each], each))
    if width == 1:
        return Evidence(dialect, 0.0, max(widths))
    above = _lines_above(top, width)
    even = widths[width] / max(widths.total() - above, 1)
    score = even * (width - 1) / width * _typed(tables, above)
    score *= PRIORS.get(dialect.delimiter, 1.0) * _quoted_well(pieces, dialect)
    score *= _cut_from_the_top(top, pieces[0], dialect)
    return Evidence(
        dialect, score, max(widths), even, is_from_top=len(top[0]) > 1 if top else False
    )


def weigh_one_column(samples: Sequence[Sample], dialect: Dialect) -> Evidence:
    """Weigh the lines as cells of a single column."""
    tables = [records_of(sample, sample.text, dialect) for sample in samples]
    return Evidence(
        dialect,
        ONE_COLUMN * _typed(tables, 0) * _quoted_well([s.text for s in samples], dialect),
        1,
    )


def records_of(sample: Sample, text: str, dialect: Dialect) -> list[list[str]]:
    """Read the first records of a sample that are not blank."""
    found = list(islice(dialect.records(io.StringIO(text, newline="")), _RECORDS))
    if not sample.is_end and 1 < len(found) < _RECORDS:
        # What is cut after this line may be a quoted cell.
        found.pop()
    return [record for record in found if record]


def aligned(sample: Sample, dialect: Dialect) -> str:
    """Return the text from a record's start on: a place may begin inside a quoted cell."""
    text, quote = sample.text, dialect.quote
    if not quote or quote not in text:
        return text
    if sample.is_top:
        return "".join(_lines(text)[open_notes(text, dialect) :])
    outside = quoting_of(text, dialect.delimiter, quote, dialect.escape)
    inside = quoting_of(quote + text, dialect.delimiter, quote, dialect.escape)
    if outside.astray <= inside.astray:
        return text
    records = dialect.records(io.StringIO(quote + text, newline=""))
    next(records)
    return "".join(_lines(text)[records.line_num :])


def open_notes(text: str, dialect: Dialect) -> int:
    """Count the lines above a table in which a quote is opened that would swallow the table."""
    lines = _lines(text)
    for above, line in enumerate(lines[:_NOTES]):
        records = dialect.records(lines[above:])
        next(records)
        if records.line_num == 1:
            if line.strip():
                return above
            continue
        rest = "".join(lines[above + 1 :])
        if not _is_note(line, rest, dialect):
            return above
    return 0


def _is_note(line: str, rest: str, dialect: Dialect) -> bool:
    """Tell whether quotes make more sense without this line, which is no row of those below."""
    delimiter, quote, escape = dialect.delimiter, dialect.quote, dialect.escape
    below = next((each for each in _lines(rest) if each.strip()), "")
    return (
        line.count(delimiter) < below.count(delimiter)
        and quoting_of(rest, delimiter, quote, escape).astray
        < quoting_of(line + rest, delimiter, quote, escape).astray
    )


def _lines(text: str) -> list[str]:
    return io.StringIO(text, newline="").readlines()


def _lines_above(top: Sequence[Sequence[str]], width: int) -> int:
    """Count the records above the first that is as wide as the table."""
    for at, record in enumerate(top[:_PREAMBLE]):
        if len(record) >= width:
            return at
    return 0


def _typed(tables: Iterable[Sequence[Sequence[str]]], above: int) -> float:
    """Average over cells how much each looks like a whole value."""
    cells = list(chain.from_iterable(_some_cells(table, above) for table in tables))
    if not cells:
        return 0.0
    return sum(_TYPED[kind_of(cell[:_CELL_LENGTH])] for cell in cells) / len(cells)


def _some_cells(table: Sequence[Sequence[str]], above: int) -> Iterator[str]:
    return islice(chain.from_iterable(table[above : above + _TYPED_ROWS]), _TYPED_CELLS)


def _quoted_well(pieces: Iterable[str], dialect: Dialect) -> float:
    """Tell how far the quotes are used as the dialect says."""
    proper = astray = 0
    for text in pieces:
        found = quoting_of(text, dialect.delimiter, dialect.quote or '"', dialect.escape)
        proper += found.proper
        astray += found.astray
    if dialect.quote:
        return (proper + 0.5) / (proper + 2 * astray + 0.5)
    return (astray + 2) / (proper + astray + 2)


def _cut_from_the_top(top: Sequence[Sequence[str]], text: str, dialect: Dialect) -> float:
    """Doubt a delimiter that the first line lacks: it may be a title, or the only column's name."""
    if not top or len(top[0]) > 1:
        return 1.0
    delimiter = dialect.delimiter
    first, *lines = [line for line in text.splitlines()[:_TYPED_ROWS] if line.strip()]
    if text.count(f"{delimiter} ") * 1.1 > text.count(delimiter) or are_values(lines):
        return 0.3
    return 0.4 if any(other in first for other in _USUAL) else 0.8


def are_values(lines: Sequence[str]) -> bool:
    """Tell whether the lines are whole values, such as numbers with a comma."""
    return sum(kind_of(line[:_CELL_LENGTH]) in DATA for line in lines) > _MOST * len(lines)
