"""Words in the place of the rows that a table has not: that nothing is there is said, not left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Slot

from klaviyo_gui.ui.pieces import text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractItemView

_EDGE = 16


class WhenEmpty(QObject):
    """Shows words in the middle of a table, or of a list, as long as it has no rows."""

    def __init__(self, view: QAbstractItemView, words: str = "") -> None:
        super().__init__(view)
        self._view = view
        self._label = text(words, "muted", wraps=True)
        self._label.setParent(view.viewport())
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        view.viewport().installEventFilter(self)
        model = view.model()
        for signal in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            signal.connect(self._refresh)
        self._refresh()

    @property
    def words(self) -> str:
        """Return what is said now, empty as long as there are rows."""
        return self._label.text() if self._is_empty else ""

    def say(self, words: str) -> None:
        """Say this where there are no rows."""
        self._label.setText(words)
        self._refresh()

    def eventFilter(self, _view: QObject, event: QEvent) -> bool:
        """Keep the words in the middle."""
        if event.type() == QEvent.Type.Resize:
            self._refresh()
        return False

    @property
    def _is_empty(self) -> bool:
        return self._view.model().rowCount() == 0

    @Slot()
    def _refresh(self) -> None:
        room = self._view.viewport().rect().adjusted(_EDGE, 0, -_EDGE, 0)
        needed = self._label.heightForWidth(room.width())
        # Where there is no room for it to be read, it is only told.
        self._label.setVisible(self._is_empty and needed <= room.height())
        self._view.setAccessibleDescription(self.words)
        place = QRect(room.left(), (room.height() - needed) // 2, room.width(), needed)
        self._label.setGeometry(place)
