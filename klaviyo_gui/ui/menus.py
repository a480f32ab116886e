"""The menus: every action has a place and most have a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QMenu

from klaviyo_gui.language import mark, tr
from klaviyo_gui.store import recent
from klaviyo_gui.store.second_places import forget_second_places
from klaviyo_gui.ui import map_menu, menu_state
from klaviyo_gui.ui.accounts.menu import AccountMenu
from klaviyo_gui.ui.looks_menu import fill_looks
from klaviyo_gui.ui.masking import MaskAction
from klaviyo_gui.ui.pieces import add_action
from klaviyo_gui.ui.presets.menu import fill_presets
from klaviyo_gui.ui.status import Station
from klaviyo_gui.ui.undoing import RedoAction, UndoAction

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenuBar

    from klaviyo_gui.ui.window import Window

_STATIONS = {
    Station.FILE: mark("&File"),
    Station.MAP: mark("&Map"),
    Station.PREVIEW: mark("&Preview"),
    Station.SEND: mark("&Send"),
    Station.RESULTS: mark("&Results"),
    Station.HISTORY: mark("&History"),
}
"""The stations in the menu; which letter is the key differs between languages."""


class RecentMenu(QMenu):
    """The files opened last, as they are when the menu opens."""

    def __init__(self, window: Window) -> None:
        super().__init__(tr("Open re&cent"), window)
        self._window = window
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self.refresh)

    @Slot()
    def refresh(self) -> None:
        """List them anew."""
        self.clear()
        for path in recent.files():
            action = add_action(
                self, path.name.replace("&", "&&"), self._window.open_file_of_action
            )
            action.setData(str(path))
            action.setToolTip(str(path))
        if self.isEmpty():
            self.addAction(tr("None yet")).setEnabled(False)
            return
        self.addSeparator()
        add_action(self, tr("&Forget these"), _forget_files)


def _forget_files() -> None:
    """Forget which files were opened, and where those lie that were joined to them."""
    recent.forget_files()
    forget_second_places()


def fill(bar: QMenuBar, window: Window) -> None:
    """Make all menus of the window."""
    session = window.session
    state = window.menu_state
    file = bar.addMenu(tr("&File"))
    add_action(file, tr("&Open…"), window.choose_file, "Ctrl+O")
    add_action(file, tr("Open &sample orders"), session.open_sample)
    file.addMenu(RecentMenu(window))
    second = add_action(file, tr("&Add second file to join…"), window.add_second)
    state.watch(second, menu_state.has_file)
    add_action(file, tr("&Reopen with other settings…"), window.open_settings, "Ctrl+Shift+O")
    add_action(file, tr("Use current row as &header"), window.use_row_as_header, "Ctrl+Shift+H")
    file.addSeparator()
    add_action(file, tr("&Quit"), window.close, "Ctrl+Q")
    edit = bar.addMenu(tr("&Edit"))
    for kind in (UndoAction, RedoAction):
        edit.addAction(kind(session.undo_stack, window))
    edit.addSeparator()
    add_action(edit, tr("Find a &command, column or property…"), window.commands.open, "Ctrl+K")
    desk = window.amend_desk
    find = add_action(edit, tr("&Find and replace in a column…"), desk.replace, "Ctrl+Shift+R")
    for action in (find, add_action(edit, tr("Changes of ro&ws…"), desk.list_changes)):
        state.watch(action, menu_state.has_file)
    _fill_view(bar.addMenu(tr("&View")), window)
    map_menu.fill(bar.addMenu(tr("&Map")), window, state)
    fill_presets(bar.addMenu(tr("&Presets")), window, state)
    run = bar.addMenu(tr("&Run"))
    check = add_action(run, tr("&Check again"), window.checker.check_again, "F7")
    state.watch(check, menu_state.can_check)
    add_action(run, tr("&Send…"), window.go_to_send, "Ctrl+Return")
    pause = add_action(run, tr("&Pause, or go on"), window.runner.turn_pause, "Ctrl+Shift+.")
    state.watch(pause, menu_state.can_pause)
    stop = add_action(run, tr("S&top after current requests"), window.runner.stop, "Ctrl+.")
    state.watch(stop, menu_state.can_stop)
    run.addSeparator()
    add_action(run, tr("Save &results…"), window.save_results)
    look = add_action(run, tr("&Look into the practice Klaviyo…"), window.practice_desk.look)
    state.watch(look, menu_state.can_look)
    bar.addMenu(AccountMenu(window.account_desk, window.theme, window))
    about = bar.addMenu(tr("&Help"))
    add_action(about, tr("&Keyboard map"), window.show_keys, "Ctrl+/")
    add_action(about, tr("&Support bundle…"), window.support.open)
    add_action(about, tr("&About"), window.show_about)


def _fill_view(menu: QMenu, window: Window) -> None:
    for at, station in enumerate(Station, start=1):
        words = tr(_STATIONS[station])
        action = add_action(menu, words, window.show_station_of_action, f"Ctrl+{at}")
        action.setData(station)
    menu.addSeparator()
    add_action(menu, tr("H&istory of steps…"), window.show_steps, "Ctrl+H")
    menu.addSeparator()
    menu.addAction(MaskAction(window))
    fill_looks(menu, window.theme)
