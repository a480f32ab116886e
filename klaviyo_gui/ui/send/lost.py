"""What becomes of records whose answer is lost."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QWidget

from klaviyo_gui.language import tr
from klaviyo_gui.ui.pieces import choice, column, flowing


class LostChoice(QWidget):
    """Sends them again, or holds them until somebody decides.

    Where flows may start they are held unless somebody chooses otherwise: that Klaviyo counts an
    event once is no promise that it starts a flow once.
    """

    def __init__(self) -> None:
        super().__init__()
        self._may_start = False
        self.resend = choice(tr("Send that part again, unchanged: Klaviyo counts it once"))
        self.hold = choice(tr("Hold it, for me to decide"))
        self.care = flowing(
            tr("Nobody promises that what is sent again starts no flow twice."), "small"
        )
        self._group = QButtonGroup(self)
        layout = column(self, gap=4)
        for each in (self.resend, self.hold):
            self._group.addButton(each)
            layout.addWidget(each)
        layout.addWidget(self.care)
        self.ask_again()

    @property
    def holds(self) -> bool:
        """Tell whether they are held."""
        return self.hold.isChecked()

    def refresh(self, *, may_start: bool) -> None:
        """Propose what does no harm; what was chosen counts while as much is at stake."""
        if may_start is not self._may_start:
            self._may_start = may_start
            self.ask_again()

    def ask_again(self) -> None:
        """Go back to what is proposed, where it is about another file or another account."""
        (self.hold if self._may_start else self.resend).setChecked(True)
        self.care.setVisible(self._may_start)
