"""Events that other runs have sent go out in requests of their own, behind all others.

One reading of Klaviyo's documentation is that a request with an id that it knows is dropped as a
whole, with a friendly answer. Rows that are new would be lost beside such an event. So would those
of a request of which nobody knows whether it arrived, beside any that did not come with them.
"""

from __future__ import annotations

from heapq import merge
from itertools import compress
from typing import TYPE_CHECKING, Final

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.sent import trimmed
from klaviyo_gui.klaviyo.bodies import unwrap
from klaviyo_gui.sending.freezer import Freezer
from klaviyo_gui.sending.vetting import SENT_IN_PART_PERHAPS
from klaviyo_gui.store.sent_before import READING_SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    parts = {line: (is_certain, places) for line, is_certain, places in draft.all_sent_in_part()}
    noted = merge(_noted(draft, doubts), parts)
    for number, met in journal.batches_of(Kind.EVENTS, noted):
        torn = {line: parts.pop(line) for line in met.intersection(parts)}
        known = met.difference(torn)
        sorts = {line: doubts.pop(line) for line in known}
        if len(known) == journal.batch(number).items and len({*sorts.values()}) == 1:
            continue
        lines, body = journal.take_back(number)
        items = unwrap(Kind.EVENTS, body)
        if torn:
            lines, items = _trimmed(lines, items, torn, draft, journal)
        _add(new, lines, items, [line not in known for line in lines])
        for sort in dict.fromkeys(sorts.values()):
            freezer = perhaps.setdefault(sort, Freezer(journal, Kind.EVENTS)) if sort else there
            _add(freezer, lines, items, [sorts.get(line) == sort for line in lines])
        while len(perhaps) > _DOUBTS_MAX:
            perhaps.pop(next(iter(perhaps))).finish()
    for freezer in (new, there, *perhaps.values()):
        freezer.finish()


def _trimmed(
    lines: Sequence[int],
    items: Sequence[bytes],
    torn: Mapping[int, tuple[bool, Sequence[int]]],
    draft: Draft,
    journal: Journal,
) -> tuple[list[int], list[bytes]]:
    """Take out the events that Klaviyo has of records of which it lacks others.

    Where it may have them, or not, nothing of the record can be sent without harm: it is held.
    """
    held = [line for line, (is_certain, _) in torn.items() if not is_certain]
    kept = [
        (line, trimmed(item, torn[line][1]) if line in torn else item)
        for line, item in zip(lines, items, strict=True)
        if line not in held
    ]
    for line, (is_certain, places) in torn.items():
        if is_certain:
            journal.drop_keys(Kind.EVENTS, draft.trim(line, places))
    journal.add_held(Kind.EVENTS, ((line, SENT_IN_PART_PERHAPS, "", "") for line in held))
    return [line for line, _ in kept], [item for _, item in kept]


def _noted(draft: Draft, doubts: dict[int, str]) -> Iterator[int]:
    """Yield the lines of what was sent before, each once its sort is noted."""
    for line, doubt in draft.doubts(Kind.EVENTS):
        doubts[line] = doubt
        yield line


def _add(
    freezer: Freezer, lines: Iterable[int], items: Iterable[bytes], wanted: Sequence[bool]
) -> None:
    freezer.add(compress(lines, wanted), compress(items, wanted))
