"""Whether the lines of a file that was changed are still those of a run.

A row is sent again by its line. If one was put in or taken out above it, the line is that of
another row, which may have been accepted. So each row that was neither refused nor held back must
read as it did.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from itertools import chain, pairwise
from typing import TYPE_CHECKING

import orjson

from klaviyo_gui.core.arranged import original_rows
from klaviyo_gui.core.errors import RowsAstray, RunDamaged
from klaviyo_gui.sending.amended import amended
from klaviyo_gui.sending.judging import TASK_BYTES
from klaviyo_gui.sending.picked import within
from klaviyo_gui.sending.worker import shown_cells
from klaviyo_gui.source.index import ranges_from
from klaviyo_gui.source.names import encodable_name
from klaviyo_gui.source.reader import read_range

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from klaviyo_gui.core.amendments import Amendments
    from klaviyo_gui.sending.picked import Lines
    from klaviyo_gui.sending.pool import Pool
    from klaviyo_gui.source.dialect import Dialect
    from klaviyo_gui.source.index import Range
    from klaviyo_gui.source.table import CsvFile
    from klaviyo_gui.store.journal import Journal


@dataclass(frozen=True, slots=True)
class AnchorTask:
    """A range of the file, and what the run has of the lines from there on.

    ``free`` are the lines that may read otherwise; ``stop`` is the line behind the last, None where
    there is none. ``width`` are the columns of the file: what was joined behind them may change.
    """

    path: Path
    dialect: Dialect
    range: Range
    header: tuple[str, ...]
    amendments: Amendments = field(repr=False)
    slices: tuple[bytes, ...] = field(repr=False)
    free: frozenset[int]
    stop: int | None
    width: int = 0


def astray(task: AnchorTask) -> int:
    """Return the first line that reads otherwise and may not, 0 for none; called in a worker.

    Raises ValueError or zlib.error where a journal is damaged.
    """
    rows = amended(
        read_range(task.path, task.dialect, task.range), task.header, task.amendments
    ).rows
    found = dict(zip(rows.lines, shown_cells(rows, task.dialect.encoding), strict=True))
    for packed in task.slices:
        for line, cells in zip(*orjson.loads(zlib.decompress(packed)), strict=True):
            is_here = line >= task.range.first_line and (task.stop is None or line < task.stop)
            if is_here and line not in task.free and not _is_same(found.get(line), cells, task):
                return int(line)
    return 0


def _is_same(now: list[str] | None, before: list[str], task: AnchorTask) -> bool:
    """Tell whether a row reads as it did; of an arranged one, whether each of its lines does."""
    if now == before or now is None or not task.dialect.is_arranged:
        return now == before
    was, is_now = (list(original_rows(each, task.width)) for each in (before, now))
    return was == is_now


def check_anchors(
    file: CsvFile, amendments: Amendments, journal: Journal, free: Lines, pool: Pool
) -> None:
    """Raise RowsAstray unless every row that is not ``free`` reads as the run has it.

    Rows behind the last one of the run are none of it, and may be there. What a run has of orders
    is compared with the arranged copy of the file.
    """
    if [*map(encodable_name, file.raw_header)] != journal.facts["header"]:
        raise RowsAstray(file.path, file.dialect.top_line)
    try:
        for line in pool.in_order(astray, _tasks(file, amendments, journal, free)):
            if line:
                raise RowsAstray(file.path, line)
    except (ValueError, zlib.error) as error:
        raise RunDamaged(journal.path.parent.name, str(error)) from error


def _tasks(
    file: CsvFile, amendments: Amendments, journal: Journal, free: Lines
) -> Generator[AnchorTask]:
    width = len(file.raw_header)
    for found, following in pairwise(chain(ranges_from(file.scan(), TASK_BYTES), (None,))):
        assert found is not None, "only the last one is none"
        stop = following.first_line if following else None
        here = within(free, found.first_line, stop).values()
        yield AnchorTask(
            file.data,
            file.dialect,
            found,
            file.header,
            amendments,
            journal.packed_slices(found.first_line, stop),
            frozenset(chain.from_iterable(here)),
            stop,
            width,
        )
