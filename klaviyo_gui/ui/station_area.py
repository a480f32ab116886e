"""The room of a station, which scrolls where large type or a small screen leave too little."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

_LEAST = QSize(320, 240)
"""Pixels below which there is nothing to see at all."""


class StationArea(QScrollArea):
    """Holds a station, which takes all the room and scrolls once it needs more."""

    def __init__(self, title: str, station: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(title)
        page = QWidget()
        page.setObjectName("page")
        _Least(page, self, station)
        self.setWidget(page)

    def minimumSizeHint(self) -> QSize:
        """Return little room: the window never outgrows a screen because of a station."""
        return _LEAST


class _Least(QVBoxLayout):
    """Asks for the least that a station can do with, where Qt would ask for what it would like."""

    def __init__(self, page: QWidget, area: QScrollArea, station: QWidget) -> None:
        super().__init__(page)
        self._area = area
        self._station = station
        self.setContentsMargins(0, 0, 0, 0)
        self.addWidget(station)

    def hasHeightForWidth(self) -> bool:
        """Tell Qt that there is nothing else to ask than the least size."""
        return False

    def minimumSize(self) -> QSize:
        """Return how wide and, in the width that there is, how high a station must be."""
        least = self._station.minimumSizeHint()
        layout = self._station.layout()
        if layout is None or not layout.hasHeightForWidth():
            return least
        width = max(least.width(), self._area.viewport().width())
        return QSize(least.width(), layout.totalMinimumHeightForWidth(width))
