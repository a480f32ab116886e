"""Which property the name of a column claims, and how strongly.

Whole names are compared, never one shared word: "Email Marketing Consent" claims nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from klaviyo_gui.core import catalog
from klaviyo_gui.core.catalog import Group
from klaviyo_gui.core.header_words import folded
from klaviyo_gui.core.header_zone import ZONE_ENDINGS
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.memory import LEFT_OUT
from klaviyo_gui.core.suggest import reasons
from klaviyo_gui.core.suggest.words import BESIDE, LESSER_OWNERS, OWNERS, OWNERS_BEHIND
from klaviyo_gui.language import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.core.catalog import Target
    from klaviyo_gui.core.memory import Memory

_OWNER_WORDS_MAX = 3
_WITH_TAXES = tuple(
    f" {with_} {tax}"
    for with_ in ("inc", "incl", "including", "inkl", "with")
    for tax in ("gst", "mwst", "tax", "taxes", "vat")
)
"""Last words that say what a sum includes, and nothing of what it is the sum of."""


class Strength(IntEnum):
    """How strongly a name claims a property, the strongest first."""

    CHOSEN = 0
    LEGACY = 1
    EXACT = 2
    OWNED = 3
    HINT = 4


@dataclass(frozen=True, slots=True)
class Claim:
    """One column that claims a property; of two alike in strength the lower rank is preferred.

    ``is_clear`` is false for what was chosen before only some of the times.
    """

    column: str
    key: str
    strength: Strength
    rank: int
    reason: str
    is_clear: bool = True


def claims(kind: Kind, header: Sequence[str], memory: Memory) -> dict[str, list[Claim]]:
    """Return who claims each property of one kind of record."""
    known = {target.key: target for target in catalog.targets(kind)}
    prefix = catalog.PERSON if kind is Kind.EVENTS else ""
    words = frozenset(map(folded, header))
    found: dict[str, list[Claim]] = {}
    for name in dict.fromkeys(header):
        claim = _chosen(kind, name, memory) or _legacy(kind, name)
        if claim is None and (named := _named(folded(name), words)) is not None:
            key, strength, rank = named
            target = known.get(key) or known.get(prefix + key)
            if target is not None:
                say = reasons.maybe if strength is Strength.HINT else reasons.meant
                claim = Claim(name, target.key, strength, rank, say(target.label))
                past = memory.recall(kind, name)
                if past is not None and past.target == LEFT_OUT:
                    reason = reasons.left_out(claim.reason)
                    claim = replace(claim, reason=reason, is_clear=False)
        if claim is not None:
            found.setdefault(claim.key, []).append(claim)
    return found


def read_name(name: str) -> str | None:
    """Return the key of the property that a name means for sure, without the person's prefix."""
    legacy = _legacy(Kind.EVENTS, name)
    if legacy is not None:
        return legacy.key.removeprefix(catalog.PERSON)
    found = _named(folded(name), frozenset())
    return found[0] if found is not None and found[1] is not Strength.HINT else None


def _chosen(kind: Kind, name: str, memory: Memory) -> Claim | None:
    past = memory.recall(kind, name)
    target = catalog.find(kind, past.target) if past is not None else None
    if past is None or target is None:
        return None
    label = target.label if target.is_custom else tr(target.label)
    reason = reasons.chosen(label, past.times)
    return Claim(name, target.key, Strength.CHOSEN, -past.times, reason, past.is_unanimous)


def _legacy(kind: Kind, name: str) -> Claim | None:
    target = catalog.by_legacy(kind, name) if "$" in name else None
    if target is None:
        return None
    return Claim(name, target.key, Strength.LEGACY, 0, reasons.older(target.label))


