"""Events that other runs have sent go out in requests of their own, behind all others.

One reading of Klaviyo's documentation is that a request with an id that it knows is dropped as a
whole, with a friendly answer. Rows that are new would be lost beside such an event. So would those
of a request of which nobody knows whether it arrived, beside any that did not come with them.
"""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING, Final

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.klaviyo.bodies import unwrap
from klaviyo_gui.sending.freezer import Freezer
from klaviyo_gui.store.sent_before import READING_SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from klaviyo_gui.store.draft import Draft
    from klaviyo_gui.store.journal import Journal

_DOUBTS_MAX: Final = 16
"""Requests in doubt of which events are gathered at once; of more the first is frozen as it is."""


def set_apart(draft: Draft, journal: Journal, earlier: Sequence[Path]) -> None:
    """Freeze anew, within the plan, every batch that holds events of several sorts.

    A run that cannot be read is passed over: what it has sent is not known. Raises RunOngoing or
    LedgerBusy where somebody else has one, or the ledger, for too long.
    """
    draft.compare(Kind.EVENTS, earlier, seconds=READING_SECONDS)
    doubts: dict[int, str] = {}
    new, there = Freezer(journal, Kind.EVENTS), Freezer(journal, Kind.EVENTS)
    perhaps: dict[str, Freezer] = {}
    for number, known in journal.batches_of(Kind.EVENTS, _noted(draft, doubts)):
        sorts = {line: doubts.pop(line) for line in known}
        if len(known) == journal.batch(number).items and len({*sorts.values()}) == 1:
            continue
        lines, body = journal.take_back(number)
        items = unwrap(Kind.EVENTS, body)
        _add(new, lines, items, [line not in known for line in lines])
        for sort in dict.fromkeys(sorts.values()):
            freezer = perhaps.setdefault(sort, Freezer(journal, Kind.EVENTS)) if sort else there
            _add(freezer, lines, items, [sorts.get(line) == sort for line in lines])
        while len(perhaps) > _DOUBTS_MAX:
            perhaps.pop(next(iter(perhaps))).finish()
    for freezer in (new, there, *perhaps.values()):
        freezer.finish()


def _noted(draft: Draft, doubts: dict[int, str]) -> Iterator[int]:
    """Yield the lines of what was sent before, each once its sort is noted."""
    for line, doubt in draft.doubts(Kind.EVENTS):
        doubts[line] = doubt
        yield line


def _add(
    freezer: Freezer, lines: Iterable[int], items: Iterable[bytes], wanted: Sequence[bool]
) -> None:
    freezer.add(compress(lines, wanted), compress(items, wanted))
