"""Find and open the files that a mapping joins to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.errors import FileMissing, JoinFileMissing

if TYPE_CHECKING:
    from collections.abc import Mapping as Table
    from collections.abc import Sequence
    from pathlib import Path

    from klaviyo_gui.core.join import Join
    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.source.table import CsvFile

_NOTHING: dict[str, Path] = {}


def with_seconds(
    file: CsvFile,
    mapping: Mapping,
    given: Sequence[Path] = (),
    known: Table[str, Path] = _NOTHING,
) -> CsvFile:
    """Return a file with those joined to it that its mapping speaks of, opened as any file is.

    A file that is given is taken for the join of its name, else for the first that has none: next
    month it may be called otherwise. The others are where they are ``known`` to lie by their names,
    or beside the file. Raises JoinFileMissing where one of them is not there, and what keeps one of
    them from being opened. The file closes them; what was joined to it before it closes here.
    """
    for each in file.seconds:
        each.close()
    opened: list[CsvFile] = []
    try:
        for join, path in zip(mapping.joins, assigned(mapping.joins, given), strict=True):
            opened.append(_opened(file, join, path, known.get(join.file)))
    except BaseException:
        for each in opened:
            each.close()
        raise
    return file.joining(tuple(opened))


def assigned(joins: Sequence[Join], given: Sequence[Path]) -> list[Path | None]:
    """Return which of these files each join takes, None where it takes none of them."""
    left = list(given)
    taken: list[Path | None] = []
    for join in joins:
        same = next((each for each in left if each.name.casefold() == join.file.casefold()), None)
        if same is not None:
            left.remove(same)
        taken.append(same)
    return [each if each is not None or not left else left.pop(0) for each in taken]


def _opened(file: CsvFile, join: Join, given: Path | None, known: Path | None) -> CsvFile:
    from klaviyo_gui.source.table import open_csv  # noqa: PLC0415 - no start of the window needs it

    if given is not None:
        return open_csv(given)
    try:
        return open_csv(known if known is not None and known.exists() else _beside(file, join))
    except FileMissing as error:
        raise JoinFileMissing(join.file, file.path) from error


def _beside(file: CsvFile, join: Join) -> Path:
    return file.path.parent / join.file
