"""Find and open the files that a mapping joins to a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from klaviyo_gui.core.errors import (
    FileMissing,
    JoinFileMissing,
    JoinUnclear,
    OptionError,
    SourceError,
)
from klaviyo_gui.source.dialect import Overrides

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from collections.abc import Mapping as Table

    from klaviyo_gui.core.join import Join
    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.source.table import CsvFile

_NOTHING: dict[str, Path] = {}
_UNREAD: dict[str, Overrides] = {}


def with_seconds(
    file: CsvFile,
    mapping: Mapping,
    given: Sequence[Path] = (),
    known: Table[str, Path] = _NOTHING,
    readings: Table[str, Overrides] = _UNREAD,
) -> CsvFile:
    """Return a file with those joined to it that its mapping speaks of, opened as any file is.

    Those that are given are ``assigned``. The others are where they are ``known`` to lie by their
    names, or beside the file. They are read as the ``readings`` of their names say, else as their
    joins do, and as is detected where they lack a column so. Raises JoinUnclear, JoinFileMissing
    where one of them is not there, and what keeps one of them from being opened. The file closes
    them; what was joined to it before it closes here.
    """
    for each in file.seconds:
        each.close()
    places = {
        join.file: place
        for join in mapping.joins
        for place in (known.get(join.file), _beside(file, join))
        if place is not None and place.exists()
    }
    opened: list[CsvFile] = []
    try:
        for join, path in zip(mapping.joins, assigned(mapping.joins, given, places), strict=True):
            opened.append(_opened(file, join, path, known.get(join.file), readings.get(join.file)))
    except BaseException:
        for each in opened:
            each.close()
        raise
    return file.joining(tuple(opened))


def assigned(
    joins: Sequence[Join], given: Sequence[Path], there: Collection[str] = ()
) -> list[Path | None]:
    """Return which of these files each join takes, None where it takes none of them.

    A file is taken for the join of its name, or of the name that is written before it:
    ``products.csv=april.csv``. One of another name is taken where no doubt is left: for the only
    join, or for the only one that is neither given nor ``there``. Raises JoinUnclear for any other,
    and OptionError for more files than there are joins.
    """
    if len(given) > len(joins):
        raise OptionError("--join", str(given[len(joins)]))
    names = tuple(dict.fromkeys(join.file for join in joins))
    taken: dict[str, Path] = {}
    others: list[Path] = []
    for path in given:
        name, meant = _named(path, names)
        if name is None:
            others.append(path)
        elif taken.setdefault(name, meant) is not meant:
            raise JoinUnclear(path.name, names)
    free = [name for name in names if name not in taken]
    if len(names) > 1:
        free = [name for name in free if name not in there]
    if others and (len(others), len(free)) != (1, 1):
        raise JoinUnclear(others[0].name, names)
    taken |= dict(zip(free, others, strict=False))
    return [taken.get(join.file) for join in joins]


def _named(path: Path, names: Sequence[str]) -> tuple[str | None, Path]:
    """Return of which join a file is by what it is called, None where that does not say it."""
    text = str(path)
    for name in names:
        if text.casefold().startswith(f"{name.casefold()}="):
            return name, Path(text[len(name) + 1 :])
    same = (name for name in names if name.casefold() == path.name.casefold())
    return next(same, None), path


def _opened(
    file: CsvFile, join: Join, given: Path | None, known: Path | None, reading: Overrides | None
) -> CsvFile:
    reading = reading or Overrides(**dict[str, Any](join.reading))
    if given is not None:
        return _read(given, join, reading)
    place = known if known is not None and known.exists() else _beside(file, join)
    try:
        return _read(place, join, reading)
    except FileMissing as error:
        raise JoinFileMissing(join.file, file.path) from error


def _read(path: Path, join: Join, reading: Overrides) -> CsvFile:
    """Open a file as it is to be read; as is detected where it is no file of the join so."""
    from klaviyo_gui.source.table import open_csv  # noqa: PLC0415 - no start of the window needs it

    wanted = {*(second for _, second in join.key), *(each.column for each in join.taken)}
    try:
        file = open_csv(path, reading)
    except (SourceError, OptionError):
        return open_csv(path)
    if reading == Overrides() or wanted <= set(file.header):
        return file
    file.close()
    return open_csv(path)


def _beside(file: CsvFile, join: Join) -> Path:
    return file.path.parent / join.file
