"""The records of the session's rows, built as the send builds them, a few rows at a time."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from klaviyo_gui.core.arranged import is_arranged, line_rows, trace_in
from klaviyo_gui.core.errors import MappingError
from klaviyo_gui.core.problem import Code
from klaviyo_gui.sending.preview import Previewed, preview_rows
from klaviyo_gui.sending.rows import build_rows
from klaviyo_gui.ui.models.pages import PAGE, Pages

if TYPE_CHECKING:
    from collections.abc import Mapping as Table
    from collections.abc import Sequence

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
    are the rows of a person who has several; their record is sent once, with what all of them say.
    ``of_order`` are the lines that were put together to one; ``cells`` are then those of the first.
    ``with_joined`` are the cells with those of second files behind them, empty without any.
    """

    line: int
    cells: tuple[str, ...]
    body: bytes
    problems: tuple[Problem, ...]
    lines: tuple[int, ...] = ()
    of_order: tuple[int, ...] = ()
    with_joined: tuple[str, ...] = ()

    @property
    def all_cells(self) -> tuple[str, ...]:
        """Return the cells of all columns."""
        return self.with_joined or self.cells

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

    ``repeats`` comes from the finished check, and so does ``found``: in which rows. Where rows
    are put together ``originals`` are those of the file.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - rows, what they become, and what is known of them
        self,
        pages: Pages,
        plan: Plan,
        kind: Kind,
        repeats: Draft | None,
        found: Table[Place, RowNumbers] = NOTHING_FOUND,
        originals: Pages | None = None,
    ) -> None:
        self._originals = originals
        self._pages = pages
        self._plan = plan
        self._kind = kind
        self._repeats = repeats
        self._found = found
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
        cells = self._pages.row(number).cells[0]
        is_order = is_arranged(self._plan.header)
        own = tuple(self._first_line(found.line, cells) if is_order else cells)
        return Built(
            found.line,
            own,
            found.body,
            found.problems,
            self._lines(found),
            trace_in(cells[-1]).lines if is_order else (),
            self._with_joined(own, cells) if is_order else (),
        )

    def _with_joined(self, own: tuple[str, ...], cells: Sequence[str]) -> tuple[str, ...]:
        """Return the cells of a row with those that are joined to it; none where none are."""
        more = len(self._plan.mapping.joined_columns)
        if not more:
            return ()
        width = len(self._plan.header) - 1 - more
        blanks = ("",) * max(width - len(own), 0)
        return (*own[:width], *blanks, *line_rows(cells)[0][width:])

    def _first_line(self, line: int, cells: Sequence[str]) -> Sequence[str]:
        """Return the first line of an order as the file has it, whatever was changed by hand."""
        number = self._originals.number_of(line) if self._originals is not None else None
        if self._originals is not None and number is not None:
            return self._originals.row(number).cells[0]
        return line_rows(cells)[0]

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
            try:
                kept = self._build(rows, number * _CHUNK) if len(rows) else []
            except MappingError:
                # The obstacle of the session says it in words; a view that asks is told of no row.
                kept = []
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
