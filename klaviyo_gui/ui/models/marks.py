"""Which cells of the file are damaged, mended or edited, page by page."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from klaviyo_gui.core.amendments import UNCHANGED
from klaviyo_gui.core.problem import Code, Problem, Severity
from klaviyo_gui.core.repair import mender
from klaviyo_gui.language import tr
from klaviyo_gui.sending.amended import amended
from klaviyo_gui.sending.cells import damaged_cells
from klaviyo_gui.sending.rows import damage_of_rows
from klaviyo_gui.source.causes import MEANINGS, told_severity
from klaviyo_gui.source.names import NO_TEXT
from klaviyo_gui.ui.elided import boxed
from klaviyo_gui.ui.models.pages import PAGE, Pages
from klaviyo_gui.wording import problem_words
from klaviyo_gui.wording.cells import cell_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.core.record import Plan
    from klaviyo_gui.source.reader import Rows

_PAGES_KEPT = 32
_SHOWN = 60
_SURPLUS = 4
_TONES = {Severity.HOLD: "bad", Severity.WARN: "warn", Severity.NOTE: "muted"}


@dataclass(frozen=True, slots=True)
class CellMark:
    """What is wrong with a cell: the colour token of its mark, and a sentence.

    ``surplus`` counts the cells of its row that stand beyond the last column. ``used`` is what
    somebody put in its place, None where nobody did.
    """

    tone: str
    words: str
    surplus: int = 0
    used: str | None = None


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
        read = self._pages.page(number)
        rows, by_hand = amended(read, self._plan.header, self._plan.amendments)
        plan = replace(self._plan, amendments=UNCHANGED)
        marks: _Marks = {}
        codes = damage_of_rows(plan, rows)
        for at, code in codes.items():
            severity = MEANINGS[code].severity
            words = problem_words(Problem(code, severity)).sentence
            tone = _TONES[told_severity(severity, MEANINGS[code].recovery)]
            row = rows.cells[at]
            surplus = row[len(plan.header) :]
            if surplus:
                beyond = tr("Beyond the last column: {cells}.", cells=_listed(surplus))
                words = f"{words} {beyond}"
            odd = [place for place, cell in enumerate(row) if NO_TEXT.search(cell)]
            is_odd = code is Code.ROW_UNDECODABLE and len(row) == len(plan.header)
            # Of a row that cannot be read for one letter, the cell with that letter is marked.
            for place in (odd or [-1]) if is_odd else [-1]:
                marks[at, place] = CellMark(tone, words, len(surplus))
        whole = [at for at, cells in enumerate(rows.cells) if len(cells) == len(plan.header)]
        cells = [rows.cells[at] for at in whole]
        mend = mender(plan.mapping.repairs, plan.header)
        repaired = {plan.header.index(name) for name in _mended_columns(plan)}
        for at, row in zip(whole, cells, strict=True) if repaired else ():
            mended = mend(row)
            for column in repaired:
                if mended[column] != row[column]:
                    marks[at, column] = CellMark("good", _mended_words(cell_words(mended[column])))
        for found in damaged_cells(plan, cells, in_all=True):
            severity = MEANINGS[found.code].severity
            words = problem_words(Problem(found.code, severity)).sentence
            marks[whole[found.row], found.column] = CellMark(_TONES[severity], words)
        _mark_edited(marks, read, rows)
        for at, code in by_hand.items():
            words = problem_words(Problem(code, Severity.HOLD)).sentence
            marks[at, -1] = CellMark("muted" if code is Code.LEFT_OUT else "bad", words)
        return marks


def _mark_edited(marks: _Marks, read: Rows, used: Rows) -> None:
    """Mark cells that are not used as they were read; what is wrong with them stays told."""
    for at, (before, after) in enumerate(zip(read.cells, used.cells, strict=True)):
        if before is after:
            continue
        # A row that was filled up has more cells than before.
        for place, (old, new) in enumerate(zip_longest(before, after, fillvalue="")):
            if old == new:
                continue
            found = marks.get((at, place))
            words = (
                tr("Edited: in the file it is “{cell}”.", cell=cell_words(old)[:_SHOWN])
                if old
                else tr("Edited: blank before.")
            )
            marks[at, place] = CellMark(
                found.tone if found is not None else "accent",
                f"{words} {found.words}" if found is not None else words,
                used=new,
            )


def _mended_words(cell: str) -> str:
    """Return what is sent in place of a cell."""
    if not cell:
        return tr("Mended: nothing is sent instead.")
    return tr("Mended: “{cell}” is sent instead.", cell=cell[:_SHOWN])


def _listed(cells: Sequence[str]) -> str:
    shown = ", ".join(
        tr("“{name}”", name=boxed(cell_words(cell)[:_SHOWN])) for cell in cells[:_SURPLUS]
    )
    return f"{shown}, …" if len(cells) > _SURPLUS else shown


def _mended_columns(plan: Plan) -> set[str]:
    return {each.column for each in plan.mapping.repairs} & set(plan.header)
