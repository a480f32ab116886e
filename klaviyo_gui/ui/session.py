"""The one observable state of the window: the file, its mapping, the check and the run."""

from __future__ import annotations

import threading
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot
from PySide6.QtGui import QUndoStack

from klaviyo_gui import paths
from klaviyo_gui.core.convert import checked_country, zone
from klaviyo_gui.core.errors import ExpectedError, MappingError, OptionError
from klaviyo_gui.core.mapping import Kind, Mapping, Options, Pair, ValueType
from klaviyo_gui.core.record import Plan, check_mapping
from klaviyo_gui.core.region import phone_country
from klaviyo_gui.core.suggest import Suggestion, as_mapping, guess_meaning, suggest
from klaviyo_gui.source.index import Index
from klaviyo_gui.source.marks import Marks
from klaviyo_gui.source.profile import ColumnProfile, profile
from klaviyo_gui.source.table import CsvFile, Overrides, open_csv
from klaviyo_gui.store import presets, recent
from klaviyo_gui.ui import edits
from klaviyo_gui.ui.commands import ChangeMapping
from klaviyo_gui.ui.work import Broken, Report, Work
from klaviyo_gui.wording import target_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from threading import Event

    from klaviyo_gui.store.presets import Preset
    from klaviyo_gui.ui.edits import Edit

TELL_SECONDS = 0.3
"""Between two words about rows counted so far."""

