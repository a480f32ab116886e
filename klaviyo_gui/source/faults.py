"""Faults of a file, gathered by cause in flat memory, in parts that can be merged."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from klaviyo_gui.core.problem import Code
from klaviyo_gui.source.causes import (
    HEADER_EMPTY,
    HEADER_REPEATED,
    HEADER_SECOND,
    LETTER_CUT,
    LONE_RETURN,
    MEANINGS,
    Recovery,
)
from klaviyo_gui.source.cesu import CESU_8, has_pairs
from klaviyo_gui.source.column_damage import ColumnDamage
from klaviyo_gui.source.cut_letter import cut_letter
from klaviyo_gui.source.damage import damage, damaged_rows, first_undecodable, is_blank
from klaviyo_gui.source.dialect import Dialect
from klaviyo_gui.source.encoding import undecodable_at
from klaviyo_gui.source.header import column_names
from klaviyo_gui.source.names import name_damage, shown_name
from klaviyo_gui.source.places import LINES_KEPT, Places
from klaviyo_gui.source.reader import NO_TEXT
from klaviyo_gui.source.second_header import is_second_header
from klaviyo_gui.source.spare import spare_cells, usual_spare
from klaviyo_gui.source.structure import raw_damage
from klaviyo_gui.source.totals import is_totals_row, totals_by_word

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Sequence

    from klaviyo_gui.core.judged import Judged
    from klaviyo_gui.core.problem import Severity
    from klaviyo_gui.source.reader import Rows

__all__ = [
    "HEADER_EMPTY",
    "HEADER_REPEATED",
    "LINES_KEPT",
    "Fault",
    "Faults",
]

_SAMPLE = 200
"""First rows that are kept, to judge what a column holds."""

_CELL_KEPT = 64
"""Characters kept of a cell."""

_PLAIN = Dialect()
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Fault:
    """One cause: how often, and in which lines first.

    ``names`` are the columns concerned and ``positions`` their places from 0, where it is about
    columns. An example is the text in the file and how it reads when it is mended, empty where
    nobody can tell.
    """

    code: str
    count: int
    lines: tuple[int, ...]
    names: tuple[str, ...] = ()
    positions: tuple[int, ...] = ()
    examples: tuple[tuple[str, str], ...] = ()

    @property
    def severity(self) -> Severity:
        """Tell what the cause means for its rows."""
        return MEANINGS[self.code].severity

    @property
    def recovery(self) -> Recovery:
        """Tell whether what was damaged can be had back from the file."""
        return MEANINGS[self.code].recovery


class Faults:
    """Gathers the faults of a header and of the rows below it; ``header_line`` 0 is no header.

    Parts of a file may be gathered apart, also in other processes, and merged in any order.
    """

    def __init__(
        self,
        raw_header: Sequence[str],
        header_line: int,
        dialect: Dialect = _PLAIN,
        header_cause: str = "",
    ) -> None:
        self._raw_header = list(raw_header)
        self._names = column_names(raw_header)
        self._header_line = header_line
        self._dialect = dialect
        self._places: dict[str, Places] = {}
        self._columns = ColumnDamage(self._names)
        self._line_feeds = 0
        self._sample: list[tuple[int, list[str]]] = []
        self._last: tuple[int, list[str]] = (0, [])
        self._spare: defaultdict[int, Places] = defaultdict(Places)
        self._filled = 0
        if header_cause:
            self._found(header_cause, header_line)

    def add(self, rows: Rows, raw: bytes = b"") -> None:
        """Look at more rows, and at the raw text that they were read from if there is one."""
        if not rows.cells:
            return
        sound = self._without_headers(self._add_widths(rows, raw))
        for at, code in rows.suspects.items():
            # The raw text below tells of each such cell, or row.
            if code not in {Code.TEXT_AFTER_QUOTE, Code.QUOTE_ASTRAY, Code.OTHER_ENCODING}:
                self._found(code, rows.lines[at])
        if sound.cells:
            self._columns.add(sound.lines, sound.cells)
            for at, code in totals_by_word(sound.cells):
                self._found(code, sound.lines[at])
            self._keep_sample(zip(sound.lines, sound.cells, strict=True))
        self._last = max(self._last, _last_filled(rows))
        if raw:
            self._line_feeds += raw.count(b"\n")
            for code, line in raw_damage(raw, self._dialect, rows):
                self._found(code, line)

    def merge(self, other: Faults) -> None:
        """Add what was found in another part of the same file."""
        for code, places in other._places.items():
            self._places.setdefault(code, Places()).merge(places)
        for spare, places in other._spare.items():
            self._spare[spare].merge(places)
        self._filled += other._filled
        self._columns.merge(other._columns)
        self._line_feeds += other._line_feeds
        self._sample = sorted(self._sample + other._sample)[:_SAMPLE]
        self._last = max(self._last, other._last)

    def all(self) -> tuple[Fault, ...]:
        """Return the faults, the header's first, then the most frequent."""
        found = [
            _fault(code, places)
            for code, places in self._settled().items()
            if code != LONE_RETURN or places.count < self._line_feeds
        ]
        found += (
            _fault(code, places, (self._names[at],), (at,))
            for code, at, places in self._columns.found(self._samples())
        )
        found.sort(key=lambda fault: (-fault.count, fault.code, fault.positions))
        if not self._header_line:
            return tuple(found)
        return (*self._of_header, *self._second(), *found)

    @cached_property
    def _of_header(self) -> tuple[Fault, ...]:
        return _header_faults(self._raw_header, self._header_line)

    def _second(self) -> Iterator[Fault]:
        """Give the row right below the header if it is no record but more titles."""
        # Each row of a workbook's copy is one line.
        text = "" if self._dialect.line_feed else "".join(self._raw_header)
        lines = 1 + text.count("\n")
        if self._sample and self._sample[0][0] == self._header_line + lines:
            (line, cells), *below = self._sample
            if is_second_header(cells, [row for _, row in below]):
                yield Fault(HEADER_SECOND, 1, (line,))

    def judged(self) -> Judged:
        """Return what only the whole file tells of its cells and rows."""
        headers = tuple(map(tuple, self._headers()))
        judged = self._columns.judged(self._samples())
        return replace(
            judged, headers=headers, totals_line=self._totals_line(), spare=self._usual_spare()
        )

    def _settled(self) -> dict[str, Places]:
        """Return what was found, with what only the rows together tell."""
        settled = dict(self._places)

        def add(code: str, places: Places) -> None:
            both = Places()
            both.merge(settled.get(code, Places()))
            both.merge(places)
            settled[code] = both

        usual = self._usual_spare()
        for spare, places in self._spare.items():
            add(Code.CELLS_SPARE if spare == usual else "row_too_long", places)
        if line := self._totals_line():
            totals = Places()
            totals.add(line)
            add(Code.TOTALS_ROW, totals)
        return settled

    def _usual_spare(self) -> int:
        counts = {spare: places.count for spare, places in self._spare.items()}
        return usual_spare(counts, self._filled)

    def _totals_line(self) -> int:
        """Return the line of a last row of totals that its name alone does not tell, else 0."""
        last_line, last = self._last
        if len(last) == len(self._names) and (0, Code.TOTALS_ROW) in totals_by_word([last]):
            return 0
        above = [cells for line, cells in self._sample if line != last_line]
        return last_line if is_totals_row(last, above) else 0

    def _samples(self) -> list[list[str]]:
        """Return the first cells of each column."""
        return [[cells[at] for _, cells in self._sample] for at in range(len(self._names))]

    def _headers(self) -> list[list[str]]:
        """Return the cells by which a row is the header once more."""
        if not self._header_line or not any(map(str.strip, self._raw_header)):
            return []
        first, *others = self._raw_header
        # A file that was joined on may have brought its byte order mark along.
        return [self._raw_header, ["\N{ZERO WIDTH NO-BREAK SPACE}" + first, *others]]

    def _add_widths(self, rows: Rows, raw: bytes) -> Rows:
        """Note the rows of another width and those that are no text; return the others."""
        width = len(self._names)
        self._filled += len(rows)
        if not rows.undecodable and next(damaged_rows(rows.cells, width), None) is None:
            return rows
        lines, cells = [], []
        begun = cut_letter(raw) if self._dialect.encoding == "utf-8" else 0
        for at, (line, row) in enumerate(zip(rows.lines, rows.cells, strict=True)):
            if begun and at + 1 == len(rows) and _bytes_of_no_text(row) == begun:
                self._found(LETTER_CUT, line, NO_TEXT.sub(_UNKNOWN, row[-1]))
            elif at in rows.undecodable:
                self._found(Code.ROW_UNDECODABLE, line, *_as_meant(row))
            elif is_blank(row):
                self._found(Code.ROW_BLANK, line)
                self._filled -= 1
            elif spare := spare_cells(row, width):
                self._spare[spare].add(line)
                lines.append(line)
                cells.append(row[:width])
            elif (code := damage(row, width)) is not None:
                self._found(code, line)
            else:
                lines.append(line)
                cells.append(row)
        return type(rows)(lines, cells)

    def _without_headers(self, rows: Rows) -> Rows:
        """Find the header again among the rows, as files that were joined have it."""
        headers = self._headers()
        if not any(header in rows.cells for header in headers):
            return rows
        lines, cells = [], []
        for line, row in zip(rows.lines, rows.cells, strict=True):
            if row in headers:
                self._found(Code.HEADER_INSIDE, line)
            else:
                lines.append(line)
                cells.append(row)
        return type(rows)(lines, cells)

    def _keep_sample(self, rows: Iterable[tuple[int, list[str]]]) -> None:
        for line, cells in rows:
            if len(self._sample) >= _SAMPLE and line > self._sample[-1][0]:
                return
            self._sample.append((line, _cut(cells)))
            if len(self._sample) > _SAMPLE:
                self._sample = sorted(self._sample)[:_SAMPLE]

    def _found(self, code: str, line: int, text: str = "", mended: str = "") -> None:
        self._places.setdefault(code, Places()).add(line, text, mended)


