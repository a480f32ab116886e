"""What must hold of whatever is on show; each check returns what it finds wrong."""

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QScrollArea,
    QSpinBox,
    QTabBar,
    QTableView,
    QTabWidget,
    QTreeView,
    QWidget,
)

from klaviyo_gui.ui.tokens import RING
from tests.tour.words import SAID, words_of
from tests.ui import measures

SMALLEST = 24
"""Pixels of a target's side, by WCAG 2.2, 2.5.8."""

TARGETS = (QAbstractButton, QComboBox, QLineEdit, QSpinBox, QDateEdit)
NAMED = (*TARGETS, QAbstractItemView, QPlainTextEdit, QProgressBar)
_INSIDES = (QComboBox, QAbstractItemView, QLineEdit, QSpinBox, QDateEdit, QTabWidget)
_TAB = Qt.FocusPolicy.TabFocus
_ENTRY = 120
"""Pixels of the two sides of the smallest entry of a list."""
_SEEN = 0.8
"""What part of a ring is seen as one: corners are round, and a side may have had its colour."""
_STEPS = 500


def label_of(widget):
    """Return by what somebody who reads a failure knows a widget."""
    words = widget.text() if hasattr(widget, "text") else ""
    words = words if isinstance(words, str) else ""
    name = widget.accessibleName() or words or widget.objectName()
    return f"{type(widget).__name__} {name!r}"


def shown(root):
    """Return the widgets of a window that can be seen."""
    return [
        each for each in root.findChildren(QWidget) if each.isVisible() and each.window() is root
    ]


