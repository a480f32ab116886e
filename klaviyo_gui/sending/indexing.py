"""Make an index of a second file on the pool: part by part its rows are judged, and keyed."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from klaviyo_gui.core.join_key import key_of
from klaviyo_gui.core.mapping import Column, Mapping, Pair
from klaviyo_gui.core.problem import Code, Severity
from klaviyo_gui.core.record import Plan
from klaviyo_gui.sending.judging import TASK_BYTES, Judging
from klaviyo_gui.sending.rows import damage_of_rows
from klaviyo_gui.source.causes import MEANINGS, Recovery
from klaviyo_gui.source.index import ranges_from
from klaviyo_gui.source.key_index import Entry, Gathered, entry, make_index
from klaviyo_gui.source.reader import read_range
from klaviyo_gui.source.spare import without_spare
from klaviyo_gui.source.working_copy import WorkingCopy

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path
    from threading import Event

    from klaviyo_gui.core.join import Join
    from klaviyo_gui.core.judged import Judged
    from klaviyo_gui.core.match_report import SecondFile
    from klaviyo_gui.sending.pool import Pool
    from klaviyo_gui.source.dialect import Dialect
    from klaviyo_gui.source.index import Range
    from klaviyo_gui.source.table import CsvFile

_ROWS, _INDEX = "rows.sqlite3", "keys.sqlite3"

_LINES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Indexed:
    """A second file ready to be joined: where its index lies, and what it tells.

    It serves as long as its copy is not closed, for a join by the same key of the same columns.
    """

    file: CsvFile
    path: Path
    key: tuple[str, ...]
    columns: tuple[str, ...]
    tells: SecondFile
    judged: Judged = field(repr=False)
    copy: WorkingCopy = field(repr=False)

    def serves(self, join: Join, file: CsvFile) -> bool:
        """Tell whether it can be used for this join of this file as well."""
        is_same = (self.file.path, self.file.stamp) == (file.path, file.stamp)
        is_read_so = self.file.dialect == file.dialect and (
            (self.file.sheet, self.file.member) == (file.sheet, file.member)
        )
        return is_same and is_read_so and (self.key, self.columns) == _asked(join)

    def shared(self) -> Indexed:
        """Return it for one more user, who may read on after the others closed it."""
        return replace(self, copy=self.copy.share() or self.copy)

    def close(self) -> None:
        """Remove the index, if nobody else reads it."""
        self.copy.close()


class KeyTask(NamedTuple):
    """A part of a second file: the places of its key, and of the columns to be taken."""

    path: Path
    dialect: Dialect
    range: Range
    plan: Plan
    key: tuple[int, ...]
    taken: tuple[int, ...]


class Keyed(NamedTuple):
    """What became of a part: where it ends, its rows, and the lines of those never joined."""

    stop: int
    rows: int
    entries: list[Entry]
    damaged: list[int]


def keyed(task: KeyTask) -> Keyed:
    """Read one part of a second file; called in a worker."""
    rows = read_range(task.path, task.dialect, task.range)
    damage = damage_of_rows(task.plan, rows)
    judged = task.plan.judged
    assert judged is not None, "the file is judged before its rows are keyed"
    cells, _ = without_spare(rows.cells, len(task.plan.header), judged.spare)
    key, taken = key_of(task.key), task.taken
    entries: list[Entry] = []
    damaged: list[int] = []
    for at, row in enumerate(cells):
        line, found = rows.lines[at], key(row)
        cause = damage.get(at)
        is_sound = cause is None or MEANINGS[cause].severity is not Severity.HOLD
        if cause is Code.ROW_BLANK:
            continue
        if not is_sound and cause is not None and MEANINGS[cause].recovery is not Recovery.EXACT:
            damaged.append(line)
        if found:
            texts = [row[place] for place in taken] if is_sound else None
            entries.append(entry(found, line, cause or "", texts))
    return Keyed(task.range.stop, len(rows), entries, damaged)


class IndexTask(NamedTuple):
    """Rows that were gathered, and where their index is to lie."""

    gathered: Path
    path: Path


def sort(task: IndexTask) -> SecondFile:
    """Make an index; called in a worker, so that no window waits for it."""
    return make_index(task.gathered, task.path)


class Indexing:
    """Makes the index of a second file, giving the bytes that are done; then ``indexed`` is there.

    It stays None when asked to stop. Raises FileChanged when the file is no longer the one that was
    opened, and SourceError where its rows cannot be read to the end.
    """

    def __init__(self, file: CsvFile, join: Join, pool: Pool, stop: Event) -> None:
        self._file, self._join, self._pool, self._stop = file, join, pool, stop
        self.total = 2 * file.data_size
        self.indexed: Indexed | None = None

    def __iter__(self) -> Iterator[int]:
        """Give the bytes that are done after every part; all of them are read twice."""
        file, stop = self._file, self._stop
        key, columns = _asked(self._join)
        judging = Judging(file, self._pool, stop)
        yield from judging
        if judging.judged is None:
            return
        plan = replace(Plan(_reading(key, columns), file.header), judged=judging.judged)
        copy = WorkingCopy()
        gathered = Gathered(copy.folder / _ROWS)
        rows = damaged = 0
        lines: list[int] = []
        try:
            with closing(self._tasks(plan, key, columns)) as tasks:
                for part in self._pool.in_order(keyed, tasks):
                    gathered.add(part.entries)
                    rows += part.rows
                    damaged += len(part.damaged)
                    lines += part.damaged[: _LINES_SHOWN - len(lines)]
                    yield judging.before + part.stop
                    if stop.is_set():
                        return
            if stop.is_set():
                return
            file.check_unchanged()
            gathered.finish()
            gathered.close()
            task = IndexTask(gathered.path, copy.folder / _INDEX)
            (tells,) = self._pool.in_order(sort, (task,))
            tells = replace(tells, rows=rows, damaged=damaged, damaged_lines=tuple(lines))
            self.indexed = Indexed(file, task.path, key, columns, tells, judging.judged, copy)
        finally:
            gathered.close()
            gathered.path.unlink(missing_ok=True)
            if self.indexed is None:
                copy.close()

    def _tasks(
        self, plan: Plan, key: tuple[str, ...], columns: tuple[str, ...]
    ) -> Generator[KeyTask]:
        file = self._file
        places = {name: at for at, name in enumerate(file.header)}
        of_key, taken = (tuple(places[name] for name in names) for names in (key, columns))
        for found in ranges_from(file.scan(), TASK_BYTES):
            if self._stop.is_set():
                return
            yield KeyTask(file.data, file.dialect, found, plan, of_key, taken)


def _asked(join: Join) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the columns of the second file by which it is joined, and those that are taken."""
    return tuple(name for _, name in join.key), tuple(each.column for each in join.taken)


def _reading(key: tuple[str, ...], columns: tuple[str, ...]) -> Mapping:
    """Return a mapping of all columns in use, so that each of them is looked at for damage."""
    names = dict.fromkeys((*key, *columns))
    return Mapping(profiles=tuple(Pair(f"properties.{name}", Column(name)) for name in names))
