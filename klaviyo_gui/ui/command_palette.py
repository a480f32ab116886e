"""One box in which everything is found by its name: actions of the menus, columns, properties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.language import mark, tr
from klaviyo_gui.ui.chooser import Choice, Chooser
from klaviyo_gui.ui.map.offered import Unfolded, offered
from klaviyo_gui.ui.menu_words import keys_of, menus_of, plain
from klaviyo_gui.ui.status import Station

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klaviyo_gui.ui.window import Window

_NAME = mark("Actions, columns and properties")
_ABOVE = 80
_KINDS = {Kind.EVENTS: mark("Property of events"), Kind.PROFILES: mark("Property of people")}


@dataclass(frozen=True, slots=True)
class ColumnPlace:
    """A column of the file, as the list in Map shows it."""

    name: str


@dataclass(frozen=True, slots=True)
class PropertyPlace:
    """A property as a place to fill."""

    kind: Kind
    key: str


class CommandPalette(QObject):
    """Opens the box, and does what is chosen in it; nothing is sent from here.

    Only what can be done now is listed: an action that is grey in its menu is not.
    """

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._chooser: Chooser | None = None

    @property
    def chooser(self) -> Chooser | None:
        """Return the box while it is open."""
        return self._chooser

    @Slot()
    def open(self) -> None:
        """Show the box below the top of the window."""
        window = self._window
        self._chooser = chooser = Chooser([*self._choices()], tr(_NAME), window.theme, window)
        chooser.chosen.connect(self._do)
        chooser.closed.connect(self._forget)
        left = (window.width() - chooser.width()) // 2
        chooser.open_at(window.mapToGlobal(QPoint(left, _ABOVE)))

    def _choices(self) -> Iterator[Choice]:
        for menu in menus_of(self._window.menuBar()):
            yield from _actions(menu, ())
        yield from self._columns()
        yield from self._properties()

    def _columns(self) -> Iterator[Choice]:
        for name in self._window.stations.map.columns.model.names:
            yield Choice(ColumnPlace(name), name, tr("Column"))

    def _properties(self) -> Iterator[Choice]:
        session = self._window.session
        if session.file is None:
            return
        everything = Unfolded(is_all=True)
        for kind, below in _KINDS.items():
            for target in offered(kind, session.seen, session.suggestions, everything).targets:
                yield Choice(PropertyPlace(kind, target.key), target.shown_label, tr(below))

    @Slot(object)
    def _do(self, place: object) -> None:
        window = self._window
        match place:
            case QAction() as action:
                action.trigger()
            case ColumnPlace(name):
                window.show_station(Station.MAP)
                window.stations.map.columns.show_column(name)
            case PropertyPlace(kind, key):
                window.show_station(Station.MAP)
                window.stations.map.targets.show_property(kind, key)

    @Slot()
    def _forget(self) -> None:
        self._chooser = None


def _actions(menu: QMenu, above: tuple[str, ...]) -> Iterator[Choice]:
    """Yield what can be done by a menu and those within it, as they are when they open."""
    menu.aboutToShow.emit()
    path = (*above, plain(menu.title()))
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from _actions(inner, path)
        elif action.isEnabled() and action.isVisible() and not action.isSeparator():
            words, _, key = action.text().partition("\t")
            yield Choice(action, plain(words), " ▸ ".join(path), keys_of(action) or key)
