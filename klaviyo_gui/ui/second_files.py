"""The work of opening second files, beside the window: each with what its first rows tell."""

from __future__ import annotations

from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True)
class SecondOpened:
    """A second file by the name that joins have for it, and what its first rows tell."""

    name: str
    file: CsvFile
    profiles: tuple[ColumnProfile, ...] = field(repr=False)


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

    return _told(path.name, _as_chosen(open_csv(path)))


def second_files(
    first: CsvFile, names: Sequence[str], given: Path | None = None
) -> Iterator[SecondOpened | SecondRefused]:
    """Open the files of these names that are joined to a first one, each by itself.

    They lie where somebody chose for this first file, or beside it. One that is ``given`` is taken
    for the only name, and is looked for there from now on.
    """
    if given is not None:
        keep_second_place(first.path, first.stamp, names[0], given)
    known = second_places(first.path, first.stamp)
    chosen = (given,) if given is not None else ()
    for name in names:
        try:
            # Only the name of a join says which file it is.
            mapping = Mapping(joins=(Join(name, (), ()),))
            (file,) = with_seconds(first.joining(()), mapping, chosen, known).seconds
            yield _told(name, _as_chosen(file))
        except ExpectedError as error:
            yield SecondRefused(name, error)


def fault(first: CsvFile, name: str) -> SecondRefused:
    """Return that the opening of a file came to no end by a fault of the program."""
    return SecondRefused(name, JoinFileMissing(name, first.path))


def keep_place(first: CsvFile, name: str, second: Path) -> Iterator[object]:
    """Look for a second file there from now on, where it does not lie beside the first."""
    keep_second_place(first.path, first.stamp, name, second)
    yield from ()


def _told(name: str, file: CsvFile) -> SecondOpened:
    return SecondOpened(name, file, profile(file.header, file.head_rows.cells))


def _as_chosen(file: CsvFile) -> CsvFile:
    shape = recent.shape(file.raw_header) if file.dialect.header_line else ""
    reading = Overrides(**recent.reading_of(shape)) if shape else Overrides()
    read, _ = as_remembered(file, reading, shape)
    return read
