"""All keys of the window on one sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from klaviyo_gui.language import mark, tr
from klaviyo_gui.ui.menu_words import keys_of, menus_of, plain, with_keys
from klaviyo_gui.ui.pieces import button, column, flowing, row, text
from klaviyo_gui.ui.roomy import RoomyDialog, zoom
from klaviyo_gui.ui.tokens import ZOOMS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QMainWindow, QMenuBar

_EDGE, _LEAST = 24, QSize(420, 320)
_ABOVE = 12
"""Pixels above each heading but the first, beside those between two lines."""

_KEYS = (
    (
        mark("Before a file is open"),
        ((mark("Ctrl+V"), mark("Open rows that were copied in a spreadsheet or a mail")),),
    ),
    (
        mark("In Map"),
        ((mark("F6"), mark("Go to the next pane of Map")),),
    ),
    (
        mark("Your columns"),
        (
            (mark("Up, Down"), mark("Go from column to column; with Shift choose several")),
            (mark("Space"), mark("Take in hand, or put back")),
            (mark("Enter"), mark("List the properties")),
            (mark("P"), mark("Send as custom property")),
            (mark("Del"), mark("Leave out; once more takes it back")),
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
            (mark("Del"), mark("Empty it")),
            (mark("Escape"), mark("Put back what is in hand, close what is asked")),
        ),
    ),
    (
        mark("Any table"),
        ((mark("Ctrl+C"), mark("Copy the rows that are chosen")),),
    ),
    (
        mark("Preview, and the cells of a row"),
        (
            (mark("Escape"), mark("Stop the check")),
            (mark("F2 or Enter"), mark("Type another text, used instead of the file's")),
            (mark("Del"), mark("Put back what the file has")),
        ),
    ),
)
"""What keys do where they have no entry in a menu."""


def of_menus(bar: QMenuBar) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield each menu that has keys: its title, and its keys with what they do."""
    for menu in menus_of(bar):
        keys = [(keys_of(each), plain(each.text())) for each in with_keys(menu)]
        if keys:
            yield plain(menu.title()), keys


def _of_places() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for where, keys in _KEYS:
        yield tr(where), [(tr(key), tr(what)) for key, what in keys]


class Keys(RoomyDialog):
    """Shows which key does what, by where it does so."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.setWindowTitle(tr("Keyboard map"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for where, keys in (*of_menus(window.menuBar()), *_of_places()):
            heading = text(where, "section")
            if grid.count():
                heading.setContentsMargins(0, _ABOVE, 0, 0)
            grid.addWidget(heading, grid.rowCount(), 0, 1, 2)
            for key, what in keys:
                at = grid.rowCount()
                grid.addWidget(text(key, "muted"), at, 0)
                # At the usual size none of them needs a second line.
                grid.addWidget(flowing(what) if zoom() > ZOOMS[0] else text(what), at, 1)
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
