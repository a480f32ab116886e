"""Know the titles that columns usually have."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from klaviyo_gui.core import catalog
from klaviyo_gui.core.header_words import words_of
from klaviyo_gui.core.mapping import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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


def are_surely_titles(cells: Sequence[str], others: Iterable[Sequence[str]]) -> bool:
    """Tell whether each of several cells is a usual title, which is so in no other of the rows."""
    return _are_known(cells) and not any(
        _are_known(row) for row in others if list(row) != list(cells)
    )


def _are_known(cells: Sequence[str]) -> bool:
    return len(cells) > 1 and all(map(is_known, cells))


@cache
def _of_klaviyo() -> frozenset[str]:
    """Gather the names of Klaviyo's properties, and what shops call them."""
    return frozenset(
        words_of(name)
        for kind in Kind
        for target in catalog.targets(kind)
        for name in (target.label, *target.synonyms)
    )
