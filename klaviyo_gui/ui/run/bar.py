"""The bar of a run: what was accepted and what was not, told apart by tone and by pattern."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from klaviyo_gui.core.tally import State
from klaviyo_gui.language import mark, tr
from klaviyo_gui.ui.tokens import RADII

if TYPE_CHECKING:
    from collections.abc import Mapping

    from klaviyo_gui.ui.theme import Theme
    from klaviyo_gui.ui.tokens import Tokens

_HEIGHT, _RADIUS = 14, 7
_SWATCH = 12
_GAP = 1.5
_LEAST = 3.0
"""A single record of millions can still be seen."""

PATTERNS = {
    State.ACCEPTED: Qt.BrushStyle.SolidPattern,
    State.REFUSED: Qt.BrushStyle.BDiagPattern,
    State.UNKNOWN: Qt.BrushStyle.Dense5Pattern,
}
"""The order of the bar; whatever else is still to be sent is left empty."""

_SHARES = {
    State.ACCEPTED: mark("{percent} % accepted"),
    State.REFUSED: mark("{percent} % refused"),
    State.UNKNOWN: mark("{percent} % unknown"),
}


class RunBar(QWidget):
    """Shows how what is to be sent is divided; its description says the same in words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._counts: dict[State, int] = {}
        self._total = 0
        self._prepared = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Progress of the run"))
        theme.changed.connect(self._repaint)

    @property
    def words(self) -> str:
        """Return what it shows."""
        return self.accessibleDescription()

    def show_prepared(self, part: float) -> None:
        """Show how far the file is prepared; nothing is sent yet."""
        self._counts, self._total, self._prepared = {}, 0, part
        self._tell(tr("{percent} % prepared", percent=int(part * 100)))

    def show_counts(self, counts: Mapping[State, int], total: int) -> None:
        """Show how many of these many records are in each state."""
        self._counts, self._total = dict(counts), total
        said = [
            tr(_SHARES[state], percent=counts[state] * 100 // max(total, 1))
            for state in PATTERNS
            if counts.get(state)
        ]
        self._tell(", ".join(said) or tr("nothing settled yet"))

    def sizeHint(self) -> QSize:
        """Return the height that it always has."""
        return QSize(200, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the parts one after the other."""
        colours = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        outline = QPainterPath()
        outline.addRoundedRect(area, _RADIUS, _RADIUS)
        painter.fillPath(outline, QColor(colours.hover))
        painter.setClipPath(outline)
        left = area.left()
        if not self._total and self._prepared:
            part = QRectF(left, area.top(), area.width() * self._prepared, area.height())
            painter.fillRect(part, QColor(colours.strong))
        for state in PATTERNS:
            count = self._counts.get(state, 0)
            if count:
                width = max(area.width() * count / max(self._total, 1), _LEAST)
                fill(painter, QRectF(left, area.top(), width, area.height()), state, colours)
                left += width + _GAP
        painter.setClipping(False)
        painter.setPen(QPen(QColor(colours.border)))
        painter.drawPath(outline)
        painter.end()

    @Slot()
    def _repaint(self) -> None:
        self.update()

    def _tell(self, words: str) -> None:
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)
            self.setToolTip(words)
        self.update()


class Swatch(QWidget):
    """A small piece of the bar, beside the name of what it stands for."""

    def __init__(self, state: State, theme: Theme) -> None:
        super().__init__()
        self._state = state
        self._theme = theme
        self.setFixedSize(_SWATCH, _SWATCH)
        theme.changed.connect(self._repaint)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it as the bar does."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        outline = QPainterPath()
        outline.addRoundedRect(area, RADII.round_mark, RADII.round_mark)
        painter.setClipPath(outline)
        if self._state in PATTERNS:
            fill(painter, area, self._state, self._theme.tokens)
        painter.setClipping(False)
        painter.setPen(QPen(QColor(self._theme.tokens.strong)))
        painter.drawPath(outline)
        painter.end()

    @Slot()
    def _repaint(self) -> None:
        self.update()


def fill(painter: QPainter, area: QRectF, state: State, colours: Tokens) -> None:
    """Fill an area in the tone and the pattern of a state."""
    strong, soft = {
        State.ACCEPTED: (colours.good, colours.good),
        State.REFUSED: (colours.bad, colours.bad_soft),
        State.UNKNOWN: (colours.warn, colours.warn_soft),
    }[state]
    painter.fillRect(area, QColor(soft))
    painter.fillRect(area, QBrush(QColor(strong), PATTERNS[state]))
