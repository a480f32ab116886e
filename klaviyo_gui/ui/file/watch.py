"""The watch over the open file: it may change, vanish or be locked at any time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QThreadPool, Signal, Slot
from PySide6.QtGui import QGuiApplication

from klaviyo_gui.core.errors import ExpectedError
from klaviyo_gui.source.opening import opened
from klaviyo_gui.ui.work import Report, Work

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klaviyo_gui.source.table import CsvFile
    from klaviyo_gui.ui.session import Session


class FileWatch(QObject):
    """Looks at the open file when the system says so and when the window comes to the front.

    ``noticed(error)`` fires when it is no longer the file that was opened.
    """

    noticed = Signal(object)
    _reported = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._number = 0
        self._threads = QThreadPool(self)
        self._threads.setMaxThreadCount(1)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self.look)
        self._watcher.directoryChanged.connect(self._look_in_folder)
        self._reported.connect(self._apply_report)
        session.file_changed.connect(self._follow)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._look_when_active)

    def close(self) -> None:
        """Wait for the look under way."""
        self._threads.waitForDone()

    @Slot()
    def look(self) -> None:
        """Look at the file, beside the window: a network drive may take its time."""
        file = self._session.file
        if file is not None:
            self._threads.start(Work(self._number, partial(_looking, file), self._reported))

    @Slot()
    def _follow(self) -> None:
        self._number += 1
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
    def _apply_report(self, report: Report) -> None:
        if report.number == self._number and isinstance(report.event, ExpectedError):
            self.noticed.emit(report.event)


def _looking(file: CsvFile) -> Iterator[ExpectedError]:
    try:
        file.check_unchanged()
        with opened(file.path):
            pass
    except ExpectedError as error:
        yield error
