"""The rail: the stations, each with its icon, its name and how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QSizePolicy, QWidget

from klaviyo_gui.language import mark, tr
from klaviyo_gui.ui import icons
from klaviyo_gui.ui.announcing import announce
from klaviyo_gui.ui.cards import bold, small
from klaviyo_gui.ui.meaning.subjects import StationSubject, has_keys
from klaviyo_gui.ui.pieces import column, grown, text
from klaviyo_gui.ui.roomy import in_type
from klaviyo_gui.ui.status import Mark, Station, Status
from klaviyo_gui.ui.tokens import RADII, RING

if TYPE_CHECKING:
    from klaviyo_gui.ui.meaning.subjects import Subject
    from klaviyo_gui.ui.theme import Theme

WIDTH = 208

SLIM_FROM = 150
"""Percent of the usual size of type from which each station stands below its drawing."""

_HEIGHT = 58
_EDGE, _GAP = 12, 4
_SLIM_EDGE = 4
_ANY_WIDTH = 16_777_215
"""Qt's own limit, by which there is none."""

_SIGN, _SHAPE = 22, 16
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
        self._is_slim = False
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

    def make_slim(self, *, is_slim: bool) -> None:
        """Show the name below the drawing, and of the state its shape alone; or all in full."""
        self._is_slim = is_slim
        self.updateGeometry()
        self.update()

    def show_status(self, status: Status) -> None:
        """Show how far the station is."""
        self._status = status
        name = f"{self._station.title}, {tr(_MARK_WORDS[status.mark])}, {status.words}"
        self.setAccessibleName(name)
        self.setToolTip(f"{self._station.title}: {status.words}")
        self.update()

    def sizeHint(self) -> QSize:
        """Return a height that follows the size of the type."""
        if self._is_slim:
            metrics = QFontMetrics(bold(small(self.font())))
            width = metrics.horizontalAdvance(self.text()) + 2 * _SLIM_EDGE
            return QSize(width, in_type(_SIGN) + metrics.height() + 2 * _SLIM_EDGE)
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
        shade = {Mark.EMPTY: colours.strong, Mark.LOOK: colours.warn, Mark.DONE: colours.good}
        sign, shape = self._places(box)
        icons.renderer(self._station.icon, tint).render(painter, sign)
        icons.renderer(self._status.mark, shade[self._status.mark], colours.surface).render(
            painter, shape
        )
        words = tint if self.isChecked() else colours.text
        if self._is_slim:
            self._paint_title(painter, box, words)
        else:
            room = QRectF(sign.right() + 8, box.top(), 0, box.height())
            room.setRight(box.right() - 6)
            self._paint_words(painter, room, words)
        painter.end()

    def _places(self, box: QRectF) -> tuple[QRectF, QRectF]:
        """Return where the drawing and the shape of the state stand."""
        large, little, middle = in_type(_SIGN), in_type(_SHAPE), box.center()
        if self._is_slim:
            sign = QRectF(middle.x() - large / 2, box.top() + _SLIM_EDGE, large, large)
            return sign, QRectF(sign.right() + 2, sign.top(), little, little)
        sign = QRectF(14, middle.y() - large / 2, large, large)
        # Beside the title, which is short, so that the state in words has the whole width.
        right, beside = box.right() - 11 - little, middle.y() - self.fontMetrics().height() / 2
        return sign, QRectF(right, beside - little / 2, little, little)

    def _paint_title(self, painter: QPainter, box: QRectF, colour: str) -> None:
        font = small(self.font())
        painter.setFont(bold(font) if self.isChecked() else font)
        painter.setPen(QColor(colour))
        room = box.adjusted(0, 0, 0, -_SLIM_EDGE)
        painter.drawText(
            room, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, self.text()
        )

    def _paint_words(self, painter: QPainter, box: QRectF, colour: str) -> None:
        left, width = box.left(), box.width()
        middle = box.center().y()
        font = self.font()
        font.setBold(self.isChecked())
        painter.setFont(font)
        painter.setPen(QColor(colour))
        high = float(painter.fontMetrics().height())
        at_bottom = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left, middle - high, width, high), at_bottom, self.text())
        painter.setFont(small(self.font()))
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
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._group = QButtonGroup(self)
        self._buttons = {station: RailButton(station, theme) for station in Station}
        self._column = layout = column(self, edge=_EDGE, gap=_GAP)
        self._heading = text("CSV to Klaviyo", "section")
        self._heading.setContentsMargins(6, 8, 0, 12)
        layout.addWidget(self._heading)
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

    def subject(self) -> Subject | None:
        """Return the station whose button has the focus."""
        focused = (each for each in self._buttons.values() if has_keys(each))
        button = next(focused, None)
        return StationSubject(button.station, button.status.words) if button is not None else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what the page of File says as well, where there is no room for it."""
        super().resizeEvent(event)
        buttons = sum(each.sizeHint().height() for each in self._buttons.values())
        promise = self._promise.heightForWidth(self.width() - 2 * _EDGE)
        has_room = buttons + promise + 4 * _HEIGHT // 2 < self.height()
        self._promise.setVisible(has_room and not self._is_slim)

    @property
    def _is_slim(self) -> bool:
        """Tell whether type is so large that the stations need the room."""
        return self._theme.zoom >= SLIM_FROM

    @Slot()
    def _fit(self) -> None:
        """Follow the size of the type, by half as much, and from a size on be as slim as can be."""
        edge = _SLIM_EDGE if self._is_slim else _EDGE
        self._column.setContentsMargins(edge, edge, edge, edge)
        self._column.setSpacing(0 if self._is_slim else _GAP)
        self._heading.setVisible(not self._is_slim)
        for button in self._buttons.values():
            button.make_slim(is_slim=self._is_slim)
        if self._is_slim:
            # As wide as the widest title, whose type is known once the style is on.
            self.setMinimumWidth(0)
            self.setMaximumWidth(_ANY_WIDTH)
        else:
            self.setFixedWidth(WIDTH * (100 + self._theme.zoom) // 200)
        self.update()

    @Slot(QAbstractButton)
    def _request(self, button: RailButton) -> None:
        self.station_requested.emit(button.station)
