"""Which of the menus' actions can be done now; the others are grey and their keys do nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.ui.runner import Phase

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction

    from klaviyo_gui.ui.stations.map import MapStation
    from klaviyo_gui.ui.window import Window


class MenuState(QObject):
    """Keeps actions as the window's state is; a question is asked of each whenever it changes."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._watched: list[tuple[QAction, Callable[[Window], bool]]] = []
        session = window.session
        for signal in (
            session.file_changed,
            session.index_changed,
            session.mapping_changed,
            session.shown_event_changed,
            session.seconds_changed,
            session.hand_changed,
            window.runner.changed,
        ):
            signal.connect(self.refresh)

    def watch(self, action: QAction, can: Callable[[Window], bool]) -> None:
        """Keep this action as the answer to the question says."""
        self._watched.append((action, can))
        action.setEnabled(can(self._window))

    def follow(self, station: MapStation) -> None:
        """Ask anew when other columns are chosen in Map, or another kind is shown there."""
        station.columns.view.selectionModel().selectionChanged.connect(self.refresh)
        station.targets.kind_changed.connect(self.refresh)

    @Slot()
    def refresh(self) -> None:
        """Ask anew."""
        for action, can in self._watched:
            action.setEnabled(can(self._window))


def can_match(window: Window) -> bool:
    """Tell whether there is a file to be matched."""
    return window.session.file is not None


def has_file(window: Window) -> bool:
    """Tell whether there are rows that can be changed."""
    return window.session.file is not None


def can_accept(window: Window) -> bool:
    """Tell whether a proposal waits for the kind of record on show."""
    if not has_file(window):
        return False
    kind, mapping = window.stations.map.targets.kind, window.session.seen
    return any(
        each.kind is kind and mapping.pair(kind, each.pair.target) is None
        for each in window.session.suggestions
    )


def has_several_events(window: Window) -> bool:
    """Tell whether a row may have further events, or none."""
    return window.session.mapping.has_several_events


def can_clear_events(window: Window) -> bool:
    """Tell whether anything is mapped for events."""
    return bool(window.session.mapping.pairs(Kind.EVENTS))


def can_clear_people(window: Window) -> bool:
    """Tell whether anything is mapped for people."""
    return bool(window.session.mapping.pairs(Kind.PROFILES))


def can_check(window: Window) -> bool:
    """Tell whether records can be built."""
    session = window.session
    return session.index is not None and session.obstacle is None


def can_pause(window: Window) -> bool:
    """Tell whether a run is sending, or paused."""
    return window.runner.phase is Phase.SENDING


def can_stop(window: Window) -> bool:
    """Tell whether a run is on that was not asked to stop yet."""
    return window.runner.is_running and window.runner.phase is not Phase.STOPPING


def can_look(window: Window) -> bool:
    """Tell whether there is a practice Klaviyo to look into."""
    return bool(window.runner.practice.address)
