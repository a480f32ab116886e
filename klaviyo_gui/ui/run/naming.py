"""A question that only the name of an account answers with yes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QLineEdit

from klaviyo_gui.core.account_name import is_same_name
from klaviyo_gui.ui.pieces import button, column, named, row, text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from klaviyo_gui.ui.run.stake import Stake

_WIDTH = 480


class NamingQuestion(QDialog):
    """Tells what is at stake; ``accepted`` fires by its button alone, once the name is typed.

    Enter cancels.
    """

    def __init__(self, parent: QWidget, title: str, stake: Stake, yes: str, name: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH)
        self._name = name
        self.said = text(stake.words, "sentence", wraps=True)
        self.asked = text(f"To {stake.what}, type the account's name: {name}", "small", wraps=True)
        self.typed = QLineEdit()
        named(self.typed, f"The account's name, to {stake.what}")
        self.yes = button(yes)
        self.yes.setAutoDefault(False)
        self.yes.setEnabled(False)
        self.stay = button("Cancel", "primary")
        self.stay.setDefault(True)
        foot = row()
        foot.addStretch(1)
        foot.addWidget(self.yes)
        foot.addWidget(self.stay)
        layout = column(self, edge=22)
        for each in (self.said, self.asked, self.typed):
            layout.addWidget(each)
        layout.addLayout(foot)
        self.typed.textChanged.connect(self._compare)
        self.yes.clicked.connect(self.accept)
        self.stay.clicked.connect(self.reject)

    @Slot()
    def _compare(self) -> None:
        self.yes.setEnabled(is_same_name(self.typed.text(), self._name))
