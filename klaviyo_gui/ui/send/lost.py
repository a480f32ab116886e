"""What becomes of records whose answer is lost."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QWidget

from klaviyo_gui.ui.pieces import choice, column


class LostChoice(QWidget):
    """Sends them again, or holds them until somebody decides."""

    def __init__(self) -> None:
        super().__init__()
        self.resend = choice("Send that part again, unchanged: nothing arrives twice")
        self.hold = choice("Hold it, for me to decide")
        self._group = QButtonGroup(self)
        layout = column(self, gap=4)
        for each in (self.resend, self.hold):
            self._group.addButton(each)
            layout.addWidget(each)
        self.resend.setChecked(True)

    @property
    def holds(self) -> bool:
        """Tell whether they are held."""
        return self.hold.isChecked()
