"""Look at a range of a file for damage and for what its columns hold, in one reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.source.deciding import with_written
from klaviyo_gui.source.faults import Faults
from klaviyo_gui.source.profile import Profiles
from klaviyo_gui.source.reader import read_raw_range

if TYPE_CHECKING:
    from pathlib import Path

    from klaviyo_gui.core.judged import Judged
    from klaviyo_gui.source.dialect import Dialect
    from klaviyo_gui.source.index import Range


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found in some ranges of a file; it may come from another process."""

    faults: Faults
    profiles: Profiles

    def judged(self, size: int) -> Judged:
        """Return what only the whole file, of so many bytes, tells of its cells and rows."""
        written = ((each.name, each.written) for each in self.profiles.all())
        return with_written(self.faults.judged(), written, size)

    def merge(self, other: Survey) -> None:
        """Add what was found in other ranges, in any order."""
        self.faults.merge(other.faults)
        self.profiles.merge(other.profiles)


def new_survey(
    header: tuple[str, ...],
    raw_header: tuple[str, ...],
    dialect: Dialect,
    header_cause: str = "",
) -> Survey:
    """Begin a survey with the header alone, and what is suspected of it."""
    faults = Faults(raw_header, dialect.header_line, dialect, header_cause)
    return Survey(faults, Profiles(header))


def survey_range(
    path: Path,
    dialect: Dialect,
    range_: Range,
    header: tuple[str, ...],
    raw_header: tuple[str, ...],
) -> Survey:
    """Survey one range; FileChanged if it no longer holds as many rows as when it was made."""
    rows, raw = read_raw_range(path, dialect, range_)
    survey = new_survey(header, raw_header, dialect)
    survey.faults.add(rows, raw)
    if rows.cells:
        survey.profiles.add(rows.cells, range_.first_row)
    return survey
