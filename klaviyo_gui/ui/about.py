"""Which version this is, what leaves this computer, and of whose work the program is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QListWidget, QPlainTextEdit, QWidget

from klaviyo_gui import __version__
from klaviyo_gui.language import mark, tr
from klaviyo_gui.ui.pieces import button, column, flowing, row, text
from klaviyo_gui.ui.roomy import RoomyDialog, follow_type
from klaviyo_gui.ui.work import WorkQueue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klaviyo_gui.licences import Part

_SIZE, _LEAST = QSize(960, 640), QSize(480, 400)
_NAMES_WIDTH = 240

_WHAT = mark(
    "Sends a CSV file to Klaviyo as events and people: mapped by eye, shown exactly as it will "
    "be sent, sent safely."
)

_LEAVING = (
    mark(
        "Until you press Send, nothing of your files. To the account that you choose go the "
        "records that Preview shows, when you press Send, and before that questions about the "
        "account itself: whose it is, what its key may do, which events, properties, lists and "
        "flows it has."
    ),
    mark(
        "They go to Klaviyo and to nobody else. What you send to practice stays on this computer. "
        "The program reports nothing about you or itself: no figures of use, no faults, no search "
        "for updates."
    ),
)


class About(RoomyDialog):
    """Tells what the program is, and shows the licences of its parts."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.give_room("about", _LEAST, _SIZE)
        self._parts: tuple[Part, ...] = ()
        self._names = QListWidget()
        self._names.setAccessibleName(tr("Parts of the program"))
        self._names.setAccessibleDescription(tr("The licence of the chosen one is shown beside"))
        follow_type(self._names, minimumWidth=_NAMES_WIDTH, maximumWidth=_NAMES_WIDTH)
        self._names.setSpacing(4)
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setProperty("role", "mono")
        self._text.setAccessibleName(tr("Licence"))
        self._text.setPlaceholderText(tr("Looking up the licences…"))
        self._build(title)
        self._names.currentRowChanged.connect(self._show_part)
        self._work = WorkQueue(self)
        self._work.told.connect(self._take)
        self._work.begin(_found)

    # Overrides

    def done(self, code: int) -> None:
        """Wait for what is looked up beside the window."""
        self._work.close()
        super().done(code)

    # Private

    def _build(self, title: str) -> None:
        close = button(tr("Close"), "primary")
        close.clicked.connect(self.accept)
        shown = row()
        shown.addWidget(self._names)
        shown.addWidget(self._text, 1)
        foot = row()
        foot.addStretch(1)
        foot.addWidget(close)
        layout = column(self, edge=24, gap=10)
        layout.addWidget(text(f"{title} {__version__}", "title"))
        layout.addWidget(flowing(tr(_WHAT)))
        layout.addSpacing(6)
        layout.addWidget(text(tr("What leaves this computer"), "section"))
        for words in map(tr, _LEAVING):
            layout.addWidget(flowing(words))
        layout.addSpacing(6)
        layout.addWidget(text(tr("What it is made of, and the licences"), "section"))
        layout.addLayout(shown, 1)
        layout.addLayout(foot)
        close.setFocus()

    @Slot(object)
    def _take(self, event: object) -> None:
        if isinstance(event, tuple):
            self._parts = event
            self._names.addItems([_line(part) for part in self._parts])
            self._names.setCurrentRow(0)

    @Slot(int)
    def _show_part(self, at: int) -> None:
        part = self._parts[at]
        self._text.setPlainText(
            part.text or tr("{name} comes without the text of its licence.", name=part.name)
        )
        self._text.setAccessibleName(tr("Licence of {name}", name=part.name))


def _found() -> Iterator[tuple[Part, ...]]:
    """Look up the parts; in another thread."""
    from klaviyo_gui import licences  # noqa: PLC0415 - what it needs takes long to import

    yield licences.parts()


def _line(part: Part) -> str:
    return " ".join(filter(None, (part.name, part.version)))
