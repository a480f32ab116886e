"""Which rows of a file have which finding, one bit for each, so that all of them can be listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.row_numbers import RowMarks, RowNumbers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from collections.abc import Mapping as Table

    from klaviyo_gui.core.findings import Place
    from klaviyo_gui.core.mapping import Kind
    from klaviyo_gui.core.problem import Problem


class FoundRows:
    """Gathers rows by what was found in them."""

    def __init__(self) -> None:
        self._marks: dict[Place, RowMarks] = {}

    def add(self, kind: Kind, row: int, problems: Iterable[Problem]) -> None:
        """Note the problems of one row."""
        for problem in problems:
            self._of((kind, problem.code, problem.severity, problem.target)).add(row)

    def mark(self, place: Place, rows: Collection[int]) -> None:
        """Note that this was found in these rows."""
        self._of(place).add_all(rows)

    def add_part(self, first: int, parts: Table[Place, bytes]) -> None:
        """Note what was found in a part of the file that begins with this row."""
        for place, bits in parts.items():
            self._of(place).add_part(first, bits)

    def parts(self) -> dict[Place, bytes]:
        """Return the rows as bits, to travel between processes."""
        return {place: marks.bits for place, marks in self._marks.items()}

    def numbers(self) -> dict[Place, RowNumbers]:
        """Return the rows of every finding."""
        return {place: marks.numbers() for place, marks in self._marks.items()}

    def _of(self, place: Place) -> RowMarks:
        marks = self._marks.get(place)
        if marks is None:
            marks = self._marks[place] = RowMarks()
        return marks
