"""Which file beside another one probably tells more of the same people, or of what they bought.

By its name alone: a file is opened when somebody asks for it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from klaviyo_gui.core.joined_names import stem_of

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORDS = frozenset(
    {
        *("customer", "customers", "client", "clients", "contact", "contacts", "people"),
        *("person", "persons", "profiles", "subscribers", "members", "users", "buyers"),
        *("products", "items", "articles", "catalog", "catalogue"),
        # German, French, Spanish, Italian, Dutch, Polish, Portuguese.
        *("kunden", "kontakte", "produkte", "artikel", "clientes", "contactos", "productos"),
        *("clienti", "contatti", "prodotti", "klanten", "producten", "klienci", "produkty"),
        *("produits", "produtos", "contatos"),
    }
)
"""What files are called that others are joined to; plurals first of all, as exports are named."""

_APART = re.compile(r"[\W\d_]+")


def likely_second(first: str, names: Iterable[str]) -> str:
    """Return the one of these files that is probably to be joined; empty for none, or several.

    Only a file of the same kind is likely, and none to one that is called so itself.
    """
    if _tells(first):
        return ""
    kind = _kind(first)
    found = [name for name in names if name != first and _kind(name) == kind and _tells(name)]
    return found[0] if len(found) == 1 else ""


def _kind(name: str) -> str:
    return name.casefold().rpartition(".")[2]


def _tells(name: str) -> bool:
    words = _APART.split(stem_of(name).casefold())
    return not _WORDS.isdisjoint(words)
