"""Open a CSV file as a table of rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.core.errors import (
    FileChanged,
    FileEmpty,
    FileUndecodable,
    FileUnsupported,
    FileWithoutRows,
    HeaderMissing,
)
from klaviyo_gui.source.detection import Guess, guess
from klaviyo_gui.source.dialect import Dialect, Overrides
from klaviyo_gui.source.encoding import mark_size, undecodable_at
from klaviyo_gui.source.excerpts import excerpts
from klaviyo_gui.source.header import numbered_names, unique_names
from klaviyo_gui.source.index import Index, Mark, Range, between, header_range, scan
from klaviyo_gui.source.opening import opened
from klaviyo_gui.source.reader import NO_TEXT, Rows, read_range
from klaviyo_gui.source.signature import foreign
from klaviyo_gui.source.stamp import Stamp, fingerprint, stamp_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["CsvFile", "Overrides", "fingerprint", "open_csv"]

_HEAD = 256 * 1024
_HEAD_ROWS = 1_000
_NO_OVERRIDES = Overrides()


@dataclass(frozen=True, slots=True)
class CsvFile:
    """A CSV file of which the head was read.

    ``header`` holds the unique names of the columns and ``raw_header`` the cells as they are in
    the file; ``head_rows`` are its first rows, at most a thousand; ``size`` is in bytes.
    ``guess`` tells what is doubtful about the dialect.
    """

    path: Path
    dialect: Dialect
    header: tuple[str, ...]
    raw_header: tuple[str, ...]
    head_rows: Rows
    stamp: Stamp
    guess: Guess

    @property
    def size(self) -> int:
        """Tell the size of the file in bytes."""
        return self.stamp.size

    def check_unchanged(self) -> None:
        """Raise FileChanged if the file is no longer the one that was opened."""
        if stamp_of(self.path) != self.stamp:
            raise FileChanged(self.path)

    def scan(self) -> Iterator[Mark]:
        """Give the marks of the file while reading it; FileChanged instead of a wrong last one."""
        for mark in scan(self.path, self.dialect):
            if mark.last:
                self.check_unchanged()
            yield mark

    def index(self) -> Index:
        """Read the file to its end, for the marks of all its rows."""
        return Index(tuple(self.scan()), self.stamp)

    def rows(self, index: Index, first_row: int, count: int) -> Rows:
        """Read ``count`` rows from ``first_row`` on, or as many as there are."""
        self.check_unchanged()
        first = max(first_row, 0)
        stop = min(first_row + count, index.rows)
        found = Rows([], [])
        while first < stop:
            range_ = index.range_of(first)
            rows = read_range(self.path, self.dialect, range_)
            found += rows.part(first - range_.first_row, stop - range_.first_row)
            first = range_.first_row + range_.rows
        return found


def open_csv(path: Path, overrides: Overrides = _NO_OVERRIDES) -> CsvFile:
    """Open a file as a table, from its head alone.

    Raises what its SourceErrors say, or OptionError for an override that cannot be.
    """
    stamp = stamp_of(path)
    with opened(path) as file:
        head = file.read(_HEAD)
    is_whole = len(head) == stamp.size
    found = foreign(head)
    if found is not None:
        raise FileUnsupported(path, found)
    body = head[mark_size(head) :]
    if is_whole and not body.strip():
        raise FileEmpty(path)
    with opened(path) as file:
        guessed = guess(excerpts(file), overrides)
    dialect = guessed.dialect
    if overrides.encoding is not None:
        _check_decodable(path, body, dialect.encoding, is_whole=is_whole)
    raw_header = _read_header(path, dialect, overrides)
    head_rows = read_range(path, dialect, _head_range(path, dialect)).part(0, _HEAD_ROWS)
    if not dialect.header_line:
        raw_header = numbered_names(head_rows.cells)
    return CsvFile(
        path=path,
        dialect=dialect,
        header=unique_names(NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", name) for name in raw_header),
        raw_header=raw_header,
        head_rows=head_rows,
        stamp=stamp,
        guess=guessed,
    )


def _check_decodable(path: Path, body: bytes, encoding: str, *, is_whole: bool) -> None:
    offset = undecodable_at(body, encoding, is_whole=is_whole)
    if offset is not None:
        # The bad byte itself ends the count, so that a line that it begins is counted too.
        line = len(body[: offset + 1].splitlines())
        raise FileUndecodable(path, encoding, line)


def _read_header(path: Path, dialect: Dialect, overrides: Overrides) -> tuple[str, ...]:
    try:
        found = header_range(path, dialect)
    except HeaderMissing as error:
        if overrides.header_line is None:
            raise FileEmpty(path) from error
        raise
    return tuple(read_range(path, dialect, found).cells[0])


def _head_range(path: Path, dialect: Dialect) -> Range:
    marks = scan(path, dialect, step=_HEAD)
    first = next(marks)
    if first.last:
        raise FileWithoutRows(path)
    return between(first, next(marks))
