"""Names of columns that tell of one item of an order, and which detail of the item each means."""

from __future__ import annotations

from functools import lru_cache

from klaviyo_gui.core.header_words import folded
from klaviyo_gui.core.templates.orders import PLACED_ORDER

_MORE = {
    "ProductID": ("product number id", "produkt id", "artikelid"),
    "SKU": (
        *("article number", "product number", "articleordernumber", "article ordernumber"),
        *("product code", "item number", "item code", "item no", "art nr", "artikelnr"),
        *("artikelcode", "produktnummer", "referencia", "codice articolo", "artikelnummern"),
    ),
    "ProductName": (
        *("article name", "articlename", "bezeichnung", "artikelbez", "beschreibung"),
        *("product description", "item description", "description", "designation", "descripcion"),
        *("descrizione", "omschrijving", "nazwa"),
    ),
    "Quantity": (
        *("qty ordered", "ordered qty", "quantity ordered", "ordered quantity", "bestellmenge"),
        *("quantity refund", "units", "stuck", "invoiced quantity", "number of items bought"),
    ),
    "ItemPrice": (
        *("article price", "price each", "price per unit", "sold for", "original price"),
        *("einzelpreis brutto", "einzelpreis netto", "verkaufspreis", "vk preis", "e preis"),
        *("artikelpreis", "produktpreis", "price incl tax", "price excl tax"),
    ),
    "RowTotal": (
        *("item total", "item subtotal", "line subtotal", "product total", "line amount"),
        *("gesamtpreis", "positionspreis", "positionsbetrag", "zeilensumme", "positionswert"),
        *("artikelsumme", "total price", "total linea", "totale riga"),
    ),
    "ProductURL": (),
    "ImageURL": ("thumbnail",),
    "Categories": ("product type", "warengruppe", "artikelgruppe", "produktkategorie"),
    "Brand": ("item brand", "markenname"),
}
"""Further names beside those of the template; they mean it only where a column tells of items."""

_SHORT = {
    "name": "ProductName",
    "title": "ProductName",
    "label": "ProductName",
    "description": "ProductName",
    "number": "SKU",
    "ordernumber": "SKU",
    "code": "SKU",
    "total": "RowTotal",
    "subtotal": "RowTotal",
    "total price": "RowTotal",
}
"""What names say behind a word for the item; alone they may be of anything."""

_OWNERS = (
    *("line items payload", "order line items", "order line item", "order lines", "order line"),
    *("order items", "order item", "line items", "line item", "lineitems", "lineitem", "line"),
    *("items", "item", "products", "product", "articles", "article", "artikel", "positionen"),
    *("position", "pos", "produkt", "produit", "prodotto", "producto", "variant"),
)
"""First words that say it is of the item, the longest first."""

_ITEM_WORDS = frozenset(
    {
        *("item", "lineitem", "line", "variant", "variante", "ean", "gtin", "asin", "isbn", "upc"),
        *("product", "produkt", "produit", "prodotto", "producto", "produto", "artikel", "article"),
        *("articulo", "articolo", "position", "sku"),
    }
)
_ITEM_BEGINNINGS = ("artikel", "lineitem", "positions", "produkt")
"""How words begin that German puts together: ``Artikelfarbe``."""

_OF_ALL = frozenset(
    {
        *("count", "counts", "total", "totals", "subtotal", "sum", "anzahl", "summe", "number"),
        *("items", "products", "lines", "address", "addresses", "adresse", "all", "distinct"),
    }
)
"""Words beside which an item's word may speak of all items, or of a line of an address."""


def _named() -> dict[str, tuple[str, int]]:
    """Return ``name → (detail, rank)``; the lower the rank, the more telling the name."""
    found: dict[str, tuple[str, int]] = {}
    for detail in PLACED_ORDER.items:
        for rank, name in enumerate((*detail.names, *_MORE[detail.name])):
            found.setdefault(folded(name), (detail.name, rank))
    return found


_NAMED = _named()


@lru_cache(maxsize=4_096)
def detail_named(name: str) -> tuple[str, int] | None:
    """Return the detail of an item that a name means, and how telling it is, the lower the more."""
    words = folded(name)
    found = _NAMED.get(words)
    if found is not None:
        return found
    for owner in _OWNERS:
        if words.startswith(owner + " "):
            rest = words[len(owner) + 1 :]
            if rest in _NAMED:
                return _NAMED[rest]
            if rest in _SHORT:
                return _SHORT[rest], len(_NAMED)
            return None
    return None


@lru_cache(maxsize=4_096)
def speaks_of_item(name: str) -> bool:
    """Tell whether a name speaks of one item, and not of all of an order."""
    if detail_named(name) is not None:
        return True
    words = folded(name).split()
    if not _OF_ALL.isdisjoint(words):
        return False
    is_whole = not _ITEM_WORDS.isdisjoint(words)
    return is_whole or any(word.startswith(_ITEM_BEGINNINGS) for word in words)
