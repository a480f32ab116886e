"""What the menus do, wherever it is to be seen: each action goes there before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.ui.keys import Keys
from klaviyo_gui.ui.status import Station
from klaviyo_gui.ui.steps_list import StepsList

if TYPE_CHECKING:
    from klaviyo_gui.ui.window import Window


class MenuActions(QObject):
    """Does what an action of the menus says; none of them sends anything."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window

    @Slot()
    def show_station_of_action(self) -> None:
        """Go to the station of the menu's action."""
        action = self.sender()
        if isinstance(action, QAction):
            self._window.show_station(Station(action.data()))

    @Slot()
    def add_second(self) -> None:
        """Ask for one more file to join."""
        self._window.show_station(Station.MAP)
        self._window.stations.map.joining.choose_file()

    @Slot()
    def open_file_of_action(self) -> None:
        """Open the file of the menu's action."""
        action = self.sender()
        if isinstance(action, QAction):
            self._window.open_file(Path(action.data()))

    @Slot()
    def save_of_action(self) -> None:
        """Save of the open file what the menu's action says."""
        from klaviyo_gui.sending.exporting import Content  # noqa: PLC0415 - no start needs it

        action = self.sender()
        if isinstance(action, QAction):
            self._window.export_desk.choose(Content(action.data()))

    @Slot()
    def open_settings(self) -> None:
        """Offer to read the open file otherwise."""
        self._window.show_station(Station.FILE)
        self._window.stations.file.open_settings()

    @Slot()
    def use_row_as_header(self) -> None:
        """Let the current row of the file name the columns."""
        self._window.show_station(Station.FILE)
        self._window.stations.file.use_current_as_header()

    @Slot()
    def accept_all(self) -> None:
        """Accept all proposals for the kind of record on show in Map."""
        self._window.stations.map.targets.accept_all()

    @Slot()
    def find_here(self) -> None:
        """Go to the search of the station on show, to that of Preview where it has none."""
        station, results = self._window.station, self._window.archive.results
        are_results = station is Station.RESULTS and results is not None
        if are_results or self._window.session.file is None:
            self._window.show_station(Station.RESULTS)
            self._window.stations.results.focus_search()
        elif station is Station.MAP:
            self._window.stations.map.columns.focus_search()
        else:
            self._window.show_station(Station.PREVIEW)
            self._window.stations.preview.focus_search()

    @Slot()
    def show_problem_rows(self) -> None:
        """Show the rows that are held for a problem."""
        self._window.show_station(Station.PREVIEW)
        self._window.stations.preview.show_problems()

    @Slot()
    def clear_events(self) -> None:
        """Build no events."""
        self._window.session.clear(Kind.EVENTS)

    @Slot()
    def clear_people(self) -> None:
        """Build no people."""
        self._window.session.clear(Kind.PROFILES)

    @Slot()
    def go_to_send(self) -> None:
        """Show the sheet; nothing is sent by a shortcut."""
        self._window.show_station(Station.SEND)

    @Slot()
    def try_first(self) -> None:
        """Show the sheet with a trial chosen; nothing is sent by a shortcut."""
        self._window.stations.send.show_sheet()
        self._window.stations.send.choose_trial(is_trial=True)
        self._window.show_station(Station.SEND)

    @Slot()
    def send_row(self) -> None:
        """Show the sheet for the chosen row of Preview alone, which is seen there before."""
        if self._window.station is Station.PREVIEW:
            self._window.stations.preview.ask_to_send_row()
        else:
            self._window.show_station(Station.PREVIEW)

    @Slot()
    def save_results(self) -> None:
        """Ask where the results are to be saved, where it is said what became of that."""
        self._window.show_station(Station.RESULTS)
        self._window.stations.results.choose_folder()

    @Slot()
    def show_keys(self) -> None:
        """Tell which key does what."""
        Keys(self._window).open()

    @Slot()
    def show_steps(self) -> None:
        """List the steps that were taken, to go back to one of them."""
        open_ = (each for each in self._window.findChildren(StepsList) if each.isVisible())
        steps = next(open_, None) or StepsList(self._window.session.undo_stack, self._window)
        steps.show()
        steps.raise_()
        steps.activateWindow()

    @Slot()
    def turn_inspector(self) -> None:
        """Go to the chosen row of Preview in full, or hide it where one is there already."""
        self._window.show_station(Station.PREVIEW)
        self._window.stations.preview.turn_inspector()

    @Slot()
    def begin_guide(self) -> None:
        """Lead through the stations with the sample orders, in practice."""
        self._window.guide.begin()

    @Slot()
    def tell_command(self) -> None:
        """Copy the command that does without the window what the sheet says."""
        from klaviyo_gui.ui.job.desk import show_command  # noqa: PLC0415 - no start needs it

        show_command(self._window)

    @Slot()
    def explain(self) -> None:
        """Tell what that is which has the focus, beside it."""
        from klaviyo_gui.ui.meaning.asking import asked, meaning_at  # noqa: PLC0415 - no start
        from klaviyo_gui.ui.meaning.popup import MeaningPopup  # noqa: PLC0415 - needs them

        popup = QApplication.activePopupWidget()
        if isinstance(popup, MeaningPopup):
            # The key that opened it closes it.
            popup.close()
            return
        focus = asked(QApplication.focusWidget(), self._window)
        found = meaning_at(focus, self._window.session)
        if found is not None:
            MeaningPopup(found, focus.window()).open_beside(focus)
