"""Move over a file in pieces that begin where a record begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.errors import HeaderMissing
from klaviyo_gui.source.encoding import mark_size
from klaviyo_gui.source.records import Stretch, measure, measure_first, measure_lines, usable
from klaviyo_gui.source.unending import unending

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from klaviyo_gui.source.dialect import Dialect


class Window:
    """The bytes from ``offset`` on that were read and not yet taken; ``line`` begins there."""

    def __init__(
        self, path: Path, file: BinaryIO, dialect: Dialect, *, step: int, limit: int
    ) -> None:
        self.offset = 0
        self.line = 1
        self._path = path
        self._file = file
        self._dialect = dialect
        self._step = step
        self._limit = limit
        self._data = file.read(3)
        self._is_end = not self._data
        self._take(mark_size(self._data), 0)

    def skip_to_header(self) -> None:
        """Pass the lines above the header and blank ones; HeaderMissing at the file's end."""
        wanted = self._dialect.top_line
        while self.line < wanted:
            passed = measure_lines(self._data, wanted - self.line, is_end=self._is_end)
            if not passed.lines and self._is_end:
                raise HeaderMissing(self._path, wanted)
            self._take(passed.size, passed.lines)
            if self.line < wanted:
                # What is left is a part of a line that nobody needs.
                self._take(len(usable(self._data, is_end=self._is_end)), 0)
                self._read()
        if not self.skip_blank_lines():
            raise HeaderMissing(self._path, wanted)

    def skip_blank_lines(self) -> bool:
        """Move to the next line that holds anything; False at the end of the file."""
        while True:
            known = usable(self._data, is_end=self._is_end)
            rest = known.lstrip(b"\r\n")
            blank = known[: len(known) - len(rest)]
            self._take(len(blank), len(blank.splitlines()))
            if rest or self._is_end:
                return bool(rest)
            self._read()

    def take_record(self) -> None:
        """Pass one record; RowUnending if it does not end."""
        while not (stretch := measure_first(self._data, self._dialect, is_end=self._is_end)).size:
            self._grow()
        self._take(stretch.size, stretch.lines)

    def take_stretch(self) -> Stretch:
        """Pass the complete records of about one step; RowUnending if the first does not end."""
        if len(self._data) < self._step:
            self._read(self._step - len(self._data))
        while not (stretch := measure(self._data, self._dialect, is_end=self._is_end)).size:
            self._grow()
        self._take(stretch.size, stretch.lines)
        return stretch

    def _take(self, size: int, lines: int) -> None:
        self._data = self._data[size:]
        self.offset += size
        self.line += lines

    def _grow(self) -> None:
        """Read on within a record that has not ended yet, doubling what there is."""
        room = self._limit + 1 - len(self._data)
        if self._is_end or room <= 0:
            raise unending(self._path, self._dialect, self.offset, self.line, self._limit)
        self._read(min(room, max(self._step, len(self._data))))

    def _read(self, size: int | None = None) -> None:
        wanted = size or self._step
        more = self._file.read(wanted)
        self._is_end = len(more) < wanted
        self._data += more
