"""Nobody's customers get a message by an Enter too many: live flows want the account's name."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.practice.behaviour import PRACTICE_KEY, Behaviour
from klaviyo_gui.practice.server import PracticeServer
from klaviyo_gui.ui.status import Station
from tests.doubles.keychains import Memory
from tests.practice.caller import Caller
from tests.ui.map.hands import Typing
from tests.ui.windows import WAIT_MS, accounts_of, checked, open_path, write

ROWS = [("A", "2024-03-01", str(at), "red", f"n{at}@shop.io") for at in range(3)]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def klaviyo():
    """A practice Klaviyo that stands for an account with a live flow at every order."""
    with PracticeServer(Behaviour(limits=False)) as server, Caller(server.address) as caller:
        caller.address = server.address
        yield caller


@pytest.fixture
def window(qtbot, open_window, home, klaviyo, tmp_path):
    """The sheet of a few orders to that account."""
    accounts = accounts_of(Memory(), klaviyo.address)
    accounts.add("Shop", PRACTICE_KEY)
    with open_window(accounts) as window:
        qtbot.waitUntil(lambda: len(window.book.known) == 1, timeout=WAIT_MS)
        open_path(qtbot, window.session, write(tmp_path, ROWS))
        window.session.clear(Kind.PROFILES)
        window.session.fix(Kind.EVENTS, "metric", "Placed Order")
        checked(qtbot, window.checker)
        window.show_station(Station.SEND)
        box = window.send_station.sheet.to.box
        box.setCurrentIndex(1)
        box.activated.emit(1)
        checked(qtbot, window.checker)
        yield window


@pytest.fixture
def sheet(qtbot, window):
    """The sheet once it is known what the events would start."""
    sheet = window.send_station.sheet
    qtbot.waitUntil(lambda: sheet.looking.report is not None, timeout=WAIT_MS)
    assert "“Order thank you”" in sheet.guard.flows.text()
    return sheet


def stored(klaviyo):
    return klaviyo.get("/practice/events").json["data"]


def messages(klaviyo):
    return klaviyo.get("/practice/messages").json["data"]


def test_a_live_send_onto_a_live_flow_cannot_be_started_by_enter_alone(
    qtbot, window, sheet, klaviyo
):
    typing = Typing(qtbot, window.map_station)
    sheet.effects.live.click()
    assert not sheet.send.isEnabled()
    for modifier in (Qt.KeyboardModifier.NoModifier, CTRL):
        typing.press(Qt.Key.Key_Return, modifier)
    window.send_station.start()
    assert QApplication.focusWidget() is sheet.guard.typed
    typing.press(Qt.Key.Key_Return)
    assert not window.runner.is_running
    assert window.send_station.sheet.obstacle.text().startswith("Type the account's name")
    qtbot.keyClicks(sheet.guard.typed, "shop")
    typing.press(Qt.Key.Key_Return)
    assert not window.runner.is_running
    with qtbot.waitSignal(window.runner.finished, timeout=2 * WAIT_MS):
        sheet.send.click()
    assert [each["backfill"] for each in stored(klaviyo)] == [False] * len(ROWS)
    assert len(messages(klaviyo)) == len(ROWS)
    # Live is a choice for one run, and so is the name.
    assert window.session.is_history
    sheet.effects.live.click()
    assert not sheet.guard.is_satisfied


def test_history_carries_its_mark_on_every_event_and_nobody_gets_a_message(
    qtbot, window, sheet, klaviyo
):
    assert sheet.guard.typed.isHidden()
    with qtbot.waitSignal(window.runner.finished, timeout=2 * WAIT_MS):
        sheet.send.click()
    assert [each["backfill"] for each in stored(klaviyo)] == [True] * len(ROWS)
    assert messages(klaviyo) == []
