"""The bar that leads through the stations, above whichever is on show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QWidget

from klaviyo_gui.language import tr
from klaviyo_gui.ui.announcing import announce
from klaviyo_gui.ui.guide.cards import CARDS
from klaviyo_gui.ui.pieces import button, column, flowing, frame, row, text

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from klaviyo_gui.ui.status import Station

_EDGES = QMargins(12, 8, 12, 0)
_WAY = tuple(CARDS)


class GuideBar(QWidget):
    """Shows the card of a station, and leads to the next one; it is gone once it ``ended``.

    ``station_requested(Station)`` fires when somebody goes on, or back. Whoever goes elsewhere by
    themselves finds the card of where they are.
    """

    station_requested = Signal(object)
    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._at = 0
        self._title, self._words = text(role="section"), flowing()
        self.back = button(tr("Back"), tip=tr("Go back to the station before"))
        self.onward = button("", "primary")
        self.end = button(tr("End the tour"), tip=tr("Go on without the guide (Esc)"))
        self.back.clicked.connect(self._go_back)
        self.onward.clicked.connect(self._go_on)
        self.end.clicked.connect(self.ended)
        card = frame("band")
        said = column(gap=2)
        said.addWidget(self._title)
        said.addWidget(self._words)
        self._line: QBoxLayout = row(card, edge=10, gap=8)
        self._line.addLayout(said, 1)
        self._ways = ways = row(gap=8)
        ways.addStretch(1)
        for each in (self.end, self.back, self.onward):
            ways.addWidget(each)
        self._line.addLayout(ways)
        column(self).addWidget(card)
        self.setContentsMargins(_EDGES)
        self._show()

    @property
    def sentence(self) -> str:
        """Return all that the card says."""
        return f"{self._title.text()}. {self._words.text()}"

    def begin(self) -> None:
        """Say the first card, with the focus on the way onward."""
        self.onward.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.sentence)

    def follow(self, station: Station) -> None:
        """Show the card of the station on show; one that is not on the way has none."""
        if station in CARDS and station is not _WAY[self._at]:
            self._at = _WAY.index(station)
            self._show()
            announce(self, self.sentence)

    # Overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words room to be read."""
        super().resizeEvent(event)
        self._fold()

    # Private

    def _fold(self) -> None:
        """Set the buttons below the words where they would take more than half of the width."""
        is_narrow = 2 * self._ways.sizeHint().width() > self.width()
        direction = QBoxLayout.Direction
        self._line.setDirection(direction.TopToBottom if is_narrow else direction.LeftToRight)

    def _show(self) -> None:
        station = _WAY[self._at]
        self._title.setText(
            tr(
                "{number} of {all}: {station}",
                number=self._at + 1,
                all=len(_WAY),
                station=station.title,
            )
        )
        self._words.setText(tr(CARDS[station]))
        self.setAccessibleName(self.sentence)
        self.back.setEnabled(self._at > 0)
        self.end.setVisible(not self._is_last)
        if self._is_last:
            self.onward.setText(tr("Done"))
            self.onward.setToolTip(tr("End the tour"))
        else:
            following = _WAY[self._at + 1].title
            self.onward.setText(tr("Next: {station}", station=following))
            self.onward.setToolTip(tr("Go to {station}", station=following))
        # What is read of the button is read of the card as well: it has the focus.
        self.onward.setAccessibleDescription(self.sentence)
        self._fold()

    @property
    def _is_last(self) -> bool:
        return self._at == len(_WAY) - 1

    @Slot()
    def _go_on(self) -> None:
        if self._is_last:
            self.ended.emit()
        else:
            self.station_requested.emit(_WAY[self._at + 1])

    @Slot()
    def _go_back(self) -> None:
        self.station_requested.emit(_WAY[self._at - 1])
