"""The steps bar shows what is done to rows, in order, and offers what is not."""

import pytest
from PySide6.QtCore import QObject, Qt

from klaviyo_gui.ui.elided import ElidedButton
from klaviyo_gui.ui.map.chip import Chip
from klaviyo_gui.ui.map.steps_bar import StepsBar


@pytest.fixture
def chips():
    owner = QObject()
    yield Chip("Join a second file…", owner), Chip("Choose rows…", owner)
    del owner


@pytest.fixture
def bar(qtbot, chips):
    made = StepsBar(chips)
    qtbot.addWidget(made)
    return made


def offered(bar):
    return [each.text() for each in bar.menu.actions() if each.isVisible()]


def shown(bar):
    return [each.words for each in bar.findChildren(ElidedButton) if not each.isHidden()]


def test_it_is_hidden_while_nothing_is_done_to_rows(bar, chips):
    assert bar.isHidden()
    chips[1].say("Only rows where Status is paid")
    assert not bar.isHidden()
    chips[1].say("")
    assert bar.isHidden()


def test_chips_stand_in_the_order_of_the_steps_and_the_others_are_offered(bar, chips):
    assert offered(bar) == ["Join a second file…", "Choose rows…"]
    chips[1].say("Only rows where Status is paid")
    assert (shown(bar), offered(bar)) == (
        ["Only rows where Status is paid"],
        ["Join a second file…"],
    )
    chips[0].say("customers.csv joined: 3 columns")
    assert shown(bar) == ["customers.csv joined: 3 columns", "Only rows where Status is paid"]
    assert offered(bar) == []
    assert bar.add.isHidden()


def test_a_chip_and_an_offer_both_open_the_panel(qtbot, bar, chips):
    chips[1].say("Only rows where Status is paid")
    with qtbot.waitSignal(chips[1].panel_requested):
        qtbot.mouseClick(bar.buttons[1], Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(chips[1].panel_requested):
        qtbot.keyClick(bar.buttons[1], Qt.Key.Key_Space)
    with qtbot.waitSignal(chips[0].panel_requested):
        bar.menu.actions()[0].trigger()
    bar.show()
    qtbot.mouseClick(bar.add, Qt.MouseButton.LeftButton)
    assert bar.menu.isVisible()
    bar.menu.close()


def test_a_chip_is_cut_where_there_is_no_room_and_says_all_in_its_tip(qtbot, bar, chips):
    chips[1].say("Only rows where Status is paid · 812 of 1,024", "All of it.")
    bar.resize(260, 40)
    bar.show()
    qtbot.waitExposed(bar)
    button = bar.buttons[1]
    assert "…" in button.text()
    assert button.text().endswith("1,024")
    assert (button.toolTip(), button.accessibleName()) == ("All of it.", "All of it.")
    chips[1].say("A & B")
    assert (button.text(), button.toolTip()) == ("A && B", "A & B")


def test_a_chip_that_says_the_same_again_tells_nobody(qtbot, chips):
    chips[0].say("joined", "so")
    with qtbot.assertNotEmitted(chips[0].changed):
        chips[0].say("joined", "so")
    with qtbot.waitSignal(chips[0].changed):
        chips[0].say("joined", "otherwise")
    assert chips[0].tip == "otherwise"
