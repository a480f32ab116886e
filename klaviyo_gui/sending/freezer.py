"""Items are gathered until a request is full, and frozen in the journal then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.batch import BODY_MAX_BYTES, events_in, items_max, splits
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.way import Way
from klaviyo_gui.klaviyo.bodies import lone, overhead, wrap
from klaviyo_gui.sending.facts import way_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from klaviyo_gui.store.journal import Journal


class Freezer:
    """Gathers items of one kind and freezes a batch whenever one is full.

    How many that takes, and of what shape it is, is decided by the way in which the run goes out.
    ``list_id`` is the list that people join, empty for none.
    """

    def __init__(self, journal: Journal, kind: Kind, list_id: str = "") -> None:
        self._way = way_of(journal.facts)
        self._journal = journal
        self._kind = kind
        self._list_id = list_id
        self._lines: list[int] = []
        self._items: list[bytes] = []

    def add(self, lines: Iterable[int], items: Iterable[bytes]) -> None:
        """Take more items; full batches are frozen at once, the rest waits."""
        self._lines += lines
        self._items += items
        self._freeze(keep_last=True)

    def finish(self) -> None:
        """Freeze what is left."""
        self._freeze(keep_last=False)

    def _freeze(self, *, keep_last: bool) -> None:
        sizes = [len(item) for item in self._items]
        room = BODY_MAX_BYTES - overhead(self._kind, self._list_id)
        counts = [events_in(item) for item in self._items] if self._kind is Kind.EVENTS else ()
        groups = list(splits(sizes, items_max(self._kind, self._way), room, counts))
        if keep_last and groups:
            groups.pop()
        is_lone = self._way is Way.PUBLIC
        for start, stop in groups:
            items = self._items[start:stop]
            body = lone(self._kind, *items) if is_lone else wrap(self._kind, items, self._list_id)
            self._journal.add_batch(self._kind, self._lines[start:stop], body)
        done = groups[-1][1] if groups else 0
        del self._lines[:done], self._items[:done]
