"""The small building blocks of the window: plain texts, cards, lines, buttons, actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu

_Layout = TypeVar("_Layout", bound=QBoxLayout)

TARGET = 24
"""Pixels of a target's side, by WCAG 2.2, 2.5.8."""

GAP = 12
EDGE = 22


def text(words: str = "", role: str = "", *, wraps: bool = False) -> QLabel:
    """Return a label of plain text; cell contents must never be read as rich text."""
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    # Qt would indent what has edges of its own by the style, and nothing else beside it.
    label.setIndent(0)
    if wraps:
        label.setWordWrap(True)
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return label


def grown(label: QLabel) -> QLabel:
    """Let a label that wraps be as high as its words need in whatever width it gets."""
    policy = label.sizePolicy()
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    return label


def flowing(words: str = "", role: str = "") -> QLabel:
    """Return a label that wraps, and needs no more height than its words do in the width it gets.

    Else Qt asks for as many lines as they would have in a width of its own.
    """
    label = grown(text(words, role, wraps=True))
    label.setMinimumHeight(1)
    return label


def button(words: str, role: str = "", tip: str = "") -> QPushButton:
    """Return a push button; Enter elsewhere never presses it."""
    result = QPushButton(words)
    result.setProperty("role", role)
    result.setAutoDefault(False)
    result.setToolTip(tip)
    result.setAccessibleDescription(tip)
    return result


def choice(words: str) -> QRadioButton:
    """Return one of several choices, large enough for a finger from the first moment on."""
    result = QRadioButton(words)
    result.setMinimumHeight(TARGET)
    return result


def tool(words: str, name: str, role: str = "link") -> QToolButton:
    """Return a small flat button whose accessible name says what it does to what."""
    result = QToolButton()
    result.setText(words)
    result.setProperty("role", role)
    named(result, name)
    return result


def add_action(menu: QMenu, words: str, slot: Callable[..., object], keys: str = "") -> QAction:
    """Add an action to a menu, with its keys where it has some, and return it."""
    action = menu.addAction(words)
    if keys:
        action.setShortcut(QKeySequence(keys))
    action.triggered.connect(slot)
    return action


def named(widget: QWidget, name: str) -> None:
    """Give a widget its name for screen readers; buttons show it as a tip too."""
    widget.setAccessibleName(name)
    if isinstance(widget, QAbstractButton):
        widget.setToolTip(name)


def line() -> QFrame:
    """Return a thin line between two parts of a card."""
    result = QFrame()
    result.setProperty("role", "line")
    return result


def frame(role: str) -> QFrame:
    """Return a frame with this look."""
    result = QFrame()
    result.setProperty("role", role)
    return result


def column(parent: QWidget | None = None, *, edge: int = 0, gap: int = GAP) -> QVBoxLayout:
    """Return a layout from top to bottom."""
    layout = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    return _spaced(layout, edge, gap)


def row(parent: QWidget | None = None, *, edge: int = 0, gap: int = GAP) -> QHBoxLayout:
    """Return a layout from left to right."""
    layout = QHBoxLayout(parent) if parent is not None else QHBoxLayout()
    return _spaced(layout, edge, gap)


def clear(layout: QBoxLayout) -> None:
    """Take every widget and space out of a layout."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def _spaced(layout: _Layout, edge: int, gap: int) -> _Layout:
    layout.setContentsMargins(edge, edge, edge, edge)
    layout.setSpacing(gap)
    return layout
