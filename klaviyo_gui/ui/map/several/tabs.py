"""The events of a row as small tabs, and what adds another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from klaviyo_gui.language import tr
from klaviyo_gui.ui.map.several import words
from klaviyo_gui.ui.pieces import named, row, tool

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from PySide6.QtGui import QKeyEvent


class _Bar(QTabBar):
    """Tabs that shrink with the pane; Delete asks for the event on show to be removed."""

    remove_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "events")
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Events of each row"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for the removal of the event on show."""
        if event.key() == Qt.Key.Key_Delete:
            self.remove_requested.emit()
        else:
            super().keyPressEvent(event)


class EventTabs(QWidget):
    """One tab for each event of a row.

    ``chosen(at)`` fires when one is to be shown; ``add_requested(place)`` when another one is
    wanted; ``remove_requested`` when the one on show is wanted no more.
    """

    chosen = Signal(int)
    add_requested = Signal(QPoint)
    remove_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._names: tuple[str, ...] = ()
        self.bar = _Bar()
        self.add = tool("+", tr(words.ADD))
        self.remove = tool("✕", "", role="quiet")
        self.bar.currentChanged.connect(self.chosen)
        self.bar.remove_requested.connect(self.remove_requested)
        self.add.clicked.connect(self.ask_what)
        self.remove.clicked.connect(self.remove_requested)
        layout = row(self, gap=2)
        layout.addWidget(self.bar)
        layout.addWidget(self.add)
        layout.addStretch(1)
        layout.addWidget(self.remove)

    @property
    def names(self) -> tuple[str, ...]:
        """Return what the events are called."""
        return self._names

    def show_events(
        self,
        names: Sequence[str],
        shown: int,
        *,
        can_remove: bool,
        waiting: Collection[int] = (),
    ) -> None:
        """Show these events, and which of them is on show; nobody is told.

        Of those that are ``waiting`` a choice is to be made.
        """
        bar = self.bar
        was = bar.blockSignals(True)
        while bar.count() > len(names):
            bar.removeTab(bar.count() - 1)
        while bar.count() < len(names):
            bar.addTab("")
        self._names = tuple(names)
        for at, name in enumerate(names):
            # A tab takes a single & for the mark of a key.
            sign = f"{words.WAITING} " if at in waiting else ""
            bar.setTabText(at, f"{sign}{name}".replace("&", "&&"))
            tip = words.tab_tip(name, at + 1, len(names), is_waiting=at in waiting)
            bar.setTabToolTip(at, tip)
            bar.setAccessibleTabName(at, tip)
        bar.setCurrentIndex(shown)
        bar.blockSignals(was)
        bar.updateGeometry()
        self.remove.setVisible(can_remove)
        named(self.remove, words.remove(names[shown]) if can_remove else "")

    @Slot()
    def ask_what(self) -> None:
        """Ask for the list of what another event can be."""
        self.add_requested.emit(self.add.mapToGlobal(QPoint(0, self.add.height())))
