"""The menus: every action has a place and most have a key."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from klaviyo_gui import paths
from klaviyo_gui.language import mark, tr
from klaviyo_gui.store import recent
from klaviyo_gui.store.pasted import forget_all_pasted
from klaviyo_gui.store.second_places import forget_second_places
from klaviyo_gui.ui import map_menu, menu_state
from klaviyo_gui.ui.accounts.menu import AccountMenu
from klaviyo_gui.ui.home.samples import EVERY_SAMPLE
from klaviyo_gui.ui.looks_menu import fill_looks
from klaviyo_gui.ui.masking import MaskAction
from klaviyo_gui.ui.pieces import add_action
from klaviyo_gui.ui.presets.menu import fill_presets
from klaviyo_gui.ui.status import Station
from klaviyo_gui.ui.undoing import RedoAction, UndoAction

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenuBar

    from klaviyo_gui.ui.menu_state import MenuState
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


_STEPS_KEY = "Meta+H" if sys.platform == "darwin" else "Ctrl+H"
"""On macOS the usual one hides every program."""


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
                self, path.name.replace("&", "&&"), self._window.menu_actions.open_file_of_action
            )
            action.setData(str(path))
            action.setToolTip(str(path))
        if self.isEmpty():
            self.addAction(tr("None yet")).setEnabled(False)
            return
        self.addSeparator()
        forget = add_action(self, tr("&Forget these"), self._forget)
        forget.setToolTip(tr("Forget this list; rows that were pasted are removed"))

    @Slot()
    def _forget(self) -> None:
        """Forget which files were opened, where joined ones lie, and what was pasted."""
        recent.forget_files()
        forget_second_places()
        file = self._window.session.file
        forget_all_pasted(but=() if file is None else (file.path,))


def fill(bar: QMenuBar, window: Window) -> None:
    """Make all menus of the window."""
    state = window.menu_state
    _fill_file(bar.addMenu(tr("&File")), window, state)
    _fill_edit(bar.addMenu(tr("&Edit")), window, state)
    _fill_view(bar.addMenu(tr("&View")), window, state)
    map_menu.fill(bar.addMenu(tr("&Map")), window, state)
    fill_presets(bar.addMenu(tr("&Presets")), window, state)
    _fill_run(bar.addMenu(tr("&Run")), window, state)
    bar.addMenu(AccountMenu(window.account_desk, window.theme, window))
    tools = bar.addMenu(tr("&Tools"))
    command = add_action(
        tools, tr("&Command for this job…"), window.menu_actions.tell_command, "Ctrl+Shift+C"
    )
    state.watch(command, menu_state.has_file)
    _fill_help(bar.addMenu(tr("&Help")), window, state)


def _fill_file(menu: QMenu, window: Window, state: MenuState) -> None:
    does = window.menu_actions
    add_action(menu, tr("&New job"), window.leave_file, "Ctrl+N")
    add_action(menu, tr("&Open…"), window.choose_file, "Ctrl+O")
    add_action(menu, tr("&Paste data"), window.paste_desk.paste, "Ctrl+Shift+V")
    menu.addMenu(RecentMenu(window))
    _fill_samples(menu.addMenu(tr("Practice &samples")), window)
    second = add_action(menu, tr("&Add second file to join…"), does.add_second)
    state.watch(second, menu_state.has_file)
    words = tr("&Reopen with other settings…")
    reopen = add_action(menu, words, does.open_settings, "Ctrl+Shift+O")
    words = tr("Use current row as &header")
    header = add_action(menu, words, does.use_row_as_header, "Ctrl+Shift+H")
    for action in (reopen, header):
        state.watch(action, menu_state.has_file)
    _fill_export(menu.addMenu(tr("E&xport")), window, state)
    menu.addSeparator()
    close = add_action(menu, tr("C&lose file"), window.leave_file, "Ctrl+W")
    state.watch(close, menu_state.can_leave)
    leave = add_action(menu, tr("&Quit"), window.close, "Ctrl+Q")
    # macOS has it elsewhere, and knows it by itself in English alone.
    leave.setMenuRole(QAction.MenuRole.QuitRole)


def _fill_edit(menu: QMenu, window: Window, state: MenuState) -> None:
    does = window.menu_actions
    for kind in (UndoAction, RedoAction):
        menu.addAction(kind(window.session.undo_stack, window))
    menu.addSeparator()
    add_action(menu, tr("Find a &command, column or property…"), window.commands.open, "Ctrl+K")
    rows = add_action(menu, tr("F&ind a row or column"), does.find_here, "Ctrl+F")
    state.watch(rows, menu_state.can_find)
    problems = add_action(menu, tr("&Go to problem rows"), does.show_problem_rows)
    state.watch(problems, menu_state.has_file)
    desk = window.amend_desk
    find = add_action(menu, tr("&Find and replace in a column…"), desk.replace, "Ctrl+Shift+R")
    for action in (find, add_action(menu, tr("Changes of ro&ws…"), desk.list_changes)):
        state.watch(action, menu_state.has_file)


def _fill_run(menu: QMenu, window: Window, state: MenuState) -> None:
    does = window.menu_actions
    check = add_action(menu, tr("&Check again"), window.checker.check_again, "F7")
    state.watch(check, menu_state.can_check)
    one = add_action(menu, tr("Send one r&ow…"), does.send_row, "F8")
    first = add_action(menu, tr("Tr&ial run…"), does.try_first)
    for action in (one, first):
        state.watch(action, menu_state.can_check)
    add_action(menu, tr("&Send…"), does.go_to_send, "Ctrl+Return")
    pause = add_action(menu, tr("&Pause, or go on"), window.runner.turn_pause, "Ctrl+Shift+.")
    state.watch(pause, menu_state.can_pause)
    stop = add_action(menu, tr("S&top after current requests"), window.runner.stop, "Ctrl+.")
    state.watch(stop, menu_state.can_stop)
    menu.addSeparator()
    add_action(menu, tr("Save &results…"), does.save_results)
    look = add_action(menu, tr("&Look into the practice Klaviyo…"), window.practice_desk.look)
    state.watch(look, menu_state.can_look)


def _fill_help(menu: QMenu, window: Window, state: MenuState) -> None:
    does = window.menu_actions
    guide = add_action(menu, tr("&Guided sample"), does.begin_guide)
    state.watch(guide, menu_state.can_be_guided)
    explain = add_action(menu, tr("&What does this mean?"), does.explain, "F1")
    explain.setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)
    add_action(menu, tr("&Keyboard map"), does.show_keys, "Ctrl+/")
    add_action(menu, tr("&Support bundle…"), window.support.open)
    about = add_action(menu, tr("&About"), window.show_about)
    about.setMenuRole(QAction.MenuRole.AboutRole)


def _fill_samples(menu: QMenu, window: Window) -> None:
    menu.setToolTipsVisible(True)
    for name, (title, below) in EVERY_SAMPLE.items():
        action = add_action(menu, tr(title), window.menu_actions.open_file_of_action)
        action.setData(str(paths.resources() / "samples" / name))
        action.setToolTip(tr(below))


def _fill_export(menu: QMenu, window: Window, state: MenuState) -> None:
    for words, content in (
        (tr("&Checked rows as CSV…"), "checked"),
        (tr("&Held rows as CSV…"), "held"),
        (tr("&What would be sent, a line each…"), "records"),
    ):
        action = add_action(menu, words, window.menu_actions.save_of_action)
        action.setData(content)
        state.watch(action, menu_state.can_check)


def _fill_view(menu: QMenu, window: Window, state: MenuState) -> None:
    does = window.menu_actions
    for at, station in enumerate(Station, start=1):
        words = tr(_STATIONS[station])
        action = add_action(menu, words, does.show_station_of_action, f"Ctrl+{at}")
        action.setData(station)
    menu.addSeparator()
    inspect = add_action(menu, tr("Ro&w inspector"), does.turn_inspector, "F4")
    state.watch(inspect, menu_state.has_file)
    add_action(menu, tr("H&istory of steps…"), does.show_steps, _STEPS_KEY)
    menu.addSeparator()
    menu.addAction(MaskAction(window))
    fill_looks(menu, window.theme)
