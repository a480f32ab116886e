"""The name of the event where no column tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.header_words import folded
from klaviyo_gui.core.mapping import Fixed, Kind, Pair
from klaviyo_gui.core.suggest import reasons
from klaviyo_gui.core.suggest.claims import read_name
from klaviyo_gui.core.suggest.suggestion import Suggestion

if TYPE_CHECKING:
    from collections.abc import Sequence

_ORDER_WORDS = frozenset(
    {
        "auftragsdatum",
        "auftragsnr",
        "auftragsnummer",
        "auftragswert",
        "bestell",
        "bestelldatum",
        "bestellnr",
        "bestellnummer",
        "bestellsumme",
        "bestellwert",
        "bestelnummer",
        "commande",
        "encomenda",
        "order",
        "ordered",
        "ordernummer",
        "ordine",
        "pedido",
        "zamowienia",
    }
)
"""Words that mean an order within a name that as a whole means a property of the event."""

_ORDER_NAMES = frozenset({"financial status", "fulfillment status", "lineitem name"})

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


def suggest_metric(header: Sequence[str]) -> Suggestion:
    """Return the proposed name of the event, certain only where the columns speak of orders."""
    if speaks_of_registrations(header):
        return _named("Registered for Event", reasons.REGISTRATIONS, is_certain=False)
    if any(_is_of_orders(name) for name in header):
        return _named("Placed Order", reasons.ORDERS, is_certain=True)
    return _named("Imported Event", reasons.EVENT_UNNAMED, is_certain=False)


def _is_of_orders(name: str) -> bool:
    words = folded(name)
    if words in _ORDER_NAMES:
        return True
    is_meant = read_name(name) in {"unique_id", "time", "value"}
    return is_meant and not _ORDER_WORDS.isdisjoint(words.split())


def _named(text: str, reason: str, *, is_certain: bool) -> Suggestion:
    return Suggestion(Kind.EVENTS, Pair("metric", Fixed(text)), reason, is_certain)
