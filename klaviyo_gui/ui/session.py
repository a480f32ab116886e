"""The one observable state of the window: the file, its mapping, the check and the run."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from klaviyo_gui import paths
from klaviyo_gui.core.convert import checked_country, zone
from klaviyo_gui.core.errors import ExpectedError, MappingError, OptionError
from klaviyo_gui.core.mapping import Mapping, Options
from klaviyo_gui.core.record import Plan, check_mapping
from klaviyo_gui.core.suggest import as_mapping
from klaviyo_gui.source.table import Overrides
from klaviyo_gui.store import presets
from klaviyo_gui.store.library import Library
from klaviyo_gui.ui import edits, placing
from klaviyo_gui.ui.opener import Opener
from klaviyo_gui.ui.opening import Asked, overrides_of
from klaviyo_gui.ui.shaping import Shaping
from klaviyo_gui.ui.standing import UNNAMED, Standing
from klaviyo_gui.ui.steps import Steps

if TYPE_CHECKING:
    from collections.abc import Mapping as Table
    from pathlib import Path

    from klaviyo_gui.core.judged import Judged
    from klaviyo_gui.core.mapping import Kind
    from klaviyo_gui.core.suggest import Suggestion
    from klaviyo_gui.core.templates import Template
    from klaviyo_gui.source.index import Index
    from klaviyo_gui.source.profile import ColumnProfile
    from klaviyo_gui.source.table import CsvFile
    from klaviyo_gui.store.presets import Preset
    from klaviyo_gui.ui.opening import Opened


class Session(Steps):
    """What is open and how it is mapped; panels read it and ask through its actions.

    ``file_changed`` fires when another file is open, or the same one is read otherwise;
    ``count_changed`` as its rows are being counted and ``index_changed`` when they all are;
    ``file_refused(error)`` when a file could not be opened and the old one stays;
    ``opening_changed`` when the opening of a file begins, and when it is over;
    ``plan_changed`` when history and live are switched,
    and when it is known what the whole file tells of its cells; ``preset_refused(error)`` when a
    preset could not be used; ``reading_kept(name)`` when one is used, but not its reading of the
    file, by which the header would lack its columns;
    ``written_changed`` when the whole file told how its columns are written. Those of the mapping
    are told of by ``Steps``.
    """

    file_changed = Signal()
    count_changed = Signal()
    index_changed = Signal()
    file_refused = Signal(object)
    opening_changed = Signal()
    plan_changed = Signal()
    preset_refused = Signal(object)
    reading_kept = Signal(str)
    written_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._opened: Opened | None = None
        self._counted: Index | None = None
        self._cells: dict[str, tuple[str, ...]] = {}
        self._breach: ExpectedError | None = None
        self._proposed = Mapping()
        self._early = Overrides()
        self._opening: Path | None = None
        self._pending: Preset | None = None
        self._is_history = True
        self._planned_at = datetime.now(UTC)
        self._opener = Opener(self)
        self._opener.opened.connect(self._show_file)
        self._opener.counted.connect(self._show_count)
        self._opener.doubted.connect(self._show_doubt)
        self._opener.broke.connect(self._show_breach)
        self._opener.refused.connect(self._refuse)
        self._judged: Judged | None = None
        self._is_judging = False
        self._whole: tuple[ColumnProfile, ...] = ()
        self._shaping = Shaping(self)
        self._shaping.found.connect(self._take_shape)

    # What is

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
    def header(self) -> tuple[str, ...]:
        """Return the names of the file's columns."""
        return self.file.header if self.file is not None else ()

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
    def cells(self) -> Table[str, tuple[str, ...]]:
        """Return some cells of each column, as far as it was looked at."""
        return self._cells

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
    def is_proposed(self) -> bool:
        """Tell whether the mapping is what was proposed, or holds nothing, and nobody's work."""
        nothing = Mapping(options=self._mapping.options, seen=self._mapping.seen)
        is_bare = self._mapping in (self._proposed, nothing)
        return is_bare and not self.preset

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the columns of the mapping that the file does not have; none without a file."""
        if self.file is None:
            return ()
        there = set(self.header)
        return tuple(name for name in self._mapping.columns() if name not in there)

    @property
    def plan(self) -> Plan:
        """Return what is settled before rows are built; the same for preview and check."""
        return Plan(
            self._mapping, self.header, self._planned_at, self._is_history, judged=self._judged
        )

    @property
    def judged(self) -> Judged | None:
        """Return what the whole file tells of its cells; None until it was looked at."""
        return self._judged

    @property
    def is_judging(self) -> bool:
        """Tell whether somebody is about to find that out."""
        return self._is_judging

    @property
    def obstacle(self) -> MappingError | OptionError | None:
        """Return what keeps the mapping from building records, if anything does."""
        try:
            check_mapping(self._mapping, self.header)
            _check_options(self._mapping.options)
        except (MappingError, OptionError) as error:
            return error
        return None

    # Actions on the file

    def open_file(self, path: Path, overrides: Overrides | None = None) -> None:
        """Open a file in the background; the file before stays until this one can be read."""
        self._pending = None
        early = self._early if overrides is None else overrides
        wanted = self._mapping.columns() if early != Overrides() else ()
        self._opener.open(Asked(path, early, wanted=wanted))
        self._tell_opening(path)

    def open_sample(self) -> None:
        """Open the orders that come with the program."""
        self.open_file(paths.resources() / "samples" / "orders.csv")

    def reopen(self, overrides: Overrides) -> None:
        """Read the open file otherwise; what was mapped by hand stays, by the names of columns."""
        self._reopen(overrides, keeps=True)

    @Slot()
    def read_again(self) -> None:
        """Read the open file anew, as it is now."""
        self.reopen(self.overrides)

    def begin_judging(self) -> None:
        """Say that what the whole file tells of its cells is being found out."""
        self._is_judging = True

    def end_judging(self, judged: Judged | None) -> None:
        """Take what the whole file tells of its cells; None where it could not be found out."""
        is_news = self._is_judging or judged != self._judged
        self._is_judging, self._judged = False, judged
        if is_news:
            self.plan_changed.emit()

    def take_profiles(self, profiles: tuple[ColumnProfile, ...]) -> None:
        """Take what the whole file tells about each column; the mapping stays as it is."""
        self._whole = profiles
        self._note_profiles()
        self.written_changed.emit()

    # Actions beyond single steps

    def start_anew(self) -> None:
        """Replace the mapping by the proposal for this file."""
        self._push(edits.Edit("start anew", self._proposed), UNNAMED)

    def use_template(self, template: Template) -> None:
        """Give the events this known shape, as soon as it is known what the columns hold of it."""
        if self.file is not None:
            self._shaping.find(template, self.file, self.profiles)

    def send_rest_as_custom(self, kind: Kind) -> None:
        """Send every undecided column of the file as a custom property, in one step."""
        proposals = self.suggestions
        self._push(placing.rest_as_custom(self._mapping, kind, self.header, proposals))

    def leave_out_rest(self) -> None:
        """Leave out every undecided column of the file, in one step."""
        self._push(placing.rest_left_out(self._mapping, self.header))

    def set_history(self, is_history: bool) -> None:
        """Send events as history, or live so that they may start flows."""
        if is_history != self._is_history:
            self._is_history = is_history
            self.plan_changed.emit()

    # Actions on presets

    def load_preset(self, path: Path) -> None:
        """Use the mapping of a preset's file."""
        try:
            preset = Library(paths.presets()).load_at(path)
        except ExpectedError as error:
            self.preset_refused.emit(error)
            return
        self.use_preset(preset)

    def use_preset(self, preset: Preset) -> None:
        """Use the mapping of a preset, even where the file lacks some of its columns."""
        try:
            _check_options(preset.mapping.options)
        except ExpectedError as error:
            self.preset_refused.emit(error)
            return
        overrides = overrides_of(preset)
        if self.file is not None and overrides not in {self.overrides, Overrides()}:
            self._pending = preset
            self._reopen(overrides, wanted=preset.mapping.columns())
            return
        if self.file is None:
            self._early = overrides
        self._use_preset(preset)

    def made_preset(self, name: str) -> Preset:
        """Return the mapping as a preset of this name."""
        return presets.made(name, self._mapping, self.header, self.reading)

    def call_preset(self, name: str) -> None:
        """Note that the mapping is saved under this name."""
        self._standing = replace(self._standing, preset=name)
        self.preset_changed.emit()

    def close(self) -> None:
        """End the work under way and leave the file; called once, when the window is gone."""
        self._opener.close()
        self._shaping.close()
        if self.file is not None:
            self.file.close()

    # Private

    def _reopen(
        self, overrides: Overrides, *, keeps: bool = False, wanted: tuple[str, ...] = ()
    ) -> None:
        if self._opened is not None:
            now, path = self._opened, self._opened.file.path
            asked = Asked(path, overrides, keeps, now.shape, now.kept_under, wanted, now.overrides)
            self._opener.open(asked)
            self._tell_opening(asked.path)

    def _tell_opening(self, path: Path | None) -> None:
        if path != self._opening:
            self._opening = path
            self.opening_changed.emit()

    def _use_preset(self, preset: Preset) -> None:
        edit = edits.Edit(f"load preset {preset.name}", preset.mapping)
        self._push(edit, Standing(preset.name, preset.places))

    @Slot(str, object)
    def _take_shape(self, metric: str, found: tuple[Suggestion, ...]) -> None:
        before = self.suggestions
        self._shapes[metric] = found
        self._push(placing.use_shape(self._mapping, metric, found, before))

    @Slot(object)
    def _show_count(self, counted: Index) -> None:
        self._counted = counted
        (self.index_changed if counted.is_complete else self.count_changed).emit()

    @Slot(object)
    def _show_doubt(self, file: CsvFile) -> None:
        if self._opened is not None:
            self._opened = replace(self._opened, file=file)

    @Slot(object)
    def _show_breach(self, error: ExpectedError | None) -> None:
        self._breach = error
        self.file_refused.emit(error)

    @Slot(object)
    def _refuse(self, error: ExpectedError | None) -> None:
        self._pending, self._early = None, Overrides()
        self._tell_opening(None)
        self.file_refused.emit(error)

    @Slot(object)
    def _show_file(self, opened: Opened) -> None:
        previous, asked = self.file, opened.asked
        self._opened, self._counted, self._breach = opened, None, None
        self._judged, self._is_judging = None, False
        self._whole = ()
        self._note_profiles()
        if not asked.keeps:
            # What was seen in one file says nothing of another.
            self._mapping = replace(self._mapping, seen=())
        self._suggestions, self._shapes = opened.suggestions, {}
        self._shaping.forget()
        self._planned_at = datetime.now(UTC)
        self._hand, self._origin = (), ""
        start = Mapping(options=opened.options)
        proposal = edits.fill(start, as_mapping(opened.suggestions))
        self._early = Overrides()
        is_untouched = self._mapping == self._proposed and not self.preset
        is_alike = asked.keeps or _is_alike(previous, opened.file)
        is_chosen = is_alike or (previous is None and not is_untouched)
        in_hand = None if is_chosen else self._in_hand(opened, proposal.after)
        is_fresh = is_untouched and not is_alike
        is_kept = not is_untouched and (is_alike or self._fits(opened.file))
        is_kept = is_kept and in_hand is None
        is_other = is_kept and previous is not None and not is_alike
        kept_from = previous.path.name if is_other and previous is not None else ""
        is_back = self.is_back and is_alike
        self._standing = replace(self._standing, kept_from=kept_from, is_back=is_back)
        self._proposed = proposal.after
        if in_hand is not None:
            self._undo_stack.clear()
            self._mapping = proposal.after
            self._standing = UNNAMED
        elif is_fresh:
            self._undo_stack.clear()
            self._show_mapping(start)
        if not asked.keeps:
            # What was said of one file must not send another one live.
            self.set_history(True)
        self.file_changed.emit()
        self._tell_opening(None)
        if previous is not None:
            previous.close()
        self._settle(opened, in_hand, is_kept=is_kept, proposal=proposal if is_untouched else None)

    def _note_profiles(self) -> None:
        profiles = self.known_profiles
        self._written = {each.name: each.written for each in profiles}
        self._cells = {each.name: each.cells for each in profiles}

    def _settle(
        self, opened: Opened, in_hand: Preset | None, *, is_kept: bool, proposal: edits.Edit | None
    ) -> None:
        """Show the mapping for a file that was opened just now."""
        preset, self._pending = self._pending, None
        if preset is not None:
            self._use_preset(preset)
            if overrides_of(preset) != opened.overrides:
                self.reading_kept.emit(preset.name)
        elif in_hand is not None:
            back = Standing(in_hand.name, in_hand.places, is_back=True)
            self._push(edits.Edit("bring back your mapping", in_hand.mapping), back)
        elif is_kept:
            self._show_mapping(self._mapping)
        elif proposal is not None:
            self._push(proposal)
        else:
            self.start_anew()
        if opened.draft_error is not None:
            self.preset_refused.emit(opened.draft_error)

    def _in_hand(self, opened: Opened, proposed: Mapping) -> Preset | None:
        """Return the mapping to bring back, if there is one that is not proposed anyhow."""
        kept = opened.draft if self._pending is None else None
        return kept if kept is not None and kept.mapping != proposed else None

    def _fits(self, file: CsvFile) -> bool:
        """Tell whether at least one pair can be read from a file."""
        return not set(file.header).isdisjoint(self._mapping.columns())


def _is_alike(before: CsvFile | None, after: CsvFile) -> bool:
    """Tell whether a mapping of one file holds for the other as it stands."""
    return before is not None and (
        before.path == after.path or tuple(before.header) == tuple(after.header)
    )


def _check_options(options: Options) -> None:
    """Raise the OptionError that keeps these options from being used."""
    if options.time_zone:
        zone(options.time_zone)
    checked_country(options.phone_country)
