"""The records of the session's rows, built as the send builds them, a few rows at a time."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from klaviyo_gui.core.arranged import trace_in
from klaviyo_gui.core.problem import Code
from klaviyo_gui.sending.preview import Previewed, preview_rows
from klaviyo_gui.sending.rows import build_rows
from klaviyo_gui.ui.models.pages import PAGE, Pages

if TYPE_CHECKING:
    from collections.abc import Mapping as Table

    from klaviyo_gui.core.findings import Place
    from klaviyo_gui.core.mapping import Kind
    from klaviyo_gui.core.problem import Problem
    from klaviyo_gui.core.record import Plan
    from klaviyo_gui.core.row_numbers import RowNumbers
    from klaviyo_gui.source.reader import Rows
    from klaviyo_gui.store.draft import Draft

NOTHING_FOUND: Table[Place, RowNumbers] = MappingProxyType({})

_CHUNK = 8
"""Rows built at a time, a part of a page: where rows are filtered or sorted, neighbours on the
screen are none in the file."""

_CHUNKS_KEPT = 400

_RECORDS_KEPT = 1_000
"""A view asks for a dozen things of every cell: the records of a few screens are kept whole."""


@dataclass(frozen=True, slots=True)
class Built:
    """One row with what becomes of it.

    ``cells`` are those of the file, and ``body`` is what is sent, empty when it is held. ``lines``
    are the rows of a person or an order that has several; their record is sent once, with what all
    of them say.
    """

    line: int
    cells: tuple[str, ...]
    body: bytes
    problems: tuple[Problem, ...]
    lines: tuple[int, ...] = ()

    @property
    def is_held(self) -> bool:
        """Tell whether nothing is sent for this row."""
        return not self.body

    @property
    def is_left_out(self) -> bool:
        """Tell whether that is because somebody left it out."""
        return any(each.code is Code.LEFT_OUT for each in self.problems)


class BuiltRecords:
    """Builds the records of one kind for one plan.

    ``repeats`` comes from the finished check, and so does ``found``: in which rows. ``lines`` are
    the rows of the file where those of the pages are arranged: what is shown of an order beside
    its record is its first line as the file has it.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - rows, and all that is known of them
        self,
        pages: Pages,
        plan: Plan,
        kind: Kind,
        repeats: Draft | None,
        found: Table[Place, RowNumbers] = NOTHING_FOUND,
        lines: Pages | None = None,
    ) -> None:
        self._pages = pages
        self._plan = plan
        self._kind = kind
        self._repeats = repeats
        self._found = found
        self._file_lines = lines
        self._kept: OrderedDict[int, list[Previewed]] = OrderedDict()
        self._records: OrderedDict[int, Built] = OrderedDict()

    @property
    def pages(self) -> Pages:
        """Return the rows it builds from."""
        return self._pages

    def record(self, number: int) -> Built | None:
        """Return the record of one row, counted from 0; None where there is none."""
        kept = self._records.get(number)
        if kept is not None:
            return kept
        found = self._record(number)
        if found is not None:
            self._records[number] = found
            if len(self._records) > _RECORDS_KEPT:
                self._records.popitem(last=False)
        return found

    def _record(self, number: int) -> Built | None:
        chunk = self._chunk(number // _CHUNK)
        at = number % _CHUNK
        if at >= len(chunk):
            return None
        found = chunk[at]
        cells = tuple(self._pages.row(number).cells[0])
        lines = self._lines(found)
        if self._file_lines is not None:
            of_order = trace_in(cells[-1]).lines
            lines = lines or (of_order if len(of_order) > 1 else ())
            cells = self._first_line(found.line)
        return Built(found.line, cells, found.body, found.problems, lines)

    def _first_line(self, line: int) -> tuple[str, ...]:
        assert self._file_lines is not None, "asked of arranged rows only"
        number = self._file_lines.number_of(line)
        rows = self._file_lines.row(number).cells if number is not None else []
        return tuple(rows[0]) if rows else ()

    def _lines(self, found: Previewed) -> tuple[int, ...]:
        if self._repeats is None or not found.body:
            return ()
        first = self._repeats.first_line(self._kind, found.line) or found.line
        lines = self._repeats.lines_of(self._kind, first)
        return lines if len(lines) > 1 else ()

    def _chunk(self, number: int) -> list[Previewed]:
        kept = self._kept.get(number)
        if kept is None:
            page, first = divmod(number * _CHUNK, PAGE)
            rows = self._pages.page(page).part(first, first + _CHUNK)
            kept = self._build(rows, number * _CHUNK) if len(rows) else []
            self._kept[number] = kept
            if len(self._kept) > _CHUNKS_KEPT:
                self._kept.popitem(last=False)
        return kept

    def _build(self, rows: Rows, first_row: int) -> list[Previewed]:
        if self._repeats is None:
            return [
                Previewed(line, self._kind, record.body, record.problems)
                for line, record in build_rows(self._plan, rows, (self._kind,))[self._kind]
            ]
        kinds = (self._kind,)
        return list(preview_rows(self._plan, rows, self._repeats, self._found, first_row, kinds))
