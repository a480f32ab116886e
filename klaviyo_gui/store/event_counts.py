"""How many events of each name Klaviyo has taken of a run whose rows may have several."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import orjson

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.metric_names import every_name
from klaviyo_gui.core.sent import names_in
from klaviyo_gui.store.journal import ACCEPTED_EVENTS, BatchState
from klaviyo_gui.store.several_form import CONDITION, FURTHER

if TYPE_CHECKING:
    from klaviyo_gui.store.journal import Journal


def accepted_events(journal: Journal) -> dict[str, int]:
    """Return them in the order in which rows have them; nothing where each row has one always.

    They are counted from the requests as they were sent, as long as the journal keeps those.
    """
    mapping: dict[str, Any] = journal.facts.get("mapping", {})
    if CONDITION not in mapping and FURTHER not in mapping:
        return {}
    found: Counter[str] = Counter()
    for batch in journal.batches(*BatchState):
        accepted = journal.accepted_at(batch.id) if batch.kind is Kind.EVENTS else set()
        if accepted:
            body = journal.body(batch.id)
            is_whole = len(accepted) == batch.items
            found.update(every_name(body) if is_whole else _names_at(body, accepted))
    return dict(found)


def events_in_facts(facts: dict[str, Any]) -> tuple[tuple[str, int], ...]:
    """Return what was counted when the run ended last; nothing where it was not, or is erased."""
    return tuple(facts.get(ACCEPTED_EVENTS, {}).items())


def _names_at(body: bytes, places: set[int]) -> list[str]:
    """Return the names of the events of the records at these places of a request."""
    items = orjson.loads(body)["data"]["attributes"]["events-bulk-create"]["data"]
    return [name for at in sorted(places) for name in names_in(items[at])]
