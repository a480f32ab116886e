"""A live run to an account is stopped and continued from History, over flows that somebody saw."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from klaviyo_gui import paths
from klaviyo_gui.accounts import API_VARIABLE, Accounts, named_address
from klaviyo_gui.core.batch import ITEMS_MAX
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.practice.behaviour import PRACTICE_KEY, Behaviour
from klaviyo_gui.practice.server import PracticeServer
from klaviyo_gui.sending.progress import RunState
from klaviyo_gui.store.accounts import FILE, AccountList
from klaviyo_gui.store.keychain import Keychain
from klaviyo_gui.ui.run.asking import LOOKING
from klaviyo_gui.ui.runner import Phase
from klaviyo_gui.ui.status import Station
from tests.doubles.keychains import Memory
from tests.journeys.test_account_by_keys import COUNT, CTRL, press_button
from tests.practice.caller import Caller
from tests.ui.map.hands import Typing
from tests.ui.windows import WAIT_MS, checked, open_path, write

WIN_BACK = {"name": "Win back", "metric": "Placed Order"}


@pytest.fixture
def klaviyo(monkeypatch):
    """A practice Klaviyo where the environment names another address than Klaviyo's."""
    with PracticeServer(Behaviour(limits=False)) as server, Caller(server.address) as caller:
        monkeypatch.setenv(API_VARIABLE, server.address)
        yield caller


@pytest.fixture
def window(qtbot, open_window, home, klaviyo):
    place = Memory()
    accounts = Accounts(AccountList(home / FILE), Keychain(lambda: place), named_address())
    accounts.add("Shop", PRACTICE_KEY)
    with open_window(accounts) as window:
        qtbot.waitUntil(lambda: len(window.book.known) == 1, timeout=WAIT_MS)
        yield window


@pytest.fixture
def typing(qtbot, window):
    return Typing(qtbot, window.stations.map)


@pytest.fixture
def stopped(qtbot, window, typing, tmp_path, monkeypatch):
    """History, with a live run in hand of which some events went out and others did not."""
    monkeypatch.setitem(ITEMS_MAX, Kind.EVENTS, 1)
    rows = [("A", "2024-03-01", str(at), "red", f"n{at}@shop.io") for at in range(COUNT)]
    open_path(qtbot, window.session, write(tmp_path, rows))
    window.session.clear(Kind.PROFILES)
    window.session.fix(Kind.EVENTS, "metric", "Placed Order")
    checked(qtbot, window.checker)
    typing.press(Qt.Key.Key_Return, CTRL)
    sheet = window.stations.send.sheet
    typing.go_to(sheet.to.box)
    typing.press(Qt.Key.Key_Down)
    checked(qtbot, window.checker)
    qtbot.waitUntil(lambda: sheet.looking.report is not None, timeout=WAIT_MS)
    sheet.effects.live.click()
    typing.go_to(sheet.guard.typed)
    qtbot.keyClicks(sheet.guard.typed, "shop")
    window.runner.use_share(0.1)
    press_button(typing, "Send")
    qtbot.waitUntil(lambda: window.runner.phase is Phase.SENDING, timeout=WAIT_MS)
    with qtbot.waitSignal(window.archive.results_changed, timeout=2 * WAIT_MS):
        typing.press(Qt.Key.Key_Period, CTRL)
    assert window.runner.result.state is RunState.STOPPED
    assert window.runner.result.tally.events.unsent > 0
    window.runner.use_share(1.0)
    typing.press(Qt.Key.Key_6, CTRL)
    qtbot.waitUntil(lambda: window.stations.history.chosen is not None, timeout=WAIT_MS)
    return window


def stored(klaviyo):
    return klaviyo.counts()["events"]


def messages(klaviyo):
    return len(klaviyo.get("/practice/messages?limit=1000").json["data"])


@pytest.fixture
def ask(qtbot, stopped, typing):
    """Press Continue in History, and return the question once the account was looked at."""

    def press():
        # Without a screen nobody gives the focus back.
        stopped.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is stopped, timeout=WAIT_MS)
        press_button(typing, "Continue")
        question = stopped.stations.send.page.resuming.question
        qtbot.waitUntil(lambda: question.flows.text() != LOOKING, timeout=WAIT_MS)
        qtbot.waitUntil(lambda: QApplication.activeWindow() is question, timeout=WAIT_MS)
        return question

    return press


