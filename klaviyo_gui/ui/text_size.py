"""The size of type in the menu View: step by step by keys, or one of those that there are."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from klaviyo_gui.language import tr
from klaviyo_gui.store import settings
from klaviyo_gui.ui.announcing import announce
from klaviyo_gui.ui.pieces import add_action
from klaviyo_gui.ui.tokens import ZOOMS

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from klaviyo_gui.ui.theme import Theme


class TextSizeMenu(QMenu):
    """Chooses among the sizes that the window is made for; what was chosen is kept.

    Its keys work in every window of the program.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(tr("Te&xt size"), parent)
        self._theme = theme
        self._larger = self._add(tr("&Larger"), self.enlarge, "Ctrl++", "Ctrl+=")
        self._smaller = self._add(tr("&Smaller"), self.reduce, "Ctrl+-")
        self._usual = self._add(tr("&Usual"), self.reset, "Ctrl+0")
        self.addSeparator()
        self._sizes = {each: self.addAction(f"{each} %") for each in ZOOMS}
        group = QActionGroup(self)
        for percent, action in self._sizes.items():
            action.setCheckable(True)
            action.triggered.connect(partial(self._take, percent))
            group.addAction(action)
        theme.changed.connect(self._refresh)
        self._refresh()

    # Slots

    @Slot()
    def enlarge(self) -> None:
        """Use the next larger type."""
        self._choose(min((each for each in ZOOMS if each > self._theme.zoom), default=ZOOMS[-1]))

    @Slot()
    def reduce(self) -> None:
        """Use the next smaller type."""
        self._choose(max((each for each in ZOOMS if each < self._theme.zoom), default=ZOOMS[0]))

    @Slot()
    def reset(self) -> None:
        """Use type of the usual size."""
        self._choose(ZOOMS[0])

    # Private

    def _add(self, words: str, slot: Callable[[], None], *keys: str) -> QAction:
        action = add_action(self, words, slot)
        action.setShortcuts([QKeySequence(each) for each in keys])
        action.setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)
        return action

    def _take(self, percent: int, _is_checked: bool = False) -> None:
        self._choose(percent)

    def _choose(self, percent: int) -> None:
        if percent != self._theme.zoom:
            settings.set_zoom(percent)
            self._theme.choose_zoom(percent)
            announce(self, tr("Text size: {percent} %", percent=percent))

    @Slot()
    def _refresh(self) -> None:
        zoom = self._theme.zoom
        for percent, action in self._sizes.items():
            action.setChecked(percent == zoom)
        self._larger.setEnabled(zoom < ZOOMS[-1])
        self._smaller.setEnabled(zoom > ZOOMS[0])
        self._usual.setEnabled(zoom != ZOOMS[0])
