"""The field for a private key."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from klaviyo_gui.language import tr
from klaviyo_gui.ui.pieces import button, row

_MAX = 1_000
"""Characters; Klaviyo's keys have some 40."""


class KeyField(QWidget):
    """Shows nothing of what is typed or pasted but while *Show* is pressed.

    ``changed`` fires when the key does, ``entered`` on Enter.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setAccessibleName(tr("Private key"))
        self.line.setMaxLength(_MAX)
        self.line.setPlaceholderText("pk_…")
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.show_key = button(tr("Show"), tip=tr("Show the key for as long as this is pressed in"))
        self.show_key.setCheckable(True)
        layout = row(self, gap=8)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.show_key)
        self.setFocusProxy(self.line)
        self.show_key.toggled.connect(self._reveal)
        self.line.textChanged.connect(self._tell)
        self.line.returnPressed.connect(self.entered)
        self._reveal(is_shown=False)

    @property
    def key(self) -> str:
        """Return what stands in it."""
        return self.line.text()

    def forget(self) -> None:
        """Keep nothing of it, not even to be undone."""
        self.line.setText("")
        self.show_key.setChecked(False)

    @Slot(bool)
    def _reveal(self, is_shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)

    @Slot()
    def _tell(self) -> None:
        self.changed.emit()
