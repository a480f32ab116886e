"""The large place for a file, shown while none is open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame

from klaviyo_gui.language import tr
from klaviyo_gui.ui import icons
from klaviyo_gui.ui.pieces import button, column, flowing, row, text

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from klaviyo_gui.ui.theme import Theme


def dropped_file(data: QMimeData) -> Path | None:
    """Return the first file on this computer among what is dropped."""
    for url in data.urls():
        if url.isLocalFile():
            return Path(url.toLocalFile())
    return None


class DropArea(QFrame):
    """The large place for a file.

    ``open_requested``, ``paste_requested`` and ``sample_requested`` are its buttons.
    """

    open_requested = Signal()
    paste_requested = Signal()
    sample_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("role", "drop")
        self._icon = text()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        choose = button(tr("Open…"), "primary", tr("Choose a CSV file (Ctrl+O)"))
        tip = tr("60 orders, sent to a Klaviyo for practice")
        sample = button(tr("Try with sample orders"), tip=tip)
        tip = tr("Open rows that you copied in a spreadsheet or a mail (Ctrl+V)")
        paste = button(tr("Paste rows"), tip=tip)
        self._choose = choose
        choose.clicked.connect(self.open_requested)
        paste.clicked.connect(self.paste_requested)
        sample.clicked.connect(self.sample_requested)
        layout = column(self, edge=40, gap=16)
        layout.addStretch(2)
        layout.addWidget(self._icon)
        for words, role in (
            (tr("Drop a CSV here"), "title"),
            (tr("or Excel, text, zip or gz; or paste copied rows"), "muted"),
        ):
            label = flowing(words, role)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label)
        layout.addSpacing(6)
        for widgets in ((choose, paste), (sample,)):
            buttons = row()
            buttons.addStretch(1)
            for widget in widgets:
                buttons.addWidget(widget)
            buttons.addStretch(1)
            layout.addLayout(buttons)
        layout.addStretch(3)
        theme.changed.connect(self._paint_icon)
        self._paint_icon()

    def focus_first(self) -> None:
        """Give the focus to what opens a file."""
        self._choose.setFocus()

    @Slot()
    def _paint_icon(self) -> None:
        self._icon.setPixmap(icons.pixmap("drop", self._theme.tokens.accent, 64))
