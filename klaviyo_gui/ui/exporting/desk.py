"""Asks where to save, and drives one export at a time."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Slot
from PySide6.QtWidgets import QFileDialog

from klaviyo_gui import paths, wording
from klaviyo_gui.sending.exporting import Content, Exported, Exporting, Source, export_rows
from klaviyo_gui.ui.exporting import words
from klaviyo_gui.ui.exporting.dialog import ExportDialog
from klaviyo_gui.ui.work import Broken, WorkQueue
from klaviyo_gui.wording.cells import in_full

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from klaviyo_gui.sending.pool import Pool
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.theme import Theme


class ExportDesk(QObject):
    """Saves what is checked, held or sent of the open file, as it stands when it is asked for.

    What is edited meanwhile changes nothing of it, nor does another file that is opened.
    """

    def __init__(self, session: Session, pool: Pool, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._pool = pool
        self._theme = theme
        self._window = window
        self._stop = threading.Event()
        self._dialog: ExportDialog | None = None
        self._is_on = False
        self._work = WorkQueue(self)
        self._work.told.connect(self._take)

    @property
    def dialog(self) -> ExportDialog | None:
        """Return the dialog that was opened last."""
        return self._dialog

    def save_as(self, content: Content, out: Path) -> None:
        """Save this of the open file there, if something can be built of it."""
        file = self._session.file
        if file is None or self._session.obstacle is not None:
            return
        if self._dialog is not None:
            self._dialog.close()
            self._dialog.deleteLater()
        self._stop = threading.Event()
        self._is_on = True
        self._dialog = ExportDialog(content, out, self._theme, self._window)
        self._dialog.cancelled.connect(self._cancel)
        source = Source(file.shared(), self._session.plan, self._pool, self._stop)
        self._work.begin(partial(_exporting, source, content, out))
        self._dialog.show()

    def choose(self, content: Content) -> None:
        """Ask where to save this, or show what is being saved already."""
        if self._is_on and self._dialog is not None:
            self._dialog.raise_()
            self._dialog.activateWindow()
            return
        file = self._session.file
        if file is None:
            return
        suggested = _folder_for(file.path) / words.name_for(content, file.path)
        name, _ = QFileDialog.getSaveFileName(
            self._window, words.title(content), str(suggested), words.kinds(content)
        )
        if name:
            self.save_as(content, Path(name))

    def close(self) -> None:
        """Let go what is under way, and wait for its end."""
        self._cancel()
        self._work.close()

    # Private

    @Slot()
    def _cancel(self) -> None:
        self._stop.set()
        self._work.forget()
        self._is_on = False

    @Slot(object)
    def _take(self, event: object) -> None:
        dialog = self._dialog
        assert dialog is not None, "what is under way has its dialog"
        match event:
            case Exporting():
                dialog.show_progress(event)
            case Exported():
                self._is_on = False
                dialog.show_end(event)
            case Broken(error):
                self._is_on = False
                dialog.show_error(error)


def _folder_for(path: Path) -> Path:
    """Return the folder of a file, or where documents are for one that lies among the program's."""
    own = paths.resources() / "samples", paths.pasted()
    if path.parent not in own:
        return path.parent
    kind = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(kind))


def _exporting(source: Source, content: Content, out: Path) -> Iterator[Exporting | Exported]:
    """Save; in another thread."""
    try:
        # Whoever goes on working with the file needs what stands in it.
        with in_full():
            yield from export_rows(source, content, out, wording.exception_words)
    finally:
        source.file.close()
