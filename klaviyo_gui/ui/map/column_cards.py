"""The cards of columns: names that are cut to the same text are told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Slot

from klaviyo_gui.ui.alike import AlikeNames
from klaviyo_gui.ui.cards import CardDelegate
from klaviyo_gui.ui.elided import one_line

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel, Qt
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QAbstractItemView

    from klaviyo_gui.ui.theme import Theme


class ColumnCards(CardDelegate):
    """Knows all columns of a model, also those that its view does not show just now."""

    def __init__(self, theme: Theme, view: QAbstractItemView, columns: QAbstractItemModel) -> None:
        super().__init__(theme, view)
        self._columns = columns
        self._shown: dict[str, str] = {}
        self._room = (0, "")
        columns.modelReset.connect(self._take_names)
        self._take_names()

    @Slot()
    def _take_names(self) -> None:
        columns = self._columns
        names = (columns.index(at, 0).data() for at in range(columns.rowCount()))
        self._names = AlikeNames(map(one_line, names))
        self._shown.clear()

    def _title(self, painter: QPainter, words: str, room: QRectF) -> str:
        """Return what tells a column apart from others; found once for one width and type."""
        metrics, width = painter.fontMetrics(), int(room.width())

        def cut(name: str, where: Qt.TextElideMode) -> str:
            return metrics.elidedText(name, where, width)

        if self._room != (width, painter.font().key()):
            self._room = width, painter.font().key()
            self._shown.clear()
        if words not in self._shown:
            self._shown[words] = self._names.shown(words, cut)
        return self._shown[words]
