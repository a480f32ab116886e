"""What speaks against the column that a name would choose for a property."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.core import catalog
from klaviyo_gui.core.convert.clock import ANY_DAY
from klaviyo_gui.core.convert.dates import is_stamp
from klaviyo_gui.core.header_words import folded
from klaviyo_gui.core.looks import looks_like_time
from klaviyo_gui.core.suggest import neighbours, reasons
from klaviyo_gui.core.suggest.claims import Strength
from klaviyo_gui.core.suggest.fitting import are_mostly, can_be

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from klaviyo_gui.core.catalog import Target
    from klaviyo_gui.core.suggest.claims import Claim
    from klaviyo_gui.core.suggest.fitting import Samples

_ONE_OF_A_KIND = frozenset({*catalog.ID_TARGETS, "first_name", "last_name"})
"""What a person has one of: two columns that differ cannot both be right."""

_CLOCKS = frozenset({"time", "order time", "transaction time", "uhrzeit", "heure", "hora", "ora"})
"""Names that may tell the time of day alone."""

_DAYS = frozenset({"date", "datum", "fecha", "data", "created", "day"})

_METRICS_MAX = 12
"""Different texts beyond which a column rather tells of something else than of what happened."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the whole file says, beside the columns that claim a property.

    ``has_events`` tells of things that happened, ``has_occasions`` of concerts or webinars for
    which people signed up: there "event" is the occasion.
    """

    samples: Samples
    has_events: bool
    has_occasions: bool
    names: tuple[str, ...] = ()


def doubt(target: Target, ranked: Sequence[Claim], setting: Setting) -> str | None:
    """Return the reason with what speaks against it, None where nothing does.

    ``ranked`` are the columns that claim the property, the one that would be chosen first.
    """
    return next(_doubts(target, ranked, setting), None)


def clocks(claims: Sequence[Claim], samples: Samples) -> frozenset[str]:
    """Return the columns that tell the time of day where others tell the day."""
    words = {claim.column: folded(claim.column) for claim in claims}
    if all(_DAYS.isdisjoint(each.split()) for each in words.values()):
        return frozenset()
    return frozenset(
        column
        for column, each in words.items()
        if each in _CLOCKS and not any(map(looks_like_time, samples[column]))
    )


def _doubts(target: Target, ranked: Sequence[Claim], setting: Setting) -> Iterator[str]:
    best, key = ranked[0], target.key.removeprefix(catalog.PERSON)
    cells = setting.samples[best.column]
    if target.is_rare and target.group is catalog.Group.WHO:
        yield reasons.one_account(best.reason)
    rival = _rival(target, ranked, setting.samples)
    if rival is not None:
        yield reasons.rivalled(best.reason, rival)
    is_plain = best.strength is Strength.EXACT
    if key == "location.timezone" and setting.has_events and is_plain:
        yield reasons.of_whom(best.reason)
    if is_plain and setting.has_events:
        yield from neighbours.of_venues(key, setting.names, best.reason)
    if best.strength > Strength.LEGACY:
        yield from neighbours.doubts(key, best.column, setting.names, best.reason)
    is_named_for_it = "event" in folded(best.column).split()
    if setting.has_occasions and target.group is catalog.Group.WHAT and is_named_for_it:
        yield reasons.of_occasion(best.reason)
    if key == "metric" and len(set(cells)) > _METRICS_MAX:
        yield reasons.many_names(best.reason)
    if key == "time" and cells and all(is_stamp(cell, ANY_DAY) for cell in cells):
        yield reasons.undecided(best.reason)
    if key == "time" and not any(":" in cell for cell in cells):
        others = clocks(ranked, setting.samples) - {best.column}
        yield from (reasons.split_time(best.reason, other) for other in sorted(others))


def _rival(target: Target, ranked: Sequence[Claim], samples: Samples) -> str | None:
    """Return a column that is named as well for it, can be it, and says something else."""
    best, key = ranked[0], target.key.removeprefix(catalog.PERSON)
    if key not in _ONE_OF_A_KIND and best.strength is not Strength.CHOSEN:
        return None
    worst = max(best.strength, Strength.EXACT)
    for other in ranked[1:]:
        cells = samples[other.column]
        is_rival = other.strength <= worst and can_be(target, cells)
        if is_rival and not _agree(samples[best.column], cells):
            return other.column
    return None


def _agree(cells: Sequence[str], others: Sequence[str]) -> bool:
    """Tell whether two columns say the same; blank ones say nothing."""
    known = {cell.strip().casefold() for cell in cells}
    return (
        not known or not others or are_mostly(others, lambda cell: cell.strip().casefold() in known)
    )
