"""What of a file earlier runs have sent already; also found out anew for a file that is checked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from klaviyo_gui.core.findings import Findings
from klaviyo_gui.core.found_rows import FoundRows
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.problem import Code
from klaviyo_gui.sending.forecast import of_sent_before, of_sent_in_part

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.core.row_lines import RowLines
    from klaviyo_gui.sending.check import Checked
    from klaviyo_gui.store.draft import Draft

CODES = frozenset(
    {
        *(Code.SENT_BEFORE, Code.SENT_IN_DOUBT, Code.SENT_CHANGED, Code.PERSON_UNCHANGED),
        *(Code.SENT_IN_PART, Code.SENT_IN_PART_PERHAPS),
    }
)
"""What is told of a record because an earlier run has sent it."""


def note_sent_before(
    kind: Kind, draft: Draft, lines: RowLines, findings: Findings, found: FoundRows
) -> None:
    """Note all records of a kind that earlier runs have sent, and the rows in which they stand."""
    for line, is_same, is_certain in draft.all_sent_before(kind):
        problem = of_sent_before(kind, is_same=is_same, is_certain=is_certain)
        if problem is not None:
            findings.add(kind, line, (problem,))
            found.add(kind, lines.row(line), (problem,))
    if kind is Kind.EVENTS:
        for line, is_certain, _ in draft.all_sent_in_part():
            problem = of_sent_in_part(is_certain=is_certain)
            findings.add(kind, line, (problem,))
            found.add(kind, lines.row(line), (problem,))


def compared(known: Checked, mapping: Mapping, earlier: Sequence[Path]) -> Checked:
    """Return what a check found, with what is told of earlier runs found out anew.

    The file is not read again. ``mapping`` is the one that was checked, perhaps with another list
    to join; ``earlier`` are the journals of runs, the latest first.
    """
    findings, found = Findings(), FoundRows()
    findings.merge(each for each in known.findings if each.code not in CODES)
    for kind in mapping.kinds:
        draft = known.repeats_of(kind)
        draft.compare(kind, earlier, joins=mapping.list_of(kind))
        note_sent_before(kind, draft, known.lines, findings, found)
    kept = {place: rows for place, rows in known.found.items() if place[1] not in CODES}
    return replace(known, findings=findings.all(), found=kept | found.numbers())
