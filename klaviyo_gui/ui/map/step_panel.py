"""What the panels have in common in which a step that is taken with rows is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Slot

from klaviyo_gui.ui.roomy import RoomyDialog
from klaviyo_gui.ui.undoing import RedoAction, UndoAction

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from klaviyo_gui.ui.session import Session


class StepPanel(RoomyDialog):
    """Stands beside the window, which goes on; each choice is one step that can be undone.

    It comes back in the size in which it was left, and one of its kind is open at a time.
    ``name`` is that under which its size is kept.
    """

    wished = QSize(860, 680)
    least = QSize(520, 420)

    def __init__(self, session: Session, name: str, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._station = parent
        session.file_changed.connect(self._leave)
        self.setWindowTitle(title)
        self.give_room(name, self.least, self.wished)
        for kind in (UndoAction, RedoAction):
            # The window's own keys do nothing while another window has the focus.
            self.addAction(kind(session.undo_stack, self))

    def come_forward(self) -> None:
        """Show it in front of all else."""
        self.show()
        self.raise_()
        self.activateWindow()

    @Slot()
    def _leave(self) -> None:
        """Go with the file whose rows it speaks of."""
        if self._session.file is None:
            self.close()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the place of another such panel."""
        super().showEvent(event)
        others = self._station.window().findChildren(StepPanel)
        for each in others:
            if each is not self:
                each.close()
