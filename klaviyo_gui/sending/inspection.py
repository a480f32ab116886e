"""Survey a whole file on the pool, telling what is known so far while it goes on."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.source.survey import Survey, new_survey, survey_range

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from threading import Event

    from klaviyo_gui.core.judged import Judged
    from klaviyo_gui.sending.pool import Pool
    from klaviyo_gui.source.dialect import Dialect
    from klaviyo_gui.source.faults import Fault
    from klaviyo_gui.source.index import Range
    from klaviyo_gui.source.profile import ColumnProfile
    from klaviyo_gui.source.table import CsvFile

SMALL = 256 * 1024
"""Bytes up to which a file is read in less time than a worker process takes to start."""

PAUSE = 0.4
"""Seconds between two reports; to describe all columns costs milliseconds."""


@dataclass(frozen=True, slots=True)
class SurveyTask:
    """One range for a worker to survey."""

    path: Path
    dialect: Dialect
    range: Range
    header: tuple[str, ...]
    raw_header: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Inspected:
    """What is known after so many rows; ``share`` of all bytes were looked at, 1.0 at the end.

    ``judged`` is what only the whole file tells of its cells, known at the end.
    """

    rows: int
    share: float
    faults: tuple[Fault, ...]
    profiles: tuple[ColumnProfile, ...]
    is_complete: bool = False
    judged: Judged | None = None


def survey_task(task: SurveyTask) -> Survey:
    """Survey one range; called in a worker."""
    return survey_range(task.path, task.dialect, task.range, task.header, task.raw_header)


def inspect_file(
    file: CsvFile,
    ranges: Iterable[Range],
    pool: Pool,
    stop: Event,
    small: int = SMALL,
) -> Iterator[Inspected]:
    """Give what is known of these ranges now and then, and once at the end.

    Up to ``small`` bytes are read in this process, which nothing else should be waiting for. Ends
    early when asked to stop. Raises FileChanged when it is no longer the file of the ranges.
    """
    ranges = list(ranges)
    size = max(sum(each.stop - each.start for each in ranges), 1)
    tasks = (
        SurveyTask(file.data, file.dialect, each, file.header, file.raw_header) for each in ranges
    )
    is_small = size <= small
    found = map(survey_task, tasks) if is_small else pool.in_order(survey_task, tasks)
    whole = new_survey(file.header, file.raw_header, file.dialect, file.header_cause)
    rows, seen, told = 0, 0, time.monotonic()
    for part, range_ in zip(found, ranges, strict=True):
        if stop.is_set():
            return
        whole.merge(part)
        rows += range_.rows
        seen += range_.stop - range_.start
        if time.monotonic() - told >= PAUSE:
            yield _told(whole, rows, seen / size)
            told = time.monotonic()
    file.check_unchanged()
    yield _told(whole, rows, 1.0, whole.judged(file.data_size))


def _told(survey: Survey, rows: int, share: float, judged: Judged | None = None) -> Inspected:
    faults, profiles = survey.faults.all(), survey.profiles.all()
    return Inspected(rows, share, faults, profiles, judged is not None, judged)
