"""An account is added, sent to and sent on to without a mouse, and nothing goes by accident."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from klaviyo_gui.core.batch import ITEMS_MAX
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.practice.behaviour import PRACTICE_KEY, Behaviour
from klaviyo_gui.practice.server import PracticeServer
from klaviyo_gui.sending.progress import RunState
from klaviyo_gui.ui.runner import Phase
from klaviyo_gui.ui.status import Station
from tests.doubles.keychains import Memory
from tests.practice.caller import Caller
from tests.ui.map.hands import Typing
from tests.ui.windows import WAIT_MS, accounts_of, checked, open_path, went_to_practice, write

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
COUNT = 30
"""Events, each a request of its own: at a tenth of Klaviyo's pace that takes over a minute."""


@pytest.fixture
def klaviyo():
    """A practice Klaviyo that stands for one that somebody has a key of."""
    with PracticeServer(Behaviour(limits=False)) as server, Caller(server.address) as caller:
        caller.address = server.address
        yield caller


@pytest.fixture
def place():
    return Memory()


@pytest.fixture
def window(open_window, klaviyo, place):
    with open_window(accounts_of(place, klaviyo.address)) as window:
        yield window


@pytest.fixture
def typing(qtbot, window):
    return Typing(qtbot, window.stations.map)


def press_button(typing, words):
    """Go to the button that begins with these words, and press it."""
    found = QApplication.activeWindow().findChildren(QPushButton)
    button = next(each for each in found if each.text().startswith(words) and each.isVisible())
    typing.go_to(button)
    typing.press(Qt.Key.Key_Space)


def add_account(qtbot, window, typing):
    """Open the menu by its letter, fill in the dialog and leave it, by keys alone."""
    typing.press(Qt.Key.Key_A, ALT)
    qtbot.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_D)
    dialog = window.account_desk.connecting
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog, timeout=WAIT_MS)
    assert QApplication.focusWidget() is dialog.name
    qtbot.keyClicks(QApplication.focusWidget(), "Shop")
    typing.press(Qt.Key.Key_Return)
    qtbot.keyClicks(QApplication.focusWidget(), PRACTICE_KEY)
    with qtbot.waitSignal(window.book.done, timeout=WAIT_MS):
        typing.press(Qt.Key.Key_Return)
    assert dialog.owner.text() == "This key belongs to Practice Klaviyo, UTC, USD."
    assert QApplication.focusWidget() is dialog.finish
    typing.press(Qt.Key.Key_Space)
    assert window.account_desk.connecting is None
    # Without a screen nobody gives the focus back.
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window, timeout=WAIT_MS)


def test_an_account_is_added_sent_to_and_its_stopped_run_continued_by_keys_alone(  # noqa: PLR0913, PLR0917 - fixtures
    qtbot, window, typing, klaviyo, place, tmp_path, monkeypatch
):
    monkeypatch.setitem(ITEMS_MAX, Kind.EVENTS, 1)
    add_account(qtbot, window, typing)
    assert list(place.kept.values()) == [PRACTICE_KEY]
    rows = [("A", "2024-03-01", str(at), "red", f"n{at}@shop.io") for at in range(COUNT)]
    open_path(qtbot, window.session, write(tmp_path, rows))
    window.session.clear(Kind.PROFILES)
    window.session.fix(Kind.EVENTS, "metric", "Sale")
    checked(qtbot, window.checker)
    typing.press(Qt.Key.Key_Return, CTRL)
    assert window.station is Station.SEND
    typing.go_to(window.stations.send.sheet.to.box)
    typing.press(Qt.Key.Key_Down)
    assert window.book.chosen.name == "Shop"
    checked(qtbot, window.checker)
    assert window.stations.send.words == f"Send {COUNT} events as history to Shop"
    sheet = window.stations.send.sheet
    qtbot.waitUntil(lambda: sheet.looking.report is not None, timeout=WAIT_MS)
    assert not sheet.send.isEnabled(), "a new name stays for good"
    typing.go_to(sheet.guard.makes)
    typing.press(Qt.Key.Key_Space)
    typing.press(Qt.Key.Key_Return)
    assert not window.runner.is_running, "no Enter sends by accident"
    window.runner.use_share(0.1)
    press_button(typing, "Send")
    qtbot.waitUntil(lambda: window.runner.phase is Phase.SENDING, timeout=WAIT_MS)
    with qtbot.waitSignal(window.archive.results_changed, timeout=2 * WAIT_MS):
        typing.press(Qt.Key.Key_Period, CTRL)
    result = window.runner.result
    assert result.state is RunState.STOPPED
    assert result.tally.events.unsent > 0
    assert klaviyo.counts()["events"] == result.tally.events.accepted
    history = window.stations.history
    typing.press(Qt.Key.Key_6, CTRL)
    qtbot.waitUntil(lambda: history.chosen is not None, timeout=WAIT_MS)
    assert history.chosen.account == "Practice Klaviyo (PRACTI)"
    window.runner.use_share(1.0)
    with qtbot.waitSignal(window.runner.finished, timeout=2 * WAIT_MS):
        press_button(typing, "Continue")
    assert (window.runner.result.run, window.runner.result.state) == (result.run, RunState.DONE)
    assert window.runner.account == "Practice Klaviyo (PRACTI)"
    assert klaviyo.counts()["events"] == COUNT
    assert went_to_practice(window.runner) == 0
