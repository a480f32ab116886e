"""What stands beside the window to change rows, and what opens it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from klaviyo_gui.ui.amend.changes import ChangesDialog
    from klaviyo_gui.ui.amend.replacing import ReplaceDialog
    from klaviyo_gui.ui.session import Session


class AmendDesk(QObject):
    """Opens the list of changes, and find and replace.

    ``line_requested(line)`` fires for a row of the file to be shown.
    """

    line_requested = Signal(int)

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        session.file_changed.connect(self._leave)

    @cached_property
    def replacing(self) -> ReplaceDialog:
        """Return find and replace, which is built when it is first wanted."""
        from klaviyo_gui.ui.amend.replacing import ReplaceDialog  # noqa: PLC0415 - no start needs it

        return ReplaceDialog(self._session, self._window)

    @cached_property
    def changes(self) -> ChangesDialog:
        """Return the list of changes, which is built when it is first wanted."""
        from klaviyo_gui.ui.amend.changes import ChangesDialog  # noqa: PLC0415 - no start needs it

        dialog = ChangesDialog(self._session, self._window)
        dialog.line_requested.connect(self.line_requested)
        return dialog

    def close(self) -> None:
        """End the work under way and close what stands beside the window."""
        built = vars(self)
        if "changes" in built:
            self.changes.close()
        if "replacing" in built:
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

    # Private

    @Slot()
    def _leave(self) -> None:
        """Close what speaks of rows where there are none any more."""
        if self._session.file is None:
            built = vars(self)
            for each in ("changes", "replacing"):
                if each in built:
                    built[each].close()
