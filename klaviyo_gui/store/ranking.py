"""Which saved presets belong to a file: the best first, with what drifted since they were made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from klaviyo_gui.core.fit import Fit, Ranked, fit
from klaviyo_gui.store.presets import Reading

if TYPE_CHECKING:
    from klaviyo_gui.store.library import Library, Shelf
    from klaviyo_gui.store.presets import Preset

Rows = tuple[Sequence[str], Sequence[Sequence[str]]]
"""A header with the first rows below it."""

Look = Callable[[Reading], Rows | None]
"""Shows a file as a reading does; None where it cannot be read so."""

READINGS_MAX = 8
"""Readings of one file that are looked at; the presets of all others are judged as it is read."""


class Looks:
    """One file as presets read it: every reading is looked at once, and only where it may matter.

    ``now`` are the first rows of the file as it is read; ``reading`` tells how, as presets do.
    """

    def __init__(self, now: Rows, reading: Reading, look: Look) -> None:
        self._now = now
        self._look = look
        self._known: dict[Reading, Rows | None] = {reading: now}

    def fit(self, preset: Preset) -> Fit:
        """Return how a preset fits the file once it is applied, which may read the file anew.

        Its own reading is taken unless more columns lack in it; where it tells of none, the file
        is read anew only for columns that lack.
        """
        as_read = self._fit(preset, self._now)
        rows = None if as_read.has_columns else self._rows(preset.reading)
        if rows is None:
            return as_read
        found = self._fit(preset, rows)
        if preset.reading == Reading():
            return found if found.present > as_read.present else as_read
        return found if found.present >= as_read.present else as_read

    def _fit(self, preset: Preset, rows: Rows) -> Fit:
        header, cells = rows
        return fit(preset.mapping, header, cells, preset.places)

    def _rows(self, reading: Reading) -> Rows | None:
        # The one that is known from the start is the file as it is read.
        if reading not in self._known and len(self._known) <= READINGS_MAX:
            self._known[reading] = self._look(reading)
        return self._known.get(reading)


def judged(library: Library, shelf: Shelf, looks: Looks) -> tuple[Ranked, ...]:
    """Return every preset of a shelf with its fit to a file.

    Those used last come first, so that theirs are the readings that are looked at.
    """
    uses = library.last_uses()
    by_use = sorted(shelf.presets, key=lambda each: uses.get(each.name, ""), reverse=True)
    return tuple(Ranked(each.name, looks.fit(each), uses.get(each.name, "")) for each in by_use)
