"""The work of opening a file, beside the window: what its head tells, then where its rows are."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass, field, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from klaviyo_gui import paths
from klaviyo_gui.core.errors import ExpectedError, RowUnending
from klaviyo_gui.core.memory import Memory
from klaviyo_gui.core.region import phone_country
from klaviyo_gui.core.suggest import (
    GroupingProposal,
    Suggestion,
    guess_meaning,
    likely_key,
    propose_grouping,
    suggest,
    with_conversions,
)
from klaviyo_gui.sending.binding import job_of
from klaviyo_gui.source.breach import doubted
from klaviyo_gui.source.dialect import Overrides
from klaviyo_gui.source.index import Index
from klaviyo_gui.source.marks import Marks
from klaviyo_gui.source.profile import ColumnProfile, profile
from klaviyo_gui.store import recent
from klaviyo_gui.store.amendments import kept_amendments
from klaviyo_gui.store.choices import memory
from klaviyo_gui.store.drafts import draft

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from threading import Event

    from klaviyo_gui.source.table import CsvFile
    from klaviyo_gui.store.amendments import Kept
    from klaviyo_gui.store.presets import Preset

TELL_SECONDS = 0.3
"""Between two words about rows counted so far."""

_MEANT_BY = 200
"""Rows by which the meaning of a column is judged."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What to open, and how; ``keeps`` the mapping where the same file is read anew.

    It ``turns`` the reading where a step does that, or is taken back: nothing is remembered of it.
    ``shape`` and ``kept_under`` are those of the file that is read otherwise, else empty. It is
    read ``instead`` where that header has more of the ``wanted`` columns.
    """

    path: Path
    overrides: Overrides
    keeps: bool = False
    turns: bool = False
    shape: str = ""
    kept_under: str = ""
    wanted: tuple[str, ...] = ()
    instead: Overrides = field(default_factory=Overrides)


@dataclass(frozen=True, slots=True)
class Opened:
    """A file with what its first rows tell, found out before the window hears of it.

    ``draft`` is what was in hand for such a file when it was left, kept under ``kept_under``.
    ``country`` is that of its phone numbers, guessed by its rows, empty for none.
    ``zone_before`` is the time zone that was said last for another file. ``amended`` is what was
    changed of the file's rows. ``grouping`` is how they look like lines of orders, and ``memory``
    what was chosen before. By the ``likely_key`` they may be lines that stand far apart.
    """

    asked: Asked
    file: CsvFile
    overrides: Overrides
    shape: str
    profiles: tuple[ColumnProfile, ...]
    suggestions: tuple[Suggestion, ...]
    country: str
    meanings: tuple[str, ...]
    kept_under: str
    zone_before: str = ""
    draft: Preset | None = None
    draft_error: ExpectedError | None = None
    amended: Kept | None = None
    amended_error: ExpectedError | None = None
    grouping: GroupingProposal | None = None
    memory: Memory = field(default_factory=Memory)
    likely_key: tuple[str, ...] = ()

    @property
    def is_remembered(self) -> bool:
        """Tell whether it is read as somebody chose for another file of the same shape."""
        return self.overrides != self.asked.overrides


def opening(asked: Asked, stop: Event) -> Iterator[Opened | Index | CsvFile]:
    """Open a file and count its rows: Opened once, then the places so far, then all of them.

    Where a row does not end, the same file comes again with what is doubtful about its quotes.
    """
    opened = _opened(asked)
    yield opened
    file = opened.file
    if paths.resources() not in file.path.parents:
        recent.add_file(file.path)
    if asked.keeps and opened.shape:
        chosen = recent.shape(file.raw_header)
        recent.remember(opened.shape, asdict(opened.overrides), chosen)
    marks, told = Marks(), time.monotonic()
    try:
        for mark in file.scan():
            marks.append(mark)
            if stop.is_set():
                return
            is_news = mark.row > len(file.head_rows) and not mark.last
            if is_news and time.monotonic() - told >= TELL_SECONDS:
                told = time.monotonic()
                yield Index(marks.so_far(), file.stamp)
    except RowUnending as error:
        # All rows above it can be read.
        index = Index(marks, file.stamp)
        yield index
        yield doubted(file, index, error)
        raise
    yield Index(marks, file.stamp)


def overrides_of(preset: Preset) -> Overrides:
    """Return how a preset reads files."""
    return Overrides(**asdict(preset.reading))


def _opened(asked: Asked) -> Opened:
    file, overrides = _as_wanted(*_as_asked(asked), asked)
    asked, shape = replace(asked, overrides=overrides), asked.shape
    if not (asked.keeps or asked.turns or shape):
        # Files without a header are all alike; nothing can be said of one by another.
        shape = recent.shape(file.raw_header) if file.dialect.header_line else ""
        if overrides == Overrides() and shape:
            file, overrides = as_remembered(file, Overrides(**recent.reading_of(shape)), shape)
    # Files without a header are all alike, so each has a draft of its own.
    kept_under = asked.kept_under or shape or recent.shape((str(asked.path.absolute()),))
    in_hand, error = (None, None) if asked.kept_under else _in_hand(kept_under)
    if in_hand is not None and asked.overrides == Overrides():
        # Its columns are those of the file as it was read then.
        read, taken = _read_as(file, overrides_of(in_hand))
        wanted = in_hand.mapping.file_columns
        if _lacking(read, wanted) <= _lacking(file, wanted):
            file, overrides = read, taken
        else:
            read.close()
    amended, amended_error = _amended(file)
    header, cells = file.header, file.head_rows.cells
    profiles = profile(header, cells)
    written = {each.name: each.written for each in profiles}
    before = memory()
    found = with_conversions(suggest(header, cells, memory=before), written)
    grouping = propose_grouping(header, cells)
    return Opened(
        asked,
        file,
        overrides,
        shape,
        profiles,
        found,
        phone_country(header, cells),
        _meanings(file),
        kept_under,
        before.zone,
        in_hand,
        error,
        amended,
        amended_error,
        grouping,
        before,
        likely_key(header, cells) if grouping is None else (),
    )


def _in_hand(kept_under: str) -> tuple[Preset | None, ExpectedError | None]:
    """Return the mapping that was in hand for such a file, or why it cannot be had back."""
    try:
        return draft(kept_under), None
    except ExpectedError as error:
        return None, error


def _amended(file: CsvFile) -> tuple[Kept | None, ExpectedError | None]:
    """Return what was changed of a file's rows, or why it cannot be had back."""
    try:
        return kept_amendments(job_of(file).key), None
    except ExpectedError as error:
        return None, error


