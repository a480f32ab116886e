"""All keys of the window on one sheet."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from klaviyo_gui.ui.pieces import button, column, row, text
from klaviyo_gui.ui.roomy import RoomyDialog

_EDGE, _LEAST = 24, QSize(420, 320)
_KEYS = (
    (
        "Everywhere",
        (
            ("Ctrl+1 … Ctrl+5", "Go to a station"),
            ("Ctrl+O", "Open a file"),
            ("Ctrl+K", "Find a command, a column or a property by its name"),
            ("Ctrl+Z, Ctrl+Shift+Z", "Undo, redo"),
            ("F6", "Go to the next pane of Map"),
            ("Ctrl+Return", "Go to Send; nothing is sent by a key"),
            ("Ctrl+Shift+., Ctrl+.", "Pause a run or go on, stop after current requests"),
        ),
    ),
    (
        "Preview, and the cells of a row",
        (
            ("Escape", "Stop the check"),
            ("F2 or Enter", "Type another text, used instead of the file's"),
            ("Delete", "Put back what the file has"),
            ("Ctrl+Shift+R", "Find and replace in a column"),
        ),
    ),
    (
        "Your columns",
        (
            ("Up, Down", "Go from column to column; with Shift choose several"),
            ("Space", "Take in hand, or put back"),
            ("Enter", "List the properties"),
            ("P", "Send as custom property"),
            ("Delete", "Leave out; once more takes it back"),
            ("Ctrl+Shift+P", "All the rest as custom properties"),
            ("Ctrl+J", "Join a second file"),
            ("Ctrl+R", "Choose which rows are sent"),
            ("Ctrl+G", "Group rows into one order"),
            ("Ctrl+E", "Add another event of each row"),
            ("Left, Right", "Go from event to event, where a row has several; Delete removes one"),
        ),
    ),
    (
        "A property",
        (
            ("Tab", "Go to the next one"),
            ("Enter", "Place what is in hand, accept the proposal, or list the columns"),
            ("Shift+Enter", "Accept all proposals"),
            ("R, C, F", "Replace, combine, use as fallback when blank, where it is asked"),
            ("F2, F4", "Type a fixed text, list the columns"),
            ("Ctrl+Space", "Place a copy of what is in hand, which stays where it was, too"),
            ("M, N, T", "Move what fills it, rename it, choose its type"),
            ("S", "Use the time of sending for events without a time"),
            ("Delete", "Empty it"),
            ("Escape", "Put back what is in hand, close what is asked"),
        ),
    ),
)


class Keys(RoomyDialog):
    """Shows which key does what, by where it does so."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard map")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        for where, keys in _KEYS:
            grid.addWidget(text(where, "section"), grid.rowCount(), 0, 1, 2)
            for key, what in keys:
                at = grid.rowCount()
                grid.addWidget(text(key, "muted"), at, 0)
                grid.addWidget(text(what), at, 1)
        close = button("Close", "primary")
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
        area.setAccessibleName("Keys, by where they do something")
        layout.addWidget(area, 1)
        layout.addLayout(foot)
        close.setFocus()
        # All of it in sight, where the screen has the room.
        bar, below = area.verticalScrollBar().sizeHint(), close.sizeHint()
        needed = page.sizeHint() + QSize(2 * _EDGE + bar.width(), 3 * _EDGE + below.height())
        self.give_room("keys", _LEAST, needed)
