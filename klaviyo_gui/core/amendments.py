"""What somebody changed of a file's rows before they are sent; the file itself is never touched.

These are customers' data: they stay with the file they were made for, and never go into presets,
logs or reports.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from klaviyo_gui.core.letter_case import in_small_letters, replacing_any_case
from klaviyo_gui.core.problem import Code

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from klaviyo_gui.core.mapping import Kind

KNOWN_BY_OTHERS = frozenset(
    {
        *(Code.REPEATED, Code.ROW_REPEATED, Code.CONTENT_REPEATED, Code.KEPT_APART),
        *(Code.MAY_REPEAT, Code.PERSON_TOO_LARGE, Code.PERSON_CHANGES),
        *(Code.SAME_SECOND, Code.MERGED, Code.VALUES_DIFFER, Code.IDENTIFIER_SHARED),
        *(Code.IDENTIFIER_JOINS, Code.SENT_BEFORE, Code.SENT_IN_DOUBT, Code.SENT_CHANGED),
        *(Code.PERSON_UNCHANGED, Code.SENT_IN_PART, Code.SENT_IN_PART_PERHAPS),
        Code.EVENTS_REPEATED,
        # Which names come first, and which are too many, is a matter of the order of the file.
        Code.METRICS_MANY,
    }
)
"""Causes that only other rows tell, so that no row can be left out for them by itself."""


class Typed(NamedTuple):
    """What was typed for the cell of a column, after so many replacements had been made."""

    column: str
    text: str
    since: int = 0


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that is changed, by its line in the file.

    ``reads`` is the digest of its cells as they were read then: of a row that reads otherwise
    nothing is known. ``cells`` are the edited ones by name of column, as they were typed.
    """

    line: int
    reads: str
    cells: tuple[Typed, ...] = field(default=(), repr=False)
    is_left_out: bool = False

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is changed any more."""
        return not self.cells and not self.is_left_out


@dataclass(frozen=True, slots=True)
class Replacement:
    """Replace a text in every cell of a column; ``is_whole`` where it must be all of the cell."""

    column: str
    find: str = field(repr=False)
    replace: str = field(repr=False)
    is_whole: bool = False
    has_case: bool = False

    @property
    def is_possible(self) -> bool:
        """Tell whether it can change anything: nothing is found only as a whole cell."""
        return (bool(self.find) or self.is_whole) and self.find != self.replace

    def change(self) -> Callable[[str], str]:
        """Return the function that changes a cell."""
        find, other = self.find, self.replace
        if self.is_whole:
            if self.has_case:
                return lambda cell: other if cell == find else cell
            small = in_small_letters(find)
            return lambda cell: other if in_small_letters(cell) == small else cell
        if self.has_case:
            return lambda cell: cell.replace(find, other)
        return replacing_any_case(find, other)


@dataclass(frozen=True, slots=True)
class Cause:
    """Leave out every row in which this is found, whatever kind of record it is found for.

    ``texts`` are what is meant by it, where the row alone does not tell: the names of events.
    """

    kind: Kind
    code: Code
    target: str = ""
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Amendments:
    """All changes of a file's rows: single rows by line, whole columns, rows by cause.

    Replacements are made in this order. They reach what was typed before them and nothing that was
    typed later, so that an edited cell is what somebody saw when typing it.
    """

    rows: tuple[RowChange, ...] = ()
    replacements: tuple[Replacement, ...] = ()
    causes: tuple[Cause, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.rows or self.replacements or self.causes)

    @property
    def edited(self) -> int:
        """Count the cells that are edited one by one."""
        return sum(len(each.cells) for each in self.rows)

    @property
    def left_out(self) -> int:
        """Count the rows that are left out one by one."""
        return sum(each.is_left_out for each in self.rows)

    def row(self, line: int) -> RowChange | None:
        """Return what is changed of the row in this line."""
        at = self._at(line)
        return self.rows[at] if at < len(self.rows) and self.rows[at].line == line else None

    def between(self, first: int, last: int) -> tuple[RowChange, ...]:
        """Return the changed rows of these lines, both included."""
        return self.rows[self._at(first) : self._at(last + 1)]

    def replaced(self, column: str, cell: str, since: int = 0) -> str:
        """Return a cell of the file as the replacements make it, without so many of the first."""
        for each in self.replacements[since:]:
            if each.column == column:
                cell = each.change()(cell)
        return cell

    def edited_cells(self, row: RowChange) -> tuple[tuple[str, str], ...]:
        """Return what is used of the edited cells of a row, by column."""
        return tuple(
            (column, self.replaced(column, text, since)) for column, text, since in row.cells
        )

    def text(self, line: int, column: str) -> str | None:
        """Return what is used of an edited cell, None where it is not edited."""
        row = self.row(line)
        return dict(self.edited_cells(row)).get(column) if row is not None else None

    def with_cell(self, line: int, reads: str, column: str, text: str) -> Amendments:
        """Return the changes with this cell edited."""
        row = self._row(line, reads)
        others = (each for each in row.cells if each.column != column)
        cells = sorted((*others, Typed(column, text, len(self.replacements))))
        return self._with(replace(row, cells=tuple(cells)))

    def filling_up(self, line: int, reads: str, columns: Sequence[str]) -> Amendments:
        """Return the changes with those of these cells blank that nobody has edited."""
        row = self._row(line, reads)
        edited = {each.column for each in row.cells}
        blank = (Typed(name, "", len(self.replacements)) for name in columns if name not in edited)
        return self._with(replace(row, cells=tuple(sorted((*row.cells, *blank)))))

    def without_cell(self, line: int, column: str) -> Amendments:
        """Return the changes with this cell as the file has it."""
        row = self.row(line)
        if row is None:
            return self
        cells = tuple(each for each in row.cells if each.column != column)
        return self._with(replace(row, cells=cells))

    def leaving_out(self, line: int, reads: str) -> Amendments:
        """Return the changes with this row left out."""
        return self._with(replace(self._row(line, reads), is_left_out=True))

    def taking_in(self, line: int) -> Amendments:
        """Return the changes with this row no longer left out."""
        row = self.row(line)
        return self if row is None else self._with(replace(row, is_left_out=False))

    def without_row(self, line: int) -> Amendments:
        """Return the changes with this row as the file has it."""
        return replace(self, rows=tuple(each for each in self.rows if each.line != line))

    def with_replacement(self, new: Replacement) -> Amendments:
        """Return the changes with a text replaced in all cells, in edited ones too."""
        return replace(self, replacements=(*self.replacements, new))

    def without_replacement(self, at: int) -> Amendments:
        """Return the changes without one replacement; edited cells read as if it never was."""
        rows = tuple(
            replace(row, cells=tuple(_typed_without(at, each) for each in row.cells))
            for row in self.rows
        )
        kept = (*self.replacements[:at], *self.replacements[at + 1 :])
        return replace(self, rows=rows, replacements=kept)

    def with_cause(self, cause: Cause) -> Amendments:
        """Return the changes with the rows of a cause left out."""
        if cause in self.causes:
            return self
        return replace(self, causes=(*self.causes, cause))

    def without_cause(self, cause: Cause) -> Amendments:
        """Return the changes with the rows of a cause no longer left out."""
        return replace(self, causes=tuple(each for each in self.causes if each != cause))

    def keeping(self, lines: Iterable[int]) -> Amendments:
        """Return the changes with those of single rows for these lines only."""
        kept = frozenset(lines)
        return replace(self, rows=tuple(each for each in self.rows if each.line in kept))

    def _at(self, line: int) -> int:
        return bisect_left(self.rows, line, key=lambda each: each.line)

    def _row(self, line: int, reads: str) -> RowChange:
        """Return the changes of a row, none where they were made when it read otherwise."""
        row = self.row(line)
        return row if row is not None and row.reads == reads else RowChange(line, reads)

    def _with(self, row: RowChange) -> Amendments:
        at = self._at(row.line)
        stays = at < len(self.rows) and self.rows[at].line == row.line
        new = () if row.is_empty else (row,)
        return replace(self, rows=(*self.rows[:at], *new, *self.rows[at + stays :]))


UNCHANGED = Amendments()
"""Every row is sent as the file has it."""


def _typed_without(at: int, cell: Typed) -> Typed:
    """Return a typed cell as it stands once this replacement is gone."""
    return cell._replace(since=cell.since - (cell.since > at))


def digest(cells: Sequence[str]) -> str:
    """Return by what a row is known again: the same cells in the same order."""
    found = blake2b(digest_size=16)
    for cell in cells:
        raw = cell.encode("utf-8", "surrogatepass")
        found.update(b"%d:" % len(raw))
        found.update(raw)
    return found.hexdigest()
