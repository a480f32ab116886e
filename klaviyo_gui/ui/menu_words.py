"""What stands in menus, read by others: the palette, and the map of keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenuBar


def plain(words: str) -> str:
    """Return the words of a menu without the marks of its letters."""
    return words.replace("&&", "\0").replace("&", "").replace("\0", "&")


def keys_of(action: QAction) -> str:
    """Return the keys of an action as the system writes them, empty where it has none."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def menus_of(bar: QMenuBar) -> Iterator[QMenu]:
    """Yield the menus of a bar."""
    for action in bar.actions():
        menu = action.menu()
        if isinstance(menu, QMenu):
            yield menu


def with_keys(menu: QMenu) -> Iterator[QAction]:
    """Yield the actions of a menu that have keys, and those of the menus within it."""
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from with_keys(inner)
        elif not action.shortcut().isEmpty():
            yield action
