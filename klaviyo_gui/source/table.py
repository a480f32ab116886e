"""Open a CSV file as a table of rows."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from klaviyo_gui.core.errors import (
    FileChanged,
    FileEmpty,
    FileUndecodable,
    FileWithoutRows,
    HeaderMissing,
    OptionError,
    RowUnending,
    SourceError,
)
from klaviyo_gui.source.container import Readable, readable
from klaviyo_gui.source.detection import Guess, guess
from klaviyo_gui.source.dialect import Dialect, Overrides
from klaviyo_gui.source.encoding import mark_size, undecodable_at
from klaviyo_gui.source.excerpts import excerpts
from klaviyo_gui.source.header import column_names, numbered_names
from klaviyo_gui.source.index import Index, Range, between, header_range, scan
from klaviyo_gui.source.marks import Mark, Marks
from klaviyo_gui.source.opening import opened
from klaviyo_gui.source.reader import Rows, read_range
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
    ``guess`` tells what is doubtful about the dialect. ``path`` is the user's file and ``data``
    what is read: another one for an archive, a workbook or wide text, until ``close``.
    ``header_cause`` is the one for which quotes may have made another header than was meant.
    ``seconds`` are the files that are joined to it, in the order of the joins.
    ``marks`` are known of an arranged copy alone: their lines are those of the user's file.
    """

    path: Path
    dialect: Dialect
    header: tuple[str, ...]
    raw_header: tuple[str, ...]
    head_rows: Rows
    stamp: Stamp
    guess: Guess
    source: Readable = field(repr=False)
    header_cause: str = ""
    seconds: tuple[CsvFile, ...] = ()
    marks: Marks | None = None

    @property
    def size(self) -> int:
        """Tell the size of the user's file in bytes."""
        return self.stamp.size

    @property
    def data(self) -> Path:
        """Return the file to read rows from."""
        return self.source.data

    @property
    def data_size(self) -> int:
        """Tell the size in bytes of what is read, which the offsets of marks count up to."""
        return self.stamp.size if self.source.copy is None else stamp_of(self.data).size

    @property
    def encoding(self) -> str:
        """Name the encoding of the user's file, which a copy may not have."""
        return self.source.encoding or self.dialect.encoding

    @property
    def sheets(self) -> tuple[str, ...]:
        """Name the sheets of a workbook."""
        return self.source.sheets.names if self.source.sheets is not None else ()

    @property
    def sheet(self) -> str | None:
        """Name the sheet of the workbook that is read."""
        return self.source.sheets.name if self.source.sheets is not None else None

    @property
    def member(self) -> str | None:
        """Name the file within the archive that is read."""
        return self.source.member

    def shared(self) -> CsvFile:
        """Return the file for one more reader, who may read on after the others closed it."""
        copy = self.source.copy.share() if self.source.copy is not None else None
        if copy is None and not self.seconds:
            return self
        source = self.source if copy is None else replace(self.source, copy=copy)
        return replace(self, source=source, seconds=tuple(each.shared() for each in self.seconds))

    def close(self) -> None:
        """Remove the copy, if there is one and nobody else reads it; of joined files too."""
        for each in self.seconds:
            each.close()
        if self.source.copy is not None:
            self.source.copy.close()

    def check_unchanged(self) -> None:
        """Raise FileChanged if the file, or a joined one, is not the one that was opened."""
        if stamp_of(self.path) != self.stamp:
            raise FileChanged(self.path)
        for each in self.seconds:
            each.check_unchanged()

    def joining(self, seconds: tuple[CsvFile, ...]) -> CsvFile:
        """Return the file with these joined to it, which it closes from now on."""
        return replace(self, seconds=seconds)

    def scan(self) -> Iterator[Mark]:
        """Give the marks of the file while reading it; FileChanged instead of a wrong last one."""
        if self.marks is not None:
            self.check_unchanged()
            yield from self.marks
            return
        with self._changes_first(), _named(self.path, self.data):
            for mark in scan(self.data, self.dialect):
                if mark.last:
                    self.check_unchanged()
                yield mark

    def index(self) -> Index:
        """Read the file to its end, for the marks of all its rows."""
        return Index(Marks(self.scan()), self.stamp)

    def readable(self) -> tuple[Index, RowUnending | None]:
        """Read as far as rows can be read, for their marks and for what ends them too soon."""
        marks = Marks()
        try:
            for mark in self.scan():
                marks.append(mark)
        except RowUnending as error:
            return Index(marks, self.stamp), error
        return Index(marks, self.stamp), None

    def rows(self, index: Index, first_row: int, count: int) -> Rows:
        """Read ``count`` rows from ``first_row`` on, or as many as there are."""
        self.check_unchanged()
        first = max(first_row, 0)
        stop = min(first_row + count, index.rows)
        found = Rows([], [])
        while first < stop:
            range_ = index.range_of(first)
            with _named(self.path, self.data):
                rows = read_range(self.data, self.dialect, range_)
            found += rows.part(first - range_.first_row, stop - range_.first_row)
            first = range_.first_row + range_.rows
        return found

    @contextmanager
    def _changes_first(self) -> Iterator[None]:
        """Let a file that is still being written be called so, and not damaged."""
        try:
            yield
        except SourceError:
            self.check_unchanged()
            raise


