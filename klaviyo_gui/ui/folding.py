"""Panes side by side, one below the other where there is no room for that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QBoxLayout, QSplitter, QWidget

from klaviyo_gui.ui.roomy import in_type

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

_ACROSS, _DOWN = Qt.Orientation.Horizontal, Qt.Orientation.Vertical


class FoldingSplitter(QSplitter):
    """Panes whose edges can be drawn; it asks for no more width than the widest of them needs.

    Folded it is at least ``high`` pixels high at the usual size of type: what is around it scrolls.
    """

    def __init__(self, handle: int, *, high: int = 0) -> None:
        super().__init__(_ACROSS)
        self._high = high
        self._is_held = False
        self._given: dict[Qt.Orientation, Sequence[int]] = {}
        self.setHandleWidth(handle)
        self.setChildrenCollapsible(False)
        self.splitterMoved.connect(self._keep)

    @property
    def is_folded(self) -> bool:
        """Tell whether its panes stand one below the other."""
        return self.orientation() is _DOWN

    @property
    def width_abreast(self) -> int:
        """Return the width from which on its panes stand side by side."""
        widths = [_width_abreast(each) for each in self._shown()]
        return sum(widths) + self.handleWidth() * max(len(widths) - 1, 0)

    def minimumSizeHint(self) -> QSize:
        """Return the width of the widest pane, and the height as they stand now."""
        high = super().minimumSizeHint().height()
        if self.is_folded:
            high = max(high, in_type(self._high))
        return QSize(self.width_abreast if self._is_held else self.narrowest, high)

    @property
    def narrowest(self) -> int:
        """Return how narrow it can be once its panes stand one below the other."""
        return max((_narrowest(each) for each in self._shown()), default=0)

    def hold(self, *, is_held: bool) -> None:
        """Ask for the room to stand abreast, as long as what is around them has it."""
        if is_held is not self._is_held:
            self._is_held = is_held
            self.updateGeometry()

    def setSizes(self, sizes: Sequence[int]) -> None:
        """Divide the panes so, also once they stand again as they do now."""
        self._given[self.orientation()] = tuple(sizes)
        super().setSizes(sizes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold, as the new width asks for."""
        wanted = _DOWN if event.size().width() < self.width_abreast else _ACROSS
        for pane in self._shown():
            if isinstance(pane, FoldingSplitter):
                pane.hold(is_held=wanted is _ACROSS)
        if wanted is not self.orientation():
            self.setOrientation(wanted)
            if wanted in self._given:
                super().setSizes(self._given[wanted])
            self.updateGeometry()
        super().resizeEvent(event)

    @Slot()
    def _keep(self) -> None:
        """Keep how somebody divides the panes for when they stand so again."""
        self._given[self.orientation()] = tuple(self.sizes())

    def _shown(self) -> list[QWidget]:
        panes = (self.widget(at) for at in range(self.count()))
        return [pane for pane in panes if pane is not None and not pane.isHidden()]


class FoldingRow(QWidget):
    """A thing and what belongs to it: beside it, or below it where there is no room."""

    def __init__(self, first: QWidget, second: QWidget, gap: int) -> None:
        super().__init__()
        self._parts = (first, second)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(gap)
        self._layout.addWidget(first)
        self._layout.addWidget(second, 1)

    @property
    def is_folded(self) -> bool:
        """Tell whether the second stands below the first."""
        return self._layout.direction() is QBoxLayout.Direction.TopToBottom

    def minimumSizeHint(self) -> QSize:
        """Return the width of the wider one, and the height as they stand now."""
        needed = super().minimumSizeHint()
        return QSize(max(_least(each).width() for each in self._parts), needed.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold, as the new width asks for."""
        super().resizeEvent(event)
        needed = sum(_least(each).width() for each in self._parts) + self._layout.spacing()
        is_narrow = event.size().width() < needed
        direction = QBoxLayout.Direction
        self._layout.setDirection(direction.TopToBottom if is_narrow else direction.LeftToRight)


def _width_abreast(pane: QWidget) -> int:
    """Return how wide a pane must be; panes within it are folded after those around it."""
    if isinstance(pane, FoldingSplitter):
        return pane.width_abreast
    return _least(pane).width()


def _narrowest(pane: QWidget) -> int:
    """Return how narrow a pane can be once all panes within it are folded."""
    return pane.narrowest if isinstance(pane, FoldingSplitter) else _least(pane).width()


def _least(widget: QWidget) -> QSize:
    """Return the least size of a widget, by its words and by what was set."""
    return widget.minimumSizeHint().expandedTo(widget.minimumSize()).boundedTo(widget.maximumSize())
