"""Which orders a row filter wants, where it asks for what is told once per order.

Many exports tell it on the first line of an order only, so that it is asked of all lines together:
a blank is filled by the one text that the other lines have. An order is wanted or not as a whole.
Where its lines are not agreed nobody knows what it should be sent without, and it is held.
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
        """Return the choice among orders, None where single lines are enough to choose by."""
        if steps is None or steps.row_filter is None or grouping is None:
            return None
        others = {*grouping.key, *grouping.per_item}
        once = [each for each in steps.row_filter.columns if each not in others]
        return cls(steps, tuple(map(steps.header.index, once))) if once else None

    def among(self, orders: Sequence[Kept]) -> Chosen:
        """Return the orders that stay, and what is told of all of them."""
        steps = self.steps
        assert steps.row_filter is not None, "there is something to choose by"
        decide = wanted(steps.row_filter, steps.header, steps.readings, steps.today)
        mend = mender(steps.repairs, steps.header)
        kept: list[Kept] = []
        sorts: dict[bool | None, list[Example]] = {True: [], False: [], None: []}
        counts: Counter[bool | None] = Counter()
        unwanted = 0
        asked = list(map(steps.header.index, steps.row_filter.columns))
        rows = records_in(decoded(b"".join(raw for _, raw in orders))[0])
        for (line, raw), cells in zip(orders, rows, strict=True):
            if _is_held(code_in(cells[-1])):
                kept.append((line, raw))
                continue
            lines = self._filled([mend(row) for row in line_rows(cells)])
            found = {decide(row) for row in lines}
            verdict = found.pop() if len(found) == 1 else None
            if verdict is False:
                unwanted += line_count(cells[-1])
            else:
                kept.append((line, raw if verdict else _held(cells)))
            counts[verdict] += 1
            if len(sorts[verdict]) < EXAMPLES:
                told = tuple(lines[0][at] for at in asked)
                sorts[verdict].append(Example(first_line(cells[-1]), told))
        wanted_, gone, unread = (Sort(counts[each], tuple(sorts[each])) for each in sorts)
        held = len(orders) - counts.total()
        return Chosen(kept, unwanted, ChoiceReport(wanted_, gone, unread, held, is_of_orders=True))

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


def _held(cells: Sequence[str]) -> bytes:
    """Return an order of which nobody knows whether it is wanted."""
    trace = trace_in(cells[-1])._replace(code=Code.FILTER_UNREAD)
    (raw,) = written([[*cells[:-1], trace_cell(trace)]])
    return raw
