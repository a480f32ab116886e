"""What happens to an order after it was placed, and the words that speak of it.

Such a file has the order's number and its sum, too, and is no order a second time: a refund that is
sent as a "Placed Order" counts as revenue, and thanks people for what they sent back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.core.header_words import folded
from klaviyo_gui.core.suggest.claims import read_name
from klaviyo_gui.language import mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Afterwards:
    """Something that happens to an order later: the event's name, what it is called, its words.

    ``parts`` may stand anywhere within a word, as German and Dutch put words together; ``whole``
    are words that also stand within others.
    """

    metric: str
    what: str
    parts: tuple[str, ...]
    whole: frozenset[str] = frozenset()

    def is_spoken_of(self, name: str) -> bool:
        """Tell whether a folded name speaks of it."""
        words = name.split()
        return not self.whole.isdisjoint(words) or any(
            part in word for word in words for part in self.parts
        )


_CANCELED = Afterwards(
    "Canceled Order",
    mark("cancellations"),
    ("cancel", "storn", "annul", "anulacion", "anulad", "anulowan", "widerruf", "avbestall"),
)
_REFUNDED = Afterwards(
    "Refunded Order",
    mark("refunds"),
    (
        *("refund", "erstatt", "gutschrift", "rembours", "reembols", "rimbors", "terugbeta"),
        *("aterbetal", "tilbagebetal", "zwrot", "chargeback", "ruckzahlung", "creditnote"),
    ),
    frozenset({"credited"}),
)
_RETURNED = Afterwards(
    "Returned Order",
    mark("what was sent back"),
    ("returned", "retour", "ruckgabe", "rucksend", "devoluc", "devoluz", "reklamation"),
    frozenset({"return", "returns", "rma", "devolution", "devolvido", "devuelto", "reso"}),
)
_OTHER = Afterwards(
    "Imported Event",
    mark("reviews, disputes, quotes or payments that failed"),
    (
        *("bewertung", "rezension", "recension", "resena", "beoordeling"),
        *("dispute", "litige", "disputa", "angebot", "preventivo", "presupuesto", "orcamento"),
        *("failed", "failure", "declined", "fehlgeschlagen", "echou", "fallid", "fallit"),
        *("mislukt", "rejected", "abgelehnt", "refuse"),
    ),
    frozenset(
        {
            "review",
            "reviews",
            "reviewed",
            "reviewer",
            "quote",
            "quotes",
            "quotation",
            "devis",
            "avis",
            "offerte",
            "estimate",
            "oferta",
        }
    ),
)
_FULFILLED = Afterwards(
    "Fulfilled Order",
    mark("what was shipped"),
    (
        *("shipped", "shipment", "tracking", "fulfilled", "dispatched", "delivered", "versandt"),
        *("versanddatum", "versendet", "sendungs", "ausgeliefert", "zugestellt", "lieferdatum"),
        *("expedie", "expedition", "enviad", "spedit", "verzonden", "wyslan", "skickad"),
    ),
    frozenset({"livre", "livree", "geliefert", "consegnato"}),
)

_INSTEAD = (_CANCELED, _REFUNDED, _RETURNED, _OTHER)
"""What is told instead of the order, the most telling first."""

_STATES = frozenset({"etat", "estado", "stato", "stan", "state"})
_USUAL = 0.5
"""Share of a list of orders from which on it is rather a list of what happened to them."""

_SUMS = frozenset(
    {
        *("amount", "paid", "price", "revenue", "sum", "total"),
        *("betrag", "gesamtbetrag", "preis", "summe", "bedrag", "prijs", "totaal"),
        *("montant", "prix", "importe", "precio", "importo", "prezzo", "totale", "valor"),
        *("cena", "kwota"),
    }
)
"""Words that speak of what was paid."""

_NOTHING = frozenset({"0", "0.0", "0.00", "0,00", "-", "false", "no", "nein", "non", "none", "n/a"})
"""Cells that say that nothing of the kind happened."""


def afterwards(columns: Mapping[str, Sequence[str]]) -> Afterwards | None:
    """Return what happened later, if that is what the columns speak of.

    Where a column tells in which state each order is, it is a list of orders of all states: words
    of what may have happened to one say nothing there, unless it happened to most of them. That
    something was shipped is in every list of orders that have a time and a sum of their own.
    """
    names = {name: folded(name) for name in columns}
    states = [name for name, words in names.items() if _tells_state(words)]
    has_time = any(_is_own_time(words) for words in names.values())
    needed = _USUAL if states and has_time else 0
    for each in _INSTEAD:
        speaking = (name for name, words in names.items() if each.is_spoken_of(words))
        if any(_happened(columns[name], needed) for name in speaking) or any(
            _are_in_state(each, columns[name]) for name in states
        ):
            return each
    is_shipped = any(map(_FULFILLED.is_spoken_of, names.values()))
    return _FULFILLED if is_shipped and not (has_time and speaks_of_sums(columns)) else None


def metric_of(name: str) -> str:
    """Return what happens to an order on a date of this name, empty where it does not say."""
    words = folded(name)
    later = (each for each in (*_INSTEAD, _FULFILLED) if each.is_spoken_of(words))
    found = next(later, _OTHER)
    return found.metric if found is not _OTHER else ""


def speaks_of_sums(header: Iterable[str]) -> bool:
    """Tell whether a column may have what was paid."""
    return any(
        read_name(name) == "value" or not _SUMS.isdisjoint(folded(name).split()) for name in header
    )


def _tells_state(words: str) -> bool:
    parts = words.split()
    return "status" in words or (parts != ["state"] and not _STATES.isdisjoint(parts))


def _is_own_time(words: str) -> bool:
    is_later = any(each.is_spoken_of(words) for each in (*_INSTEAD, _FULFILLED))
    return not is_later and read_name(words) == "time"


def _happened(cells: Sequence[str], needed: float) -> bool:
    """Tell whether more than such a share of the rows has it; without rows the name decides."""
    if not cells:
        return needed == 0
    return sum(1 for cell in cells if not _says_nothing(cell)) > needed * len(cells)


def _says_nothing(cell: str) -> bool:
    return not cell.strip() or cell.strip().casefold() in _NOTHING


def _are_in_state(what: Afterwards, cells: Sequence[str]) -> bool:
    filled = {folded(cell) for cell in cells if cell.strip()}
    return bool(filled) and all(map(what.is_spoken_of, filled))
