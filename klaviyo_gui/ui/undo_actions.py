"""The menu's actions to undo and redo, which name the step that they concern."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QKeySequence

from klaviyo_gui.language import mark, tr

if TYPE_CHECKING:
    from PySide6.QtGui import QUndoStack
    from PySide6.QtWidgets import QMenu

_UNDO = (mark("&Undo"), mark("&Undo {step}"))
_REDO = (mark("&Redo"), mark("&Redo {step}"))


class UndoActions(QObject):
    """Undo and redo in a menu: without a step they are words by themselves.

    Qt's own put the name of a step behind a prefix, which other languages part by a colon, and
    take an ampersand in the name of a column for the mark of a key.
    """

    def __init__(self, stack: QUndoStack, menu: QMenu) -> None:
        super().__init__(menu)
        self._stack = stack
        self.undo = QAction(menu)
        self.redo = QAction(menu)
        for action, keys in ((self.undo, "Ctrl+Z"), (self.redo, "Ctrl+Shift+Z")):
            action.setShortcut(QKeySequence(keys))
            menu.addAction(action)
        self.undo.triggered.connect(stack.undo)
        self.redo.triggered.connect(stack.redo)
        for signal in (stack.canUndoChanged, stack.undoTextChanged):
            signal.connect(self.refresh)
        for signal in (stack.canRedoChanged, stack.redoTextChanged):
            signal.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Name the steps as they are now."""
        stack = self._stack
        _name(self.undo, _UNDO, stack.undoText(), can=stack.canUndo())
        _name(self.redo, _REDO, stack.redoText(), can=stack.canRedo())


def _name(action: QAction, words: tuple[str, str], step: str, *, can: bool) -> None:
    alone, with_step = words
    action.setText(tr(with_step, step=step.replace("&", "&&")) if step else tr(alone))
    action.setEnabled(can)
