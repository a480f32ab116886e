"""What other columns say against a plain name: a city beside a venue is the venue's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.header_words import folded
from klaviyo_gui.core.suggest import reasons

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_VENUES = frozenset(
    {
        *(
            "venue",
            "store",
            "branch",
            "outlet",
            "store location",
            "pickup location",
            "pickup store",
        ),
        *("event location", "veranstaltungsort", "spielstatte", "filiale", "standort", "lieu"),
        *("salle", "magasin", "tienda", "sucursal", "recinto", "negozio", "sede", "punto vendita"),
        *("winkel", "vestiging", "locatie", "loja", "sklep", "butik", "butikk"),
    }
)
"""Names of places that have an address of their own."""

_ABOUT_IT = (" name", " id", " code", " number", " no")
"""What may be said of such a place behind its name."""

_UNIT_PRICES = frozenset(
    {
        *("unit price", "price per unit", "price each", "item price", "single price", "unit cost"),
        *("einzelpreis", "stuckpreis", "preis pro stuck", "prix unitaire", "prix a l unite"),
        *("precio unitario", "prezzo unitario", "stukprijs", "prijs per stuk", "preco unitario"),
        *("valor unitario", "cena jednostkowa", "styckpris", "stykpris"),
    }
)
_QUANTITIES = frozenset(
    {
        *("qty", "quantity", "units", "pieces", "count", "anzahl", "menge", "stuck", "quantite"),
        *("nombre", "cantidad", "unidades", "quantita", "aantal", "quantidade", "ilosc", "antal"),
        *("quantity purchased", "item quantity", "lineitem quantity"),
    }
)
_AMOUNTS = frozenset({"amount", "montant", "betrag"})
"""Names of sums that mean a quantity, too."""

_CUSTOMERS = frozenset(
    {
        *("customer", "client", "buyer", "purchaser", "guest", "shopper", "patient", "klient"),
        *("acheteur", "cliente", "comprador", "acquirente"),
    }
)
_USERS = frozenset({"user", "username", "login", "benutzer", "benutzername", "identifiant"})
_CUSTOMERS_IN_ONE = ("kunde", "kaufer", "klant")
"""How words begin that German and Dutch put together."""

_WEB_VISITS = frozenset(
    {
        *("event name", "event timestamp", "session id", "ga session id", "user pseudo id"),
        *("page", "page location", "page path", "page title", "hostname", "landing page"),
    }
)
_BROWSERS = frozenset({"client id", "clientid", "ga client id"})


def of_venues(key: str, names: Collection[str], reason: str) -> Iterator[str]:
    """Yield the places whose address or telephone an unowned one may be, with the reason for it."""
    if key == "phone_number" or key.startswith("location."):
        yield from (reasons.of_venue(reason, name) for name in names if _is_venue(folded(name)))


def doubts(key: str, column: str, names: Collection[str], reason: str) -> Iterator[str]:
    """Yield what speaks against a column for a property, with the reason for it.

    ``key`` is that of the property without the person's prefix.
    """
    words = folded(column)
    others = {folded(name) for name in names if name != column}
    has_prices = not others.isdisjoint(_UNIT_PRICES) and others.isdisjoint(_QUANTITIES)
    if key == "value" and words in _AMOUNTS and has_prices:
        yield reasons.of_quantity(reason)
    is_user = words.partition(" ")[0] in _USERS
    if is_user and any(_is_customer(name) for name in others):
        yield reasons.of_staff(reason)
    if words.startswith("contact ") and any(name.startswith("end customer") for name in others):
        yield reasons.of_staff(reason)
    if words in _BROWSERS and not others.isdisjoint(_WEB_VISITS):
        yield reasons.of_browser(reason)


def _is_venue(words: str) -> bool:
    return words in _VENUES or any(
        words.removesuffix(ending) in _VENUES for ending in _ABOUT_IT if words.endswith(ending)
    )


def _is_customer(words: str) -> bool:
    return words.partition(" ")[0] in _CUSTOMERS or words.startswith(_CUSTOMERS_IN_ONE)
