"""The automatic mapping: a proposal with a reason for every pair.

It compares whole names, never one shared word: "Email Marketing Consent" is not the e-mail.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from klaviyo_gui.core import catalog
from klaviyo_gui.core.looks import (
    looks_like_email,
    looks_like_number,
    looks_like_phone,
    looks_like_time,
)
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping, Pair, ValueType

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from klaviyo_gui.core.catalog import Target

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_BETWEEN = re.compile(r"[\s_\-./:#$()\[\]]+")
_OWNERS = (
    "bill",
    "billing",
    "customer",
    "cust",
    "buyer",
    "person",
    "client",
    "user",
    "contact",
    "default address",
)
"""First words that say whose name or address it is; shipping is somebody else's, so not here."""

_OTHERS = frozenset(
    {
        "agent",
        "delivery",
        "gift",
        "owner",
        "recipient",
        "referrer",
        "seller",
        "sender",
        "ship",
        "shipping",
        "staff",
        "supplier",
        "vendor",
    }
)
"""Words of a name that may tell of somebody else than the customer."""

_CONSENT = frozenset(
    {
        "consent",
        "consents",
        "marketing",
        "newsletter",
        "opt",
        "optin",
        "optout",
        "subscribed",
        "unsubscribed",
    }
)

_MOST = 0.9
"""Share of the sample's filled cells that must look like a thing to count as it."""

_SAMPLE = 200
"""Rows of the sample that are looked at."""

_TELLING = frozenset({"metric", "time", "value", "unique_id"})
"""What a file of events has, any of it; a list of people has nothing of the kind."""