@lru_cache(maxsize=4_096)
def _named(words: str, all_words: frozenset[str]) -> tuple[str, Strength, int] | None:
    """Return what these words claim as (key, strength, rank)."""
    for ending in ZONE_ENDINGS:
        found = _sure().get(words.removesuffix(ending)) if words.endswith(ending) else None
        if found is not None and found[0].key == "time":
            return "time", Strength.EXACT, found[1]
    for ending in _WITH_TAXES:
        found = _sure().get(words.removesuffix(ending)) if words.endswith(ending) else None
        if found is not None and found[0].key == "value":
            return "value", Strength.EXACT, found[1]
    found = _sure().get(words)
    if found is not None:
        return found[0].key, Strength.EXACT, found[1]
    beside = BESIDE.get(words)
    if beside is not None and not all_words.isdisjoint(beside[1]):
        return beside[0], Strength.EXACT, 0
    return _owned(words, all_words) or _squeezed(words) or _hinted(words)


def _owned(words: str, all_words: frozenset[str]) -> tuple[str, Strength, int] | None:
    for owner, rest, pattern in _apart(words):
        found = _sure().get(rest)
        if found is not None and found[0].group in (Group.WHO, Group.ABOUT):
            if owner in LESSER_OWNERS:
                return found[0].key, Strength.HINT, found[1]
            return found[0].key, Strength.OWNED, _owner_rank(owner) + found[1]
        beside = BESIDE.get(rest)
        if beside is not None and any(pattern.format(each) in all_words for each in beside[1]):
            return beside[0], Strength.OWNED, _owner_rank(owner)
    return None


def _squeezed(words: str) -> tuple[str, Strength, int] | None:
    """Read one word that is several without blanks: ``billingfirstname``."""
    if " " in words:
        return None
    found = _without_blanks().get(words)
    if found is not None:
        return found[0].key, Strength.EXACT, found[1]
    for owner, start in _OWNERS_WITHOUT_BLANKS:
        found = _without_blanks().get(words[len(start) :]) if words.startswith(start) else None
        if found is not None and found[0].group in (Group.WHO, Group.ABOUT):
            return found[0].key, Strength.OWNED, _owner_rank(owner) + found[1]
    return None


def _apart(words: str) -> list[tuple[str, str, str]]:
    """Return how words may be taken apart as (owner, what is owned, a pattern to put it back)."""
    parts = words.split()
    found = []
    for count in range(1, min(_OWNER_WORDS_MAX, len(parts) - 1) + 1):
        before, rest = " ".join(parts[:count]), " ".join(parts[count:])
        if before in _OWNER_RANKS or before in LESSER_OWNERS:
            found.append((before, rest, before + " {}"))
        behind, start = " ".join(parts[-count:]), " ".join(parts[:-count])
        if behind in OWNERS_BEHIND:
            found.append((behind, start, "{} " + behind))
    return found


_OWNERS_WITHOUT_BLANKS = tuple((owner, owner.replace(" ", "")) for owner in OWNERS)
_OWNER_RANKS = {owner: rank for rank, owner in enumerate(OWNERS)}
_RANKS_OF_NAMES = 1_000
"""More than any property has names, so that the owner decides before the name does."""


def _owner_rank(owner: str) -> int:
    return _RANKS_OF_NAMES * _OWNER_RANKS.get(owner, len(_OWNER_RANKS))


def _hinted(words: str) -> tuple[str, Strength, int] | None:
    found = _hints().get(words)
    return (found[0].key, Strength.HINT, found[1]) if found is not None else None


@cache
def _every() -> tuple[Target, ...]:
    """Return every property, with the key that it has in its own record."""
    return tuple(
        replace(each, key=each.key.removeprefix(catalog.PERSON))
        for each in catalog.targets(Kind.EVENTS)
    )


@cache
def _sure() -> dict[str, tuple[Target, int]]:
    return {
        folded(name): (target, rank)
        for target in _every()
        for rank, name in reversed(tuple(enumerate(target.synonyms)))
    }


@cache
def _without_blanks() -> dict[str, tuple[Target, int]]:
    return {name.replace(" ", ""): found for name, found in reversed(_sure().items())}


@cache
def _hints() -> dict[str, tuple[Target, int]]:
    return {
        folded(name): (target, rank)
        for target in _every()
        for rank, name in enumerate(target.hints)
    }
