"""Write a workbook anew, so that it can be read in bounded memory and with what its cells lack."""

from __future__ import annotations

import re
import zipfile
from typing import IO, TYPE_CHECKING

from klaviyo_gui.core.errors import FileUnsupported
from klaviyo_gui.core.excel import NOT_CALCULATED
from klaviyo_gui.language import told
from klaviyo_gui.source.archive import CHUNK, WORKBOOK, damage_explained
from klaviyo_gui.source.gauge import Gauge

if TYPE_CHECKING:
    from pathlib import Path

CELLS_LIMIT = 40_000_000
"""Cells of a sheet, from its first to its last row and column, empty ones too.

The reader holds them all at once, in some 32 bytes each.
"""

_PARTS = re.compile(r"(?:_rels/|\[Content_Types\]|xl/(?!media/|embeddings/|drawings/|charts/))")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")

_ERROR = re.compile(rb"""(<(?:\w+:)?c\s(?:[^<>]*\s)?t=["'])e(["'])""")
_PLACE = re.compile(rb"""<(?:\w+:)?c\s(?:[^<>]*?\s)?r=["']([A-Za-z]+)([0-9]+)["']""")
# What programs other than spreadsheets write: of a formula, no type and no value of its result.
_NO_VALUE = re.compile(
    rb"""<((?:\w+:)?c)((?:\s(?!t=)[\w:]+=["'][^<>"']*["'])*)(?:\st=["']n["'])?"""
    rb"""((?:\s(?!t=)[\w:]+=["'][^<>"']*["'])*)\s?>"""
    rb"""\s*<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*"""
    rb"""(?:<(?:\w+:)?v\s?/>|<((?:\w+:)?)v></\4v>)?\s*</\1>"""
)
# As Excel writes it: three times as fast to find, as nothing before the place varies.
_USUAL_PLACE = re.compile(rb'<c r="([A-Z]+)([0-9]+)"')
_USUAL_ROW = re.compile(rb'<row r="([0-9]+)"')
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_ROW_PLACE = re.compile(rb"""<(?:\w+:)?row\s(?:[^<>]*?\s)?r=["']([0-9]+)["']""")
_LETTERS = 26


def write_safely(path: Path, target: Path) -> None:
    """Copy the parts of a workbook that matter; FileUnsupported for a bomb or a damaged one.

    The reader knows error values such as ``#N/A`` as nothing, and new ones not at all: they
    become text here, and so does that a formula has no value.
    """
    gauge = Gauge(path, path.stat().st_size, WORKBOOK, target.parent)
    with (
        damage_explained(path, WORKBOOK),
        zipfile.ZipFile(path) as source,
        zipfile.ZipFile(target, "w") as copy,
    ):
        for name in dict.fromkeys(source.namelist()):
            if not _PARTS.match(name) or name.endswith("/"):
                continue
            with source.open(name) as part, copy.open(name, "w", force_zip64=True) as safe:
                if _SHEET.fullmatch(name):
                    _copy_sheet(path, part, safe, gauge)
                else:
                    _copy_part(part, safe, gauge)


def _copy_part(part: IO[bytes], safe: IO[bytes], gauge: Gauge) -> None:
    while chunk := part.read(CHUNK):
        gauge.add(len(chunk))
        safe.write(chunk)


def _copy_sheet(path: Path, part: IO[bytes], safe: IO[bytes], gauge: Gauge) -> None:
    """Copy a sheet tag by tag, with an eye on how far its cells lie apart."""
    extent = _Extent()
    rest = b""
    while chunk := part.read(CHUNK):
        gauge.add(len(chunk))
        rest += chunk
        # A formula and its value stay together, unless the cell alone is longer than a piece.
        end = max(rest.rfind(b"<c ", 1), rest.rfind(b"<c>", 1))
        if end < 0:
            end = rest.rfind(b"<")
        if end > 0:
            _write_tags(rest[:end], safe, extent)
            rest = rest[end:]
        _check_extent(path, extent)
    _write_tags(rest, safe, extent)
    _check_extent(path, extent)


def _check_extent(path: Path, extent: _Extent) -> None:
    if extent.cells > CELLS_LIMIT:
        raise FileUnsupported(
            path,
            told(
                "{kind} with a sheet of more than {cells} cells", kind=WORKBOOK, cells=CELLS_LIMIT
            ),
        )


def _write_tags(tags: bytes, safe: IO[bytes], extent: _Extent) -> None:
    extent.add(tags)
    has_errors = b't="e"' in tags or b"t='e'" in tags
    written = _ERROR.sub(rb"\1str\2", tags) if has_errors else tags
    has_formulas = b"<f" in tags or b":f" in tags
    safe.write(_NO_VALUE.sub(_marked, written) if has_formulas else written)


def _marked(cell: re.Match[bytes]) -> bytes:
    """Write what says that a formula has no value as the text of its cell."""
    name, prefix = cell[1], cell[1][:-1]
    value = b"<%bv>%b</%bv>" % (prefix, NOT_CALCULATED.encode(), prefix)
    return b'<%b%b%b t="str">%b</%b>' % (name, cell[2], cell[3], value, name)


class _Extent:
    """How many rows and columns a sheet spans."""

    def __init__(self) -> None:
        self._columns: set[bytes] = set()
        self._last_row = 0
        self._rows = 0
        self._unplaced = 0
        self._widest = 0

    @property
    def cells(self) -> int:
        """Bound the cells that the reader makes of it."""
        columns = max(map(_column, self._columns), default=0)
        return max(self._last_row, self._rows) * (max(columns, self._widest))

    def add(self, tags: bytes) -> None:
        """Look at more cells."""
        places, rows = _USUAL_PLACE.findall(tags), _USUAL_ROW.findall(tags)
        is_usual = len(places) == tags.count(b"<c") and len(rows) == tags.count(b"<row")
        if not is_usual or b":c" in tags or b":row" in tags:
            places, rows = _PLACE.findall(tags), _ROW_PLACE.findall(tags)
            self._rows += len(_ROW.findall(tags))
            if len(places) < len(_CELL.findall(tags)):
                self._add_unplaced(tags)
        if places:
            columns, more_rows = zip(*places, strict=True)
            self._columns.update(columns)
            rows.extend(set(more_rows))
        self._last_row = max(self._last_row, *map(int, rows), 0)

    def _add_unplaced(self, tags: bytes) -> None:
        """Count the cells of each row, as cells without a place follow one another."""
        first, *others = _ROW.split(tags)
        counts = [len(_CELL.findall(row)) for row in (first, *others)]
        counts[0] += self._unplaced
        self._widest = max(self._widest, *counts)
        self._unplaced = counts[-1]


def _column(letters: bytes) -> int:
    """Count a column from its letters."""
    column = 0
    for letter in letters.upper():
        column = column * _LETTERS + letter - ord("A") + 1
    return column
