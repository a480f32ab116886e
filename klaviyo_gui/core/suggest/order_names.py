"""Names of columns that number orders, by which their lines are known to belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.header_words import folded
from klaviyo_gui.core.suggest.claims import read_name
from klaviyo_gui.core.suggest.codes import speaks_of_code

if TYPE_CHECKING:
    from collections.abc import Sequence

_BEGINNINGS = (
    ("auftrag", "bestel", "commande", "encomenda", "order", "ordine", "pedido", "zamowieni"),
    ("basket", "cart", "checkout", "warenkorb", "panier", "carrito", "carrello"),
    ("beleg", "bonnr", "bonnummer", "kassenbon", "quittung", "receipt", "recibo", "scontrino"),
    ("factu", "faktura", "fattura", "fatura", "invoice", "rechnung"),
    ("purchase", "sale", "transaction", "transaktion", "vente", "venta", "vendita"),
)
"""How words begin that mean what is bought at once, the most telling first."""

_WHOLE = {"increment id": 0, "sales record number": 1}
"""Whole names that number orders and say nothing of them, with how telling they are."""

_OTHERS = (
    *("item", "line", "produ", "prodotto", "artikel", "article", "articulo", "articolo", "sku"),
    *("variant", "posit", "mail", "date", "datum", "fecha", "data", "time", "zeit", "status"),
    *("stat", "type", "typ", "art", "total", "summe", "amount", "betrag", "wert", "value"),
    *("currency", "wahrung", "customer", "kunde", "client", "buyer", "user", "member", "channel"),
    *("kanal", "source", "method", "note", "notiz", "tag", "tax", "steuer", "mwst", "discount"),
    *("rabatt", "ship", "versand", "payment", "zahl", "tracking", "count", "anzahl", "quantity"),
    *("menge", "previous", "parent", "original", "url", "link", "name", "vat", "terminal"),
    *("addres", "adres", "rechnungsadr", "anschrift", "plz", "postal", "post", "phone", "tel"),
    *("gift", "card", "etat", "charge", "rate", "satz", "street", "city", "zip"),
)
"""How words begin that make it something else of the order, or the number of something else."""

_OF_LINES = {"name": 0, "id": 1}
"""What Shopify calls the number of an order, or of a cart, in files that have their lines."""


def key_rank(name: str, header: Sequence[str]) -> int | None:
    """Tell how well a name says that it numbers orders, 0 the best; None where it does not."""
    whole = folded(name)
    if whole in _WHOLE:
        return _WHOLE[whole]
    if whole in _OF_LINES:
        has_lines = any(folded(each).startswith("lineitem ") for each in header)
        return _OF_LINES[whole] if has_lines else None
    words = whole.split()
    is_number = speaks_of_code(name) or read_name(name) == "unique_id"
    if not is_number or any(word.startswith(_OTHERS) for word in words):
        return None
    for rank, beginnings in enumerate(_BEGINNINGS):
        if any(word.startswith(beginnings) for word in words):
            return rank
    return None
