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
    from klaviyo_gui.ui.window import Window


def fill(menu: QMenu, window: Window, state: MenuState) -> None:
    """Make the menu; letters that mean something only in the list of columns stand as words."""
    session, station = window.session, window.map_station
    match = add_action(menu, tr("&Match automatically"), session.match_automatically, "Ctrl+M")
    state.watch(match, menu_state.can_match)
    accept = add_action(
        menu, tr("&Accept all proposals"), station.targets.accept_all, "Ctrl+Shift+A"
    )
    state.watch(accept, menu_state.can_accept)
    menu.addSeparator()
    for words, do, keys, can in (
        (tr("Map column &to…\tEnter"), station.map_chosen, "", _has_chosen),
        (tr("Send as custom &property\tP"), station.send_chosen, "", _has_chosen),
        (tr("&Leave out\tDelete"), station.leave_out_chosen, "", _has_chosen),
        (tr("&Combine columns…"), station.combine_chosen, "Ctrl+Shift+J", _has_several),
        (tr("Add &fixed value…"), station.add_fixed, "Ctrl+Shift+F", menu_state.can_match),
        (tr("&Join a second file…"), station.joining.open_panel, "Ctrl+J", menu_state.has_file),
        (tr("C&hoose rows…"), station.choosing.open_panel, "Ctrl+R", menu_state.has_file),
        (
            tr("&Group rows into one order…"),
            station.grouping.open_panel,
            "Ctrl+G",
            menu_state.has_file,
        ),
    ):
        state.watch(add_action(menu, words, partial(_do, window, do), keys), can)
    menu.addSeparator()
    for words, do, keys in (
        (tr("All the rest as c&ustom properties"), station.columns.send_rest, "Ctrl+Shift+P"),
        (tr("Leave out all the &rest"), session.leave_out_rest, "Ctrl+Shift+Delete"),
    ):
        state.watch(add_action(menu, words, partial(_do, window, do), keys), _has_rest)
    menu.addSeparator()
    for words, do, keys, can in (
        (tr("Another e&vent of each row…"), station.several.add_event, "Ctrl+E", _has_events),
        (tr("When this event is &sent…"), station.several.open_conditions, "", _has_events),
    ):
        state.watch(add_action(menu, words, partial(_do, window, do), keys), can)
    one = add_action(
        menu, tr("O&ne event a row, always"), partial(_do, window, session.have_one_event)
    )
    state.watch(one, menu_state.has_several_events)
    state.watch(
        add_action(menu, tr("Clear &events"), window.clear_events), menu_state.can_clear_events
    )
    state.watch(
        add_action(menu, tr("Clear pe&ople"), window.clear_people), menu_state.can_clear_people
    )

    menu.addSeparator()
    add_action(menu, tr("Forget &what was learned"), partial(_forget, window))


def _forget(window: Window, _is_checked: bool = False) -> None:
    """Forget what was chosen for names of columns before, and say so."""
    forget_choices()
    words = tr("The next file is matched by its names and its cells alone.")
    window.map_station.notice.say(tr("What you chose before is forgotten."), words, "good")
    window.show_station(Station.MAP)


def _do(window: Window, do: Callable[[], None], _is_checked: bool = False) -> None:
    """Do it where it can be seen."""
    window.show_station(Station.MAP)
    do()


def _has_events(window: Window) -> bool:
    return window.session.file is not None and bool(window.session.mapping.events)


def _has_chosen(window: Window) -> bool:
    return window.session.file is not None and bool(window.map_station.chosen)


def _has_several(window: Window) -> bool:
    return window.session.file is not None and len(window.map_station.chosen) > 1


def _has_rest(window: Window) -> bool:
    session = window.session
    return bool(placing.undecided(session.mapping, session.columns))