_ORDER_NAMES = frozenset(
    {
        "order id",
        "order number",
        "order no",
        "order total",
        "order value",
        "order date",
        "date ordered",
        "financial status",
        "fulfillment status",
        "lineitem name",
        "bestellnummer",
    }
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One proposed pair; certain ones may be placed, the others wait for a nod."""

    kind: Kind
    pair: Pair
    reason: str
    is_certain: bool


def words_of(header: str) -> str:
    """Return a header as words in lower case with single blanks: ``BILL_ZIP`` → ``bill zip``."""
    plain = unicodedata.normalize("NFKC", header)
    return " ".join(_BETWEEN.sub(" ", _CAMEL.sub(" ", plain)).casefold().split())


def suggest(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    kinds: Sequence[Kind] = tuple(Kind),
) -> tuple[Suggestion, ...]:
    """Return the proposed pairs for these columns, judged by name and by the cells."""
    samples = _samples(header, rows)
    found: list[Suggestion] = []
    if Kind.EVENTS in kinds:
        found += _suggest_events(header, samples, has_profiles=Kind.PROFILES in kinds)
    if Kind.PROFILES in kinds:
        found += _suggest_profiles(header, samples)
    return tuple(found)


def as_mapping(suggestions: Sequence[Suggestion]) -> Mapping:
    """Return the mapping of all certain suggestions."""
    mapping = Mapping()
    for suggestion in suggestions:
        if suggestion.is_certain:
            mapping = mapping.with_pair(suggestion.kind, suggestion.pair)
    return mapping


def column_for(key: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> str | None:
    """Return the column that means this property of a person, None where none does."""
    target = catalog.find(Kind.PROFILES, key)
    found = _match(target, header, _samples(header, rows)) if target is not None else None
    return found[0] if found is not None else None


def guess_meaning(name: str, cells: Sequence[str]) -> Target | None:
    """Return the property that a column most probably means, None where nothing speaks for one."""
    samples = {name: [cell for cell in cells if cell.strip()]}
    every = (*catalog.targets(Kind.PROFILES), *catalog.targets(Kind.EVENTS))
    for target in every:
        if not target.key.startswith(catalog.PERSON) and _match(target, (name,), samples):
            return target
    return None


def _samples(header: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, list[str]]:
    return {
        name: [row[at] for row in rows[:_SAMPLE] if at < len(row) and row[at].strip()]
        for at, name in enumerate(header)
    }


def _suggest_events(
    header: Sequence[str], samples: dict[str, list[str]], *, has_profiles: bool
) -> list[Suggestion]:
    found: list[Suggestion] = []
    used: set[str] = set()
    taken_by_person: set[str] = set()
    for target in catalog.targets(Kind.EVENTS):
        is_of_person = target.key.startswith(catalog.PERSON)
        match = _match(target, [name for name in header if name not in used], samples)
        if match is None:
            continue
        name, reason, is_certain = match
        if has_profiles and is_of_person and any(each.is_certain for each in found):
            # One identifier says who it was; the rest of the person goes with the profiles.
            taken_by_person.add(name)
            continue
        used.add(name)
        found.append(Suggestion(Kind.EVENTS, Pair(target.key, Column(name)), reason, is_certain))
    is_of_events = not has_profiles or any(each.pair.target in _TELLING for each in found)
    if not any(each.pair.target == "metric" for each in found):
        metric = _metric(header)
        is_of_events |= metric.is_certain
        found.append(metric)
    for name in dict.fromkeys(header):
        if name not in used and name not in taken_by_person and samples[name]:
            pair = Pair(catalog.custom(name), Column(name))
            is_consent = _speaks_of(_CONSENT, name)
            reason = (
                "it speaks of consent, which an import never sets: at most a detail of the event"
                if is_consent
                else "no property of Klaviyo's own means this: a detail of the event"
            )
            found.append(Suggestion(Kind.EVENTS, pair, reason, not is_consent))
    # A list of people goes as people: half an event would only stand in their way.
    return found if is_of_events else [replace(each, is_certain=False) for each in found]


def _suggest_profiles(header: Sequence[str], samples: dict[str, list[str]]) -> list[Suggestion]:
    found: list[Suggestion] = []
    used: set[str] = set()
    for target in catalog.targets(Kind.PROFILES):
        match = _match(target, [name for name in header if name not in used], samples)
        if match is not None:
            name, reason, is_certain = match
            used.add(name)
            found.append(
                Suggestion(Kind.PROFILES, Pair(target.key, Column(name)), reason, is_certain)
            )
    return found


def _metric(header: Sequence[str]) -> Suggestion:
    is_order = any(words_of(name) in _ORDER_NAMES for name in header)
    pair = Pair("metric", Fixed("Placed Order" if is_order else "Imported Event"))
    reason = (
        "the columns speak of orders" if is_order else "no column names the event: choose a name"
    )
    return Suggestion(Kind.EVENTS, pair, reason, is_order)


def _match(
    target: Target, names: Sequence[str], samples: dict[str, list[str]]
) -> tuple[str, str, bool] | None:
    """Return the column for a property as (name, reason, is certain): best synonym first."""
    for name in names:
        if "$" in name and name.strip().casefold() == target.legacy:
            return _judged(
                target, name, samples, f"Klaviyo's older name for {target.label.lower()}"
            )
    by_words = {words_of(name): name for name in reversed(names)}
    for prefix in ("", *(owner + " " for owner in _OWNERS)):
        if prefix and target.group not in (catalog.Group.WHO, catalog.Group.ABOUT):
            break
        for synonym in target.synonyms:
            found = by_words.get(prefix + synonym)
            if found is not None:
                return _judged(target, found, samples, f"the name means {target.label.lower()}")
    return _match_cells(names, samples) if target.type is ValueType.EMAIL else None


def _match_cells(
    names: Sequence[str], samples: dict[str, list[str]]
) -> tuple[str, str, bool] | None:
    """Return the column that holds e-mail addresses, certain where it can be no other."""
    alike = [
        name
        for name in dict.fromkeys(names)
        if samples[name] and _share(samples[name], looks_like_email) >= _MOST
    ]
    if not alike:
        return None
    name = alike[0]
    is_certain = len(alike) == 1 and not _speaks_of(_CONSENT | _OTHERS, name)
    return name, "the cells are e-mail addresses", is_certain


def _judged(
    target: Target, name: str, samples: dict[str, list[str]], reason: str
) -> tuple[str, str, bool]:
    """Return what the name says, with doubt where the cells say otherwise."""
    if _fits(target, samples[name]):
        return name, reason, True
    return name, f"{reason}, but the cells do not look like it", False


def _fits(target: Target, cells: Sequence[str]) -> bool:
    """Tell whether most cells can be what the property wants."""
    if not cells:
        return True
    match target.type:
        case ValueType.EMAIL:
            return _share(cells, looks_like_email) >= _MOST / 2
        case ValueType.PHONE:
            return _share(cells, looks_like_phone) >= _MOST / 2
        case ValueType.NUMBER:
            return _share(cells, looks_like_number) >= _MOST / 2
        case ValueType.TIME:
            return _share(cells, looks_like_time) >= _MOST / 2
        case _:
            return True


def _share(cells: Sequence[str], looks: Callable[[str], bool]) -> float:
    return sum(1 for cell in cells if looks(cell)) / len(cells)


def _speaks_of(words: frozenset[str], name: str) -> bool:
    return not words.isdisjoint(words_of(name).split())
