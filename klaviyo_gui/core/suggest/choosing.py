"""Of all columns that claim a property, the one that is proposed, and whether for certain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.core.suggest import reasons
from klaviyo_gui.core.suggest.claims import Strength
from klaviyo_gui.core.suggest.doubts import clocks, doubt
from klaviyo_gui.core.suggest.fitting import can_be, may_be

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.core.catalog import Target
    from klaviyo_gui.core.suggest.claims import Claim
    from klaviyo_gui.core.suggest.doubts import Setting


@dataclass(frozen=True, slots=True)
class Chosen:
    """The column for a property, with the reason and whether that is certain."""

    column: str
    reason: str
    is_certain: bool


def choose(target: Target, claims: Sequence[Claim], setting: Setting) -> Chosen | None:
    """Return the column to propose; None where the cells leave nothing of a mere hint."""
    ranked = _ranked(target, claims, setting)
    best = ranked[0]
    cells = setting.samples[best.column]
    is_hint = best.strength is Strength.HINT
    if not can_be(target, cells):
        if may_be(target, cells):
            return Chosen(best.column, reasons.undecided(best.reason), is_certain=False)
        return (
            None if is_hint else Chosen(best.column, reasons.belied(best.reason), is_certain=False)
        )
    if is_hint:
        has_nothing = not cells and any(setting.samples.values())
        return None if has_nothing else Chosen(best.column, best.reason, is_certain=False)
    doubted = doubt(target, ranked, setting)
    if doubted is not None:
        return Chosen(best.column, doubted, is_certain=False)
    return Chosen(best.column, best.reason, best.is_clear)


def _ranked(target: Target, claims: Sequence[Claim], setting: Setting) -> list[Claim]:
    """Return the claims, first those whose cells can be it, then by how strong the name is."""
    samples, has_rows = setting.samples, any(setting.samples.values())
    times_of_day = clocks(claims, samples) if target.key == "time" else frozenset()

    def order(claim: Claim) -> tuple[int, bool, int, int]:
        cells = samples[claim.column]
        misfit = int(has_rows) if not cells else 2 * (not can_be(target, cells))
        return misfit, claim.column in times_of_day, claim.strength, claim.rank

    return sorted(claims, key=order)