def is_inner(widget):
    """Tell whether a widget is a part of another control, or of Qt's own making."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(widget, QTabBar):
            return False
        if isinstance(parent, _INSIDES) and not is_content(widget, parent):
            return True
        parent = parent.parentWidget()
    return widget.objectName().startswith("qt_")


def is_content(widget, parent):
    """Tell whether a widget stands in a page of tabs, and is no part of the tabs themselves."""
    return isinstance(parent, QTabWidget) and any(
        parent.widget(at) is widget or parent.widget(at).isAncestorOf(widget)
        for at in range(parent.count())
    )


def takes_tab(widget):
    return (widget.focusPolicy() & _TAB) == _TAB


def controls(root):
    """Return what can be operated: what Tab reaches, and what is always a control."""
    return [
        each
        for each in shown(root)
        if not isinstance(each, QTabWidget)
        and not is_inner(each)
        and (isinstance(each, NAMED) or takes_tab(each))
        and not (isinstance(each, QScrollArea) and not takes_tab(each))
    ]


def accessible(widget, part=QAccessible.Text.Name):
    return QAccessible.queryAccessibleInterface(widget).text(part)


def nameless(root):
    """Return the controls of which a screen reader can say nothing."""
    return [label_of(each) for each in controls(root) if not re.search(r"\w", accessible(each))]


def undescribed_icons(root):
    """Return the buttons that show a sign only and have no tip for whoever sees it."""
    return [
        label_of(each)
        for each in controls(root)
        if isinstance(each, QAbstractButton)
        and not re.search(r"\w", each.text())
        and not each.toolTip()
    ]


def small(root):
    """Return the targets that are too small for a finger."""
    return [
        (label_of(each), each.width(), each.height())
        for each in controls(root)
        if isinstance(each, TARGETS) and min(each.width(), each.height()) < SMALLEST
    ]


def silent_tables(root):
    """Return the columns of tables that have no heading to be spoken."""
    found = []
    for view in shown(root):
        model = view.model() if isinstance(view, QTableView | QTreeView) else None
        if model is None:
            continue
        found += [
            (view.accessibleName(), at)
            for at in range(model.columnCount())
            if not view.isColumnHidden(at) and not _heading(model, at)
        ]
    return found


def _heading(model, at):
    across = Qt.Orientation.Horizontal
    role = Qt.ItemDataRole
    spoken = model.headerData(at, across, role.AccessibleTextRole)
    return spoken or model.headerData(at, across, role.DisplayRole)


def unreached(root):
    """Return the controls that Tab never comes to."""
    wanted = {each for each in controls(root) if each.isEnabled() and takes_tab(each)}
    if not wanted:
        return []
    root.activateWindow()
    start = next(each for each in controls(root) if each in wanted)
    start.setFocus(Qt.FocusReason.TabFocusReason)
    reached = {start}
    for _ in range(_STEPS):
        root.focusNextChild()
        focus = root.focusWidget()
        if focus is start:
            break
        reached.add(focus)
    # Of choices that belong together Tab comes to the chosen one, and arrows to the others.
    return [label_of(each) for each in wanted - reached if not _shares_group(each, reached)]


def _shares_group(widget, reached):
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group is not None and any(each in reached for each in group.buttons())


class Rings:
    """Finds what does not show that it has the focus; each look of a control is tried once."""

    def __init__(self):
        self._tried = set()

    def __call__(self, root):
        found = []
        before = root.focusWidget()
        for each in controls(root):
            look = (type(each).__name__, *map(str, map(each.property, ("role", "tone", "state"))))
            if look in self._tried or not each.isEnabled() or not takes_tab(each):
                continue
            self._tried.add(look)
            if not has_ring(root, each):
                found.append((label_of(each), look))
        if before is not None:
            before.setFocus()
        return found


def has_ring(root, widget):
    """Tell whether a widget looks otherwise by a ring once it has the focus."""
    root.activateWindow()
    widget.clearFocus()
    QApplication.processEvents()
    without = picture(widget)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    if not widget.hasFocus():
        return True
    changed = differing(without, picture(widget))
    half = widget.width() + widget.height()
    if isinstance(widget, QAbstractItemView | QTabBar):
        # Around the entry in hand of what lists many.
        half = min(half, _ENTRY)
    return changed >= 2 * RING * half * _SEEN


def picture(widget):
    return widget.grab().toImage()


def differing(one, other):
    return sum(
        one.pixel(x, y) != other.pixel(x, y)
        for y in range(min(one.height(), other.height()))
        for x in range(min(one.width(), other.width()))
    )


def homeless_actions(root):
    """Return the actions that stand in no menu and have no key."""
    return [
        each.text()
        for each in root.findChildren(QAction)
        if each.text()
        and not each.isSeparator()
        and not each.associatedObjects()
        and each.shortcut().isEmpty()
    ]


def silent_emptiness(root):
    """Return the tables without rows that say nothing of it."""
    return [
        label_of(each)
        for each in shown(root)
        if isinstance(each, QTableView | QTreeView)
        and each.model() is not None
        and not each.model().rowCount(each.rootIndex())
        and not each.accessibleDescription()
    ]


FORBIDDEN = re.compile(r"\b(?:payloads?|ndjson|json|utc|429)\b(?!\))", re.IGNORECASE)
"""What a marketer shall never have to read outside of *Details*."""


def technical(root):
    """Return what is said in words of programmers."""
    return [each for each in words_of(root, SAID) if FORBIDDEN.search(each)]


def cut(root):
    """Return all words that have too little room."""
    return [
        *measures.cut(root),
        *measures.ticks(root),
        *measures.low(root),
        *measures.flat(root),
        *measures.outside(root),
        *measures.sideways(root),
    ]


def cut_boxes(root):
    """Return the boxes that show less of what is chosen than all; their lists show it whole."""
    return measures.boxes(root)


PLAIN = {
    "has a name": nameless,
    "of a sign is described": undescribed_icons,
    "is large enough": small,
    "of a table has a heading": silent_tables,
    "of an empty table is said": silent_emptiness,
    "is reached by Tab": unreached,
    "of the menus has a place": homeless_actions,
    "is in words of the field": technical,
    "has room for its words": cut,
    "of a box has room for its words": cut_boxes,
}
"""Each check by what everything must do."""
