"""How far an export is, and what became of it; the window goes on meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QProgressBar, QWidget

from klaviyo_gui.language import tr
from klaviyo_gui.sending.exporting import Content
from klaviyo_gui.ui.elided import ElidedLabel
from klaviyo_gui.ui.exporting import words
from klaviyo_gui.ui.notice import Notice
from klaviyo_gui.ui.pieces import button, column, flowing, row, text
from klaviyo_gui.ui.roomy import RoomyDialog

if TYPE_CHECKING:
    from pathlib import Path

    from klaviyo_gui.core.errors import ExpectedError
    from klaviyo_gui.sending.exporting import Exported, Exporting
    from klaviyo_gui.ui.theme import Theme

_LEAST, _WISHED = QSize(380, 220), QSize(520, 260)
_STEPS = 1_000
"""Parts of the bar."""


class ExportDialog(RoomyDialog):
    """Stands beside the window; to close it before the end lets the export go.

    ``cancelled`` fires when that is asked for.
    """

    cancelled = Signal()

    def __init__(self, content: Content, path: Path, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._content = content
        self._path = path
        self._is_on = True
        self.setWindowTitle(words.title(content))
        self.give_room("export", _LEAST, _WISHED)
        self.notice = Notice(theme)
        self.bar = QProgressBar()
        self.bar.setRange(0, _STEPS)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("How far it is"))
        self._said = text(words.so_far(0), "muted")
        self.show_folder = button(tr("Show in folder"), tip=tr("Open the folder of the file"))
        self.show_folder.clicked.connect(self._open_folder)
        self.show_folder.hide()
        self.close_ = button(tr("Cancel"), tip=tr("Stop; no file is written"))
        self.close_.clicked.connect(self.reject)
        foot = row()
        foot.addStretch(1)
        foot.addWidget(self.show_folder)
        foot.addWidget(self.close_)
        layout = column(self, edge=24)
        layout.addWidget(ElidedLabel(path.name, "section"))
        layout.addWidget(ElidedLabel(str(path.parent), "small"))
        layout.addWidget(flowing(words.about(content), "muted"))
        layout.addWidget(self.bar)
        layout.addWidget(self._said)
        layout.addWidget(self.notice)
        layout.addStretch(1)
        layout.addLayout(foot)

    @property
    def said(self) -> str:
        """Return how far it is, or what became of it."""
        return self.notice.sentence if self.notice.isVisible() else self._said.text()

    def show_progress(self, progress: Exporting) -> None:
        """Show how far it is."""
        self.bar.setValue(_STEPS * progress.done // max(progress.total, 1))
        self._said.setText(words.so_far(progress.rows))

    def show_end(self, exported: Exported) -> None:
        """Say what became of it."""
        said, besides = words.done(self._content, exported)
        self._end()
        is_well = exported.count or self._content is Content.HELD
        self.notice.say(said, besides, "good" if is_well else "warn")
        self.show_folder.setVisible(bool(exported.count))
        (self.show_folder if exported.count else self.close_).setFocus()

    def show_error(self, error: ExpectedError | None) -> None:
        """Say why there is no file."""
        self._end()
        self.notice.say_error(error)
        self.close_.setFocus()

    # Slots

    @Slot()
    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))

    # Overrides

    def reject(self) -> None:
        """Close, and let an export go that is under way."""
        if self._is_on:
            self._is_on = False
            self.cancelled.emit()
        super().reject()

    # Private

    def _end(self) -> None:
        self._is_on = False
        self.bar.hide()
        self._said.hide()
        self.close_.setText(tr("Close"))
        self.close_.setToolTip("")
        self.close_.setAccessibleDescription("")
