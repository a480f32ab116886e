"""Saved presets by how well they fit a file, each judged as it would read that file."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

from klaviyo_gui.core.fit import Ranked, ranked
from klaviyo_gui.source.glimpse import glimpse
from klaviyo_gui.source.table import CsvFile, Overrides, open_csv
from klaviyo_gui.store.presets import Reading
from klaviyo_gui.store.ranking import Looks, Rows, judged

if TYPE_CHECKING:
    from pathlib import Path

    from klaviyo_gui.store.library import Library, Shelf


def by_fit(library: Library, shelf: Shelf, path: Path) -> tuple[Ranked, ...]:
    """Return the presets that have to do with a file, the best first."""
    file = open_csv(path)
    try:
        rows = (file.header, file.head_rows.cells)
        return ranked(judged(library, shelf, Looks(rows, Reading(), partial(_look, file))))
    finally:
        file.close()


def _look(file: CsvFile, reading: Reading) -> Rows | None:
    return glimpse(file, Overrides(), Overrides(**asdict(reading)))
