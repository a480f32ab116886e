"""The files that “suggest” joins to the one that it is about, by a proposed key."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from klaviyo_gui.cli.failure import Failure
from klaviyo_gui.cli.surveying import inspected
from klaviyo_gui.core.joined_names import joined_header
from klaviyo_gui.core.key_proposal import join_by
from klaviyo_gui.core.mapping import Mapping
from klaviyo_gui.core.record import Plan
from klaviyo_gui.sending.key_search import KeySearch
from klaviyo_gui.sending.pool import Pool
from klaviyo_gui.sending.readying import Readying, joined_head
from klaviyo_gui.source.table import open_csv

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from klaviyo_gui.core.join import Join
    from klaviyo_gui.core.key_proposal import KeyProposal
    from klaviyo_gui.source.profile import ColumnProfile
    from klaviyo_gui.source.table import CsvFile


@dataclass(frozen=True, slots=True)
class Proposed:
    """A file with others joined to it: all its columns, its first rows, and what they hold.

    ``keys`` tell by what each is joined, and why.
    """

    file: CsvFile
    header: tuple[str, ...]
    rows: list[list[str]]
    profiles: tuple[ColumnProfile, ...]
    joins: tuple[Join, ...] = ()
    keys: tuple[KeyProposal, ...] = ()


def proposed(file: CsvFile, paths: Sequence[Path]) -> Proposed:
    """Return a file with these joined to it; raises Failure where nothing is in common."""
    own = _profiles(file)
    if not paths:
        return Proposed(file, file.header, file.head_rows.cells, own)
    header, joins, keys = file.header, [], []
    profiles = [*own]
    with Pool() as pool:
        for path in paths:
            second = open_csv(path)
            file = file.joining((*file.seconds, second))
            key = _key(file, second, pool)
            join = join_by(key, header, path.name, second.header)
            header = joined_header(header, (join,))
            joins.append(join)
            keys.append(key)
            profiles += _renamed(_profiles(second), join)
        rows = _rows(file, Mapping(joins=tuple(joins)), pool)
    return Proposed(file, header, rows, tuple(profiles), tuple(joins), tuple(keys))


def _key(file: CsvFile, second: CsvFile, pool: Pool) -> KeyProposal:
    search = KeySearch(file, file.index(), second, pool, threading.Event())
    for _ in search:
        pass
    if not search.proposals:
        raise Failure(
            "KeyMissing",
            f"No column of {second.path.name} holds the texts of one of {file.path.name}.",
            "Choose files that have something in common, such as an address or a customer number.",
        )
    return search.proposals[0]


def _rows(file: CsvFile, mapping: Mapping, pool: Pool) -> list[list[str]]:
    readying = Readying(file, Plan(mapping, file.header), pool, threading.Event())
    for _ in readying:
        pass
    assert readying.steps is not None, "nobody asks it to stop"
    rows = joined_head(file, readying.steps)
    for each in readying.indexed:
        each.close()
    return rows


def _renamed(profiles: Sequence[ColumnProfile], join: Join) -> Iterator[ColumnProfile]:
    names = {taken.column: taken.name for taken in join.taken}
    for each in profiles:
        if each.name in names:
            yield replace(each, name=names[each.name])


def _profiles(file: CsvFile) -> tuple[ColumnProfile, ...]:
    """Return what the columns hold, by the whole file, or all of it that can be read."""
    index, _ = file.readable()
    return inspected(file, index).profiles
