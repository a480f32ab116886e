"""The menu Map does what the panes do, and only when it can be done."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from klaviyo_gui.core.mapping import Column, Fixed, Joined, Kind, Mapping, Pair
from klaviyo_gui.store.choices import learn, memory
from klaviyo_gui.ui.keys import Keys
from klaviyo_gui.ui.status import Station
from tests.ui.windows import open_path, write

EVENTS = Kind.EVENTS


@pytest.fixture
def opened(qtbot, window, tmp_path):
    """The window with a file of which nothing is mapped and no column chosen."""
    open_path(qtbot, window.session, write(tmp_path))
    window.session.undo_stack.undo()
    assert window.session.mapping.kinds == ()
    return window


def action(window, words):
    menu = next(each.menu() for each in window.menuBar().actions() if each.text() == "&Map")
    return next(each for each in menu.actions() if each.text().replace("&", "").startswith(words))


def choose(qtbot, words):
    qtbot.keyClicks(QApplication.focusWidget(), words)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def test_without_a_file_nothing_can_be_mapped(window):
    for words in ("Map column", "Send as", "Leave out", "Combine", "Add fixed", "All the rest"):
        assert not action(window, words).isEnabled()


def test_the_columns_in_hand_are_what_the_menu_speaks_of(qtbot, opened):
    session = opened.session
    assert not action(opened, "Combine").isEnabled()
    session.take(("who", "colour"))
    assert action(opened, "Combine").isEnabled()
    action(opened, "Combine").trigger()
    assert opened.station is Station.MAP
    choose(qtbot, "First name")
    joined = Joined((Column("who"), Column("colour")))
    assert session.mapping.events == (Pair("profile.first_name", joined),)
    session.take(("total",))
    action(opened, "Map column").trigger()
    choose(qtbot, "Event id")
    assert session.mapping.pair(EVENTS, "unique_id").columns == ("total",)
    session.take(("when",))
    action(opened, "Leave out").trigger()
    assert session.mapping.left_out == ("when",)
    assert session.hand == ()
    session.take(("email",))
    action(opened, "Send as").trigger()
    assert session.mapping.pair(EVENTS, "properties.email").columns == ("email",)
    assert not action(opened, "All the rest").isEnabled()


def test_a_fixed_value_is_typed_for_any_property(qtbot, opened):
    action(opened, "Add fixed").trigger()
    choose(qtbot, "Event name")
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    choose(qtbot, "Sale")
    assert opened.session.mapping.events == (Pair("metric", Fixed("Sale")),)
    slot = opened.stations.map.targets.slots["metric"]
    assert QApplication.focusWidget() is slot, "Enter meant the text and not the list"


def test_the_rest_is_decided_in_one_step(opened):
    session = opened.session
    session.place(("total",), EVENTS, "value")
    count = session.undo_stack.count()
    action(opened, "All the rest").trigger()
    assert len(session.mapping.columns()) == len(session.header)
    assert session.undo_stack.count() == count + 1
    session.undo_stack.undo()
    action(opened, "Leave out all").trigger()
    assert len(session.mapping.left_out) == len(session.header) - 1
    assert session.undo_stack.count() == count + 1


def test_the_keyboard_map_tells_every_key_of_a_property(qtbot, opened):
    opened.menu_actions.show_keys()
    sheet = opened.findChild(Keys)
    said = " ".join(each.text() for each in sheet.findChildren(QLabel))
    for key in ("Space", "R, C, F", "F2, F4", "M, N, T", "Del", "F6"):
        assert key in said
    sheet.close()


def test_a_click_with_ctrl_takes_more_in_hand_and_the_last_one_puts_back(qtbot, opened):
    opened.show_station(Station.MAP)
    view = opened.stations.map.columns.view

    def click(column, modifier=Qt.KeyboardModifier.NoModifier):
        index = view.model().index(opened.session.header.index(column), 0)
        place = view.visualRect(index).center() + QPoint(0, 2)
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, place)

    click("total")
    click("who", Qt.KeyboardModifier.ControlModifier)
    assert opened.session.hand == ("who", "total"), "in the order of the file"
    click("who", Qt.KeyboardModifier.ControlModifier)
    click("total", Qt.KeyboardModifier.ControlModifier)
    assert opened.session.hand == ()


def test_what_was_learned_can_be_forgotten_and_it_says_so(opened):
    learn(Mapping((Pair("value", Column("colour")),)))
    assert memory().chosen
    action(opened, "Forget what was learned").trigger()
    assert memory().chosen == {}
    assert "What you chose before is forgotten." in opened.stations.map.notice.sentence
