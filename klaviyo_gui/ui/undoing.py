"""Undo and redo as actions that name what they take back or do again, and their keys in fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence

from klaviyo_gui.language import mark, tr

if TYPE_CHECKING:
    from PySide6.QtGui import QUndoStack
    from PySide6.QtWidgets import QLineEdit


class _NamedAction(QAction):
    """Tells what it does and to which step; without one it is words by themselves.

    The stack, which may be gone before, is asked for nothing later: it tells of other names, also
    when values are masked or shown again. Qt's own actions put the name behind a prefix, which
    other languages part by a colon, and take an ampersand in the name of a column for the mark of
    a key.
    """

    _alone = ""
    _with_step = ""

    def __init__(self, keys: str, step: str, parent: QObject) -> None:
        super().__init__(parent)
        self.setShortcut(QKeySequence(keys))
        self.name_step(step)

    @Slot(str)
    def name_step(self, name: str) -> None:
        """Name another step, or the same otherwise."""
        step = name.replace("&", "&&")
        self.setText(tr(self._with_step, step=step) if step else tr(self._alone))


class UndoAction(_NamedAction):
    """Takes the last step of a stack back."""

    _alone, _with_step = mark("&Undo"), mark("&Undo {step}")

    def __init__(self, stack: QUndoStack, parent: QObject) -> None:
        super().__init__("Ctrl+Z", stack.undoText(), parent)
        self.setEnabled(stack.canUndo())
        self.triggered.connect(stack.undo)
        stack.undoTextChanged.connect(self.name_step)
        stack.canUndoChanged.connect(self.setEnabled)


class RedoAction(_NamedAction):
    """Does the step again that was taken back last."""

    _alone, _with_step = mark("&Redo"), mark("&Redo {step}")

    def __init__(self, stack: QUndoStack, parent: QObject) -> None:
        super().__init__("Ctrl+Shift+Z", stack.redoText(), parent)
        self.setEnabled(stack.canRedo())
        self.triggered.connect(stack.redo)
        stack.redoTextChanged.connect(self.name_step)
        stack.canRedoChanged.connect(self.setEnabled)


class StepKeys(QObject):
    """Leaves the keys of undo and redo to the window where a field has nothing typed to take back.

    By itself a field keeps them, and does nothing.
    """

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self._field = field
        field.installEventFilter(self)

    # Overrides

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Keep no key from the window that is of no use here."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        keys = QKeySequence.StandardKey
        is_of_no_use = (event.matches(keys.Undo) and not self._field.isUndoAvailable()) or (
            event.matches(keys.Redo) and not self._field.isRedoAvailable()
        )
        if is_of_no_use:
            event.ignore()
        return is_of_no_use
