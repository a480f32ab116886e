"""Everything that can be reached has a name, and everything that can be done has a place."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QScrollArea,
    QWidget,
)

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.ui.map.slot.card import SlotCard
from klaviyo_gui.ui.map.zone import CustomZone
from klaviyo_gui.ui.status import Station
from tests.ui.windows import checked, open_path, write

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QScrollArea,
    SlotCard,
    CustomZone,
)
SMALLEST = 24
"""Pixels of a target's side, by WCAG 2.2, 2.5.8."""


@pytest.fixture
def filled(qtbot, window, tmp_path):
    open_path(qtbot, window.session, write(tmp_path))
    window.session.fix(Kind.EVENTS, "metric", "Sale")
    checked(qtbot, window.checker)
    return window


def is_inner(widget):
    """Tell whether a widget is a part of another control, or of Qt's own making."""
    parents = []
    parent = widget.parentWidget()
    while parent is not None:
        parents.append(parent)
        parent = parent.parentWidget()
    inside = (QComboBox, QAbstractItemView, QLineEdit)
    return widget.objectName().startswith("qt_") or any(
        isinstance(each, inside) for each in parents
    )


def is_passive(widget):
    """Tell whether this is a scroll area that only follows the focus of what is in it."""
    return isinstance(widget, QScrollArea) and not widget.focusPolicy() & Qt.FocusPolicy.TabFocus


def controls(window):
    return [
        each
        for each in window.findChildren(QWidget)
        if isinstance(each, CONTROLS)
        and not is_inner(each)
        and not is_passive(each)
        and each.window() is window
    ]


def nameless(window):
    return [
        each
        for each in controls(window)
        if each.isVisible()
        and not QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name)
    ]


def test_every_control_has_a_name_for_screen_readers(filled):
    for station in Station:
        filled.show_station(station)
        assert nameless(filled) == []


@pytest.mark.parametrize("control", [QLineEdit, QScrollArea])
def test_a_control_without_a_name_is_found(filled, control):
    filled.show_station(Station.SEND)
    seeded = control(filled.stations.send)
    seeded.show()
    assert nameless(filled) == [seeded]


def nameless_lines(window):
    """Return the boxes in which somebody may type, but whose line has no name of its own."""
    return [
        each
        for each in window.findChildren(QComboBox)
        if each.isEditable() and not each.lineEdit().accessibleName()
    ]


def test_the_line_in_every_box_in_which_somebody_may_type_has_a_name(filled):
    assert any(each.isEditable() for each in filled.findChildren(QComboBox))
    assert nameless_lines(filled) == []
    seeded = QComboBox(filled.stations.send)
    seeded.setEditable(True)
    assert nameless_lines(filled) == [seeded]


def test_every_button_is_large_enough_for_a_finger_or_has_a_key_of_its_slot(filled):
    small = []
    for station in Station:
        filled.show_station(station)
        small += [
            each.accessibleName() or each.text()
            for each in controls(filled)
            if isinstance(each, QAbstractButton)
            and each.isVisible()
            and min(each.width(), each.height()) < SMALLEST
        ]
    assert small == []


def test_tab_reaches_every_control_of_a_station(qtbot, filled):
    for station in Station:
        filled.show_station(station)
        filled.rail.button(station).setFocus()
        reached, start = [], filled.focusWidget()
        for _ in range(300):
            filled.focusNextChild()
            reached.append(filled.focusWidget())
            if reached[-1] is start:
                break
        wanted = {
            each
            for each in controls(filled)
            if each.isVisible()
            and each.isEnabled()
            and each.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        }
        assert wanted - set(reached) == set()


def test_every_action_has_a_place_in_the_menus_and_no_key_is_used_twice(filled):
    actions = [
        action
        for menu in filled.menuBar().actions()
        for action in menu.menu().actions()
        if not action.isSeparator() and action.menu() is None
    ]
    keys = [action.shortcut().toString() for action in actions if not action.shortcut().isEmpty()]
    assert len(keys) == len(set(keys))
    assert {"Ctrl+O", "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+M", "Ctrl+S", "Ctrl+1", "Ctrl+5"} <= set(keys)


def test_the_rail_says_its_state_in_words_and_shape(filled):
    button = filled.rail.button(Station.PREVIEW)
    assert button.accessibleName() == "Preview, needs a look, 1 row held"
    assert button.status.mark == "alert"
