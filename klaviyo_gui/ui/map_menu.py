"""The menu Map: all that can be done with the chosen columns, by its name and with its key."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from klaviyo_gui.language import tr
from klaviyo_gui.store.choices import forget_choices
from klaviyo_gui.ui import menu_state, placing
from klaviyo_gui.ui.pieces import add_action
from klaviyo_gui.ui.status import Station

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMenu

    from klaviyo_gui.ui.menu_state import MenuState
    from klaviyo_gui.ui.stations.map import MapStation
    from klaviyo_gui.ui.window import Window


def fill(menu: QMenu, window: Window, state: MenuState) -> None:
    """Make the menu; letters that mean something only in the list of columns stand as words.

    The station is asked for when an action is: it is built later than the menus.
    """
    session, does = window.session, window.menu_actions

    def add(
        words: str, do: Callable[[MapStation], None], can: Callable[[Window], bool], keys: str = ""
    ) -> None:
        state.watch(add_action(menu, words, partial(_do, window, do), keys), can)

    match = add_action(menu, tr("&Match automatically"), session.match_automatically, "Ctrl+M")
    state.watch(match, menu_state.can_match)
    accept = add_action(menu, tr("&Accept all proposals"), does.accept_all, "Ctrl+Shift+A")
    state.watch(accept, menu_state.can_accept)
    menu.addSeparator()
    add(tr("Map column &to…\tEnter"), lambda at: at.map_chosen(), _has_chosen)
    add(tr("Send as custom &property\tP"), lambda at: at.send_chosen(), _has_chosen)
    add(tr("&Leave out\tDelete"), lambda at: at.leave_out_chosen(), _has_chosen)
    add(tr("&Combine columns…"), lambda at: at.combine_chosen(), _has_several, "Ctrl+Shift+J")
    can, has_file = menu_state.can_match, menu_state.has_file
    add(tr("Add &fixed value…"), lambda at: at.add_fixed(), can, "Ctrl+Shift+F")
    add(tr("&Join a second file…"), lambda at: at.joining.open_panel(), has_file, "Ctrl+J")
    add(tr("C&hoose rows…"), lambda at: at.choosing.open_panel(), has_file, "Ctrl+R")
    add(tr("&Group rows into one order…"), lambda at: at.grouping.open_panel(), has_file, "Ctrl+G")
    menu.addSeparator()
    words = tr("All the rest as c&ustom properties")
    add(words, lambda at: at.columns.send_rest(), _has_rest, "Ctrl+Shift+P")
    words = tr("Leave out all the &rest")
    add(words, lambda _: session.leave_out_rest(), _has_rest, "Ctrl+Shift+Delete")
    menu.addSeparator()
    words = tr("Another e&vent of each row…")
    add(words, lambda at: at.several.add_event(), _has_events, "Ctrl+E")
    add(tr("When this event is &sent…"), lambda at: at.several.open_conditions(), _has_events)
    words = tr("O&ne event a row, always")
    add(words, lambda _: session.have_one_event(), menu_state.has_several_events)
    state.watch(
        add_action(menu, tr("Clear &events"), does.clear_events),
        menu_state.can_clear_events,
    )
    state.watch(
        add_action(menu, tr("Clear pe&ople"), does.clear_people),
        menu_state.can_clear_people,
    )

    menu.addSeparator()
    add_action(menu, tr("Forget &what was learned"), partial(_forget, window))


def _forget(window: Window, _is_checked: bool = False) -> None:
    """Forget what was chosen for names of columns before, and say so."""
    forget_choices()
    words = tr("The next file is matched by its names and its cells alone.")
    window.stations.map.notice.say(tr("What you chose before is forgotten."), words, "good")
    window.show_station(Station.MAP)


def _do(window: Window, do: Callable[[MapStation], None], _is_checked: bool = False) -> None:
    """Do it where it can be seen."""
    window.show_station(Station.MAP)
    do(window.stations.map)


def _has_events(window: Window) -> bool:
    return window.session.file is not None and bool(window.session.mapping.events)


def _has_chosen(window: Window) -> bool:
    return window.session.file is not None and bool(window.stations.map.chosen)


def _has_several(window: Window) -> bool:
    return window.session.file is not None and len(window.stations.map.chosen) > 1


def _has_rest(window: Window) -> bool:
    session = window.session
    return bool(placing.undecided(session.mapping, session.columns))
