"""What is asked before more of an earlier run is sent: one question with everything in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QFrame, QLineEdit

from klaviyo_gui import language
from klaviyo_gui.core.account_name import is_same_name
from klaviyo_gui.language import tr
from klaviyo_gui.ui.announcing import announce
from klaviyo_gui.ui.pieces import button, column, flowing, frame, named, row
from klaviyo_gui.ui.roomy import follow_type
from klaviyo_gui.ui.theme import restyle

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_WIDTH = 520

LOOKING = language.mark("Looking which flows this would start …")
READING = language.mark("Reading what the run was given …")


class MoreQuestion(QDialog):
    """Tells what would be sent and start; ``accepted`` fires by its button alone, never by Enter.

    It can be pressed once ``allow`` or ``want_name`` says how.
    """

    def __init__(self, parent: QWidget, title: str, question: str, yes: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        follow_type(self, minimumWidth=_WIDTH)
        self._name = ""
        self._is_waiting = True
        self.asked = flowing(question, "section")
        self.words = flowing()
        self.flows = flowing()
        self.why = flowing()
        self.wanted = flowing(role="small")
        self.typed = QLineEdit()
        self.yes = button(yes)
        self.yes.setEnabled(False)
        self.stay = button(tr("Cancel"), "primary")
        self.stay.setDefault(True)
        self._warning = self._build_warning()
        foot = row()
        foot.addStretch(1)
        foot.addWidget(self.yes)
        foot.addWidget(self.stay)
        layout = column(self, edge=22)
        for each in (self.asked, self.words, self.flows, self._warning, self.wanted, self.typed):
            layout.addWidget(each)
        layout.addStretch(1)
        layout.addLayout(foot)
        for each in (self.words, self.flows, self._warning, self.wanted, self.typed):
            each.hide()
        self.typed.textChanged.connect(self._compare)
        self.yes.clicked.connect(self.accept)
        self.stay.clicked.connect(self.reject)
        self.stay.setFocus()

    @property
    def is_waiting(self) -> bool:
        """Tell whether it is not told yet what would start."""
        return self._is_waiting

    def say(self, words: str) -> None:
        """Say what goes where, and how."""
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self._fit()

    def wait_for(self, words: str) -> None:
        """Say what is being done before it can be told what would start."""
        self.tell(words)
        self._is_waiting = True

    def tell(self, flows: str, why: str = "") -> None:
        """Say what it would start, and what speaks against it."""
        self._is_waiting = False
        self.flows.setText(flows)
        self.flows.setVisible(bool(flows))
        self.why.setText(why)
        self._warning.setVisible(bool(why))
        said = f"{flows} {why}".strip()
        if said:
            announce(self, said)
        self._fit()

    def allow(self) -> None:
        """Let the button be pressed."""
        self.yes.setEnabled(True)

    def want_name(self, name: str, what: str) -> None:
        """Let the button be pressed once this account's name is typed; ``what`` follows "To"."""
        self._name = name
        self.wanted.setText(tr("To {what}, type the account's name: {name}", what=what, name=name))
        named(self.typed, tr("The account's name, to {what}", what=what))
        self.wanted.show()
        self.typed.show()
        self.typed.setFocus()
        self._fit()

    @Slot()
    def _compare(self) -> None:
        self.yes.setEnabled(is_same_name(self.typed.text(), self._name))

    def _fit(self) -> None:
        """Be as high as what is said."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _build_warning(self) -> QFrame:
        warning = frame("notice")
        restyle(warning, tone="warn")
        column(warning, edge=12).addWidget(self.why)
        return warning
