"""The room of a station or a panel; it scrolls where large type or a small screen leave little."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from klaviyo_gui.ui import roomy

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

_LEAST = QSize(320, 240)
"""Pixels below which there is nothing to see at all."""

_BESIDE = QSize(60, 110)
"""Pixels of a panel's edges, and of its buttons below, at the usual size of type."""


class StationArea(QScrollArea):
    """Holds a station, which takes all the room and scrolls once it needs more.

    It may come later than its room.
    """

    def __init__(self, title: str, station: QWidget | None = None) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(title)
        page = QWidget()
        page.setObjectName("page")
        self._page = _Least(page, self)
        self.setWidget(page)
        # Only now: Qt shows what it is given, and would style all that is in there.
        if station is not None:
            self.take(station)

    def take(self, station: QWidget) -> None:
        """Give the room to its station."""
        self._page.addWidget(station)

    @property
    def is_measured(self) -> bool:
        """Tell whether the station may be measured, which styles all that is in it."""
        return self.isVisible()

    # Overrides

    def showEvent(self, event: QShowEvent) -> None:
        """Measure the station, which nobody did before it was on show."""
        super().showEvent(event)
        self._page.update()

    def minimumSizeHint(self) -> QSize:
        """Return little room: the window never outgrows a screen because of a station."""
        return _LEAST


class PanelArea(StationArea):
    """Holds what a panel has above its foot: all of it where the screen has the room."""

    @property
    def is_measured(self) -> bool:
        """Tell that a panel is as large as its words need, from the first moment on."""
        return True

    # Overrides

    def minimumSizeHint(self) -> QSize:
        """Return the room that it needs, as far as the screen has it beside all else."""
        needed = self._page.minimumSize()
        room = roomy.screen_room(self) - _BESIDE * (roomy.zoom() / 100)
        if needed.height() > room.height():
            needed += QSize(self.verticalScrollBar().sizeHint().width(), 0)
        return needed.boundedTo(room)

    def sizeHint(self) -> QSize:
        """Return the same: Qt would wish for a good deal less."""
        return self.minimumSizeHint()


class _Least(QVBoxLayout):
    """Asks for the least that a station can do with, where Qt would ask for what it would like."""

    def __init__(self, page: QWidget, area: StationArea) -> None:
        super().__init__(page)
        self._area = area
        self.setContentsMargins(0, 0, 0, 0)

    def hasHeightForWidth(self) -> bool:
        """Tell Qt that there is nothing else to ask than the least size."""
        return False

    def sizeHint(self) -> QSize:
        """Return the least as well, so that nothing else is asked of a station."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return how wide and, in the width that there is, how high a station must be."""
        item = self.itemAt(0)
        station = item.widget() if item is not None else None
        if station is None or not self._area.is_measured:
            return _LEAST
        least = station.minimumSizeHint()
        layout = station.layout()
        if layout is None or not layout.hasHeightForWidth():
            return least
        width = max(least.width(), self._area.viewport().width())
        return QSize(least.width(), layout.totalMinimumHeightForWidth(width))
