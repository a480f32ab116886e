"""The watch over the open files: they may change, vanish or be locked at any time."""

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
    from pathlib import Path

    from klaviyo_gui.source.table import CsvFile
    from klaviyo_gui.ui.session import Session


class FileWatch(QObject):
    """Looks at the open file when the system says so and when the window comes to the front.

    ``noticed(error)`` fires when it is no longer the file that was opened, nor one joined to it.
    """

    noticed = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._followed: tuple[Path, ...] = ()
        self._work = WorkQueue(self)
        self._work.told.connect(self._apply)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self.look)
        self._watcher.directoryChanged.connect(self._look_in_folder)
        session.file_changed.connect(self._follow)
        session.seconds_changed.connect(self._follow)
        session.mapping_changed.connect(self._follow_joined)
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
        paths = self._followed = self._paths()
        if paths:
            # A program that saves puts another file in the place of the old one, which the system
            # follows no longer: only the folder tells of it.
            folders = dict.fromkeys(str(path.parent) for path in paths)
            self._watcher.addPaths([*map(str, paths), *folders])

    @Slot()
    def _follow_joined(self) -> None:
        """Follow other files where the mapping joins others."""
        if self._paths() != self._followed:
            self._follow()

    def _paths(self) -> tuple[Path, ...]:
        """Return where the open file lies, and those that are joined to it."""
        file = self._session.file
        if file is None:
            return ()
        return tuple(dict.fromkeys((file.path, *(each.path for each in file.seconds))))

    @Slot()
    def _look_in_folder(self) -> None:
        known = set(self._watcher.files())
        new = [str(each) for each in self._followed if str(each) not in known and each.exists()]
        if new:
            self._watcher.addPaths(new)
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
        for each in (file, *file.seconds):
            with opened(each.path):
                pass
    except ExpectedError as error:
        yield error
