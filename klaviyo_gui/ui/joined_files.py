"""The files that the mapping in hand joins: opened beside the window, with what they hold."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from klaviyo_gui.core.errors import ColumnsMissing, JoinFileAwaited, MappingError
from klaviyo_gui.core.joined_names import check_join, joined_header
from klaviyo_gui.core.several_check import check_conditions
from klaviyo_gui.core.suggest import with_conversions, with_types
from klaviyo_gui.source.reader import Rows
from klaviyo_gui.ui import joining_edits
from klaviyo_gui.ui.amending import Amending
from klaviyo_gui.ui.second_files import (
    SecondOpened,
    SecondRefused,
    fault,
    keep_place,
    second_files,
)
from klaviyo_gui.ui.work import Broken, Report, WorkQueue

if TYPE_CHECKING:
    from collections.abc import Mapping as Table
    from collections.abc import Sequence
    from pathlib import Path

    from klaviyo_gui.core.errors import ExpectedError
    from klaviyo_gui.core.grouping import Grouping
    from klaviyo_gui.core.join import Join
    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.core.suggest import Suggestion
    from klaviyo_gui.source.profile import ColumnProfile
    from klaviyo_gui.source.table import CsvFile
    from klaviyo_gui.ui.opening import Opened


@dataclass(frozen=True, slots=True)
class JoinedRows:
    """What the first rows tell once these joins have added their columns.

    ``cells`` are those that were added to a row, by its line. ``suggestions`` are for all columns.
    """

    joins: tuple[Join, ...]
    cells: Table[int, Sequence[str]] = field(repr=False)
    profiles: tuple[ColumnProfile, ...] = field(repr=False)
    suggestions: tuple[Suggestion, ...] = field(repr=False)


class JoinedFiles(Amending):
    """The part of the session that joins second files, each kept open as long as the first one is.

    The file in hand carries those that its mapping joins; ``header`` stays its own, and ``columns``
    are all.

    ``seconds_changed`` fires when a second file is open, or cannot be opened, and when another one
    is looked for; what the joined rows hold comes with ``written_changed``.
    """

    seconds_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seconds: dict[str, SecondOpened] = {}
        self._refused: dict[str, ExpectedError] = {}
        self._awaited: dict[int, tuple[str, ...]] = {}
        self._whole_file: CsvFile | None = None
        self._found: JoinedRows | None = None
        self._proposals: tuple[Suggestion, ...] | None = None
        self._joins_noted: tuple[Join, ...] = ()
        self._second_work = WorkQueue(self)
        self._second_work.reported.connect(self._take_second)

    @property
    def file(self) -> CsvFile | None:
        """Return the open file, with those that the mapping joins as far as they are open."""
        file = super().file
        if file is None:
            return None
        seconds = self._joined_in_order()
        if not seconds:
            return file
        known = self._whole_file
        if known is None or known.head_rows is not file.head_rows or known.guess is not file.guess:
            known = None
        if known is None or not _are_same(known.seconds, seconds):
            known = self._whole_file = file.joining(seconds)
        return known

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the names of all columns: those of the file, and behind them the joined ones."""
        header = self.header
        if not header or not self._mapping.joins:
            return header
        there = set(header)
        names = dict.fromkeys(self._mapping.joined_columns)
        return (*header, *(name for name in names if name not in there))

    @property
    def first_rows(self) -> Rows:
        """Return the first rows with all columns; what is joined is blank until it is known."""
        if self.file is None:
            return Rows([], [])
        rows, width = self.file.head_rows, len(self.header)
        more = len(self.columns) - width
        if not more:
            return rows
        found = self._found_now
        blank = ("",) * more
        cells = [
            [*row[:width], *(found.cells.get(line, blank) if found is not None else blank)]
            if len(row) >= width
            else row
            for line, row in zip(rows.lines, rows.cells, strict=True)
        ]
        return Rows(rows.lines, cells)

    @property
    def profiles(self) -> tuple[ColumnProfile, ...]:
        """Return what the first rows tell about each column, the joined ones last."""
        return (*super().profiles, *self._joined_profiles)

    @property
    def known_profiles(self) -> tuple[ColumnProfile, ...]:
        """Return what the whole file tells about each column, once it is known; else the same."""
        return (*(self._whole or super().profiles), *self._joined_profiles)

    @property
    def obstacle(self) -> ExpectedError | None:
        """Return what keeps the mapping from building records, if anything does."""
        if super().file is not None:
            for join in self._mapping.joins:
                if join.file in self._refused:
                    return self._refused[join.file]
                if join.file not in self._seconds:
                    return JoinFileAwaited(join.file)
        return self.misfit or super().obstacle or self._condition_misfit

    @property
    def misfit(self) -> MappingError | None:
        """Return what keeps a second file that is open from being joined as the mapping says.

        What the first file lacks for that is told with all that it lacks.
        """
        names = self.header
        for join, second in zip(self._mapping.joins, self._joined_in_order(), strict=False):
            try:
                check_join(join, names, second.header, second.path.name)
                names = joined_header(names, (join,))
            except ColumnsMissing:
                return None
            except MappingError as error:
                return error
        return None

    def profile_of(self, column: str) -> ColumnProfile | None:
        """Return what the first rows tell about a column; None where nothing is known of it."""
        return next((each for each in self.profiles if each.name == column), None)

    def joined_from(self, column: str) -> str:
        """Return the name of the file that a column is joined from, empty for the first file's."""
        if column in self.header:
            return ""
        for join in self._mapping.joins:
            if any(each.name == column for each in join.taken):
                return self.second_name(join)
        return ""

    def second_name(self, join: Join) -> str:
        """Return what the file of a join is called now, which may be another name than then."""
        second = self._seconds.get(join.file)
        return second.file.path.name if second is not None else join.file

    def second(self, name: str) -> SecondOpened | None:
        """Return the second file that joins call so; None while it is not open."""
        return self._seconds.get(name)

    def is_awaited(self, name: str) -> bool:
        """Tell whether a second file is being opened."""
        return any(name in names for names in self._awaited.values())

    # Actions

    def join(self, join: Join, second: SecondOpened) -> None:
        """Join columns of a second file that is open; the session closes it from now on."""
        file = super().file
        if file is None:
            second.file.close()
            return
        self._put(replace(second, name=join.file))
        self._second_work.begin(partial(keep_place, file, join.file, second.file.path))
        kept = replace(join, reading=second.reading)
        self._push(joining_edits.join(self._mapping, kept))

    def change_join(self, at: int, join: Join) -> None:
        """Join a file otherwise than now."""
        kept = replace(join, reading=join.reading or self._mapping.joins[at].reading)
        self._push(joining_edits.change(self._mapping, at, kept))

    def part_join(self, at: int) -> None:
        """Join a file no more."""
        self._push(joining_edits.part(self._mapping, at))

    def choose_second(self, name: str, path: Path) -> None:
        """Take this file for the one that joins call so; it is known to lie there from now on."""
        file = super().file
        if file is not None:
            self._drop(name)
            self._await((name,), path)
            self.seconds_changed.emit()

    @Slot()
    def read_seconds_again(self) -> None:
        """Open every second file anew, as it is now."""
        for name in (*self._seconds, *self._refused):
            self._drop(name)
        self._look_for_seconds()
        self.seconds_changed.emit()

    def take_joined_rows(self, found: JoinedRows) -> None:
        """Take what the first rows hold with the columns that are joined to them."""
        if found.joins == self._mapping.joins and found != self._found:
            self._found = found
            self._note_profiles()
            self.written_changed.emit()

    def close_seconds(self) -> None:
        """Wait for the work under way, and close every second file."""
        self._second_work.close()
        for name in tuple(self._seconds):
            self._drop(name)

    # Private

    @property
    def _found_now(self) -> JoinedRows | None:
        """Return what the joined rows hold, as long as they are joined so."""
        found = self._found
        return found if found is not None and found.joins == self._mapping.joins else None

    @property
    def _rows_basis(self) -> tuple[object, ...]:
        """Return all that the first rows are made of, with what is joined to them."""
        return (*super()._rows_basis, self._found_now)

    @property
    def _condition_misfit(self) -> MappingError | None:
        """Return what keeps a condition from being asked for what is joined, once that is known."""
        if self._found_now is None:
            return None
        try:
            check_conditions(self._mapping, self.columns, self.readings_by(self._mapping))
        except MappingError as error:
            return error
        return None

    @property
    def _joined_profiles(self) -> tuple[ColumnProfile, ...]:
        """Return what is known of joined columns: by the joined rows, else by their own file."""
        if not self._mapping.joins:
            return ()
        found = self._found_now
        if found is not None:
            return found.profiles
        there = set(self.header)
        made: list[ColumnProfile] = []
        for join in self._mapping.joins:
            second = self._seconds.get(join.file)
            by_name = {each.name: each for each in second.profiles} if second is not None else {}
            for taken in join.taken:
                if taken.name not in there and taken.column in by_name:
                    there.add(taken.name)
                    made.append(replace(by_name[taken.column], name=taken.name))
        return tuple(made)

    def _joined_in_order(self) -> tuple[CsvFile, ...]:
        """Return the files of the first joins, up to one that is not open."""
        found: list[CsvFile] = []
        for join in self._mapping.joins:
            second = self._seconds.get(join.file)
            if second is None:
                break
            found.append(second.file)
        return tuple(found)

    def _show_mapping(self, mapping: Mapping) -> None:
        is_other = mapping.joins != self._joins_noted
        if is_other:
            # Who is told of the mapping asks what its columns hold.
            self._mapping, self._joins_noted = mapping, mapping.joins
            self._look_for_seconds()
            self._note_profiles()
        super()._show_mapping(mapping)

    def _take_opened(self, opened: Opened) -> None:
        before = {id(each) for each in self._joined_in_order()}
        for second in self._seconds.values():
            # The file before takes along those that were joined to it.
            if id(second.file) not in before:
                second.file.close()
        self._seconds, self._refused, self._awaited = {}, {}, {}
        self._whole_file = self._found = None
        super()._take_opened(opened)
        self._joins_noted = ()

    def _look_for_seconds(self) -> None:
        """Open those files of the mapping that are not open, and of which it is not known why."""
        known = {*self._seconds, *self._refused}
        known.update(name for names in self._awaited.values() for name in names)
        names = dict.fromkeys(join.file for join in self._mapping.joins)
        missing = tuple(name for name in names if name not in known)
        if missing and super().file is not None:
            self._await(missing)

    def _await(self, names: tuple[str, ...], given: Path | None = None) -> None:
        file = super().file
        assert file is not None, "files are joined to one that is open"
        number = self._second_work.begin(
            partial(second_files, file, names, given, self._mapping.joins)
        )
        self._awaited[number] = names

    @Slot(object)
    def _take_second(self, report: Report) -> None:
        event, names = report.event, self._awaited.get(report.number)
        if names is None:
            # Another file is open by now, or another place was chosen.
            if isinstance(event, SecondOpened):
                event.file.close()
            return
        match event:
            case SecondOpened() as second if second.name in names:
                self._forget_awaited(report.number, second.name)
                self._put(second)
            case SecondOpened() as second:
                second.file.close()
                return
            case SecondRefused(name, error) if name in names:
                self._forget_awaited(report.number, name)
                self._refused[name] = error
            case Broken():
                file = super().file
                del self._awaited[report.number]
                for name in names if file is not None else ():
                    assert file is not None, "asked just now"
                    self._refused[name] = fault(file, name).error
            case _:
                del self._awaited[report.number]
                return
        self._note_profiles()
        self.seconds_changed.emit()

    def _forget_awaited(self, number: int, name: str) -> None:
        self._awaited[number] = tuple(each for each in self._awaited[number] if each != name)

    def _put(self, second: SecondOpened) -> None:
        old = self._seconds.get(second.name)
        if old is not None and old.file is not second.file:
            old.file.close()
        self._seconds[second.name] = second
        self._refused.pop(second.name, None)

    def _drop(self, name: str) -> None:
        """Forget all that is known of a second file."""
        second = self._seconds.pop(name, None)
        if second is not None:
            second.file.close()
        self._refused.pop(name, None)
        for number, names in tuple(self._awaited.items()):
            left = tuple(each for each in names if each != name)
            if left:
                self._awaited[number] = left
            else:
                del self._awaited[number]
        self._found = None

    def _note_profiles(self) -> None:
        self._proposals = None
        super()._note_profiles()

    def _proposing(self, grouping: Grouping | None) -> tuple[Suggestion, ...]:
        """Return what is proposed, with the columns that are joined once it is known of them."""
        found = self._found_now
        if found is None:
            return super()._proposing(grouping)
        if self._proposals is None:
            known = self._known
            fitting = with_types(found.suggestions, known.cells, known.columns)
            self._proposals = with_conversions(fitting, known.columns)
        return self._proposals


def _are_same(some: Sequence[CsvFile], others: Sequence[CsvFile]) -> bool:
    return len(some) == len(others) and all(
        one is other for one, other in zip(some, others, strict=True)
    )
