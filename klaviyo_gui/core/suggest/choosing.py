"""Of all columns that claim a property, the one that is proposed, and whether for certain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.core import catalog
from klaviyo_gui.core.header_words import folded
from klaviyo_gui.core.looks import looks_like_time
from klaviyo_gui.core.suggest import reasons
from klaviyo_gui.core.suggest.claims import Strength
from klaviyo_gui.core.suggest.fitting import MOST, are_mostly, can_be

if TYPE_CHECKING:
    from collections.abc import Sequence

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
class Chosen:
    """The column for a property, with the reason and whether that is certain."""

    column: str
    reason: str
    is_certain: bool


def choose(
    target: Target, claims: Sequence[Claim], samples: Samples, *, has_events: bool
) -> Chosen | None:
    """Return the column to propose; None where the cells leave nothing of a mere hint."""
    has_rows = any(samples.values())
    clocks = _clocks(claims, samples) if target.key == "time" else frozenset()
    ranked = sorted(
        claims,
        key=lambda each: (
            _misfit(target, each, samples, has_rows),
            each.column in clocks,
            each.strength,
            each.rank,
        ),
    )
    best = ranked[0]
    cells = samples[best.column]
    is_fit = can_be(target, cells)
    if best.strength is Strength.HINT:
        if not is_fit or (has_rows and not cells):
            return None
        return Chosen(best.column, best.reason, is_certain=False)
    if not is_fit:
        return Chosen(best.column, reasons.belied(best.reason), is_certain=False)
    doubt = _doubt(target, ranked, samples, has_events=has_events)
    if doubt is not None:
        return Chosen(best.column, doubt, is_certain=False)
    return Chosen(best.column, best.reason, best.is_clear)


def _misfit(target: Target, claim: Claim, samples: Samples, has_rows: bool) -> int:
    """Return 0 for cells that can be it, 1 for none although the file has rows, 2 for others."""
    cells = samples[claim.column]
    if not cells:
        return int(has_rows)
    return 0 if can_be(target, cells) else 2


def _doubt(
    target: Target, ranked: Sequence[Claim], samples: Samples, *, has_events: bool
) -> str | None:
    """Return the reason with what speaks against it, None where nothing does."""
    best, key = ranked[0], target.key.removeprefix(catalog.PERSON)
    if target.is_rare and target.group is catalog.Group.WHO:
        return reasons.one_account(best.reason)
    rival = _rival(key, ranked, samples)
    if rival is not None:
        return reasons.rivalled(best.reason, rival)
    if key == "location.timezone" and has_events and best.strength is Strength.EXACT:
        return reasons.of_whom(best.reason)
    if key == "metric" and len(set(samples[best.column])) > _METRICS_MAX:
        return reasons.many_names(best.reason)
    clock = next(iter(_clocks(ranked, samples)), None) if key == "time" else None
    has_hours = any(":" in cell for cell in samples[best.column])
    if clock is not None and clock != best.column and not has_hours:
        return reasons.split_time(best.reason, clock)
    return None


def _rival(key: str, ranked: Sequence[Claim], samples: Samples) -> str | None:
    """Return a column that is named as well for it and says something else."""
    best = ranked[0]
    if key not in _ONE_OF_A_KIND and best.strength is not Strength.CHOSEN:
        return None
    worst = max(best.strength, Strength.EXACT)
    for other in ranked[1:]:
        if other.strength <= worst and not _agree(samples[best.column], samples[other.column]):
            return other.column
    return None


def _agree(cells: Sequence[str], others: Sequence[str]) -> bool:
    """Tell whether two columns say the same; blank ones say nothing."""
    known = {cell.strip().casefold() for cell in cells}
    return (
        not known
        or not others
        or are_mostly(others, lambda cell: cell.strip().casefold() in known, MOST)
    )


def _clocks(claims: Sequence[Claim], samples: Samples) -> frozenset[str]:
    """Return the columns that tell the time of day where others tell the day."""
    words = {claim.column: folded(claim.column) for claim in claims}
    if all(_DAYS.isdisjoint(each.split()) for each in words.values()):
        return frozenset()
    return frozenset(
        column
        for column, each in words.items()
        if each in _CLOCKS and not any(map(looks_like_time, samples[column]))
    )
