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
    from collections.abc import Set as AbstractSet

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
"""Names that may number anything, unless a time stands beside them."""

_CHECKOUT_WORDS = frozenset({"abandoned", "abandonne", "abgebrochen"})

_REFUND_NAMES = frozenset(
    {
        "date of refund",
        "date refunded",
        "refund created at",
        "refund date",
        "refund id",
        "refund number",
        "refunded at",
    }
)

_RETURN_NAMES = frozenset(
    {"date returned", "return date", "return id", "return number", "return reason", "returned at"}
)
"""What came back has an order's number, too, and was no order a second time."""

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
    names = {folded(name) for name in header}
    if any(not _CHECKOUT_WORDS.isdisjoint(name.split()) for name in names):
        return _named("Started Checkout", reasons.CHECKOUTS, is_certain=False)
    if not _REFUND_NAMES.isdisjoint(names):
        return _named("Refunded Order", reasons.REFUNDS, is_certain=False)
    if not _RETURN_NAMES.isdisjoint(names):
        return _named("Returned Order", reasons.RETURNS, is_certain=False)
    if _speak_of_orders(names):
        return _named("Placed Order", reasons.ORDERS, is_certain=True)
    return _named("Imported Event", reasons.EVENT_UNNAMED, is_certain=False)


def _speak_of_orders(names: AbstractSet[str]) -> bool:
    meanings = {name: read_name(name) for name in names}
    has_time = "time" in meanings.values()
    return any(
        name in _ORDER_NAMES
        or (
            meaning in {"unique_id", "time", "value"}
            and any(part.startswith(_ORDER_WORDS) for part in name.split())
            and (has_time or name not in _ORDER_ALONE)
        )
        for name, meaning in meanings.items()
    )


def _named(text: str, reason: str, *, is_certain: bool) -> Suggestion:
    return Suggestion(Kind.EVENTS, Pair("metric", Fixed(text)), reason, is_certain)