def is_left_alone(window, klaviyo, before):
    """Tell whether nothing more was sent, and nothing more is asked."""
    resuming = window.stations.send.page.resuming
    return (resuming.question, window.runner.is_running, stored(klaviyo)) == (None, False, before)


def test_over_the_flows_that_were_confirmed_it_goes_on_by_the_button_and_by_no_enter(
    qtbot, stopped, typing, ask, klaviyo
):
    before = stored(klaviyo)
    question = ask()
    assert "a live flow: “Order thank you”. That is what was confirmed" in question.flows.text()
    assert QApplication.focusWidget() is question.stay
    assert question.typed.isHidden()
    typing.press(Qt.Key.Key_Return)
    assert is_left_alone(stopped, klaviyo, before)
    assert stopped.station is Station.HISTORY
    ask()
    with qtbot.waitSignal(stopped.runner.finished, timeout=2 * WAIT_MS):
        press_button(typing, "Continue")
        assert stopped.station is Station.SEND
    assert stopped.runner.result.state is RunState.DONE
    assert (stored(klaviyo), messages(klaviyo)) == (COUNT, COUNT)


def test_over_a_flow_that_is_new_it_goes_on_once_the_name_is_typed(
    qtbot, stopped, typing, ask, klaviyo
):
    before = stored(klaviyo)
    klaviyo.post("/practice/flows", [WIN_BACK])
    question = ask()
    assert question.why.text() == "Since it was confirmed “Win back” was added and is live."
    assert QApplication.focusWidget() is question.typed
    assert not question.yes.isEnabled()
    qtbot.keyClicks(question.typed, "shop")
    typing.press(Qt.Key.Key_Return)
    assert is_left_alone(stopped, klaviyo, before)
    question = ask()
    assert question.typed.text() == ""
    qtbot.keyClicks(question.typed, "shop")
    with qtbot.waitSignal(stopped.runner.finished, timeout=2 * WAIT_MS):
        press_button(typing, "Continue")
    assert stopped.runner.result.state is RunState.DONE
    assert (stored(klaviyo), messages(klaviyo)) == (COUNT, 2 * COUNT - before)


def test_a_flow_that_goes_live_while_the_run_is_paused_is_asked_about(
    qtbot, stopped, typing, ask, klaviyo
):
    before, page, runner = stored(klaviyo), stopped.stations.send.page, stopped.runner
    ask()
    press_button(typing, "Continue")
    runner.turn_pause()
    qtbot.waitUntil(lambda: runner.is_paused, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: runner.progress.waiting == "paused", timeout=WAIT_MS)
    klaviyo.post("/practice/flows", [WIN_BACK])
    with qtbot.waitSignal(runner.finished, timeout=2 * WAIT_MS):
        page.pause.click()
    assert (runner.result.state, stored(klaviyo)) == (RunState.PAUSED, before)
    assert "“Win back” was added and is live" in page.question.sentence
    page.question.press()
    question = page.resuming.question
    qtbot.waitUntil(lambda: question.flows.text() != LOOKING, timeout=WAIT_MS)
    assert question.why.text() == "Since it was confirmed “Win back” was added and is live."
    question.stay.click()
    assert is_left_alone(stopped, klaviyo, before)


def test_a_flow_that_goes_live_while_the_question_stands_open_is_seen_before_more_is_sent(
    qtbot, stopped, typing, ask, klaviyo
):
    before, run = stored(klaviyo), stopped.runner.result.run
    ask()
    klaviyo.post("/practice/flows", [WIN_BACK])
    with qtbot.waitSignal(stopped.runner.start_refused, timeout=2 * WAIT_MS):
        press_button(typing, "Continue")
    assert "“Win back” was added and is live" in stopped.stations.send.notice.sentence
    assert is_left_alone(stopped, klaviyo, before)
    assert stopped.runner.name == "orders.csv, continued"
    assert [each.name for each in paths.runs().iterdir() if (each / "journal.db").exists()] == [run]
    stopped.show_station(Station.HISTORY)
    question = ask()
    assert "“Win back”" in question.why.text()
    question.stay.click()
