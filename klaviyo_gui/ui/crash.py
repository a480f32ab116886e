"""The last door: a fault of the program is shown with a report that holds no customer data."""

from __future__ import annotations

import platform
import sys
import threading
import traceback
from typing import TYPE_CHECKING

import PySide6
from PySide6.QtCore import QObject, QSize, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from klaviyo_gui import __version__
from klaviyo_gui.language import tr
from klaviyo_gui.ui.roomy import RoomyDialog

if TYPE_CHECKING:
    from types import TracebackType


def report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return the report: the type of the fault and the lines of code, never a value.

    The message of an exception may quote a cell, so it is left out.
    """
    lines = [
        f"klaviyo-gui {__version__}, Python {platform.python_version()}",
        f"PySide6 {PySide6.__version__}, {platform.system()} {platform.release()}",
        "",
        *(text.rstrip() for text in traceback.format_tb(trace)),
        f"{kind.__module__}.{kind.__qualname__}",
    ]
    return "\n".join(lines)


class CrashDialog(RoomyDialog):
    """Tells of a fault and offers the report to be copied."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Something went wrong"))
        self.give_room("crash", QSize(420, 320), QSize(720, 420))
        title = QLabel(tr("The program made a mistake."))
        title.setProperty("role", "section")
        words = QLabel(
            tr(
                "Your file is untouched, and what was sent so far is recorded. The report below "
                "names lines of the program only; it holds nothing from your file and no key."
            )
        )
        words.setWordWrap(True)
        self._text = QPlainTextEdit(text)
        self._text.setReadOnly(True)
        self._text.setProperty("role", "mono")
        self._text.setAccessibleName(tr("Report of the fault"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(tr("Copy report"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self.copy)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 22)
        layout.setSpacing(12)
        for widget in (title, words, self._text, buttons):
            layout.addWidget(widget)

    @Slot()
    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self._text.toPlainText())


class CrashHook(QObject):
    """Receives what nobody caught, in any thread, and shows it in the window's.

    ``caught(text)`` fires with the report, in the thread of the fault.
    """

    caught = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dialog: CrashDialog | None = None
        self.caught.connect(self._show)

    def install(self) -> None:
        """Take the place of Python's own hooks."""
        sys.excepthook = self.catch
        threading.excepthook = self._catch_in_thread

    def catch(
        self, kind: type[BaseException], value: BaseException, trace: TracebackType | None
    ) -> None:
        """Report one fault; Ctrl+C on the terminal stays what it is."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, value, trace)
            return
        text = report(kind, trace)
        if sys.stderr is not None:
            sys.stderr.write(text + "\n")
        self.caught.emit(text)

    def _catch_in_thread(self, fault: threading.ExceptHookArgs) -> None:
        if fault.exc_value is not None:
            self.catch(fault.exc_type, fault.exc_value, fault.exc_traceback)

    @Slot(str)
    def _show(self, text: str) -> None:
        # One dialog at a time: a fault in painting would else open one for every frame.
        if self._dialog is None or not self._dialog.isVisible():
            self._dialog = CrashDialog(text)
            self._dialog.open()
