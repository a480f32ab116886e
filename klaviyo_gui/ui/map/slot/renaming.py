"""The line in which a custom property gets another name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame

from klaviyo_gui import wording
from klaviyo_gui.language import tr
from klaviyo_gui.ui.map.line import OwnLine
from klaviyo_gui.ui.pieces import column, text

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from klaviyo_gui.core.errors import ExpectedError


class Renaming(QFrame):
    """Shows the name to be changed; Enter asks for it, Escape leaves it.

    ``renamed(name)`` fires with what was typed, ``cancelled`` when it is left.
    """

    renamed = Signal(str)
    cancelled = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("role", "meeting")
        self._line = OwnLine(name)
        self._line.setAccessibleName(tr("New name for {property}", property=name))
        self._line.setAccessibleDescription(
            tr("A dot makes a group: address.city is the city within address.")
        )
        self._line.setToolTip(self._line.accessibleDescription())
        self._line.returnPressed.connect(self._rename)
        self._refusal = text(role="small", wraps=True)
        self._refusal.setProperty("tone", "bad")
        self._refusal.hide()
        layout = column(self, gap=4)
        layout.setContentsMargins(0, 2, 6, 2)
        layout.addWidget(self._line)
        layout.addWidget(self._refusal)

    @property
    def refusal(self) -> str:
        """Return why the name cannot be, if it was asked for."""
        return self._refusal.text()

    def begin(self) -> None:
        """Take the focus, with the whole name selected."""
        self._line.setFocus()
        self._line.selectAll()

    def refuse(self, error: ExpectedError) -> None:
        """Say why the name cannot be; what was typed stays."""
        self._refusal.setText(wording.error_words(error).sentence)
        self._refusal.show()
        self._line.setAccessibleDescription(self._refusal.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the name as it was on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _rename(self) -> None:
        self.renamed.emit(self._line.text())