_MEANT_BY = 200
"""Rows by which the meaning of a column is judged."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What to open, and how; ``keeps`` the mapping where the same file is read anew."""

    path: Path
    overrides: Overrides
    keeps: bool = False
    shape: str = ""


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file with what its first rows tell, found out before the window hears of it."""

    asked: _Asked
    file: CsvFile
    overrides: Overrides
    shape: str
    profiles: tuple[ColumnProfile, ...]
    suggestions: tuple[Suggestion, ...]
    options: Options
    meanings: tuple[str, ...]


class Session(QObject):
    """What is open and how it is mapped; panels read it and ask through its actions.

    ``file_changed`` fires when another file is open, or the same one is read otherwise;
    ``count_changed`` as its rows are being counted and ``index_changed`` when they all are;
    ``file_refused(error)`` when a file could not be opened and the old one stays;
    ``mapping_changed`` after every edit, undo and redo; ``plan_changed`` when history and live
    are switched; ``hand_changed`` when columns are taken in hand or put back;
    ``preset_refused(error)`` when a preset could not be used;
    ``preset_changed`` when a preset was loaded or saved.
    """

    file_changed = Signal()
    count_changed = Signal()
    index_changed = Signal()
    file_refused = Signal(object)
    mapping_changed = Signal()
    plan_changed = Signal()
    hand_changed = Signal()
    preset_refused = Signal(object)
    preset_changed = Signal()
    _reported = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file: CsvFile | None = None
        self._index: Index | None = None
        self._counted: Index | None = None
        self._profiles: tuple[ColumnProfile, ...] = ()
        self._suggestions: tuple[Suggestion, ...] = ()
        self._meanings: tuple[str, ...] = ()
        self._overrides = Overrides()
        self._shape = ""
        self._is_remembered = False
        self._proposed = Mapping()
        self._kept_from = ""
        self._early = Overrides()
        self._stop = self._stop_shown = threading.Event()
        self._pending: Preset | None = None
        self._mapping = Mapping()
        self._hand: tuple[str, ...] = ()
        self._preset = ""
        self._is_history = True
        self._planned_at = datetime.now(UTC)
        self._breach: ExpectedError | None = None
        self._asked = self._shown = 0
        self._undo_stack = QUndoStack(self)
        self._pool = QThreadPool(self)
        self._reported.connect(self._apply_report)

    # What is

    @property
    def file(self) -> CsvFile | None:
        """Return the open file."""
        return self._file

    @property
    def index(self) -> Index | None:
        """Return the places of the rows; None while they are being counted."""
        return self._index

    @property
    def counted(self) -> Index | None:
        """Return the places of the rows counted so far, if any are."""
        return self._index or self._counted

    @property
    def share_counted(self) -> float:
        """Tell which share of the file's bytes is counted."""
        if self._index is not None:
            return 1.0
        if self._file is None or self._counted is None:
            return 0.0
        return self._counted.marks[-1].offset / max(self._file.data_size, 1)

    @property
    def overrides(self) -> Overrides:
        """Return what somebody chose about how the file is read."""
        return self._overrides

    @property
    def is_remembered(self) -> bool:
        """Tell whether that was chosen earlier, for another file of the same shape."""
        return self._is_remembered

    @property
    def breach(self) -> ExpectedError | None:
        """Return why the rows of the open file could not be counted to the end."""
        return self._breach

    @property
    def header(self) -> tuple[str, ...]:
        """Return the names of the file's columns."""
        return tuple(self._file.header) if self._file is not None else ()

    @property
    def row_count(self) -> int:
        """Return the rows known so far: all of them once they are counted."""
        if self._file is None:
            return 0
        counted = self.counted
        if counted is not None and counted.is_complete:
            return counted.rows
        return max(counted.rows if counted is not None else 0, len(self._file.head_rows.lines))

    @property
    def profiles(self) -> tuple[ColumnProfile, ...]:
        """Return what the first rows tell about each column."""
        return self._profiles

    @property
    def meanings(self) -> tuple[str, ...]:
        """Return what each column probably means, empty where nothing speaks for anything."""
        return self._meanings

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """Return the proposed pairs, certain or not."""
        return self._suggestions

    @property
    def mapping(self) -> Mapping:
        """Return the mapping as it stands."""
        return self._mapping

    @property
    def undo_stack(self) -> QUndoStack:
        """Return the steps taken; the mapping changes in no other way."""
        return self._undo_stack

    @property
    def hand(self) -> tuple[str, ...]:
        """Return the columns in hand, waiting to be placed."""
        return self._hand

    @property
    def is_history(self) -> bool:
        """Tell whether events are sent as history, which starts no flows."""
        return self._is_history

    @property
    def preset(self) -> str:
        """Return the name of the preset that was loaded or saved last."""
        return self._preset

    @property
    def kept_from(self) -> str:
        """Return the file for which the mapping was made, where it was kept for another one."""
        return self._kept_from

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the columns of the mapping that the file does not have; none without a file."""
        if self._file is None:
            return ()
        return tuple(name for name in self._mapping.columns() if name not in self.header)

    @property
    def plan(self) -> Plan:
        """Return what is settled before rows are built; the same for preview and check."""
        return Plan(self._mapping, self.header, self._planned_at, self._is_history)

    @property
    def obstacle(self) -> MappingError | OptionError | None:
        """Return what keeps the mapping from building records, if anything does."""
        try:
            check_mapping(self._mapping, self.header)
            _check_options(self._mapping.options)
        except (MappingError, OptionError) as error:
            return error
        return None

    def suggestion(self, kind: Kind, key: str) -> Suggestion | None:
        """Return the proposal for a property that is not filled yet."""
        if self._mapping.pair(kind, key) is not None:
            return None
        return next(
            (each for each in self._suggestions if (each.kind, each.pair.target) == (kind, key)),
            None,
        )

    # Actions on the file

    def open_file(self, path: Path) -> None:
        """Open a file in the background; the file before stays until this one can be read."""
        self._pending = None
        self._open(_Asked(path, self._early))

    def open_sample(self) -> None:
        """Open the orders that come with the program."""
        self.open_file(paths.resources() / "samples" / "orders.csv")

    def reopen(self, overrides: Overrides) -> None:
        """Read the open file otherwise; what was mapped by hand stays, by the names of columns."""
        if self._file is not None:
            self._open(_Asked(self._file.path, overrides, keeps=True, shape=self._shape))

    @Slot()
    def read_again(self) -> None:
        """Read the open file anew, as it is now."""
        self.reopen(self._overrides)

    # Actions on the mapping

    def place(self, columns: Sequence[str], kind: Kind, key: str) -> None:
        """Fill a property from the first of these columns; drag, click and keys all end here."""
        if columns:
            self._push(edits.place(self._mapping, kind, key, columns[0]))
        self.put_back()

    def place_custom(self, columns: Sequence[str], kind: Kind, *, of_person: bool = False) -> None:
        """Send columns as custom properties under their own names."""
        if columns:
            self._push(edits.place_custom(self._mapping, kind, columns, of_person=of_person))
        self.put_back()

    def fix(self, kind: Kind, key: str, text: str) -> None:
        """Fill a property with one text for all rows."""
        self._push(edits.fix(self._mapping, kind, key, text))

    def accept(self, kind: Kind, pair: Pair) -> None:
        """Place a proposed pair."""
        after = self._mapping.with_pair(kind, pair)
        self._push(edits.Edit(f"accept {target_label(kind, pair.target)}", after))

    def accept_all(self, kind: Kind) -> None:
        """Place every proposed pair of this kind whose property is not filled yet."""
        self._push(edits.accept_all(self._mapping, kind, self._suggestions))

    def start_anew(self) -> None:
        """Replace the mapping by the proposal for this file."""
        self._preset = self._kept_from = ""
        self._push(edits.Edit("start anew", self._proposed))
        self.preset_changed.emit()

    def unmap(self, kind: Kind, key: str) -> None:
        """Leave a property unfilled."""
        self._push(edits.unmap(self._mapping, kind, key))

    def leave_out(self, columns: Sequence[str]) -> None:
        """Send nothing of these columns."""
        self._push(edits.leave_out(self._mapping, columns))

    def clear(self, kind: Kind) -> None:
        """Build no record of this kind."""
        self._push(edits.clear(self._mapping, kind))

    def set_type(self, kind: Kind, key: str, to: ValueType) -> None:
        """Change what the texts of a property become."""
        self._push(edits.set_type(self._mapping, kind, key, to))

    def set_options(self, options: Options) -> None:
        """Change how texts are read where the file does not say."""
        self._push(edits.set_options(self._mapping, options))

    def match_automatically(self) -> None:
        """Place every certain proposal whose property is not filled yet."""
        self._push(edits.fill(self._mapping, as_mapping(self._suggestions)))

    def take(self, columns: Sequence[str]) -> None:
        """Take columns in hand, to be placed by the next click or Enter on a property."""
        self._hand = tuple(columns)
        self.hand_changed.emit()

    @Slot()
    def put_back(self) -> None:
        """Put down what is in hand."""
        if self._hand:
            self.take(())

    def set_history(self, is_history: bool) -> None:
        """Send events as history, or live so that they may start flows."""
        if is_history != self._is_history:
            self._is_history = is_history
            self.plan_changed.emit()

    # Actions on presets

    def load_preset(self, path: Path) -> None:
        """Use the mapping of a preset, even where the file lacks some of its columns."""
        try:
            preset = presets.load(path)
            _check_options(preset.mapping.options)
        except ExpectedError as error:
            self.preset_refused.emit(error)
            return
        reading = preset.reading
        overrides = Overrides(reading.encoding, reading.delimiter, reading.header_line)
        if self._file is not None and overrides not in {self._overrides, Overrides()}:
            self._pending = preset
            self._open(_Asked(self._file.path, overrides, shape=self._shape))
            return
        if self._file is None:
            self._early = overrides
        self._use_preset(preset)

    def save_preset(self, path: Path) -> None:
        """Save the mapping as a preset, named after its file."""
        said = self._overrides
        reading = presets.Reading(said.delimiter, said.encoding, said.header_line)
        try:
            presets.save(path, presets.Preset(path.stem, self._mapping, reading))
        except ExpectedError as error:
            self.preset_refused.emit(error)
            return
        self._preset = path.stem
        self.preset_changed.emit()

    def close(self) -> None:
        """End the work under way and leave the file; called once, when the window is gone."""
        self._stop.set()
        self._stop_shown.set()
        self._pool.waitForDone()
        if self._file is not None:
            self._file.close()

    # Private

    def _open(self, asked: _Asked) -> None:
        if self._asked != self._shown:
            # Nobody waits any more for what was asked before.
            self._stop.set()
        self._asked += 1
        self._stop = threading.Event()
        events = partial(_opening, asked, self._stop)
        self._pool.start(Work(self._asked, events, self._reported))

    def _use_preset(self, preset: Preset) -> None:
        self._preset = preset.name
        self._push(edits.Edit(f"load preset {preset.name}", preset.mapping))
        self.preset_changed.emit()

    def _push(self, edit: Edit) -> None:
        if edit.after != self._mapping:
            command = ChangeMapping(edit.text, self._mapping, edit.after, self._show_mapping)
            self._undo_stack.push(command)

    def _show_mapping(self, mapping: Mapping) -> None:
        self._mapping = mapping
        self.mapping_changed.emit()

    @Slot(object)
    def _apply_report(self, report: Report) -> None:
        match report.event:
            case _Opened() as opened if report.number == self._asked:
                self._shown = report.number
                self._show_file(opened)
            case Index() as index if report.number == self._shown and index.is_complete:
                self._index = index
                self.index_changed.emit()
            case Index() as index if report.number == self._shown:
                self._counted = index
                self.count_changed.emit()
            case Broken(error) if report.number == self._shown:
                self._breach = error
                self.file_refused.emit(error)
            case Broken(error) if report.number == self._asked:
                self._pending, self._early = None, Overrides()
                self.file_refused.emit(error)

    def _show_file(self, opened: _Opened) -> None:
        previous, asked = self._file, opened.asked
        self._stop_shown.set()
        self._stop_shown = self._stop
        self._file, self._index, self._counted = opened.file, None, None
        self._overrides, self._shape = opened.overrides, opened.shape
        self._is_remembered = opened.overrides != asked.overrides
        self._breach = None
        self._profiles = opened.profiles
        self._suggestions = opened.suggestions
        self._meanings = opened.meanings
        self._planned_at = datetime.now(UTC)
        self._hand = ()
        start = Mapping(options=opened.options)
        proposal = edits.fill(start, as_mapping(opened.suggestions))
        self._early = Overrides()
        is_untouched = self._mapping == self._proposed and not self._preset
        is_alike = asked.keeps or _is_alike(previous, opened.file)
        is_fresh = is_untouched and not is_alike
        is_kept = not is_untouched and (is_alike or self._fits(opened.file))
        is_other = is_kept and previous is not None and not is_alike
        self._kept_from = previous.path.name if is_other and previous is not None else ""
        self._proposed = proposal.after
        if is_fresh:
            self._undo_stack.clear()
            self._show_mapping(start)
        if not asked.keeps:
            # What was said of one file must not send another one live.
            self.set_history(True)
        self.file_changed.emit()
        if previous is not None:
            previous.close()
        preset, self._pending = self._pending, None
        if preset is not None:
            self._use_preset(preset)
        elif is_kept:
            self._show_mapping(self._mapping)
        elif is_untouched:
            self._push(proposal)
        else:
            self.start_anew()

    def _fits(self, file: CsvFile) -> bool:
        """Tell whether at least one pair can be read from a file; all can when it is the first."""
        return self._file is None or not set(file.header).isdisjoint(self._mapping.columns())


def _is_alike(before: CsvFile | None, after: CsvFile) -> bool:
    """Tell whether a mapping of one file holds for the other as it stands."""
    return before is not None and (
        before.path == after.path or tuple(before.header) == tuple(after.header)
    )


def _check_options(options: Options) -> None:
    """Raise the OptionError that keeps these options from being used."""
    zone(options.time_zone)
    checked_country(options.phone_country)


def _opening(asked: _Asked, stop: Event) -> Iterator[object]:
    opened = _opened(asked)
    yield opened
    file = opened.file
    if paths.resources() not in file.path.parents:
        recent.add_file(file.path)
    if asked.keeps and opened.shape:
        recent.remember(opened.shape, asdict(opened.overrides))
    marks, told = Marks(), time.monotonic()
    for mark in file.scan():
        marks.append(mark)
        if stop.is_set():
            return
        is_news = mark.row > len(file.head_rows) and not mark.last
        if is_news and time.monotonic() - told >= TELL_SECONDS:
            told = time.monotonic()
            yield Index(marks.so_far(), file.stamp)
    yield Index(marks, file.stamp)


def _opened(asked: _Asked) -> _Opened:
    file, overrides, shape = open_csv(asked.path, asked.overrides), asked.overrides, asked.shape
    if not (asked.keeps or shape):
        # Files without a header are all alike; nothing can be said of one by another.
        shape = recent.shape(file.raw_header) if file.dialect.header_line else ""
        if overrides == Overrides():
            file, overrides = _as_remembered(file, shape)
    header, cells = file.header, file.head_rows.cells
    options = Options(phone_country=phone_country(header, cells))
    found = profile(header, cells), suggest(header, cells)
    return _Opened(asked, file, overrides, shape, *found, options, _meanings(file))


def _meanings(file: CsvFile) -> tuple[str, ...]:
    columns = list(zip_longest(*file.head_rows.cells[:_MEANT_BY], fillvalue=""))
    cells = dict(enumerate(columns))
    found = (guess_meaning(name, cells.get(at, ())) for at, name in enumerate(file.header))
    return tuple(target.label if target is not None else "" for target in found)


def _as_remembered(file: CsvFile, shape: str) -> tuple[CsvFile, Overrides]:
    """Read a file as somebody chose for another one of its shape, if it can be read so."""
    overrides = Overrides(**recent.reading_of(shape)) if shape else Overrides()
    if overrides == Overrides():
        return file, overrides
    try:
        return open_csv(file.path, overrides), overrides
    except ExpectedError:
        return file, Overrides()
