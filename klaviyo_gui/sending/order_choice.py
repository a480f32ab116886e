"""Which orders a row filter wants, and which lines of them.

Many exports tell of the order on its first line only, so that the filter is asked when all lines of
an order are together: a blank of what is told once per order is filled by the one text that the
other lines have. Lines that are not wanted are no items of their order, though what they tell of
it counts; an order without a wanted line is not sent. Where lines are not agreed about the order
itself nobody knows what it should be sent without, and it is held.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from klaviyo_gui.core.arranged import (
    code_in,
    first_line,
    line_count,
    line_rows,
    trace_cell,
    trace_in,
)
from klaviyo_gui.core.choice_report import EXAMPLES, ChoiceReport, Example, Sort
from klaviyo_gui.core.problem import Code, Severity
from klaviyo_gui.core.repair import mender
from klaviyo_gui.core.step_causes import STEP_CAUSES
from klaviyo_gui.core.wanted import wanted
from klaviyo_gui.source.arranged_form import decoded, records_in, written
from klaviyo_gui.source.causes import MEANINGS
from klaviyo_gui.source.row_severity import row_severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.core.grouping import Grouping
    from klaviyo_gui.sending.stepping import Steps
    from klaviyo_gui.source.arranged_copy import Kept

_SEVERAL = 2


class Chosen(NamedTuple):
    """The orders that stay, how many lines the others have, and what is told of all of them."""

    kept: list[Kept]
    unwanted: int
    report: ChoiceReport


@dataclass(frozen=True, slots=True)
class OrderChoice:
    """The filter of these steps, asked of whole orders; ``once`` are places told once per order."""

    steps: Steps
    once: tuple[int, ...]

    @classmethod
    def of(cls, steps: Steps | None, grouping: Grouping | None) -> OrderChoice | None:
        """Return the choice among orders, None where there is nothing to choose by or among."""
        if steps is None or steps.row_filter is None or grouping is None:
            return None
        others = {*grouping.key, *grouping.per_item}
        once = [each for each in steps.row_filter.columns if each not in others]
        return cls(steps, tuple(map(steps.header.index, once)))

    def among(self, orders: Sequence[Kept]) -> Chosen:
        """Return the orders that stay, and what is told of all of them."""
        steps = self.steps
        assert steps.row_filter is not None, "there is something to choose by"
        decide = wanted(steps.row_filter, steps.header, steps.readings, steps.today)
        mend = mender(steps.repairs, steps.header)
        kept: list[Kept] = []
        sorts: dict[bool | None, list[Example]] = {True: [], False: [], None: []}
        counts: Counter[bool | None] = Counter()
        unwanted = shortened = 0
        asked = list(map(steps.header.index, steps.row_filter.columns))

        def note(verdict: bool | None, cells: Sequence[str], row: Sequence[str]) -> None:
            counts[verdict] += 1
            if len(sorts[verdict]) < EXAMPLES:
                told = tuple(row[at] for at in asked)
                sorts[verdict].append(Example(first_line(cells[-1]), told))

        rows = records_in(decoded(b"".join(raw for _, raw in orders))[0])
        for (line, raw), cells in zip(orders, rows, strict=True):
            code = code_in(cells[-1])
            if _is_held(code):
                kept.append((line, raw))
                if code == Code.FILTER_UNREAD:
                    # A row of no order, which was asked by itself.
                    note(None, cells, line_rows(cells)[0])
                continue
            mended = [mend(row) for row in line_rows(cells)]
            lines = self._filled(mended)
            found = [decide(row) for row in lines]
            verdict: bool | None = any(found)
            if all(found):
                kept.append((line, raw))
            elif all(each is False for each in found):
                unwanted += line_count(cells[-1])
            elif None in found or not self._is_agreed(mended):
                verdict = None
                kept.append((line, _told(cells, code=Code.FILTER_UNREAD)))
            else:
                left = tuple(at for at, is_wanted in enumerate(found) if not is_wanted)
                kept.append((line, _told(cells, unsent=left)))
                shortened += 1
            note(verdict, cells, lines[0])
        sent, gone, unread = (Sort(counts[each], tuple(sorts[each])) for each in sorts)
        held = len(orders) - counts.total()
        return Chosen(kept, unwanted, ChoiceReport(sent, gone, unread, held, shortened))

    def _is_agreed(self, rows: list[Sequence[str]]) -> bool:
        """Tell whether the lines of an order say one thing of what is told once per order."""
        return all(len({row[at].strip() for row in rows} - {""}) < _SEVERAL for at in self.once)

    def _filled(self, rows: list[Sequence[str]]) -> list[Sequence[str]]:
        """Return the lines of an order, blanks filled by what other lines say once per order."""
        if len(rows) == 1:
            return rows
        filled = [list(row) for row in rows]
        for at in self.once:
            text = next((row[at] for row in rows if row[at].strip()), "")
            for row in filled:
                if not row[at].strip():
                    row[at] = text
        return [*filled]


def _is_held(code: str) -> bool:
    """Tell whether an order is held already, for what it is or for what was done to it by hand."""
    is_of_rows = code in MEANINGS or code in STEP_CAUSES
    return bool(code) and (not is_of_rows or row_severity(code) is Severity.HOLD)


def _told(cells: Sequence[str], code: str = "", unsent: tuple[int, ...] = ()) -> bytes:
    """Return an order with what was found of it, which is held by a code."""
    before = trace_in(cells[-1])
    trace = before._replace(code=code or before.code, unsent=unsent)
    (raw,) = written([[*cells[:-1], trace_cell(trace)]])
    return raw
