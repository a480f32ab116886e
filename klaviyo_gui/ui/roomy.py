"""Room for words: limits that follow the size of type, and dialogs as large as they were left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QApplication, QDialog

from klaviyo_gui.store import settings
from klaviyo_gui.ui.tokens import ZOOMS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QHideEvent, QShowEvent
    from PySide6.QtWidgets import QWidget

_USUAL = "usual_limits"
"""The property of a widget that holds its limits at the usual size of type."""

_ZOOM = "zoom"
"""The property of the application that holds the size of type in percent."""


def zoom() -> int:
    """Return the size of type in use, in percent of the usual one."""
    application = QApplication.instance()
    found = application.property(_ZOOM) if application is not None else None
    return found if isinstance(found, int) else ZOOMS[0]


def in_type(pixels: int) -> int:
    """Return the side of a sign among words, in proportion to the type in use."""
    return pixels * zoom() // 100


def zoomed(size: QSize, window: QWidget) -> QSize:
    """Return the size of a window in proportion to the type in use, within its screen."""
    return (size * (zoom() / 100)).boundedTo(screen_room(window))


def follow_type(widget: QWidget, **limits: int) -> None:
    """Let limits of a widget's size, such as ``maximumWidth``, follow the size of type."""
    widget.setProperty(_USUAL, limits)
    _limit(widget)


def use_zoom(application: QApplication, percent: int) -> None:
    """Let all limits that follow the size of type follow this one."""
    application.setProperty(_ZOOM, percent)
    fit(application.allWidgets())


def fit(widgets: Iterable[QWidget]) -> None:
    """Set the limits of those widgets that have some which follow the size of type."""
    for each in widgets:
        if each.property(_USUAL) is not None:
            _limit(each)


def screen_room(widget: QWidget) -> QSize:
    """Return how much of its screen a window may take."""
    return widget.screen().availableGeometry().size()


def _limit(widget: QWidget) -> None:
    for name, pixels in widget.property(_USUAL).items():
        widget.setProperty(name, in_type(pixels))


class RoomyDialog(QDialog):
    """A dialog as large as it was left last, never smaller than its words, nor than its screen."""

    _kept_as = ""
    _least = QSize()
    _given = QSize()

    def give_room(self, name: str, least: QSize, wished: QSize) -> None:
        """Open in the size kept under this name, or as wished at the usual size of type."""
        self._kept_as, self._least = f"{name} window", least
        kept = settings.sizes(self._kept_as)
        self.setMinimumSize(least)
        self.resize(QSize(*kept) if len(kept) == len(("width", "height")) else zoomed(wished, self))

    def event(self, event: QEvent) -> bool:
        """Leave room for words that are others than before."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._keep_least()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Fit the size into the screen, and the words into the size."""
        self._keep_least()
        room = screen_room(self)
        self.resize(self.size().expandedTo(self.minimumSize()).boundedTo(room))
        self._given = self.size()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep the size for the next time, if somebody chose it."""
        super().hideEvent(event)
        if self.size() != self._given and not self.isMaximized():
            self._given = self.size()
            settings.set_sizes(self._kept_as, (self.width(), self.height()))

    def _keep_least(self) -> None:
        layout = self.layout()
        needed = QSize()
        if layout is not None:
            needed = layout.totalMinimumSize()
            # What wraps needs more lines the narrower it stands.
            width = max(self.width(), needed.width(), self._least.width())
            needed.setHeight(max(needed.height(), layout.totalMinimumHeightForWidth(width)))
        room = screen_room(self)
        self.setMinimumSize(self._least.expandedTo(needed).boundedTo(room))
