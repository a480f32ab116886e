"""Everything that can be asked of presets in the window, and what answers it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from klaviyo_gui.core.errors import AmendmentsError
from klaviyo_gui.language import mark, tr
from klaviyo_gui.preset_words import share_words
from klaviyo_gui.ui.chooser import Choice, Chooser
from klaviyo_gui.ui.elided import shortened
from klaviyo_gui.ui.keeper import Keeper
from klaviyo_gui.ui.presets.bar import PresetBar
from klaviyo_gui.ui.presets.drifting import Drifting
from klaviyo_gui.ui.presets.shelf import PresetShelf
from klaviyo_gui.ui.presets.shelving import Deleted, Imported, Renamed, Saved
from klaviyo_gui.ui.presets.telling import damage_words, told

if TYPE_CHECKING:
    from klaviyo_gui.core.errors import ExpectedError, PresetError
    from klaviyo_gui.ui.notice import Notice
    from klaviyo_gui.ui.presets.comparing import CompareDialog
    from klaviyo_gui.ui.presets.earlier import Earlier, EarlierDialog
    from klaviyo_gui.ui.presets.managing import ManageDialog
    from klaviyo_gui.ui.presets.shelving import Done
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.theme import Theme

_ONE_STEP = mark("It is one step: Ctrl+Z takes it back.")
_FILES = mark("Presets and old mappings (*.json *.py);;All files (*)")


class PresetDesk(QObject):
    """Joins the shelf, the session and what shows presets.

    ``shown`` fires when something is to be seen at the station Map.
    """

    shown = Signal()

    def __init__(
        self,
        session: Session,
        notice: Notice,
        theme: Theme,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._shelf = shelf = PresetShelf(session)
        self._notice = notice
        self._theme = theme
        self._window = window
        self._drifting = Drifting(session)
        self.keeper = Keeper(session)
        self._news = self._awaited = ""
        self._chooser: Chooser | None = None
        self.bar = PresetBar(session, shelf, self._drifting, theme)
        self._connect()
        shelf.refresh()

    @property
    def shelf(self) -> PresetShelf:
        """Return what does the work."""
        return self._shelf

    @cached_property
    def comparing(self) -> CompareDialog:
        """Return two presets side by side, which is built when it is first wanted."""
        from klaviyo_gui.ui.presets.comparing import CompareDialog  # noqa: PLC0415 - no start needs it

        dialog = CompareDialog(self._window)
        dialog.apply_requested.connect(self.apply)
        return dialog

    @cached_property
    def managing(self) -> ManageDialog:
        """Return the list of all presets, which is built when it is first wanted."""
        from klaviyo_gui.ui.presets.managing import ManageDialog  # noqa: PLC0415 - no start needs it

        dialog = ManageDialog(self._session, self._shelf, self._theme, self._window)
        dialog.apply_requested.connect(self.apply)
        dialog.import_requested.connect(self.choose_import)
        return dialog

    @cached_property
    def earlier(self) -> EarlierDialog:
        """Return the earlier versions of the mapping, which is built when it is first wanted."""
        from klaviyo_gui.ui.presets.earlier import EarlierDialog  # noqa: PLC0415 - no start needs it

        dialog = EarlierDialog(self._session, self._window)
        dialog.wanted.connect(self._use_earlier)
        return dialog

    @property
    def chooser(self) -> Chooser | None:
        """Return the list of presets that was opened last."""
        return self._chooser

    def close(self) -> None:
        """End the work under way and close what stands beside the window."""
        built = vars(self)
        if "comparing" in built:
            self.comparing.close()
        if "managing" in built:
            self.managing.close()
        if "earlier" in built:
            self.earlier.close_work()
        self._drifting.close()
        self.keeper.close()
        self._shelf.close()

    @Slot(str)
    def apply(self, name: str) -> None:
        """Use a preset."""
        preset = self._shelf.shown.presets.get(name)
        if preset is None:
            return
        self.shown.emit()
        self._awaited = name
        self._session.use_preset(preset)
        self._shelf.note_use(name)
        if self._session.opening is None:
            self._tell_applied()

    @Slot(str)
    def compare(self, name: str) -> None:
        """Show in what a preset differs from the mapping in hand."""
        preset = self._shelf.shown.presets.get(name)
        if preset is not None:
            self.comparing.show_pair(self._session.made_preset(self._session.preset), preset)

    @Slot()
    def save(self) -> None:
        """Save the mapping under the name of the preset in use, else ask for one."""
        if self._session.preset in self._shelf.shown.presets:
            self._shelf.save(self._session.made_preset(self._session.preset))
        else:
            self.save_as()

    @Slot()
    def save_as(self) -> None:
        """Ask for the name to save the mapping under."""
        self.shown.emit()
        file = self._session.file
        name = self._session.preset or (file.path.stem if file is not None else "")
        self.bar.naming.ask(name, self._shelf.shown.presets)

    @Slot()
    def manage(self) -> None:
        """Show every preset."""
        self.managing.open_with(self._session.preset)

    @Slot()
    def list_earlier(self) -> None:
        """Show the earlier versions of the mapping."""
        self.earlier.open_list()

    @Slot()
    def choose_import(self) -> None:
        """Ask for a file with presets and take them in."""
        over = self.managing if self._is_managing else self._window
        title = tr("Import presets")
        name, _ = QFileDialog.getOpenFileName(over, title, "", tr(_FILES))
        if name:
            self._shelf.import_file(Path(name))

    @Slot()
    def list_to_apply(self) -> None:
        """List the presets of which one is to be used."""
        self._list(tr("Presets to apply")).chosen.connect(self.apply)

    @Slot()
    def list_to_compare(self) -> None:
        """List the presets of which one is to be compared with."""
        self._list(tr("Presets to compare with")).chosen.connect(self.compare)

    def _connect(self) -> None:
        session, bar = self._session, self.bar
        bar.apply_requested.connect(self.apply)
        bar.compare_requested.connect(self.compare)
        bar.apply_list_requested.connect(self._list_at)
        bar.naming.named.connect(self._save_named)
        self._shelf.done.connect(self._tell)
        self._shelf.refused.connect(self._refuse)
        self._shelf.damaged.connect(self._tell_damaged)
        self.keeper.refused.connect(self._tell_unkept)
        session.preset_changed.connect(self._tell_applied)
        session.file_refused.connect(self._await_nothing)
        session.reading_kept.connect(self._tell_reading)
        session.mapping_changed.connect(self._forget_news)
        session.file_changed.connect(self._forget_news)

    @property
    def _is_managing(self) -> bool:
        """Tell whether the list of all presets is on show, without building it."""
        return "managing" in vars(self) and self.managing.isVisible()

    def _list(self, name: str, place: QPoint | None = None) -> Chooser:
        choices = [
            Choice(each.name, each.name, share_words(each.fit)) for each in self._shelf.shown.all
        ]
        self._chooser = Chooser(choices, name, self._theme, self._window)
        corner = self.bar.mapToGlobal(QPoint(0, 0))
        self._chooser.open_at(place if place is not None else corner)
        return self._chooser

    @Slot(object)
    def _use_earlier(self, earlier: Earlier) -> None:
        """Use what was in hand before, and say so where it is seen."""
        self.shown.emit()
        self._session.use_earlier(earlier.preset)
        if self._session.opening is None:
            self._say(tr("The mapping of {moment} is back.", moment=earlier.moment), tr(_ONE_STEP))

    @Slot(QPoint)
    def _list_at(self, place: QPoint) -> None:
        self._list(tr("Presets to apply"), place).chosen.connect(self.apply)

    @Slot(str)
    def _save_named(self, name: str) -> None:
        self._shelf.save(self._session.made_preset(name))

    @Slot(object)
    def _tell(self, event: Done) -> None:
        match event:
            case Saved(name):
                self._session.call_preset(name)
            case Renamed(before, name) if before == self._session.preset:
                self._session.call_preset(name)
            case Deleted(name) if name == self._session.preset:
                self._session.call_preset("")
        if isinstance(event, (Saved, Imported)) and not self._is_managing:
            said = told(event)
            self.shown.emit()
            self._say(said.title, said.words)

    @Slot()
    def _tell_applied(self) -> None:
        """Say that the preset is applied, once the file is read as it says."""
        name, session = self._awaited, self._session
        if name and name == session.preset:
            self._awaited = ""
            if not session.missing:
                self._say(tr("“{preset}” is applied.", preset=shortened(name)), tr(_ONE_STEP))

    @Slot()
    def _await_nothing(self) -> None:
        self._awaited = ""

    @Slot(str)
    def _tell_reading(self, name: str) -> None:
        title = (
            tr("“{preset}” is applied; the file is read as before.", preset=shortened(name))
            if name
            else tr("The earlier mapping is back; the file is read as before.")
        )
        self._say(title, tr("As it was read then, this one would lack its columns."))

    @Slot(object)
    def _refuse(self, error: ExpectedError | None) -> None:
        if not self._is_managing:
            self.shown.emit()
            self._notice.say_error(error)

    @Slot(object)
    def _tell_damaged(self, errors: tuple[PresetError, ...]) -> None:
        """Say it where presets are used, and take nobody there: there is nothing to be done now."""
        title, words = damage_words(errors)
        self._notice.say(title, words)

    @Slot(object)
    def _tell_unkept(self, error: ExpectedError | None) -> None:
        # What cannot be kept of rows is told where rows are looked at.
        if not isinstance(error, AmendmentsError):
            self._notice.say_error(error)

    @Slot()
    def _forget_news(self) -> None:
        """Take good news down once the next step is taken."""
        if self._news and self._notice.sentence == self._news:
            self._notice.hide()
        self._news = ""

    def _say(self, title: str, words: str) -> None:
        self._notice.say(title, words, "good")
        self._news = self._notice.sentence
