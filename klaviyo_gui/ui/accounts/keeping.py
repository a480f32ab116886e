"""Where a key is kept."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QWidget

from klaviyo_gui.language import tr
from klaviyo_gui.ui.pieces import choice, column


class KeepingChoice(QWidget):
    """In the system's place for keys, or nowhere beyond this session.

    Where it ``replaces`` another one, that one is not removed by what is for the session only.
    """

    def __init__(self, *, replaces: bool = False) -> None:
        super().__init__()
        self.keychain = choice(tr("Keep it in the keychain of this computer"))
        self.session = choice(
            tr("For this session only: after it the key of before is used again")
            if replaces
            else tr("For this session only: it is gone when the window is closed")
        )
        self._group = QButtonGroup(self)
        layout = column(self, gap=4)
        for each in (self.keychain, self.session):
            self._group.addButton(each)
            layout.addWidget(each)
        self.keychain.setChecked(True)

    @property
    def is_for_session(self) -> bool:
        """Tell whether it is kept for this session only."""
        return self.session.isChecked()
