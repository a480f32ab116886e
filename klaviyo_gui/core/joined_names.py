"""Names for the columns that a second file adds, which are never those of others."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from klaviyo_gui.core.errors import ColumnsMissing, JoinColumnsMissing, JoinNamesTaken
from klaviyo_gui.core.join import Join, Taken

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def stem_of(file: str) -> str:
    """Return the name of a file without its ending: ``customers`` of ``customers.csv``."""
    return file.rpartition(".")[0] or file


def taken_columns(
    header: Sequence[str], file: str, second: Sequence[str], key: Iterable[str]
) -> tuple[Taken, ...]:
    """Return all columns of a second file but its key, each with a name that is free in a header.

    A column that is called like one of the header is told by its file: ``City (customers)``.
    """
    used = set(header)
    left_out = set(key)
    taken: list[Taken] = []
    for column in second:
        if column in left_out:
            continue
        name = _free(column, stem_of(file), used)
        used.add(name)
        taken.append(Taken(column, name))
    return tuple(taken)


def _free(column: str, stem: str, used: set[str]) -> str:
    if column not in used:
        return column
    names = (f"{column} ({stem}{f' {at}' if at > 1 else ''})" for at in count(1))
    return next(name for name in names if name not in used)


def joined_header(header: Sequence[str], joins: Iterable[Join]) -> tuple[str, ...]:
    """Return a header with the names of joined columns behind it.

    Raises JoinNamesTaken where one of them is there already: a mapping that was made for another
    file would not know which of the two it speaks of.
    """
    names = list(header)
    for join in joins:
        taken = [each.name for each in join.taken]
        clashes = tuple(name for at, name in enumerate(taken) if name in {*names, *taken[:at]})
        if clashes:
            raise JoinNamesTaken(join.file, clashes)
        names += taken
    return tuple(names)


def check_join(join: Join, header: Sequence[str], second: Sequence[str], file: str) -> None:
    """Raise what keeps these two files from being joined so.

    ColumnsMissing tells of the first file, which may have columns of an earlier join by then;
    JoinColumnsMissing of the second, by the name that it has now.
    """
    missing = tuple(first for first, _ in join.key if first not in header)
    if missing:
        raise ColumnsMissing(missing, tuple(header))
    wanted = dict.fromkeys((*(name for _, name in join.key), *(each.column for each in join.taken)))
    lacking = tuple(name for name in wanted if name not in second)
    if lacking:
        raise JoinColumnsMissing(file, lacking, tuple(second))
