"""The work of opening second files, beside the window: each with what its first rows tell."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from klaviyo_gui.core.errors import ExpectedError, JoinFileMissing
from klaviyo_gui.core.join import Join
from klaviyo_gui.core.mapping import Mapping
from klaviyo_gui.sending.seconds import with_seconds
from klaviyo_gui.source.dialect import Overrides
from klaviyo_gui.source.profile import ColumnProfile, profile
from klaviyo_gui.store import recent
from klaviyo_gui.store.second_places import keep_second_place, second_places
from klaviyo_gui.ui.opening import as_remembered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from klaviyo_gui.source.table import CsvFile


Chosen = tuple[tuple[str, str | int], ...]
"""What somebody chose about how a file is read, as joins keep it."""


@dataclass(frozen=True, slots=True)
class SecondOpened:
    """A second file by the name that joins have for it, and what its first rows tell."""

    name: str
    file: CsvFile
    profiles: tuple[ColumnProfile, ...] = field(repr=False)
    reading: Chosen = ()


@dataclass(frozen=True, slots=True)
class SecondRefused:
    """What keeps a second file from being opened; None for a fault of the program."""

    name: str
    error: ExpectedError


def second_file(path: Path) -> SecondOpened:
    """Open a file that somebody chose; raises what keeps it from being opened.

    It is read as somebody chose for files with its columns when one was open by itself.
    """
    from klaviyo_gui.source.table import open_csv  # noqa: PLC0415 - no start needs it

    return _told(path.name, *_as_chosen(open_csv(path)))


def second_files(
    first: CsvFile, names: Sequence[str], given: Path | None = None, joins: Sequence[Join] = ()
) -> Iterator[SecondOpened | SecondRefused]:
    """Open the files of these names that are joined to a first one, each by itself.

    They lie where somebody chose for this first file, or beside it. One that is ``given`` is taken
    for the only name, and is looked for there from now on. Each is read as its join says, else as
    somebody chose for files with its columns when one was open by itself.
    """
    if given is not None:
        keep_second_place(first.path, first.stamp, names[0], given)
    known = second_places(first.path, first.stamp)
    chosen = (given,) if given is not None else ()
    for name in names:
        try:
            join = next((each for each in joins if each.file == name), Join(name, (), ()))
            mapping = Mapping(joins=(join,))
            (file,) = with_seconds(first.joining(()), mapping, chosen, known).seconds
            yield (
                _told(name, file, join.reading) if join.reading else _told(name, *_as_chosen(file))
            )
        except ExpectedError as error:
            yield SecondRefused(name, error)


def fault(first: CsvFile, name: str) -> SecondRefused:
    """Return that the opening of a file came to no end by a fault of the program."""
    return SecondRefused(name, JoinFileMissing(name, first.path))


def keep_place(first: CsvFile, name: str, second: Path) -> Iterator[object]:
    """Look for a second file there from now on, where it does not lie beside the first."""
    keep_second_place(first.path, first.stamp, name, second)
    yield from ()


def _told(name: str, file: CsvFile, reading: Chosen) -> SecondOpened:
    return SecondOpened(name, file, profile(file.header, file.head_rows.cells), reading)


def _as_chosen(file: CsvFile) -> tuple[CsvFile, Chosen]:
    shape = recent.shape(file.raw_header) if file.dialect.header_line else ""
    reading = Overrides(**recent.reading_of(shape)) if shape else Overrides()
    read, overrides = as_remembered(file, reading, shape)
    told = asdict(overrides)
    # A file's name within an archive says nothing of the next archive.
    del told["member"]
    return read, tuple((name, value) for name, value in told.items() if value is not None)
