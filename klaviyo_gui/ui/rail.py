"""The rail: the stations, each with its icon, its name and how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QSizePolicy, QWidget

from klaviyo_gui.language import mark, tr
from klaviyo_gui.ui import icons
from klaviyo_gui.ui.announcing import announce
from klaviyo_gui.ui.pieces import column, grown, text
from klaviyo_gui.ui.status import Mark, Station, Status
from klaviyo_gui.ui.tokens import RADII, RING, TYPE

if TYPE_CHECKING:
    from klaviyo_gui.ui.theme import Theme

WIDTH = 208
_HEIGHT = 58
_EDGE = 12
_PROMISE = mark("Nothing leaves this computer until you press Send.")
_MARK_WORDS = {
    Mark.EMPTY: mark("not done"),
    Mark.LOOK: mark("needs a look"),
    Mark.DONE: mark("done"),
}


class RailButton(QAbstractButton):
    """One station: icon, title, state in words, and the same state as a shape."""

    def __init__(self, station: Station, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._station = station
        self._status = Status(Mark.EMPTY, "")
        self.setCheckable(True)
        self.setText(station.title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def station(self) -> Station:
        """Return the station it leads to."""
        return self._station

    @property
    def status(self) -> Status:
        """Return the state it shows."""
        return self._status

    def show_status(self, status: Status) -> None:
        """Show how far the station is."""
        self._status = status
        name = f"{self._station.title}, {tr(_MARK_WORDS[status.mark])}, {status.words}"
        self.setAccessibleName(name)
        self.setToolTip(f"{self._station.title}: {status.words}")
        self.update()

    def sizeHint(self) -> QSize:
        """Return a height that follows the size of the type."""
        return QSize(WIDTH - 24, max(_HEIGHT, self.fontMetrics().height() * 2 + 22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the station."""
        colours = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent_soft if self.isChecked() else colours.hover))
            painter.drawRoundedRect(box, RADII.round_frame, RADII.round_frame)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, RADII.round_frame, RADII.round_frame)
        tint = colours.accent if self.isChecked() else colours.muted
        middle = box.center().y()
        icons.renderer(self._station.icon, tint).render(painter, QRectF(14, middle - 11, 22, 22))
        self._paint_words(painter, box, tint if self.isChecked() else colours.text)
        shade = {Mark.EMPTY: colours.strong, Mark.LOOK: colours.warn, Mark.DONE: colours.good}
        # Beside the title, which is short, so that the state has the whole width.
        beside = middle - self.fontMetrics().height() / 2
        icons.renderer(self._status.mark, shade[self._status.mark], colours.surface).render(
            painter, QRectF(box.right() - 27, beside - 8, 16, 16)
        )
        painter.end()

    def _paint_words(self, painter: QPainter, box: QRectF, colour: str) -> None:
        left, width = 44.0, box.width() - 44 - 6
        middle = box.center().y()
        font = self.font()
        font.setBold(self.isChecked())
        painter.setFont(font)
        painter.setPen(QColor(colour))
        high = float(painter.fontMetrics().height())
        at_bottom = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left, middle - high, width, high), at_bottom, self.text())
        font.setBold(False)
        font.setPointSizeF(font.pointSizeF() * TYPE.type_small / TYPE.type_text)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.tokens.muted))
        words = painter.fontMetrics().elidedText(
            self._status.words, Qt.TextElideMode.ElideRight, int(width)
        )
        painter.drawText(QRectF(left, middle + 1, width, high), at_bottom, words)


class Rail(QFrame):
    """The list of stations on the left; they can be visited in any order.

    ``station_requested(Station)`` fires when one is chosen.
    """

    station_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self._theme = theme
        self._group = QButtonGroup(self)
        self._buttons = {station: RailButton(station, theme) for station in Station}
        layout = column(self, edge=_EDGE, gap=4)
        heading = text("CSV to Klaviyo", "section")
        heading.setContentsMargins(6, 8, 0, 12)
        layout.addWidget(heading)
        for button in self._buttons.values():
            self._group.addButton(button)
            layout.addWidget(button)
        layout.addStretch(1)
        self._promise = grown(text(tr(_PROMISE), "small", wraps=True))
        self._promise.setContentsMargins(6, 0, 0, 6)
        layout.addWidget(self._promise)
        self._group.buttonClicked.connect(self._request)
        theme.changed.connect(self._fit)
        self._fit()

    def button(self, station: Station) -> RailButton:
        """Return the button of a station."""
        return self._buttons[station]

    def show_current(self, station: Station) -> None:
        """Mark the station on show."""
        self._buttons[station].setChecked(True)

    def show_status(self, station: Station, status: Status) -> None:
        """Show how far a station is; a screen reader says it once it is done or needs a look."""
        button = self._buttons[station]
        is_settled = status.mark is not Mark.EMPTY and status.mark is not button.status.mark
        button.show_status(status)
        if is_settled and self.isVisible():
            announce(button, button.accessibleName())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what the page of File says as well, where there is no room for it."""
        super().resizeEvent(event)
        buttons = sum(each.sizeHint().height() for each in self._buttons.values())
        promise = self._promise.heightForWidth(self.width() - 2 * _EDGE)
        self._promise.setVisible(buttons + promise + 4 * _HEIGHT // 2 < self.height())

    @Slot()
    def _fit(self) -> None:
        """Follow the size of the type, by half as much: the stations need the room."""
        self.setFixedWidth(WIDTH * (100 + self._theme.zoom) // 200)
        self.update()

    @Slot(QAbstractButton)
    def _request(self, button: RailButton) -> None:
        self.station_requested.emit(button.station)