def open_csv(path: Path, overrides: Overrides = _NO_OVERRIDES) -> CsvFile:
    """Open a file as a table, from its head alone if it is text that can be read in place.

    Raises what its SourceErrors say, or OptionError for an override that cannot be.
    """
    stamp = stamp_of(path)
    source = readable(path, stamp, overrides)
    if overrides.sheet is not None and source.sheets is None:
        raise OptionError("--sheet", overrides.sheet)
    if source.sheets is not None:
        overrides = replace(overrides, encoding="utf-8", delimiter=",", quote='"', escape="")
    elif source.encoding is not None:
        overrides = replace(overrides, encoding="utf-8")
    with _named(path, source.data):
        try:
            return _opened(path, stamp, source, overrides)
        except FileWithoutRows as error:
            if source.sheets is not None:
                error.sheet, error.sheets = source.sheets.name, source.sheets.names
            raise


def _opened(path: Path, stamp: Stamp, source: Readable, overrides: Overrides) -> CsvFile:
    data = source.data
    with opened(data) as file:
        head = file.read(_HEAD)
        is_whole = len(head) < _HEAD
        body = head[mark_size(head) :]
        if is_whole and not body.strip():
            raise FileEmpty(path)
        guessed = guess(excerpts(file), overrides)
    if source.charset is not None:
        guessed = guessed.of_copy(source.charset, source.texts)
    if source.sheets is not None and source.sheets.candidates:
        guessed = guessed.of_sheets(source.sheets.candidates, source.sheets.rows)
    dialect = replace(
        guessed.dialect,
        line_feed=source.line_feed,
        is_quote_told=overrides.quote is not None,
    )
    if overrides.encoding is not None:
        _check_decodable(path, body, dialect.encoding, is_whole=is_whole)
    raw_header, header_cause = _read_header(data, dialect, overrides)
    head_rows = _read_head(data, dialect)
    if not dialect.header_line:
        raw_header, header_cause = numbered_names(head_rows.cells), ""
    return CsvFile(
        path=path,
        dialect=dialect,
        header=column_names(raw_header),
        raw_header=raw_header,
        head_rows=head_rows,
        stamp=stamp,
        guess=replace(guessed, dialect=dialect),
        source=source,
        header_cause=header_cause,
    )


@contextmanager
def _named(path: Path, data: Path) -> Iterator[None]:
    """Let errors of the copy speak of the user's file."""
    try:
        yield
    except SourceError as error:
        if vars(error).get("path") == data:
            vars(error).update(path=path)
        raise


def _check_decodable(path: Path, body: bytes, encoding: str, *, is_whole: bool) -> None:
    offset = undecodable_at(body, encoding, is_whole=is_whole)
    if offset is not None:
        # The bad byte itself ends the count, so that a line that it begins is counted too.
        line = len(body[: offset + 1].splitlines())
        raise FileUndecodable(path, encoding, line)


def _read_header(path: Path, dialect: Dialect, overrides: Overrides) -> tuple[tuple[str, ...], str]:
    """Read the names of the columns, and what is suspected of them."""
    try:
        found = header_range(path, dialect)
    except HeaderMissing as error:
        if overrides.header_line is None:
            raise FileEmpty(path) from error
        raise
    rows = read_range(path, dialect, found)
    return tuple(rows.cells[0]), rows.suspects.get(0, "")


def _read_head(path: Path, dialect: Dialect) -> Rows:
    """Read the first rows; none if already the first does not end, which a scan tells."""
    try:
        found = _head_range(path, dialect)
    except RowUnending:
        return Rows([], [])
    return read_range(path, dialect, found).part(0, _HEAD_ROWS)


def _head_range(path: Path, dialect: Dialect) -> Range:
    marks = scan(path, dialect, step=_HEAD)
    first = next(marks)
    if first.last:
        raise FileWithoutRows(path)
    return between(first, next(marks))
