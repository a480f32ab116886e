"""The menus: every action has a place and most have a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from klaviyo_gui.ui.status import Station
from klaviyo_gui.ui.theme import Choice

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMenu, QMenuBar

    from klaviyo_gui.ui.window import Window

_THEMES = {Choice.SYSTEM: "As the system", Choice.LIGHT: "Light", Choice.DARK: "Dark"}


def fill(bar: QMenuBar, window: Window) -> None:
    """Make all menus of the window."""
    session = window.session
    file = bar.addMenu("&File")
    _add(file, "&Open…", window.choose_file, "Ctrl+O")
    _add(file, "Open &sample orders", session.open_sample, "Ctrl+Shift+O")
    file.addSeparator()
    _add(file, "&Quit", window.close, "Ctrl+Q")
    edit = bar.addMenu("&Edit")
    for action, keys in (
        (session.undo_stack.createUndoAction(window, "Undo"), QKeySequence("Ctrl+Z")),
        (session.undo_stack.createRedoAction(window, "Redo"), QKeySequence("Ctrl+Shift+Z")),
    ):
        action.setShortcut(keys)
        edit.addAction(action)
    _fill_view(bar.addMenu("&View"), window)
    mapping = bar.addMenu("&Map")
    _add(mapping, "&Match automatically", session.match_automatically, "Ctrl+M")
    mapping.addSeparator()
    _add(mapping, "Clear &events", window.clear_events)
    _add(mapping, "Clear &people", window.clear_people)
    presets = bar.addMenu("&Presets")
    _add(presets, "&Save preset…", window.choose_preset_to_save, "Ctrl+S")
    _add(presets, "&Load preset…", window.choose_preset_to_load, "Ctrl+L")
    run = bar.addMenu("&Run")
    _add(run, "&Check again", window.checker.check_again, "F7")
    _add(run, "&Send…", window.go_to_send, "Ctrl+Return")
    _add(run, "S&top after current requests", window.runner.stop)
    run.addSeparator()
    _add(run, "Save &results…", window.results_station.choose_folder)
    _add(bar.addMenu("&Help"), "&About", window.show_about)


def _fill_view(menu: QMenu, window: Window) -> None:
    for at, station in enumerate(Station, start=1):
        action = _add(menu, station.title, window.show_station_of_action, f"Ctrl+{at}")
        action.setData(station)
    menu.addSeparator()
    themes = menu.addMenu("&Theme")
    group = QActionGroup(menu)
    for choice, words in _THEMES.items():
        action = _add(themes, words, window.choose_theme_of_action)
        action.setData(choice)
        action.setCheckable(True)
        action.setChecked(choice is window.theme.choice)
        group.addAction(action)


def _add(menu: QMenu, words: str, slot: Callable[..., object], keys: str = "") -> QAction:
    action = menu.addAction(words)
    if keys:
        action.setShortcut(QKeySequence(keys))
    action.triggered.connect(slot)
    return action
