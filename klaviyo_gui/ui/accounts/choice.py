"""The choice of where to send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from klaviyo_gui.language import tr
from klaviyo_gui.ui.accounts.band import AccountBand
from klaviyo_gui.ui.accounts.swatch import swatch
from klaviyo_gui.ui.accounts.words import PRACTICE, title_words
from klaviyo_gui.ui.pieces import column, named

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent

    from klaviyo_gui.ui.accounts.book import AccountBook
    from klaviyo_gui.ui.theme import Theme


class _Box(QComboBox):
    """Is turned by no wheel, which is meant for the page below it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page have it."""
        event.ignore()


class DestinationChoice(QWidget):
    """Practice, or one of the accounts; below it stands what sending there means."""

    def __init__(self, book: AccountBook, theme: Theme) -> None:
        super().__init__()
        self._book = book
        self._theme = theme
        self.box = _Box()
        self.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        named(self.box, tr("To"))
        self.band = AccountBand()
        layout = column(self, gap=8)
        layout.addWidget(self.box)
        layout.addWidget(self.band)
        self.box.activated.connect(self._choose)
        book.changed.connect(self._list)
        book.chosen_changed.connect(self._show_chosen)
        theme.changed.connect(self._list)
        self._list()

    @Slot()
    def _list(self) -> None:
        self.box.clear()
        self.box.addItem(tr(PRACTICE), "")
        for each in self._book.known:
            self.box.addItem(swatch(each, self._theme), title_words(each), each.id)
        self._show_chosen()

    @Slot()
    def _show_chosen(self) -> None:
        chosen = self._book.chosen
        at = self.box.findData(chosen.id if chosen is not None else "")
        self.box.setCurrentIndex(max(at, 0))
        self.band.show_account(chosen)

    @Slot(int)
    def _choose(self, at: int) -> None:
        self._book.choose(self.box.itemData(at))
