"""A stretch of a file for a worker to read, as somebody changed its rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from klaviyo_gui.core.amendments import UNCHANGED, Amendments
from klaviyo_gui.sending.amended import Amended, amended
from klaviyo_gui.source.reader import read_range

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from klaviyo_gui.source.dialect import Dialect
    from klaviyo_gui.source.index import Range
    from klaviyo_gui.source.table import CsvFile


@dataclass(frozen=True, slots=True)
class Stretch:
    """One range of a file with all that was changed of its rows; what a task says where to look."""

    path: Path
    dialect: Dialect
    range: Range
    header: tuple[str, ...]
    amendments: Amendments = field(default=UNCHANGED, repr=False)

    def read(self) -> Amended:
        """Return its rows with the changes made in them; called in a worker."""
        rows = read_range(self.path, self.dialect, self.range)
        return amended(rows, self.header, self.amendments)


def stretches(
    file: CsvFile, ranges: Iterable[Range], amendments: Amendments = UNCHANGED
) -> Iterator[Stretch]:
    """Yield the stretches of these ranges."""
    for each in ranges:
        yield Stretch(file.data, file.dialect, each, file.header, amendments)
