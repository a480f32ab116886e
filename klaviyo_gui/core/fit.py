"""How well a saved mapping fits a file, and what became of the columns that the file lacks.

Nothing is applied here: a likely name is a question to the user, and until it is answered every
pair of the mapping stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.core.drift import Evidence, candidates, expected_names, likely

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from klaviyo_gui.core.mapping import Kind, Mapping


@dataclass(frozen=True, slots=True)
class Drift:
    """A column of the mapping that the file lacks, with the properties it fills.

    ``now`` is the column that is probably the same under another name, empty where none is.
    """

    column: str
    targets: tuple[tuple[Kind, str], ...]
    now: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Fit:
    """How many of a mapping's columns a file has, and what became of the others."""

    columns: int
    drifts: tuple[Drift, ...] = ()

    @property
    def present(self) -> int:
        """Return how many of the columns are there."""
        return self.columns - len(self.drifts)

    @property
    def share(self) -> float:
        """Return the share of the columns that are there; a mapping without any fits nothing."""
        return self.present / self.columns if self.columns else 0.0

    @property
    def is_whole(self) -> bool:
        """Tell whether every column is there."""
        return self.columns > 0 and not self.drifts

    @property
    def renames(self) -> dict[str, str]:
        """Return the likely new name of each missing column that has one."""
        return {drift.column: drift.now for drift in self.drifts if drift.now}

    @property
    def is_likely(self) -> bool:
        """Tell whether the mapping has anything to do with the file."""
        return self.present > 0 or bool(self.renames)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A preset by name with its fit; ``last_use`` is text that sorts by time, empty for none."""

    name: str
    fit: Fit
    last_use: str = ""


def fit(
    mapping: Mapping,
    header: Sequence[str],
    rows: Sequence[Sequence[str]] = (),
    places: Iterable[tuple[str, int]] = (),
) -> Fit:
    """Return how a mapping fits a file, by its header and its first rows.

    ``places`` tells where the mapping's columns stood in the file it was made for, from 1.
    """
    columns, there = mapping.columns(), set(header)
    missing = [name for name in columns if name not in there]
    if not missing:
        return Fit(len(columns))
    free = candidates(header, rows, (*columns, *mapping.left_out))
    now = likely(mapping, missing, free, expected_names(dict(places), header))
    drifts = (
        Drift(column, mapping.targets_of(column), *now.get(column, ("", ()))) for column in missing
    )
    return Fit(len(columns), tuple(drifts))


def ranked(found: Iterable[Ranked]) -> tuple[Ranked, ...]:
    """Return presets with the one that fits best first, then the one used last, then by name.

    Those that have nothing to do with the file are left out.
    """
    by_name = sorted((each for each in found if each.fit.is_likely), key=lambda each: each.name)
    by_use = sorted(by_name, key=lambda each: each.last_use, reverse=True)
    return tuple(sorted(by_use, key=lambda each: -each.fit.share))
