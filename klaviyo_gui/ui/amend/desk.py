"""What stands beside the window to change rows, and what opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from klaviyo_gui.ui.amend.changes import ChangesDialog
from klaviyo_gui.ui.amend.replacing import ReplaceDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from klaviyo_gui.ui.session import Session


class AmendDesk(QObject):
    """Opens the list of changes, and find and replace.

    ``line_requested(line)`` fires for a row of the file to be shown.
    """

    line_requested = Signal(int)

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self.replacing = ReplaceDialog(session, window)
        self.changes = ChangesDialog(session, window)
        self.changes.line_requested.connect(self.line_requested)

    def close(self) -> None:
        """End the work under way and close what stands beside the window."""
        self.changes.close()
        self.replacing.close_work()

    @Slot(str)
    def replace_in(self, name: str) -> None:
        """Ask what is to be replaced in this column."""
        if self._session.file is not None:
            self.replacing.ask(name)

    @Slot()
    def replace(self) -> None:
        """Ask what is to be replaced, and in which column."""
        self.replace_in("")

    @Slot()
    def list_changes(self) -> None:
        """List every change of the rows."""
        self.changes.open_list()
