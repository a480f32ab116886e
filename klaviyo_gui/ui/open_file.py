"""What is open in the window, and how far it is known by now."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict, replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from klaviyo_gui.core.cell_reading import condition_readings
from klaviyo_gui.core.convert import ASSUMED_ZONE, checked_country, on_clock, zone
from klaviyo_gui.core.errors import MappingError, OptionError
from klaviyo_gui.core.otherwise import columns_of
from klaviyo_gui.core.question import Known
from klaviyo_gui.core.record import Plan, check_mapping
from klaviyo_gui.core.sources import source_reader
from klaviyo_gui.sending.readying import check_steps
from klaviyo_gui.source.dialect import Overrides
from klaviyo_gui.source.reader import Rows
from klaviyo_gui.store import presets
from klaviyo_gui.ui.steps import Steps

if TYPE_CHECKING:
    from pathlib import Path

    from klaviyo_gui.core.cell_reading import Readings
    from klaviyo_gui.core.errors import ExpectedError
    from klaviyo_gui.core.judged import Judged
    from klaviyo_gui.core.mapping import Joined, Mapping, Options
    from klaviyo_gui.core.styles import Written
    from klaviyo_gui.source.index import Index
    from klaviyo_gui.source.profile import ColumnProfile
    from klaviyo_gui.source.table import CsvFile
    from klaviyo_gui.ui.opening import Opened

_JOINED = 200
"""First rows by which it is judged how joined columns are written."""


class OpenFile(Steps):
    """The part of the session that is read: the file, its rows as they are counted, the plan.

    ``file_changed`` fires when another file is open, or the same one is read otherwise;
    ``count_changed`` as its rows are being counted and ``index_changed`` when they all are;
    ``file_refused(error)`` when a file could not be opened and the old one stays;
    ``opening_changed`` when the opening of a file begins, and when it is over;
    ``plan_changed`` when history and live are switched, and when it is known what the whole file
    tells of its cells; ``written_changed`` when it told how its columns are written.
    """

    file_changed = Signal()
    count_changed = Signal()
    index_changed = Signal()
    file_refused = Signal(object)
    opening_changed = Signal()
    plan_changed = Signal()
    written_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._opened: Opened | None = None
        self._opening: Path | None = None
        self._counted: Index | None = None
        self._counts: list[Index] = []
        self._breach: ExpectedError | None = None
        self._is_cut_short = False
        self._judged: Judged | None = None
        self._is_judging = False
        self._whole: tuple[ColumnProfile, ...] = ()
        self._size = 0
        self._is_history = True
        # Without a zone: whoever says the clock of the file anew means the same day of it.
        self._history_before: datetime | None = None
        self._planned_at = datetime.now(UTC)
        self._readings: tuple[tuple[object, ...], Readings] | None = None

    @property
    def file(self) -> CsvFile | None:
        """Return the open file."""
        return self._opened.file if self._opened is not None else None

    @property
    def opening(self) -> Path | None:
        """Return the file that is being opened and cannot be shown yet, if there is one."""
        return self._opening

    @property
    def index(self) -> Index | None:
        """Return the places of the rows; None while they are being counted."""
        is_whole = self._counted is not None and self._counted.is_complete
        return self._counted if is_whole else None

    @property
    def counted(self) -> Index | None:
        """Return the places of the rows counted so far, if any are."""
        return self._counted

    @property
    def share_counted(self) -> float:
        """Tell which share of the file's bytes is counted."""
        if self.index is not None:
            return 1.0
        if self.file is None or self._counted is None:
            return 0.0
        return self._counted.marks[-1].offset / max(self.file.data_size, 1)

    @property
    def overrides(self) -> Overrides:
        """Return what somebody chose about how the file is read."""
        return self._opened.overrides if self._opened is not None else Overrides()

    @property
    def is_remembered(self) -> bool:
        """Tell whether that was chosen earlier, for another file of the same shape."""
        return self._opened is not None and self._opened.is_remembered

    @property
    def breach(self) -> ExpectedError | None:
        """Return why the rows of the open file could not be counted to the end."""
        return self._breach

    @property
    def is_cut_short(self) -> bool:
        """Tell whether its rows could not be counted to the end, for whatever reason."""
        return self._is_cut_short

    @property
    def header(self) -> tuple[str, ...]:
        """Return the names of the file's columns."""
        return self.file.header if self.file is not None else ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the names of all columns that a mapping of this file may speak of."""
        return self.header

    @property
    def first_rows(self) -> Rows:
        """Return the first rows, with all of these columns."""
        return self.file.head_rows if self.file is not None else Rows([], [])

    @property
    def row_count(self) -> int:
        """Return the rows known so far: all of them once they are counted."""
        if self.file is None:
            return 0
        if self.index is not None:
            return self.index.rows
        counted = self._counted.rows if self._counted is not None else 0
        return max(counted, len(self.file.head_rows.lines))

    @property
    def profiles(self) -> tuple[ColumnProfile, ...]:
        """Return what the first rows tell about each column."""
        return self._opened.profiles if self._opened is not None else ()

    @property
    def known_profiles(self) -> tuple[ColumnProfile, ...]:
        """Return what the whole file tells about each column, once it is known; else the same."""
        return self._whole or self.profiles

    @property
    def meanings(self) -> tuple[str, ...]:
        """Return what each column probably means, empty where nothing speaks for anything."""
        return self._opened.meanings if self._opened is not None else ()

    @property
    def zone_before(self) -> str:
        """Return the time zone that was said last for another file, empty for none."""
        return self._opened.zone_before if self._opened is not None else ""

    @property
    def is_history(self) -> bool:
        """Tell whether events are sent as history, which starts no flows."""
        return self._is_history

    @property
    def history_before(self) -> datetime | None:
        """Return before when events are history though those from then on are live, if so."""
        if self._history_before is None:
            return None
        return on_clock(self._history_before, self._time_zone)

    @property
    def reading(self) -> presets.Reading:
        """Return what somebody chose about how the file is read, as presets hold it."""
        chosen = asdict(self.overrides)
        # A file's name within an archive says nothing of the next archive.
        del chosen["member"]
        return presets.Reading(**chosen)

    @property
    def kept_under(self) -> str:
        """Return under what the mapping in hand is kept for such files, empty without a file."""
        return self._opened.kept_under if self._opened is not None else ""

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the columns of the mapping that the file does not have; none without a file."""
        if self.file is None:
            return ()
        there = set(self.header)
        return tuple(name for name in self._mapping.file_columns if name not in there)

    @property
    def plan(self) -> Plan:
        """Return what is settled before rows are built; the same for preview and check."""
        return Plan(
            self._mapping,
            self.header,
            self._planned_at,
            self._is_history,
            judged=self._judged,
            history_before=self.history_before,
            readings=self.readings_by(self._mapping),
        )

    def readings_by(self, mapping: Mapping) -> Readings:
        """Return how the conditions of events read their columns where this were the mapping."""
        if not mapping.has_several_events:
            return ()
        basis = mapping, *self._rows_basis
        known = self._readings
        if known is None or not all(
            one is other for one, other in zip(basis, known[0], strict=True)
        ):
            found = condition_readings(mapping, self.columns, self.first_rows.cells)
            known = self._readings = basis, found
        return known[1]

    @property
    def judged(self) -> Judged | None:
        """Return what the whole file tells of its cells; None until it was looked at."""
        return self._judged

    @property
    def is_judging(self) -> bool:
        """Tell whether somebody is about to find that out."""
        return self._is_judging

    @property
    def obstacle(self) -> ExpectedError | None:
        """Return what keeps the mapping from building records, if anything does."""
        try:
            check_mapping(self._mapping, self.header, self.readings_by(self._mapping))
            check_options(self._mapping.options)
            if self.file is not None and self._mapping.has_steps:
                check_steps(self.file, self.plan)
        except (MappingError, OptionError) as error:
            return error
        return None

    # What is found out beside the window

    def begin_judging(self) -> None:
        """Say that what the whole file tells of its cells is being found out."""
        self._is_judging = True

    def end_judging(self, judged: Judged | None) -> None:
        """Take what the whole file tells of its cells; None where it could not be found out."""
        joined = self._joined
        if judged is not None and not judged.joined:
            # Who looked at single columns tells nothing of joined ones.
            judged = replace(judged, joined=joined)
        is_news = self._is_judging or judged != self._judged
        self._is_judging, self._judged = False, judged
        if self._joined != joined:
            self._note_profiles()
            self.written_changed.emit()
        if is_news:
            self.plan_changed.emit()

    def take_profiles(self, profiles: tuple[ColumnProfile, ...]) -> None:
        """Take what the whole file tells about each column."""
        self._whole = profiles
        self._note_profiles()
        self.written_changed.emit()

    def set_history(self, is_history: bool, before: datetime | None = None) -> None:
        """Send events as history, or live so that they may start flows.

        Of live ones those that happened ``before`` are history all the same: by the clock of the
        file, also where its zone is said only later.
        """
        if before is not None and before.tzinfo is not None:
            before = before.astimezone(zone(self._time_zone)).replace(tzinfo=None)
        wanted = is_history, None if is_history else before
        if wanted != (self._is_history, self._history_before):
            self._is_history, self._history_before = wanted
            self.plan_changed.emit()

    # Private

    @property
    def _time_zone(self) -> str:
        """Return the clock of the file; one that does not exist keeps it from being sent anyway."""
        with suppress(OptionError):
            return zone(self._mapping.options.time_zone or ASSUMED_ZONE).key
        return ASSUMED_ZONE

    @property
    def _guessed_country(self) -> str:
        """Return the country of phone numbers that the rows of the open file name."""
        return self._opened.country if self._opened is not None else ""

    def _show_mapping(self, mapping: Mapping) -> None:
        """Take a mapping for the open file, whichever file it was made for."""
        super()._show_mapping(mapping.guessing(self._guessed_country))

    def _take_opened(self, opened: Opened | None) -> None:
        """Forget all that was known of the file before; nobody is told yet. None leaves it."""
        self._opened, self._counted, self._breach = opened, None, None
        self._counts, self._is_cut_short = [], False
        self._judged, self._is_judging = None, False
        self._whole = ()
        self._size = opened.file.data_size if opened is not None else 0
        self._planned_at = datetime.now(UTC)
        self._note_profiles()

    def _tell_opening(self, path: Path | None) -> None:
        if path != self._opening:
            self._opening = path
            self.opening_changed.emit()

    @Slot(object)
    def _take_count(self, counted: Index) -> None:
        """Take what is counted so far, once the first rows are on the screen."""
        self._counts.append(counted)
        self._turns.later(self._show_count)

    def _show_count(self) -> None:
        if self._counts:
            self._counted = counted = self._counts.pop(0)
            (self.index_changed if counted.is_complete else self.count_changed).emit()
        if self._counts:
            self._turns.later(self._show_count)

    @Slot(object)
    def _show_doubt(self, file: CsvFile) -> None:
        if self._opened is not None:
            self._opened = replace(self._opened, file=file)

    @Slot(object)
    def _show_breach(self, error: ExpectedError | None) -> None:
        while self._counts:
            self._show_count()
        self._breach, self._is_cut_short = error, True
        self.file_refused.emit(error)

    @property
    def _rows_basis(self) -> tuple[object, ...]:
        """Return all that the first rows are made of: they are others as soon as one of it is."""
        return (self.file.head_rows if self.file is not None else None,)

    @property
    def _joined(self) -> tuple[tuple[Joined, Written], ...]:
        return self._judged.joined if self._judged is not None else ()

    def _note_profiles(self) -> None:
        profiles = self.known_profiles
        self._known = Known(
            {each.name: each.written for each in profiles},
            {each.name: each.cells for each in profiles},
            self._size,
            lru_cache(self._joined_texts),
            dict(self._joined),
        )

    def _joined_texts(self, source: Joined) -> tuple[str, ...]:
        """Return what the first rows make of joined columns, each text once."""
        header = self.columns
        if self.file is None or not set(columns_of(source)) <= set(header):
            return ()
        read = source_reader(source, header)
        rows = [row for row in self.first_rows.cells[:_JOINED] if len(row) == len(header)]
        return tuple(filter(str.strip, dict.fromkeys(map(read, rows))))


def check_options(options: Options) -> None:
    """Raise the OptionError that keeps these options from being used."""
    if options.time_zone:
        zone(options.time_zone)
    checked_country(options.phone_country)
