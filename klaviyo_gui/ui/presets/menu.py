"""The menu of presets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from klaviyo_gui.language import tr
from klaviyo_gui.preset_words import share_words
from klaviyo_gui.ui.elided import shortened
from klaviyo_gui.ui.menu_state import has_file
from klaviyo_gui.ui.pieces import add_action

if TYPE_CHECKING:
    from klaviyo_gui.ui.menu_state import MenuState
    from klaviyo_gui.ui.presets.desk import PresetDesk
    from klaviyo_gui.ui.window import Window

LISTED = 12
"""Presets in the menu; Search has all of them."""


class ApplyMenu(QMenu):
    """The presets that fit the open file, the best first, as they are when the menu opens."""

    def __init__(self, desk: PresetDesk, parent: QMenu) -> None:
        super().__init__(tr("&Apply"), parent)
        self._desk = desk
        self.setToolTipsVisible(True)
        self._search = QAction(tr("&Search…"), self)
        self._search.setShortcut(QKeySequence("Ctrl+L"))
        self._search.triggered.connect(desk.list_to_apply)
        self.addAction(self._search)
        self.aboutToShow.connect(self.refresh)

    @Slot()
    def refresh(self) -> None:
        """List them anew."""
        for action in self.actions():
            if action is not self._search:
                self.removeAction(action)
                action.deleteLater()
        shown = self._desk.shelf.shown
        for each in shown.fits[:LISTED]:
            words = f"{shortened(each.name)}: {share_words(each.fit)}".replace("&", "&&")
            action = QAction(words, self)
            action.setData(each.name)
            action.setToolTip(each.name)
            action.triggered.connect(self._apply)
            self.insertAction(self._search, action)
        if not shown.fits:
            none = QAction(tr("None fits this file") if shown.others else tr("None yet"), self)
            none.setEnabled(False)
            self.insertAction(self._search, none)
        self.insertSeparator(self._search)

    @Slot()
    def _apply(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._desk.apply(action.data())


def fill_presets(menu: QMenu, window: Window, state: MenuState) -> None:
    """Make the menu of presets."""
    desk = window.desk
    menu.addMenu(ApplyMenu(desk, menu))
    state.watch(add_action(menu, tr("&Save"), desk.save, "Ctrl+S"), can_save)
    state.watch(add_action(menu, tr("Sa&ve as…"), desk.save_as, "Ctrl+Shift+S"), can_save)
    menu.addSeparator()
    add_action(menu, tr("&Compare with…"), desk.list_to_compare)
    add_action(menu, tr("&Manage…"), desk.manage, "Ctrl+Shift+L")
    add_action(menu, tr("&Import…"), desk.choose_import)
    menu.addSeparator()
    earlier = add_action(
        menu, tr("&Earlier versions of this mapping…"), desk.list_earlier, "Ctrl+Shift+E"
    )
    state.watch(earlier, has_file)


def can_save(window: Window) -> bool:
    """Tell whether anything is mapped."""
    return bool(window.session.mapping.kinds)
