"""Know the titles that columns usually have."""

from __future__ import annotations

from functools import cache

from klaviyo_gui.core import catalog
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.suggest import words_of

_USUAL = frozenset(
    {
        "account",
        "active",
        "address",
        "age",
        "artikel",
        "barcode",
        "birthday",
        "brand",
        "category",
        "click",
        "clicks",
        "code",
        "color",
        "colour",
        "comment",
        "cost",
        "coupon",
        "customer",
        "day",
        "description",
        "discount",
        "fee",
        "full name",
        "gender",
        "group",
        "id",
        "impressions",
        "index",
        "item",
        "key",
        "kunde",
        "link",
        "list",
        "menge",
        "month",
        "name",
        "net",
        "nombre",
        "note",
        "notes",
        "nr",
        "opens",
        "path",
        "points",
        "preis",
        "price",
        "prix",
        "product",
        "qty",
        "quantity",
        "rating",
        "reference",
        "role",
        "score",
        "segment",
        "shipping",
        "size",
        "sku",
        "source",
        "status",
        "tag",
        "tags",
        "tax",
        "text",
        "ticket type",
        "title",
        "type",
        "updated at",
        "url",
        "variant",
        "vendor",
        "website",
        "year",
    }
)


def is_known(cell: str) -> bool:
    """Tell whether a cell is the usual title of a column."""
    words = words_of(cell)
    return words in _USUAL or words in _of_klaviyo()


@cache
def _of_klaviyo() -> frozenset[str]:
    """Gather the names of Klaviyo's properties, and what shops call them."""
    return frozenset(
        words_of(name)
        for kind in Kind
        for target in catalog.targets(kind)
        for name in (target.label, *target.synonyms)
    )
