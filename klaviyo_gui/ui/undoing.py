"""Undo and redo as actions that name what they take back or do again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction, QKeySequence

from klaviyo_gui.language import tr
from klaviyo_gui.ui.masking import masking
from klaviyo_gui.wording.cells import quoting_words

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QUndoStack

UNDO, REDO = "Ctrl+Z", "Ctrl+Shift+Z"


class UndoAction(QAction):
    """Takes a step back; a name that quotes a cell is masked with all others."""

    def __init__(self, stack: QUndoStack, parent: QObject) -> None:
        super().__init__(parent)
        self._stack = stack
        self.setShortcut(QKeySequence(UNDO))
        self.triggered.connect(stack.undo)
        stack.indexChanged.connect(self.refresh)
        masking.changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Name the last step."""
        self.setText(f"{tr('&Undo')} {quoting_words(self._stack.undoText())}".strip())
        self.setEnabled(self._stack.canUndo())


class RedoAction(QAction):
    """Does a step again; a name that quotes a cell is masked with all others."""

    def __init__(self, stack: QUndoStack, parent: QObject) -> None:
        super().__init__(parent)
        self._stack = stack
        self.setShortcut(QKeySequence(REDO))
        self.triggered.connect(stack.redo)
        stack.indexChanged.connect(self.refresh)
        masking.changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Name the step that was taken back."""
        self.setText(f"{tr('&Redo')} {quoting_words(self._stack.redoText())}".strip())
        self.setEnabled(self._stack.canRedo())