def _meanings(file: CsvFile) -> tuple[str, ...]:
    columns = list(zip_longest(*file.head_rows.cells[:_MEANT_BY], fillvalue=""))
    cells = dict(enumerate(columns))
    found = (guess_meaning(name, cells.get(at, ())) for at, name in enumerate(file.header))
    return tuple(target.shown_label if target is not None else "" for target in found)


def _open(path: Path, overrides: Overrides) -> CsvFile:
    """Open a file; what that takes is imported with the first one, beside the window."""
    from klaviyo_gui.source import table  # noqa: PLC0415 - see above

    return table.open_csv(path, overrides)


def _as_asked(asked: Asked) -> tuple[CsvFile, Overrides]:
    """Return a file read as asked, or instead where a preset's reading is none of this file."""
    try:
        return _open(asked.path, asked.overrides), asked.overrides
    except ExpectedError:
        if not asked.turns or asked.instead == asked.overrides:
            raise
        return _open(asked.path, asked.instead), asked.instead


def _as_wanted(file: CsvFile, read: Overrides, asked: Asked) -> tuple[CsvFile, Overrides]:
    """Return a file as it was read, or read instead where that has more of what is wanted."""
    if read == asked.instead or not _lacking(file, asked.wanted):
        return file, read
    try:
        other = _open(file.path, asked.instead)
    except ExpectedError:
        return file, read
    is_better = _lacking(other, asked.wanted) < _lacking(file, asked.wanted)
    (file if is_better else other).close()
    return (other, asked.instead) if is_better else (file, read)


def _lacking(file: CsvFile, wanted: Iterable[str]) -> int:
    return len(set(wanted).difference(file.header))


def as_remembered(file: CsvFile, overrides: Overrides, shape: str) -> tuple[CsvFile, Overrides]:
    """Read a file as one of its shape was, unless another row of it would become the header.

    The titles may stand in another line of this file; those above the header are no rows.
    """
    read, taken = _read_as(file, overrides)
    is_moved = read.dialect.header_line not in {0, file.dialect.header_line}
    known = recent.header_of(shape) or shape
    if is_moved and recent.shape(read.raw_header) != known:
        read.close()
        return file, Overrides()
    return read, taken


def _read_as(file: CsvFile, overrides: Overrides) -> tuple[CsvFile, Overrides]:
    """Read a file as somebody chose for one of its shape, if it can be read so."""
    if overrides == Overrides():
        return file, overrides
    try:
        return _open(file.path, overrides), overrides
    except ExpectedError:
        return file, Overrides()
