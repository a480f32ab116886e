"""An arranged copy of a file, read like any other, with the lines of the file it is made of."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from klaviyo_gui.core.arranged import TRACE
from klaviyo_gui.source.arranged_form import written
from klaviyo_gui.source.index import STEP, between
from klaviyo_gui.source.marks import Mark, Marks
from klaviyo_gui.source.merging import merged_orders
from klaviyo_gui.source.pieces import forget_pieces, left_pieces
from klaviyo_gui.source.reader import Rows, read_range

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from klaviyo_gui.source.gathering import Piece
    from klaviyo_gui.source.table import CsvFile
    from klaviyo_gui.source.working_copy import WorkingCopy

Kept = tuple[int, bytes]
"""A row as it is kept, behind its first line."""

_HEAD_ROWS = 1_000
_AT_ONCE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Assembled:
    """The rows of one part in their order: their bytes and number, and places among them.

    ``offsets``, ``rows`` and ``lines`` run in parallel and tell where some of its rows begin.
    """

    part: int
    size: int
    count: int
    offsets: array[int]
    rows: array[int]
    lines: array[int]


def assemble(
    folder: Path,
    part: int,
    partitions: int,
    choose: Callable[[Sequence[Kept]], Sequence[Kept]] | None = None,
) -> Assembled:
    """Write the rows that begin in a part, or the chosen ones, in the order of first lines."""
    found = (*left_pieces(folder, part, partitions), *merged_orders(folder, part, partitions))
    rows = sorted(found)
    return _laid_out(folder, part, rows if choose is None else choose(rows))


def lay_out(folder: Path, part: int, pieces: Iterable[Piece]) -> Assembled:
    """Write the rows of a part that all stand alone, as they come."""
    found = list(pieces)
    lines = (each.line for each in found)
    return _laid_out(
        folder, part, list(zip(lines, written(each.cells for each in found), strict=True))
    )


def _laid_out(folder: Path, part: int, found: Sequence[Kept]) -> Assembled:
    offsets, rows, lines = array("Q"), array("Q"), array("Q")
    size = 0
    for row, (line, raw) in enumerate(found):
        if not offsets or size - offsets[-1] >= STEP:
            for column, value in ((offsets, size), (rows, row), (lines, line)):
                column.append(value)
        size += len(raw)
    _path(folder, part).write_bytes(b"".join(raw for _, raw in found))
    return Assembled(part, size, len(found), offsets, rows, lines)


class Writer:
    """Puts the parts of an arranged copy together, in their order."""

    def __init__(self, folder: Path, data: Path) -> None:
        self._folder, self._data = folder, data
        self._marks = Marks()
        self._size = self._rows = 0

    def add(self, part: Assembled) -> None:
        """Add the next part, and take what it was made of from the disk."""
        source = _path(self._folder, part.part)
        with self._data.open("ab") as copy, source.open("rb") as file:
            while raw := file.read(_AT_ONCE):
                copy.write(raw)
        source.unlink()
        forget_pieces(self._folder, part.part)
        for offset, row, line in zip(part.offsets, part.rows, part.lines, strict=True):
            self._marks.append(Mark(self._size + offset, self._rows + row, line, last=False))
        self._size += part.size
        self._rows += part.count

    def finished(self, end_line: int) -> Marks:
        """Return the marks of the whole copy; ``end_line`` is the one behind the file's last."""
        for left in self._folder.glob("*.orders"):
            left.unlink()
        self._data.touch()
        self._marks.append(Mark(self._size, self._rows, end_line, last=True))
        return self._marks


def arranged_file(
    file: CsvFile, copy: WorkingCopy, data: Path, marks: Marks, joined: Sequence[str]
) -> CsvFile:
    """Return the file as it is read through this copy; it must be closed by itself."""
    made = replace(
        file,
        dialect=replace(file.dialect, is_arranged=True),
        header=(*file.header, *joined, TRACE),
        source=replace(file.source, data=data, copy=copy),
        marks=marks,
        seconds=tuple(each.shared() for each in file.seconds),
    )
    head = Rows([], [])
    if not marks[0].last:
        head = read_range(data, made.dialect, between(marks[0], marks[1])).part(0, _HEAD_ROWS)
    return replace(made, head_rows=head)


def _path(folder: Path, part: int) -> Path:
    return folder / f"{part:06d}.rows"
