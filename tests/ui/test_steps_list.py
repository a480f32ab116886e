"""View ▸ History of steps: every step by its name, and the way back to one of them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.ui.keys import Keys, of_menus
from klaviyo_gui.ui.menu_words import menus_of, plain, with_keys
from klaviyo_gui.ui.status import Station
from klaviyo_gui.ui.steps_list import StepsList
from tests.ui.windows import open_path, write


@pytest.fixture
def steps(qtbot, window, tmp_path):
    open_path(qtbot, window.session, write(tmp_path))
    window.session.fix(Kind.EVENTS, "metric", "One")
    window.session.fix(Kind.EVENTS, "metric", "Two")
    window.menu_actions.show_steps()
    (found,) = window.findChildren(StepsList)
    yield found
    found.accept()


def metric(window):
    pair = window.session.mapping.pair(Kind.EVENTS, "metric")
    return pair.source.text if pair is not None and hasattr(pair.source, "text") else None


def test_steps_stand_by_their_names_and_are_gone_back_to_by_keys(qtbot, window, steps):
    model = steps.view.model()
    told = [model.index(at, 0).data() for at in range(model.rowCount())]
    assert told[0] == "Before the first step"
    assert told[-1] == "fixed text for Event name"
    assert metric(window) == "Two"
    steps.view.setFocus()
    qtbot.keyClick(steps.view, Qt.Key.Key_Up)
    assert metric(window) == "One"
    qtbot.keyClick(steps.view, Qt.Key.Key_Home)
    assert metric(window) is None
    assert not window.session.undo_stack.canUndo()
    qtbot.keyClick(steps.view, Qt.Key.Key_End)
    assert metric(window) == "Two"


def test_its_key_brings_forward_the_list_that_stands_open(window, steps):
    window.menu_actions.show_steps()
    assert window.findChildren(StepsList) == [steps]


def test_the_steps_of_a_mapping_that_is_kept_for_the_next_file_are_listed_on(
    qtbot, window, tmp_path, steps
):
    open_path(qtbot, window.session, write(tmp_path, name="next.csv"))
    qtbot.keyClick(steps.view, Qt.Key.Key_Home)
    assert metric(window) is None
    model = steps.view.model()
    assert model.index(model.rowCount() - 1, 0).data() == "fixed text for Event name"


def test_the_map_of_keys_has_every_key_of_the_menus(window):
    told = {keys for _, entries in of_menus(window.menuBar()) for keys, _ in entries}
    wanted = {
        each.shortcut().toString()
        for menu in menus_of(window.menuBar())
        for each in with_keys(menu)
    }
    assert {"Ctrl+O", "Ctrl+H", "Ctrl+K", "Ctrl+5", "F7"} <= wanted == told
    window.menu_actions.show_keys()
    (sheet,) = window.findChildren(Keys)
    sheet.close()


def test_words_of_menus_are_read_without_their_letters():
    assert plain("&Save as…") == "Save as…"
    assert plain("Fish && &chips") == "Fish & chips"


@pytest.fixture
def stepped(qtbot, window, tmp_path):
    """The window at Map, with one step to take back."""
    open_path(qtbot, window.session, write(tmp_path))
    window.show_station(Station.MAP)
    window.session.fix(Kind.EVENTS, "metric", "Sale")
    return window


def filter_of(window):
    fields = window.stations.map.columns.findChildren(QLineEdit)
    return next(each for each in fields if each.accessibleName() == "Filter columns")


def test_a_field_without_letters_leaves_the_keys_of_undo_to_the_window(stepped):
    field = filter_of(stepped)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert metric(stepped) is None
    QTest.keyClick(
        field,
        Qt.Key.Key_Z,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert metric(stepped) is not None


def test_what_was_typed_is_taken_back_first(stepped):
    field = filter_of(stepped)
    field.setFocus()
    QTest.keyClicks(field, "em")
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (field.text(), metric(stepped) is None) == ("", False)
