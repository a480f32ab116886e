"""All keys of the window on one sheet."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from klaviyo_gui.language import mark, tr
from klaviyo_gui.ui.pieces import button, column, flowing, row, text
from klaviyo_gui.ui.roomy import RoomyDialog, zoom
from klaviyo_gui.ui.tokens import ZOOMS

_EDGE, _LEAST = 24, QSize(420, 320)
_KEYS = (
    (
        mark("Everywhere"),
        (
            (mark("Ctrl+1 … Ctrl+5"), mark("Go to a station")),
            (mark("Ctrl+O"), mark("Open a file")),
            (mark("Ctrl+K"), mark("Find a command, a column or a property by its name")),
            (mark("Ctrl+Z, Ctrl+Shift+Z"), mark("Undo, redo")),
            (mark("F6"), mark("Go to the next pane of Map")),
            (mark("Ctrl+Return"), mark("Go to Send; nothing is sent by a key")),
            (
                mark("Ctrl+Shift+., Ctrl+."),
                mark("Pause a run or go on, stop after current requests"),
            ),
        ),
    ),
    (
        mark("Preview, and the cells of a row"),
        (
            (mark("Escape"), mark("Stop the check")),
            (mark("F2 or Enter"), mark("Type another text, used instead of the file's")),
            (mark("Delete"), mark("Put back what the file has")),
            (mark("Ctrl+Shift+R"), mark("Find and replace in a column")),
        ),
    ),
    (
        mark("Your columns"),
        (
            (mark("Up, Down"), mark("Go from column to column; with Shift choose several")),
            (mark("Space"), mark("Take in hand, or put back")),
            (mark("Enter"), mark("List the properties")),
            (mark("P"), mark("Send as custom property")),
            (mark("Delete"), mark("Leave out; once more takes it back")),
            (mark("Ctrl+Shift+P"), mark("All the rest as custom properties")),
            (mark("Ctrl+J"), mark("Join a second file")),
            (mark("Ctrl+R"), mark("Choose which rows are sent")),
            (mark("Ctrl+G"), mark("Group rows into one order")),
            (mark("Ctrl+E"), mark("Add another event of each row")),
            (
                mark("Left, Right"),
                mark("Go from event to event, where a row has several; Delete removes one"),
            ),
        ),
    ),
    (
        mark("A property"),
        (
            (mark("Tab"), mark("Go to the next one")),
            (
                mark("Enter"),
                mark("Place what is in hand, accept the proposal, or list the columns"),
            ),
            (mark("Shift+Enter"), mark("Accept all proposals")),
            (
                mark("R, C, F"),
                mark("Replace, combine, use as fallback when blank, where it is asked"),
            ),
            (mark("F2, F4"), mark("Type a fixed text, list the columns")),
            (
                mark("Ctrl+Space"),
                mark("Place a copy of what is in hand, which stays where it was, too"),
            ),
            (mark("M, N, T"), mark("Move what fills it, rename it, choose its type")),
            (mark("S"), mark("Use the time of sending for events without a time")),
            (mark("Delete"), mark("Empty it")),
            (mark("Escape"), mark("Put back what is in hand, close what is asked")),
        ),
    ),
)


class Keys(RoomyDialog):
    """Shows which key does what, by where it does so."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keyboard map"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for where, keys in _KEYS:
            grid.addWidget(text(tr(where), "section"), grid.rowCount(), 0, 1, 2)
            for key, what in keys:
                at = grid.rowCount()
                grid.addWidget(text(tr(key), "muted"), at, 0)
                # At the usual size none of them needs a second line.
                grid.addWidget(flowing(tr(what)) if zoom() > ZOOMS[0] else text(tr(what)), at, 1)
        close = button(tr("Close"), "primary")
        close.clicked.connect(self.accept)
        foot = row()
        foot.addStretch(1)
        foot.addWidget(close)
        layout = column(self, edge=_EDGE, gap=16)
        page = QWidget()
        page.setObjectName("page")
        page.setLayout(grid)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(page)
        area.setAccessibleName(tr("Keys, by where they do something"))
        layout.addWidget(area, 1)
        layout.addLayout(foot)
        close.setFocus()
        # All of it in sight, where the screen has the room.
        bar, below = area.verticalScrollBar().sizeHint(), close.sizeHint()
        needed = page.sizeHint() + QSize(2 * _EDGE + bar.width(), 3 * _EDGE + below.height())
        self.give_room("keys", _LEAST, needed)
