"""When the events happened that would be sent: a histogram by month, with the same in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from klaviyo_gui.language import counted, decimal, grouped, mark, tr
from klaviyo_gui.ui.pieces import column, text
from klaviyo_gui.ui.tokens import RADII, RING

if TYPE_CHECKING:
    from klaviyo_gui.core.time_picture import TimePicture
    from klaviyo_gui.ui.theme import Theme

_HEIGHT = 54
_BAR_MAX = 48.0
"""Pixels of the width of a bar: a month alone is no wall."""

_BARS_MAX = 60
"""More months than this are drawn by quarters or years, so that each bar can be seen."""

_MONTHS = (
    mark("Jan"),
    mark("Feb"),
    mark("Mar"),
    mark("Apr"),
    mark("May"),
    mark("Jun"),
    mark("Jul"),
    mark("Aug"),
    mark("Sep"),
    mark("Oct"),
    mark("Nov"),
    mark("Dec"),
)


def bars(picture: TimePicture) -> list[tuple[str, int]]:
    """Return the bars from the first to the last month, empty ones too, as a label and a count."""
    counts = {_number(month): count for month, count in picture.months}
    if not counts:
        return []
    first, last = min(counts), max(counts)
    step = next(size for size in (1, 3, 12, 120, 1_200) if (last - first) // size < _BARS_MAX)
    first -= first % step
    return [
        (_label(start, step), sum(counts.get(start + each, 0) for each in range(step)))
        for start in range(first, last + 1, step)
    ]


def words(picture: TimePicture) -> str:
    """Return what the picture shows, for eyes and for screen readers."""
    total = picture.total
    if picture.older_than_year == total:
        return counted(
            total,
            "{count} event to be sent, more than a year ago",
            "{count} events to be sent, all of them more than a year ago",
        )
    said = counted(
        total,
        "{count} event to be sent: {day} older than a day, {month} than a month, "
        "{year} than a year",
        "{count} events to be sent: {day} older than a day, {month} than a month, "
        "{year} than a year",
        day=_share(picture.older_than_day, total),
        month=_share(picture.older_than_month, total),
        year=_share(picture.older_than_year, total),
    )
    if not picture.future:
        return said
    return tr("{events}; {count} in the future", events=said, count=grouped(picture.future))


class _Bars(QWidget):
    """Draws the bars; the arrow keys go from one to the next and tell of it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._bars: list[tuple[str, int]] = []
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_bars(self, found: list[tuple[str, int]], said: str) -> None:
        """Show these."""
        self._bars, self._at = found, -1
        self.setAccessibleName(tr("When the events happened"))
        self.setAccessibleDescription(said)
        self.setToolTip("")
        self.update()

    @property
    def current(self) -> str:
        """Return what is told of the bar that the keys are at."""
        if not 0 <= self._at < len(self._bars):
            return ""
        label, count = self._bars[self._at]
        return counted(count, "{when}: {count} event", "{when}: {count} events", when=label)

    def sizeHint(self) -> QSize:
        """Return room for the bars and the labels below."""
        return QSize(200, _HEIGHT + self.fontMetrics().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the bar before or behind."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None or not self._bars:
            super().keyPressEvent(event)
            return
        self._at = min(max(self._at + step, 0), len(self._bars) - 1)
        self.setAccessibleDescription(self.current)
        self.setToolTip(self.current)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bars, the first and the last label, and what the keys are at."""
        if not self._bars:
            return
        colours = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect()).adjusted(2, 2, -2, -self.fontMetrics().height() - 2)
        most = max(count for _, count in self._bars)
        step = room.width() / len(self._bars)
        gap = min(2.0, step * 0.2)
        painter.setPen(Qt.PenStyle.NoPen)
        for at, (_, count) in enumerate(self._bars):
            # A single event among thousands is still to be seen.
            height = max(room.height() * count / most, 2.0 if count else 0.0)
            width = min(step - gap, _BAR_MAX)
            left = room.left() + at * step + (step - gap - width) / 2
            box = QRectF(left, room.bottom() - height, width, height)
            painter.setBrush(QColor(colours.warn if at == self._at else colours.accent))
            painter.drawRect(box)
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        below = QRectF(0, room.bottom() + 2, self.width(), self.fontMetrics().height())
        painter.setPen(QColor(colours.muted))
        if self.current:
            painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, self.current)
        else:
            self._paint_ends(painter, below, room.left(), step)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(box, RADII.round_mark, RADII.round_mark)
        painter.end()

    def _paint_ends(self, painter: QPainter, below: QRectF, left: float, step: float) -> None:
        """Write the first and the last label below their bars, where there is room for that."""
        last = len(self._bars) - 1
        for at in sorted({0, last}):
            label, place = self._bars[at][0], QRectF(below)
            side = Qt.AlignmentFlag.AlignLeft if at == 0 else Qt.AlignmentFlag.AlignRight
            if painter.fontMetrics().horizontalAdvance(label) < step:
                place = QRectF(left + at * step, below.top(), step, below.height())
                side = Qt.AlignmentFlag.AlignHCenter
            painter.drawText(place, side, label)


class TimeChart(QWidget):
    """The histogram below its heading and above its words; hidden where no event has a time."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.bars = _Bars(theme)
        self._words = text(role="small", wraps=True)
        layout = column(self, gap=4)
        layout.addWidget(text(tr("When the events happened"), "group"))
        layout.addWidget(self.bars)
        layout.addWidget(self._words)
        self.hide()

    @property
    def words(self) -> str:
        """Return what it says."""
        return self._words.text()

    def show_times(self, picture: TimePicture | None) -> None:
        """Show when the events happened, once it is known."""
        self.setVisible(picture is not None and picture.total > 0)
        if picture is not None and picture.total:
            said = words(picture)
            self._words.setText(f"{said}.")
            self.bars.show_bars(bars(picture), said)


def _number(month: str) -> int:
    year, _, of_year = month.partition("-")
    return int(year) * 12 + int(of_year) - 1


def _label(number: int, step: int) -> str:
    year, month = divmod(number, 12)
    if step == 1:
        return tr("{month} {year}", month=tr(_MONTHS[month]), year=year)
    if step != 3:  # noqa: PLR2004 - a quarter
        return str(year)
    first, last = tr(_MONTHS[month]), tr(_MONTHS[month + 2])
    return tr("{first} to {last} {year}", first=first, last=last, year=year)


def _share(count: int, total: int) -> str:
    """Return a share in percent; what is neither none nor all is said to be neither."""
    if count in {0, total}:
        return tr("all") if count else tr("none")
    percent = count * 100 / total
    if percent < 1:
        return tr("under 1%")
    if percent > 99:  # noqa: PLR2004 - as it says
        return tr("over 99%")
    return tr("{percent}%", percent=decimal(percent, 0))
