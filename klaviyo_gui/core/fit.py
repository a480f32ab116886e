"""How well a saved mapping fits a file, and what became of the columns that the file lacks.

Nothing is applied here: a likely name is a question to the user, and until it is answered every
pair of the mapping stays as it is.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from klaviyo_gui.core.drift import SAMPLE, SURE, Evidence, candidates, expected_names, likely
from klaviyo_gui.core.filling import type_of
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.otherwise import chosen_style, otherwise
from klaviyo_gui.core.styles import Written, see_dates, see_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.core.otherwise import Style

_WRITTEN_KEPT = 64
"""Columns of which it is remembered how they are written, for many presets look at the same."""


@dataclass(frozen=True, slots=True)
class Drift:
    """A column of the mapping that the file lacks, with the properties it fills.

    ``now`` is the column that is probably the same under another name, empty where none is.
    """

    column: str
    targets: tuple[tuple[Kind, str], ...]
    now: str = ""
    evidence: tuple[Evidence, ...] = ()

    @property
    def is_sure(self) -> bool:
        """Tell whether its name itself speaks for it, so that it may be taken with others."""
        return not SURE.isdisjoint(self.evidence)


@dataclass(frozen=True, slots=True)
class StyleDrift:
    """A column whose cells are written in another style than the mapping reads it by."""

    column: str
    style: Style
    now: Style
    cell: str


@dataclass(frozen=True, slots=True)
class Fit:
    """How many of a mapping's columns a file has, and what became of the others.

    ``styles`` are the columns that are there, and written otherwise.
    """

    columns: int
    drifts: tuple[Drift, ...] = ()
    styles: tuple[StyleDrift, ...] = ()

    @property
    def present(self) -> int:
        """Return how many of the columns are there."""
        return self.columns - len(self.drifts)

    @property
    def share(self) -> float:
        """Return the share of the columns that are there; a mapping without any fits nothing."""
        return self.present / self.columns if self.columns else 0.0

    @property
    def has_columns(self) -> bool:
        """Tell whether every column is there."""
        return self.columns > 0 and not self.drifts

    @property
    def is_whole(self) -> bool:
        """Tell whether every column is there, written as the mapping reads it."""
        return self.has_columns and not self.styles

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
    columns, there = mapping.file_columns, set(header)
    missing = [name for name in columns if name not in there]
    styles = tuple(_styles(mapping, header, rows))
    if not missing:
        return Fit(len(columns), styles=styles)
    free = candidates(header, rows, (*columns, *mapping.left_out))
    now = likely(mapping, missing, free, expected_names(dict(places), header))
    drifts = (
        Drift(column, mapping.targets_of(column), *now.get(column, ("", ()))) for column in missing
    )
    return Fit(len(columns), tuple(drifts), styles)


def ranked(found: Iterable[Ranked]) -> tuple[Ranked, ...]:
    """Return presets with the one that fits best first, then the one used last, then by name.

    Of those that have as many columns, one that reads a column otherwise than it is written is
    last. Those that have nothing to do with the file are left out.
    """
    by_name = sorted((each for each in found if each.fit.is_likely), key=lambda each: each.name)
    by_use = sorted(by_name, key=lambda each: each.last_use, reverse=True)
    return tuple(sorted(by_use, key=_rank))


def _rank(each: Ranked) -> tuple[float, int]:
    return -each.fit.share, len(each.fit.styles)


def _styles(
    mapping: Mapping, header: Sequence[str], rows: Sequence[Sequence[str]]
) -> Iterator[StyleDrift]:
    """Yield each column that is written otherwise than a pair reads it, once."""
    at = {name: place for place, name in reversed(list(enumerate(header)))}
    told: set[str] = set()
    for kind in Kind:
        for pair in mapping.every_pair(kind):
            to = type_of(kind, pair)
            chosen = chosen_style(to, pair.conversion)
            if chosen is None:
                continue
            written = {
                name: _written(tuple(row[at[name]] for row in rows[:SAMPLE] if at[name] < len(row)))
                for name in pair.columns
                if name in at and name not in told
            }
            for source in (pair.source, *pair.fallback):
                for found in otherwise(source, to, chosen, written):
                    if found.column not in told:
                        told.add(found.column)
                        yield StyleDrift(found.column, chosen, found.style, found.cell)


@lru_cache(_WRITTEN_KEPT)
def _written(cells: tuple[str, ...]) -> Written:
    counted = [(cell, count) for cell, count in Counter(cells).items() if cell.strip()]
    return Written(see_dates(counted), see_numbers(counted))
