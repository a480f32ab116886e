"""The line that asks under which name the mapping is to be saved."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy

from klaviyo_gui.language import tr
from klaviyo_gui.store.preset_names import NAME_MAX, fitting_name, same_name
from klaviyo_gui.ui.elided import ElidedLabel
from klaviyo_gui.ui.pieces import button, row, text
from klaviyo_gui.ui.roomy import follow_type

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtGui import QKeyEvent


class NameLine(QFrame):
    """Hidden until a name is wanted; Enter saves, Escape leaves things as they are.

    ``named(name)`` fires with the name.
    """

    named = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._taken: tuple[str, ...] = ()
        self.setProperty("role", "band")
        self._field = QLineEdit()
        self._field.setAccessibleName(tr("Name of the preset"))
        self._field.setMaxLength(NAME_MAX)
        follow_type(self._field, minimumWidth=180)
        self._hint = ElidedLabel("", "muted", where=Qt.TextElideMode.ElideRight)
        self._save = button(tr("Save"))
        self._save.clicked.connect(self._give)
        cancel = button(tr("Cancel"))
        cancel.clicked.connect(self._drop)
        self._field.textChanged.connect(self._judge)
        self._field.returnPressed.connect(self._give)
        layout = row(self, edge=10, gap=8)
        layout.addWidget(text(tr("Save as")))
        layout.addWidget(self._field, 2)
        layout.addWidget(self._hint, 3)
        layout.addWidget(self._save)
        layout.addWidget(cancel)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def field(self) -> QLineEdit:
        """Return where the name is written."""
        return self._field

    @property
    def hint(self) -> str:
        """Return what it says about the name."""
        return self._hint.text()

    def ask(self, name: str, taken: Collection[str]) -> None:
        """Ask for a name, with this one to begin with."""
        self._taken = tuple(taken)
        self._field.setText(name)
        self._judge()
        self.show()
        self._field.setFocus()
        self._field.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave things as they are on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self._drop()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _judge(self) -> None:
        name = self._field.text().strip()
        is_fit = bool(name) and fitting_name(name) == unicodedata.normalize("NFC", name)
        known = next((each for each in self._taken if same_name(each, name)), "")
        self._save.setEnabled(is_fit)
        self._save.setText(tr("Replace") if is_fit and known else tr("Save"))
        hint = ""
        if name and not is_fit:
            hint = tr("A file cannot be called so; “{name}” can.", name=fitting_name(name))
        elif known:
            hint = tr("Replaces one, which stays as a version.")
        self._hint.setText(hint)
        self._field.setAccessibleDescription(hint)

    @Slot()
    def _give(self) -> None:
        if self._save.isEnabled():
            self.hide()
            self.named.emit(self._field.text().strip())

    @Slot()
    def _drop(self) -> None:
        self.hide()
