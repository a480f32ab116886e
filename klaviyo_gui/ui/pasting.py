"""Rows that were copied in a spreadsheet or a mail are opened as a file."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication

from klaviyo_gui.store.pasted import forget_pasted, keep_pasted
from klaviyo_gui.ui.home.drop_area import dropped_file
from klaviyo_gui.ui.work import Broken, Ended, WorkQueue
from klaviyo_gui.wording.pasting import pasted_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QMimeData

    from klaviyo_gui.ui.session import Session


class PasteDesk(QObject):
    """Keeps what the clipboard holds as a file.

    ``file_requested(Path)`` fires when it can be opened, also where a file itself was copied;
    ``refused(error)`` where nothing can.
    """

    file_requested = Signal(object)
    refused = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._kept: Path | None = None
        self._is_busy = False
        self._work = WorkQueue(self)
        self._work.told.connect(self._take)
        session.file_changed.connect(self._leave)
        session.file_refused.connect(self._forget_refused)

    @Slot()
    def paste(self) -> None:
        """Open what is in the clipboard; it is written beside the window."""
        if self._is_busy:
            return
        # Of an empty clipboard there is no data at all, whatever the binding says.
        data: QMimeData | None = QGuiApplication.clipboard().mimeData()
        copied = dropped_file(data) if data is not None else None
        if copied is not None:
            self.file_requested.emit(copied)
            return
        self._is_busy = True
        name = pasted_name(datetime.now().astimezone())
        self._work.begin(partial(_keeping, data.text() if data is not None else "", name))

    def close(self) -> None:
        """Wait until what is being pasted is written."""
        self._work.close()

    # Private

    @Slot(object)
    def _take(self, event: object) -> None:
        match event:
            case Path() as path:
                self._kept = path
                self.file_requested.emit(path)
            case Broken(error):
                self._is_busy = False
                self.refused.emit(error)
            case Ended():
                self._is_busy = False

    @Slot()
    def _leave(self) -> None:
        self._kept = None

    @Slot()
    def _forget_refused(self) -> None:
        """Remove what turned out to be no table; nobody could open it again either."""
        if self._kept is not None:
            forget_pasted(self._kept)
        self._leave()


def _keeping(text: str, name: str) -> Iterator[Path]:
    yield keep_pasted(text, name)
