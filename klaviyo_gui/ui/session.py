"""The one observable state of the window: the file, its mapping, and what is asked of both."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from klaviyo_gui import paths
from klaviyo_gui.core.errors import ExpectedError
from klaviyo_gui.core.mapping import Mapping
from klaviyo_gui.core.regrouping import of_orders
from klaviyo_gui.core.suggest import as_mapping, with_types
from klaviyo_gui.core.suggest.further import suggest_further
from klaviyo_gui.language import tr
from klaviyo_gui.source.dialect import Overrides
from klaviyo_gui.store import presets
from klaviyo_gui.store.library import Library
from klaviyo_gui.ui import edits, placing
from klaviyo_gui.ui.arrival import Arrival, Fate, InHand, arrival
from klaviyo_gui.ui.commands import Besides
from klaviyo_gui.ui.open_file import check_options
from klaviyo_gui.ui.opener import Opener
from klaviyo_gui.ui.opening import Asked, overrides_of
from klaviyo_gui.ui.several_events import SeveralEvents
from klaviyo_gui.ui.shaping import Shaping
from klaviyo_gui.ui.standing import UNNAMED, Standing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from klaviyo_gui.core.mapping import Kind
    from klaviyo_gui.core.suggest import Suggestion
    from klaviyo_gui.core.templates import Template
    from klaviyo_gui.source.profile import ColumnProfile
    from klaviyo_gui.store.presets import Preset
    from klaviyo_gui.ui.opening import Opened


class Session(SeveralEvents):
    """What is open and how it is mapped; panels read it and ask through its actions.

    ``preset_refused(error)`` fires when a preset could not be used; ``reading_kept(name)`` when
    one is used, but not its reading of the file, by which the header would lack its columns. The
    other signals are those of ``Amending``, ``OpenFile`` and ``Steps``.
    """

    preset_refused = Signal(object)
    reading_kept = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._proposed = Mapping()
        self._early = Overrides()
        self._pending: Preset | None = None
        self._pending_step = ""
        self._due = Overrides()
        self._is_turning = False
        self._shaped = 0
        self._opener = Opener(self._turns, self)
        self._opener.opened.connect(self._show_file)
        self._opener.counted.connect(self._take_count)
        self._opener.doubted.connect(self._show_doubt)
        self._opener.broke.connect(self._show_breach)
        self._opener.refused.connect(self._refuse)
        self._shaping = Shaping(self)
        self._shaping.found.connect(self._take_shape)

    @property
    def is_proposed(self) -> bool:
        """Tell whether the mapping is what was proposed, or holds nothing, and nobody's work."""
        now = self._mapping
        nothing = Mapping(options=now.options, seen=now.seen, confirmed=now.confirmed)
        is_bare = now in (self._proposed, nothing)
        return is_bare and not self.preset

    # Actions on the file

    def open_file(self, path: Path, overrides: Overrides | None = None) -> None:
        """Open a file in the background; the file before stays until this one can be read."""
        self._pending, self._is_turning = None, False
        early = self._early if overrides is None else overrides
        wanted = self._mapping.file_columns if early != Overrides() else ()
        self._opener.open(Asked(path, early, wanted=wanted))
        self._tell_opening(path)

    def write_first(self, hasten: Callable[[], Callable[[], None]]) -> None:
        """Have what is to be kept written before a file is opened, of which it is read then."""
        self._opener.write_first(hasten)

    def open_sample(self) -> None:
        """Open the orders that come with the program."""
        self.open_file(paths.resources() / "samples" / "orders.csv")

    @Slot()
    def leave_file(self) -> None:
        """Leave the file that is open, or being opened; what is done with it is kept already."""
        previous = self.file
        self._opener.leave()
        self._pending, self._is_turning = None, False
        self._early = self._due = Overrides()
        self._take_opened(None)
        self._suggestions, self._shapes = (), {}
        self._shaping.forget()
        self._hand, self._origin, self._held_text = (), "", ""
        self._proposed, self._standing = Mapping(), UNNAMED
        self._undo_stack.clear()
        self._show_mapping(self._proposed)
        self.set_history(True)
        self.file_changed.emit()
        self.preset_changed.emit()
        self.hand_changed.emit()
        self._tell_opening(None)
        if previous is not None:
            previous.close()

    def reopen(self, overrides: Overrides) -> None:
        """Read the open file otherwise; what was mapped by hand stays, by the names of columns."""
        self._reopen(overrides, keeps=True)

    @Slot()
    def read_again(self) -> None:
        """Read the open file anew, as it is now."""
        self.reopen(self.overrides)

    def take_profiles(self, profiles: tuple[ColumnProfile, ...]) -> None:
        """Take what the whole file tells about each column; what it disproves is asked anew.

        That are styles of dates and numbers which the first rows had proposed. What was proposed
        to be more than text, and is not all through the file, is text again.
        """
        grouping = self._mapping.grouping
        grouped = as_mapping(self._proposing(grouping)) if grouping is not None else None
        super().take_profiles(profiles)
        known = self._known
        self._suggestions = with_types(self._suggestions, known.cells, known.columns)
        shown = self._shown
        for take_back in (edits.keep_as_text, edits.ask_anew):
            edit = self._of_every_event(take_back, grouped or self._proposed, known)
            self._proposed = take_back(self._proposed, self._proposed, known).after
            grouped = take_back(grouped, grouped, known).after if grouped is not None else None
            self._push(edit)
        # Nobody who looks at one event is led to another by what was found out beside the window.
        self.show_event(shown)

    # Actions beyond single steps

    def start_anew(self) -> None:
        """Replace the mapping by the proposal for this file."""
        self._push(edits.Edit(tr("start anew"), self._proposed), Besides(UNNAMED))

    def use_template(self, template: Template) -> None:
        """Give the events this known shape, as soon as it is known what the columns hold of it."""
        if self.file is not None:
            self._shaped = self._shown
            self._shaping.find(template, self.columns, self.first_rows.cells, self.profiles)

    def send_rest_as_custom(self, kind: Kind) -> None:
        """Send every undecided column of the file as a custom property, in one step."""
        proposals = self.suggestions
        self._change(placing.rest_as_custom(self._seen, kind, self.columns, proposals))

    def leave_out_rest(self) -> None:
        """Leave out every undecided column of the file, in one step."""
        self._push(placing.rest_left_out(self._mapping, self.columns))

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
        self._begin_use(preset, tr("load preset {name}", name=preset.name))

    def use_earlier(self, preset: Preset) -> None:
        """Use what was in hand before for such files, as one step too."""
        self._begin_use(preset, tr("bring back an earlier mapping"))

    def made_preset(self, name: str) -> Preset:
        """Return the mapping as a preset of this name."""
        return presets.made(name, self._mapping, self.header, self.reading)

    def call_preset(self, name: str) -> None:
        """Note that the mapping is saved under this name."""
        self._standing = replace(self._standing, preset=name)
        self.preset_changed.emit()

    def close(self) -> None:
        """End the work under way and leave the file; called once, when the window is gone."""
        self._turns.close()
        self._opener.close()
        self._shaping.close()
        self.close_amending()
        self.close_seconds()
        if self.file is not None:
            self.file.close()

    # Private

    def _begin_use(self, preset: Preset, what: str) -> None:
        """Use a mapping that was saved, once the file is read as it was then."""
        try:
            check_options(preset.mapping.options)
        except ExpectedError as error:
            self.preset_refused.emit(error)
            return
        if self.file is None:
            self._early = overrides_of(preset)
        elif self._read_for(preset):
            self._pending_step = what
            return
        self._use_preset(preset, what)

    def _reopen(
        self,
        overrides: Overrides,
        *,
        keeps: bool = False,
        turns: bool = False,
        wanted: tuple[str, ...] = (),
        instead: Overrides | None = None,
    ) -> None:
        if self._opened is not None:
            now, path = self._opened, self._opened.file.path
            other = overrides if instead is None else instead
            asked = Asked(path, overrides, keeps, turns, now.shape, now.kept_under, wanted, other)
            self._opener.open(asked)
            self._is_turning = turns and self._pending is None
            self._tell_opening(asked.path)

    def _read_for(self, preset: Preset) -> bool:
        """Read the file as a preset does before it is used; False where it is read so."""
        now, wanted = self.overrides, preset.mapping.file_columns
        # A file's name within an archive is none of the preset's.
        chosen = replace(overrides_of(preset), member=now.member)
        is_plain = overrides_of(preset) == Overrides()
        is_there = is_plain and set(wanted) <= set(self.header)
        if self._pending is None and (is_there or chosen == now):
            return False
        self._pending = preset
        # What a preset leaves to be detected is no reason to read the file otherwise, unless
        # columns lack as it is read now.
        first, instead = (now, chosen) if is_plain else (chosen, now)
        self._reopen(first, turns=True, wanted=wanted, instead=instead)
        return True

    def _step(self, mapping: Mapping, besides: Besides) -> Besides:
        before = super()._step(mapping, besides)
        if besides.reading is None or self.file is None:
            return before
        path, overrides = besides.reading
        if path != self.file.path:
            # How one file was read says nothing of another.
            return before
        was_due, self._due = self._due, overrides
        if self._pending is None and self._opening in {None, path}:
            self._read_as_due()
        return replace(before, reading=(path, was_due))

    def _read_as_due(self) -> None:
        """Read the file as it was for the mapping in hand."""
        if self._due != self.overrides or self._opening is not None:
            self._reopen(self._due, turns=True)

    def _use_preset(self, preset: Preset, what: str) -> None:
        edit = edits.Edit(what, preset.mapping.guessing(self._guessed_country))
        standing = Standing(preset.name, preset.places)
        is_turned = self.file is not None and self.overrides != self._due
        reading = (self.file.path, self.overrides) if self.file and is_turned else None
        self._push(edit, Besides(standing, reading))

    @Slot(str, object)
    def _take_shape(self, metric: str, found: tuple[Suggestion, ...]) -> None:
        before, grouping = self.suggestions, self._seen.grouping
        self._shapes[metric] = found
        if self._shaped != self._shown:
            # Another event is on show by now; the shape was asked for another one.
            return
        shape = of_orders(found, before, grouping)
        if self._shown:
            named = [each for each in shape if each.pair.target == "metric"]
            shape = (*named, *suggest_further(self._mapping, self._shown, shape))
        self._change(placing.use_shape(self._seen, metric, shape, before))

    @Slot(object)
    def _refuse(self, error: ExpectedError | None) -> None:
        is_owed = not self._is_turning and self._due != self.overrides
        self._pending, self._early, self._is_turning = None, Overrides(), False
        self._tell_opening(None)
        self.file_refused.emit(error)
        if is_owed:
            self._read_as_due()

    @Slot(object)
    def _show_file(self, opened: Opened) -> None:
        previous, asked = self.file, opened.asked
        self._take_opened(opened)
        self._early, self._is_turning = Overrides(), False
        if self._pending is None:
            self._due = opened.overrides
        if not (asked.keeps or asked.turns):
            # What was seen in one file, or confirmed for it, says nothing of another.
            self._hold(replace(self._mapping, seen=(), confirmed=()))
        self._hold(self._mapping.guessing(opened.country))
        self._proposed = self._proposed.guessing(opened.country)
        self._suggestions, self._shapes = opened.suggestions, {}
        self._shaping.forget()
        self._hand, self._origin, self._held_text = (), "", ""
        start = Mapping().guessing(opened.country)
        proposal = edits.fill(start, as_mapping(opened.suggestions))
        is_touched = self._mapping != self._proposed or bool(self.preset)
        hand = InHand(self._mapping, is_touched, self._pending is not None)
        found = arrival(previous, opened, hand, proposal.after)
        self._proposed = proposal.after
        self._clear_for(found, start, turns=asked.turns)
        if not asked.keeps:
            # What was said of one file must not send another one live.
            self.set_history(True)
        self.file_changed.emit()
        self._tell_opening(None)
        if previous is not None:
            previous.close()
        if self._pending is not None:
            self._use_pending(opened)
        else:
            self._settle(found.fate, opened.draft, proposal)
        if opened.draft_error is not None:
            self.preset_refused.emit(opened.draft_error)
        if opened.amended_error is not None:
            self.amendments_refused.emit(opened.amended_error)

    def _clear_for(self, found: Arrival, start: Mapping, *, turns: bool) -> None:
        """Take away what a file that was opened just now makes untrue."""
        if not turns:
            is_back = self.is_back and found.is_alike
            self._standing = replace(self._standing, kept_from=found.kept_from, is_back=is_back)
        if found.fate is Fate.BROUGHT_BACK:
            self._undo_stack.clear()
            self._hold(self._proposed)
            self._standing = UNNAMED
        elif found.is_fresh:
            self._undo_stack.clear()
            self._show_mapping(start)

    def _use_pending(self, opened: Opened) -> None:
        """Use the preset that waited for the file to be read as it does."""
        preset, self._pending = self._pending, None
        if preset is None:
            return
        self._use_preset(preset, self._pending_step)
        self._due = opened.overrides
        chosen = replace(overrides_of(preset), member=opened.overrides.member)
        is_plain = overrides_of(preset) == Overrides()
        if opened.asked.turns and not is_plain and chosen != opened.overrides:
            self.reading_kept.emit(preset.name)

    def _settle(self, fate: Fate, draft: Preset | None, proposal: edits.Edit) -> None:
        """Show the mapping for a file that was opened just now."""
        match fate:
            case Fate.BROUGHT_BACK if draft is not None:
                back = Standing(draft.name, draft.places, is_back=True)
                self._push(edits.Edit(tr("bring back your mapping"), draft.mapping), Besides(back))
            case Fate.KEPT:
                self._show_mapping(self._mapping)
            case Fate.PROPOSED:
                self._push(proposal)
            case _:
                self.start_anew()
