"""The watch over the open file: it may change, vanish or be locked at any time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication

from klaviyo_gui.core.errors import ExpectedError
from klaviyo_gui.source.opening import opened
from klaviyo_gui.ui.work import WorkQueue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klaviyo_gui.source.table import CsvFile
    from klaviyo_gui.ui.session import Session


class FileWatch(QObject):
    """Looks at the open file when the system says so and when the window comes to the front.

    ``noticed(error)`` fires when it is no longer the file that was opened.
    """

    noticed = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._work = WorkQueue(self)
        self._work.told.connect(self._apply)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self.look)
        self._watcher.directoryChanged.connect(self._look_in_folder)
        session.file_changed.connect(self._follow)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._look_when_active)

    def close(self) -> None:
        """Wait for the look under way."""
        self._work.close()

    @Slot()
    def look(self) -> None:
        """Look at the file, beside the window: a network drive may take its time."""
        file = self._session.file
        if file is not None:
            self._work.begin(partial(_looking, file))

    @Slot()
    def _follow(self) -> None:
        self._work.forget()
        before = self._watcher.files() + self._watcher.directories()
        if before:
            self._watcher.removePaths(before)
        if self._session.file is not None:
            path = self._session.file.path
            # A program that saves puts another file in the place of the old one, which the system
            # follows no longer: only the folder tells of it.
            self._watcher.addPaths([str(path), str(path.parent)])

    @Slot()
    def _look_in_folder(self) -> None:
        file = self._session.file
        if file is not None and not self._watcher.files() and file.path.exists():
            self._watcher.addPath(str(file.path))
        self.look()

    @Slot(Qt.ApplicationState)
    def _look_when_active(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.look()

    @Slot(object)
    def _apply(self, event: object) -> None:
        if isinstance(event, ExpectedError):
            self.noticed.emit(event)


def _looking(file: CsvFile) -> Iterator[ExpectedError]:
    try:
        file.check_unchanged()
        with opened(file.path):
            pass
    except ExpectedError as error:
        yield error
