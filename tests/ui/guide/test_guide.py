"""The guided sample leads through five stations, in practice, by keys and aloud."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from klaviyo_gui.practice.behaviour import PRACTICE_KEY, Behaviour
from klaviyo_gui.practice.server import PracticeServer
from klaviyo_gui.ui.guide import bar as bars
from klaviyo_gui.ui.guide.bar import GuideBar
from klaviyo_gui.ui.guide.cards import CARDS
from klaviyo_gui.ui.home.samples import ORDERS
from klaviyo_gui.ui.menu_words import menus_of
from klaviyo_gui.ui.status import Station
from klaviyo_gui.ui.tokens import ZOOMS
from tests.doubles.keychains import Memory
from tests.tour.stage import SHOP
from tests.ui.run.held import held_run
from tests.ui.windows import (
    WAIT_MS,
    accounts_of,
    checked,
    home,
    open_path,
    open_window,
    settle,
    theme,
    window,
    write,
)

__all__ = ["home", "open_window", "theme", "window"]

WAY = (Station.FILE, Station.MAP, Station.PREVIEW, Station.SEND, Station.RESULTS)


@pytest.fixture
def led(qtbot, window):
    """The window with the tour begun."""
    begin(qtbot, window)
    return window


def begin(qtbot, window):
    window.menu_actions.begin_guide()
    session = window.session
    qtbot.waitUntil(lambda: session.file is not None, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: session.file.path.name == ORDERS, timeout=WAIT_MS)
    checked(qtbot, window.checker)


def action_of(window):
    names = (each for menu in menus_of(window.menuBar()) for each in menu.actions())
    return next(each for each in names if each.text() == "&Guided sample")


def test_it_opens_the_sample_with_its_first_card(led):
    assert led.station is Station.FILE
    assert led.guide.bar.isVisible()
    assert led.guide.bar.sentence.startswith("1 of 5: File. Orders of a made-up shop")


def test_keys_alone_lead_through_all_of_it(qtbot, led):
    seen = [led.station]
    while QApplication.focusWidget() is led.guide.bar.onward and len(seen) < len(WAY):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
        seen.append(led.station)
        assert led.guide.bar.sentence.endswith(CARDS[led.station])
    assert tuple(seen) == WAY
    QTest.keyClick(led.guide.bar.onward, Qt.Key.Key_Space)
    assert led.guide.bar is None
    assert led.rail.button(Station.RESULTS).hasFocus()


def test_one_can_go_back(led):
    led.guide.bar.onward.click()
    led.guide.bar.back.click()
    assert led.station is Station.FILE
    assert not led.guide.bar.back.isEnabled()


def test_whoever_goes_elsewhere_finds_the_card_of_where_they_are(led):
    led.show_station(Station.SEND)
    assert led.guide.bar.sentence.startswith("4 of 5: Send.")
    led.show_station(Station.HISTORY)
    assert led.guide.bar.sentence.startswith("4 of 5: Send.")


def test_each_card_is_read_aloud_and_stands_behind_the_button(led, monkeypatch):
    said = []
    monkeypatch.setattr(bars, "announce", lambda _of, words: said.append(words))
    led.guide.bar.onward.click()
    assert said == [led.guide.bar.sentence]
    reader = QAccessible.queryAccessibleInterface(led.guide.bar.onward)
    assert reader.text(QAccessible.Text.Description) == led.guide.bar.sentence


@pytest.mark.parametrize("percent", ZOOMS)
def test_it_takes_no_room_from_the_rail(qtbot, led, percent):
    led.theme.choose_zoom(percent)
    try:
        led.show_station(Station.SEND)
        qtbot.wait(50)
        buttons = [led.rail.button(each) for each in Station]
        assert min(each.height() - each.sizeHint().height() for each in buttons) >= 0
        words = led.guide.bar.findChildren(QLabel)[1]
        assert 2 * words.width() > led.guide.bar.width() * 0.9
    finally:
        led.theme.choose_zoom(ZOOMS[0])


def test_escape_ends_it(led, qapp):
    QTest.keyClick(led.guide.bar.onward, Qt.Key.Key_Escape)
    assert led.guide.bar is None
    settle(qapp)
    assert led.findChildren(GuideBar) == []


def test_escape_ends_it_from_wherever_nothing_else_takes_it(led):
    led.show_station(Station.MAP)
    grid = led.stations.map.columns.view
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Space)
    assert led.session.in_hand
    QTest.keyClick(grid, Qt.Key.Key_Escape)
    assert led.guide.bar is not None, "what was in hand was put back"
    QTest.keyClick(grid, Qt.Key.Key_Escape)
    assert led.guide.bar is None
    assert grid.hasFocus(), "whoever works in the window goes on there"


def test_another_file_ends_it(qtbot, led, tmp_path):
    open_path(qtbot, led.session, write(tmp_path, name=ORDERS))
    assert led.guide.bar is None


def test_it_begins_anew_from_the_first_station(qtbot, led):
    led.guide.bar.onward.click()
    begin(qtbot, led)
    assert led.guide.bar.sentence.startswith("1 of 5")
    assert len(led.findChildren(GuideBar)) == 1


def test_nothing_of_it_reaches_an_account(qtbot, open_window):
    with (
        PracticeServer(Behaviour(limits=False, account=SHOP)) as server,
        open_window(accounts_of(Memory(), server.address)) as window,
    ):
        window.book.accounts.add("Acme Ltd", PRACTICE_KEY)
        window.book.refresh()
        qtbot.waitUntil(lambda: bool(window.book.known), timeout=WAIT_MS)
        account = window.book.known[0].id
        window.book.choose(account)
        begin(qtbot, window)
        assert window.book.chosen is None
        window.book.choose(account)
        assert window.guide.bar is None, "what it says of practice would be untrue"


def test_it_does_not_begin_while_a_run_is_on(window):
    assert action_of(window).isEnabled()
    with held_run(window.runner):
        window.runner.changed.emit()
        assert not action_of(window).isEnabled()


def test_it_has_a_card_for_the_five_stations_of_the_way():
    assert tuple(CARDS) == WAY
