"""A bundle for whoever helps: shown as a whole before it is saved, and sent nowhere."""

from __future__ import annotations

import platform
from pathlib import Path
from typing import TYPE_CHECKING

import PySide6
from PySide6.QtCore import QObject, QSize, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QWidget

from klaviyo_gui import __version__
from klaviyo_gui.language import mark, tr
from klaviyo_gui.store.support_bundle import contents, write_bundle
from klaviyo_gui.ui.notice import Notice
from klaviyo_gui.ui.pieces import button, column, row, text
from klaviyo_gui.ui.roomy import RoomyDialog

if TYPE_CHECKING:
    from collections.abc import Mapping

    from klaviyo_gui.ui.archive import Archive
    from klaviyo_gui.ui.theme import Theme

_NAME = "csv-to-klaviyo-support.zip"
_WORDS = mark(
    "This is all that the bundle holds: versions, figures of runs, and where the program failed, "
    "if it did. No name of a file, a column or an account, no cell and no key is in it. It is "
    "saved on this computer; whom you send it to is up to you."
)


class SupportDialog(RoomyDialog):
    """Shows the files of a bundle, and saves them where somebody says."""

    def __init__(self, files: Mapping[str, str], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._files = files
        self.setWindowTitle(tr("Support bundle"))
        self.give_room("support", QSize(420, 320), QSize(680, 520))
        self.notice = Notice(theme)
        shown = QPlainTextEdit("\n\n".join(f"{name}\n{said}" for name, said in files.items()))
        shown.setReadOnly(True)
        shown.setProperty("role", "mono")
        shown.setAccessibleName(tr("What the bundle holds"))
        save = button(tr("Save…"), "primary", tr("Save it as one file"))
        close = button(tr("Close"))
        save.clicked.connect(self._choose)
        close.clicked.connect(self.reject)
        foot = row()
        foot.addStretch(1)
        foot.addWidget(close)
        foot.addWidget(save)
        layout = column(self, edge=24)
        layout.addWidget(text(tr("A bundle for whoever helps you"), "section"))
        layout.addWidget(text(tr(_WORDS), "muted", wraps=True))
        layout.addWidget(self.notice)
        layout.addWidget(shown, 1)
        layout.addLayout(foot)

    def save_as(self, path: Path) -> None:
        """Save the bundle, and say where it lies or why it could not be saved."""
        try:
            write_bundle(path, self._files)
        except OSError as error:
            cause = error.strerror or str(error)
            self.notice.say(
                tr("{name} could not be saved: {cause}.", name=path.name, cause=cause),
                tr("Choose another folder."),
            )
            return
        self.notice.say(tr("{name} is saved.", name=path.name), str(path.parent), "good")

    @Slot()
    def _choose(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, tr("Save the bundle"), _NAME, tr("Zip (*.zip)"))
        if name:
            self.save_as(Path(name))


class SupportDesk(QObject):
    """Gathers what a bundle holds; faults of the program are told to it as they are caught."""

    def __init__(self, archive: Archive, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._archive = archive
        self._theme = theme
        self._window = window
        self._reports: list[str] = []
        self._dialog: SupportDialog | None = None

    @property
    def dialog(self) -> SupportDialog | None:
        """Return the dialog that was opened last."""
        return self._dialog

    @Slot(str)
    def note_fault(self, report: str) -> None:
        """Take the report of a fault, which holds lines of the program and no value."""
        self._reports.append(report)

    @Slot()
    def open(self) -> None:
        """Show what a bundle would hold now."""
        files = contents(self._about(), self._archive.runs, self._reports)
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._dialog = SupportDialog(files, self._theme, self._window)
        self._dialog.open()

    def _about(self) -> dict[str, object]:
        screens = QGuiApplication.screens()
        return {
            "version": __version__,
            "python": platform.python_version(),
            "qt": PySide6.__version__,
            "system": f"{platform.system()} {platform.release()} {platform.machine()}",
            "style": self._theme.choice,
            "screens": [
                f"{each.size().width()} by {each.size().height()} at {each.devicePixelRatio():g}"
                for each in screens
            ],
        }