def _last_filled(rows: Rows) -> tuple[int, list[str]]:
    """Return the line and the cells of the last row that holds anything."""
    pairs = zip(reversed(rows.lines), reversed(rows.cells), strict=True)
    return next(((line, _cut(row)) for line, row in pairs if not is_blank(row)), (0, []))


def _cut(cells: Sequence[str]) -> list[str]:
    return [cell[:_CELL_KEPT] for cell in cells]


def _byte_as_windows(escaped: re.Match[str]) -> str:
    return escaped[0].encode("utf-8", "surrogateescape").decode("cp1252", "replace")


def _as_meant(cells: Sequence[str]) -> tuple[str, str]:
    """Return the first cell with bytes that are no text, and its likeliest reading.

    That is CESU-8 if it can be, else Windows-1252.
    """
    cell = cells[first_undecodable(cells) or 0]
    text = NO_TEXT.sub(_UNKNOWN, cell)
    raw = cell.encode("utf-8", "surrogateescape")
    if has_pairs(raw) and undecodable_at(raw, CESU_8, is_whole=True) is None:
        return text, raw.decode(CESU_8)
    return text, NO_TEXT.sub(_byte_as_windows, cell)


def _bytes_of_no_text(cells: Sequence[str]) -> int:
    return sum(len(NO_TEXT.findall(cell)) for cell in cells)


def _fault(
    code: str, places: Places, names: tuple[str, ...] = (), positions: tuple[int, ...] = ()
) -> Fault:
    examples = tuple(dict.fromkeys((text, mended) for _, text, mended in places.examples))
    return Fault(code, places.count, tuple(places.lines), names, positions, examples)


def _header_faults(raw_header: Sequence[str], line: int) -> tuple[Fault, ...]:
    names = [name.strip() for name in raw_header]
    counts = Counter(names)
    empty = counts.pop("", 0)
    repeated = tuple(name for name, count in counts.items() if count > 1)
    faults = []
    if repeated:
        positions = tuple(at for at, name in enumerate(names) if name in repeated)
        faults.append(Fault(HEADER_REPEATED, len(repeated), (line,), repeated, positions))
    if empty:
        positions = tuple(at for at, name in enumerate(names) if not name)
        faults.append(Fault(HEADER_EMPTY, empty, (line,), positions=positions))
    for code, count, positions, examples in name_damage(raw_header):
        shown = tuple(shown_name(raw_header[at]) for at in positions)
        faults.append(Fault(code, count, (line,), shown, positions, examples))
    return tuple(faults)
