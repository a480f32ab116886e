"""The name of the event where no column tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.header_words import folded
from klaviyo_gui.core.mapping import Fixed, Kind, Pair
from klaviyo_gui.core.suggest import reasons
from klaviyo_gui.core.suggest.afterwards import speaks_of_sums
from klaviyo_gui.core.suggest.claims import read_name
from klaviyo_gui.core.suggest.suggestion import Suggestion
from klaviyo_gui.language import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.core.suggest.afterwards import Afterwards

_ORDER_WORDS = (
    "auftrag",
    "bestell",
    "bestel",
    "commande",
    "encomenda",
    "order",
    "ordine",
    "pedido",
    "zamowieni",
)
"""How words begin that mean an order, within a name that as a whole means what happened."""

_ORDER_NAMES = frozenset({"financial status", "fulfillment status", "lineitem name"})

_ORDER_ALONE = frozenset({"bestelling", "commande", "order", "ordine", "pedido"})
"""Names that may number anything, unless a time and a sum stand beside them."""

_CHECKOUT_WORDS = frozenset({"abandoned", "abandonne", "abgebrochen"})

_REGISTRATION_WORDS = frozenset(
    {
        "attended",
        "attendee",
        "attendees",
        "invitee",
        "registrant",
        "registration",
        "rsvp",
        "ticket",
        "tickets",
        "venue",
        "webinar",
    }
)


def speaks_of_registrations(header: Sequence[str]) -> bool:
    """Tell whether the columns speak of people who signed up for something."""
    return any(not _REGISTRATION_WORDS.isdisjoint(folded(name).split()) for name in header)


def suggest_metric(header: Sequence[str], later: Afterwards | None = None) -> Suggestion:
    """Return the proposed name of the event, certain only where the columns speak of orders.

    ``later`` is what happened to the orders, where the columns tell that instead.
    """
    unnamed = event_named("Imported Event", reasons.EVENT_UNNAMED, is_certain=False)
    return metric_spoken_of(header, later) or unnamed


def metric_spoken_of(header: Sequence[str], later: Afterwards | None) -> Suggestion | None:
    """Return the name of the event that the columns speak of; None where they speak of none."""
    if speaks_of_registrations(header):
        return event_named("Registered for Event", reasons.REGISTRATIONS, is_certain=False)
    names = {folded(name) for name in header}
    if any(not _CHECKOUT_WORDS.isdisjoint(name.split()) for name in names):
        return event_named("Started Checkout", reasons.CHECKOUTS, is_certain=False)
    if later is not None:
        return _event(later.metric, reasons.afterwards(later.what), is_certain=False)
    if speaks_of_orders(header):
        return event_named("Placed Order", reasons.ORDERS, is_certain=True)
    return None


def speaks_of_orders(header: Sequence[str]) -> bool:
    """Tell whether a column has an order's own time or number."""
    meanings = {name: read_name(name) for name in map(folded, header)}
    is_order = "time" in meanings.values() and speaks_of_sums(header)
    return any(
        name in _ORDER_NAMES
        or (
            meaning in {"unique_id", "time"}
            and is_called_order(name)
            and (is_order or name not in _ORDER_ALONE)
        )
        for name, meaning in meanings.items()
    )


def is_called_order(name: str) -> bool:
    """Tell whether a word of a name begins as one that means an order."""
    return any(part.startswith(_ORDER_WORDS) for part in folded(name).split())


def event_named(text: str, reason: str, *, is_certain: bool) -> Suggestion:
    """Return the proposal of this name for all events, for one of the reasons."""
    return _event(text, tr(reason), is_certain=is_certain)


def _event(text: str, words: str, *, is_certain: bool) -> Suggestion:
    return Suggestion(Kind.EVENTS, Pair("metric", Fixed(text)), words, is_certain)
