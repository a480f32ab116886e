"""Which column holds a thing by its cells, where no name says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.core import looks
from klaviyo_gui.core.header_words import folded
from klaviyo_gui.core.suggest import reasons
from klaviyo_gui.core.suggest.addressee import is_own_address
from klaviyo_gui.core.suggest.choosing import Chosen
from klaviyo_gui.core.suggest.fitting import are_mostly
from klaviyo_gui.core.suggest.words import CONSENT, OTHERS
from klaviyo_gui.language import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from klaviyo_gui.core.suggest.fitting import Samples


@dataclass(frozen=True, slots=True)
class _Sight:
    """What cells must look like, and the words of names that then mean something else."""

    looks: Callable[[str], bool]
    reason: str
    not_named: frozenset[str]


def _is_phone(cell: str) -> bool:
    """Tell a phone number from bare digits and from dates, which look alike."""
    if not looks.looks_like_phone(cell) or looks.looks_like_date(cell):
        return False
    return cell.strip().startswith(("+", "(", "00")) or "-" in cell.strip()


KNOWN_BY_CELLS = {
    "email": _Sight(looks.looks_like_email, reasons.CELLS_ARE_EMAILS, frozenset()),
    "phone_number": _Sight(
        _is_phone,
        reasons.CELLS_ARE_PHONES,
        frozenset({"fax", "id", "number", "no", "sku", "zip", "isbn", "code", "tracking"}),
    ),
    "location.country": _Sight(
        looks.looks_like_country,
        reasons.CELLS_ARE_COUNTRIES,
        frozenset({"language", "locale", "state", "region", "currency", "origin", "code"}),
    ),
    "time": _Sight(
        looks.looks_like_time,
        reasons.CELLS_ARE_TIMES,
        frozenset(
            {
                "birth",
                "birthday",
                "cancelled",
                "dernier",
                "derniere",
                "dob",
                "due",
                "end",
                "expires",
                "expiry",
                "fulfilled",
                "geburtsdatum",
                "geburtstag",
                "id",
                "laatste",
                "last",
                "letzte",
                "letzter",
                "letztes",
                "modified",
                "naissance",
                "next",
                "number",
                "phone",
                "refunded",
                "shipped",
                "ultima",
                "ultimo",
                "until",
                "updated",
            }
        ),
    ),
    "value": _Sight(
        looks.looks_like_money,
        reasons.CELLS_ARE_MONEY,
        frozenset(
            {
                "balance",
                "code",
                "cost",
                "credit",
                "discount",
                "fee",
                "fees",
                "id",
                "latitude",
                "lifetime",
                "longitude",
                "no",
                "nr",
                "number",
                "nummer",
                "points",
                "rate",
                "refund",
                "refunded",
                "shipping",
                "spent",
                "tax",
                "taxes",
                "tip",
                "vat",
                "version",
                "weight",
            }
        ),
    ),
}
"""What is known by its cells, by the key of the property in its own record."""


def column_by_cells(key: str, names: Sequence[str], samples: Samples) -> Chosen | None:
    """Return the column whose cells look like this property.

    Only e-mail addresses can be told for certain, and only where no other column has any and the
    name speaks of the person's own; of anything else that is in two columns none is proposed.
    """
    sight = KNOWN_BY_CELLS[key]
    is_email = key == "email"
    odd = sight.not_named if is_email else sight.not_named | OTHERS | CONSENT
    alike = [
        name
        for name in names
        if are_mostly(samples[name], sight.looks) and not speaks_of(odd, name)
    ]
    if not alike or (len(alike) > 1 and not is_email):
        return None
    if not is_email:
        return Chosen(alike[0], tr(sight.reason), is_certain=False)
    reason = tr(sight.reason)
    best = min(alike, key=lambda name: not is_own_address(name))
    if not is_own_address(best):
        return Chosen(best, reasons.of_whose_address(reason), is_certain=False)
    if len(alike) > 1:
        other = next(name for name in alike if name != best)
        return Chosen(best, reasons.rivalled(reason, other), is_certain=False)
    return Chosen(best, reason, is_certain=True)


def speaks_of(words: frozenset[str], name: str) -> bool:
    """Tell whether a name has one of these words."""
    return not words.isdisjoint(folded(name).split())
