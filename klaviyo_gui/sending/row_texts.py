"""The rows of a stretch of a file as CSV, as they are sent: what a worker does of an export."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from klaviyo_gui.core.arranged import original_rows, unsent_in
from klaviyo_gui.core.csv_form import csv_bytes, formula_safe
from klaviyo_gui.core.repair import mender
from klaviyo_gui.sending.worker import shown_cells
from klaviyo_gui.source.spare import without_spare

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from klaviyo_gui.core.repair import Repair
    from klaviyo_gui.sending.stretch import Stretch


@dataclass(frozen=True, slots=True)
class RowsTask:
    """A stretch of what records are built from, of which rows are wanted as CSV.

    ``header`` are the columns of the user's file, ``spare`` the blank cells behind them in each of
    its rows. Rows are named by the lines of their records: all are wanted but for those that it
    goes ``without``, or where there are ``notes`` those of which something is noted, with it.
    """

    stretch: Stretch
    header: tuple[str, ...]
    spare: int
    repairs: tuple[Repair, ...] = ()
    without: frozenset[int] = frozenset()
    notes: Mapping[int, tuple[str, ...]] | None = field(default=None, repr=False)

    def wants(self, line: int) -> bool:
        """Tell whether the rows of the record of this line are wanted."""
        return line not in self.without if self.notes is None else line in self.notes


@dataclass(frozen=True, slots=True)
class RowTexts:
    """How many rows are written, how many are not, and the bytes of those that are."""

    rows: int
    others: int
    text: bytes = field(repr=False)


def row_texts(task: RowsTask) -> RowTexts:
    """Return the wanted rows of one stretch; called in a worker."""
    width, mend = len(task.header), mender(task.repairs, task.header)
    written: list[list[str]] = []
    every = 0
    for record, line, cells in _rows(task):
        every += 1
        if not task.wants(record):
            continue
        # A row that lacks cells is not mended when it is built either.
        row = list(mend(cells)) if len(cells) == width else cells
        row = [formula_safe(cell) for cell in row]
        noted: Sequence[str] = ()
        if task.notes is not None:
            noted = (str(line), *task.notes[record])
        written.append([*row[:width], *[""] * (width - len(row)), *noted, *row[width:]])
    return RowTexts(len(written), every - len(written), csv_bytes(written))


def _rows(task: RowsTask) -> Iterator[tuple[int, int, list[str]]]:
    """Yield the rows of the user's file: the line of the record, that of the row, and its cells.

    Lines of an order that are no item of it, since they are not wanted, are none of them.
    """
    dialect, width = task.stretch.dialect, len(task.header)
    rows = task.stretch.read().rows
    every: Sequence[list[str]] = shown_cells(rows, dialect.encoding)
    if not dialect.is_arranged:
        every, _ = without_spare(every, width, task.spare)
        yield from ((line, line, cells) for line, cells in zip(rows.lines, every, strict=True))
        return
    for record, cells in zip(rows.lines, every, strict=True):
        unsent = unsent_in(cells[-1])
        for at, (line, row) in enumerate(original_rows(cells, width)):
            if at not in unsent:
                yield record, line, row
