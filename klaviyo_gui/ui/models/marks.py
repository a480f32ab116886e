"""Which cells of the file are damaged, and which of them are mended, page by page."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.core.problem import Problem, Severity
from klaviyo_gui.core.repair import mender
from klaviyo_gui.sending.cells import damaged_cells
from klaviyo_gui.sending.rows import damage_of_rows
from klaviyo_gui.source.causes import MEANINGS
from klaviyo_gui.ui.models.pages import PAGE, Pages
from klaviyo_gui.wording import problem_words

if TYPE_CHECKING:
    from klaviyo_gui.core.record import Plan

_PAGES_KEPT = 32
_SHOWN = 60
_TONES = {Severity.HOLD: "bad", Severity.WARN: "warn", Severity.NOTE: "muted"}


@dataclass(frozen=True, slots=True)
class CellMark:
    """What is wrong with a cell: the colour token of its mark, and a sentence."""

    tone: str
    words: str


_Marks = dict[tuple[int, int], CellMark]


class CellMarks:
    """Gives the marks of cells, by the rules by which records are built from them."""

    def __init__(self, pages: Pages, plan: Plan) -> None:
        self._pages = pages
        self._plan = plan
        self._kept: OrderedDict[int, _Marks] = OrderedDict()

    def mark(self, row: int, column: int) -> CellMark | None:
        """Return the mark of a cell; that of a damaged row is on each of its cells."""
        marks = self._page(row // PAGE)
        at = row % PAGE
        return marks.get((at, -1)) or marks.get((at, column))

    def _page(self, number: int) -> _Marks:
        kept = self._kept.get(number)
        if kept is None:
            kept = self._kept[number] = self._found(number)
            if len(self._kept) > _PAGES_KEPT:
                self._kept.popitem(last=False)
        return kept

    def _found(self, number: int) -> _Marks:
        rows, plan = self._pages.page(number), self._plan
        marks: _Marks = {}
        codes = damage_of_rows(plan, rows)
        for at, code in codes.items():
            severity = MEANINGS[code].severity
            words = problem_words(Problem(code, severity)).sentence
            marks[at, -1] = CellMark(_TONES[severity], words)
        whole = [at for at, cells in enumerate(rows.cells) if len(cells) == len(plan.header)]
        cells = [rows.cells[at] for at in whole]
        mend = mender(plan.mapping.repairs, plan.header)
        repaired = {plan.header.index(name) for name in _mended_columns(plan)}
        for at, row in zip(whole, cells, strict=True) if repaired else ():
            mended = mend(row)
            for column in repaired:
                if mended[column] != row[column]:
                    to = f"“{mended[column][:_SHOWN]}”" if mended[column] else "nothing"
                    marks[at, column] = CellMark("good", f"Mended: {to} is sent instead.")
        for found in damaged_cells(plan, cells, in_all=True):
            severity = MEANINGS[found.code].severity
            words = problem_words(Problem(found.code, severity)).sentence
            marks[whole[found.row], found.column] = CellMark(_TONES[severity], words)
        return marks


def _mended_columns(plan: Plan) -> set[str]:
    return {each.column for each in plan.mapping.repairs} & set(plan.header)
