"""What other runs have sent since a run was planned goes apart before that run goes on.

Until then a plan can only know of the runs before it; see ``apart.py`` for why that matters.
"""

from __future__ import annotations

from contextlib import closing, suppress
from itertools import groupby, islice
from typing import TYPE_CHECKING, Final

from klaviyo_gui.core.batch import ITEMS_MAX
from klaviyo_gui.core.errors import RunDamaged
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.sending.progress import Comparing, RunState
from klaviyo_gui.sending.verdicts import Verdicts
from klaviyo_gui.store.draft import Draft
from klaviyo_gui.store.history import summary
from klaviyo_gui.store.journal import BatchState
from klaviyo_gui.store.sent_before import READING_SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from klaviyo_gui.store.journal import Journal

_AT_ONCE: Final = 10_000
_TO_BE_SENT: Final = (BatchState.READY, BatchState.SENT, BatchState.UNKNOWN)
_SECOND: Final = len("2026-05-31T10:00:00")


def part_from_others(journal: Journal, others: Sequence[Path]) -> Iterator[Comparing]:
    """Part every open request with events that other runs have sent, or may have, since the plan.

    Tells after every part how far it is; halfway all of them are known, and then looked up. A run
    that cannot be read is passed over: what it has sent is not known. Raises RunOngoing or
    LedgerBusy where somebody else has one, or the ledger, for too long.
    """
    planned = str(journal.facts.get("created", ""))
    later = [each for each in others if not _was_over(each, planned)]
    if not later:
        return
    verdicts, room = Verdicts(journal), ITEMS_MAX[Kind.EVENTS]
    open_batches = journal.batches(*_TO_BE_SENT)
    total = sum(batch.items for batch in open_batches if batch.kind is Kind.EVENTS)
    done = 0
    with closing(Draft()) as draft:
        rows = ((key, number * room + at, says) for key, number, at, says in journal.open_keys())
        while part := list(islice(rows, _AT_ONCE)):
            keys, places, says = zip(*part, strict=True)
            draft.claim(Kind.EVENTS, places, keys, says)
            done += len(part)
            yield Comparing(done // 2, total)
        known = 0
        draft.compare(Kind.EVENTS, later, seconds=READING_SECONDS)
        for number, found in groupby(draft.doubts(Kind.EVENTS), key=lambda each: each[0] // room):
            sorts = {place % room: doubt for place, doubt in found}
            batch = journal.batch(number)
            if len(sorts) < batch.items or len({*sorts.values()}) > 1:
                # One that was altered is left out by the run, which tells of it.
                with suppress(RunDamaged):
                    verdicts.part(batch, sorts)
            known += len(sorts)
            yield Comparing((done + known) // 2, total)
    yield Comparing(total, total)


def _was_over(journal: Path, moment: str) -> bool:
    """Tell whether a run had sent all that it ever will."""
    found = summary(journal.parent)
    if found is None or found.state != RunState.DONE or not found.ended:
        return False
    return found.ended[:_SECOND] < moment[:_SECOND]
