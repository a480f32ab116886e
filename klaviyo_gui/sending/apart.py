"""Events that other runs have sent go out in requests of their own, behind all others.

One reading of Klaviyo's documentation is that a request with an id that it knows is dropped as a
whole, with a friendly answer. Rows that are new would be lost beside such an event.
"""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.klaviyo.bodies import unwrap
from klaviyo_gui.sending.freezer import Freezer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from klaviyo_gui.store.draft import Draft
    from klaviyo_gui.store.journal import Journal


def set_apart(draft: Draft, journal: Journal, earlier: Sequence[Path]) -> None:
    """Freeze anew, within the plan, every batch that holds events of both sorts.

    A run that cannot be read is passed over: what it has sent is not known.
    """
    draft.compare(Kind.EVENTS, earlier)
    lines = (line for line, _ in draft.all_sent_before(Kind.EVENTS))
    new, sent = Freezer(journal, Kind.EVENTS), Freezer(journal, Kind.EVENTS)
    for number, known in journal.batches_of(Kind.EVENTS, lines):
        if len(known) == journal.batch(number).items:
            continue
        lines_of, body = journal.take_back(number)
        items = unwrap(Kind.EVENTS, body)
        for freezer, is_sent in ((new, False), (sent, True)):
            wanted = [(line in known) is is_sent for line in lines_of]
            freezer.add(compress(lines_of, wanted), compress(items, wanted))
    new.finish()
    sent.finish()
