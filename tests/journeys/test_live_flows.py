"""Nobody's customers get a message by an Enter too many: live flows want the account's name."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.practice.behaviour import PRACTICE_KEY, Behaviour
from klaviyo_gui.practice.server import PracticeServer
from klaviyo_gui.sending import send as sending
from klaviyo_gui.ui import runner as running
from klaviyo_gui.ui.status import Station
from klaviyo_gui.wording.flows import UNSEEN_FLOWS
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
        box = window.stations.send.sheet.to.box
        box.setCurrentIndex(1)
        box.activated.emit(1)
        checked(qtbot, window.checker)
        yield window


@pytest.fixture
def people(qtbot, window):
    """The sheet of the same rows as people, and of no event."""
    window.session.clear(Kind.EVENTS)
    window.session.place(("email",), Kind.PROFILES, "email")
    checked(qtbot, window.checker)
    sheet = window.stations.send.sheet
    qtbot.waitUntil(sheet.joining.choose.isEnabled, timeout=WAIT_MS)
    return sheet


@pytest.fixture
def sheet(qtbot, window):
    """The sheet once it is known what the events would start."""
    sheet = window.stations.send.sheet
    qtbot.waitUntil(lambda: sheet.looking.report is not None, timeout=WAIT_MS)
    assert "“Order thank you”" in sheet.guard.flows.text()
    return sheet


def stored(klaviyo):
    return klaviyo.get("/practice/events").json["data"]


def messages(klaviyo):
    return klaviyo.get("/practice/messages").json["data"]


def test_flows_that_nobody_can_see_are_no_matter_of_events_or_lists(qtbot, window, sheet, people):
    assert UNSEEN_FLOWS in sheet.care.text()
    window.stations.send.sheet.to.box.setCurrentIndex(0)
    window.stations.send.sheet.to.box.activated.emit(0)
    checked(qtbot, window.checker)
    assert sheet.care.text() == "No record is held back."


def test_of_a_live_send_what_is_lost_waits_for_somebody(window, sheet):
    assert sheet.lost.resend.isChecked()
    sheet.effects.live.click()
    assert sheet.lost.hold.isChecked()
    assert sheet.order().holds_lost
    sheet.lost.resend.click()
    assert not sheet.order().holds_lost
    sheet.effects.history.click()
    sheet.effects.live.click()
    assert sheet.lost.holds


def test_a_live_send_onto_a_live_flow_cannot_be_started_by_enter_alone(
    qtbot, window, sheet, klaviyo
):
    typing = Typing(qtbot, window.stations.map)
    sheet.effects.live.click()
    assert not sheet.send.isEnabled()
    for modifier in (Qt.KeyboardModifier.NoModifier, CTRL):
        typing.press(Qt.Key.Key_Return, modifier)
    window.stations.send.start()
    assert QApplication.focusWidget() is sheet.guard.typed
    typing.press(Qt.Key.Key_Return)
    assert not window.runner.is_running
    assert window.stations.send.sheet.obstacle.text().startswith("Type the account's name")
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


def join(qtbot, sheet, typing, name):
    """Choose a list by its name, with keys alone."""
    sheet.joining.choose.setFocus()
    typing.press(Qt.Key.Key_Space)
    qtbot.keyClicks(QApplication.focusWidget(), name)
    typing.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sheet.looking.report is not None, timeout=WAIT_MS)


def test_nobody_joins_a_list_with_a_live_flow_by_enter_alone(qtbot, window, people, klaviyo):
    typing = Typing(qtbot, window.stations.map)
    join(qtbot, people, typing, "news")
    assert window.session.mapping.contact_list.name == "Newsletter"
    assert "“Welcome”. That is always live" in people.guard.joined.text()
    assert not people.send.isEnabled()
    for modifier in (Qt.KeyboardModifier.NoModifier, CTRL):
        typing.press(Qt.Key.Key_Return, modifier)
    window.stations.send.start()
    assert QApplication.focusWidget() is people.guard.typed
    typing.press(Qt.Key.Key_Return)
    assert not window.runner.is_running
    assert "or choose no list" in people.obstacle.text()
    qtbot.keyClicks(people.guard.typed, "shop")
    typing.press(Qt.Key.Key_Return)
    assert not window.runner.is_running
    assert people.send.text() == "Send 3 people to Shop, list “Newsletter”"
    with qtbot.waitSignal(window.runner.finished, timeout=2 * WAIT_MS):
        people.send.click()
    members = klaviyo.get("/practice/members").json["data"]
    assert [each["list"] for each in members] == ["Y6nRLr"] * len(ROWS)
    assert len(messages(klaviyo)) == len(ROWS)
    # The name was typed for that run.
    window.show_station(Station.SEND)
    window.stations.send.show_sheet()
    qtbot.waitUntil(lambda: people.looking.report is not None, timeout=WAIT_MS)
    assert people.guard.typed.text() == ""
    assert not people.send.isEnabled()


def test_a_name_that_was_typed_for_one_row_or_one_file_starts_nothing_else(
    qtbot, window, people, tmp_path
):
    join(qtbot, people, Typing(qtbot, window.stations.map), "news")
    people.amount.one.click()
    qtbot.keyClicks(people.guard.typed, "shop")
    assert people.send.text() == "Send the first row to Shop, list “Newsletter”"
    assert people.send.isEnabled()
    people.amount.all.click()
    assert (people.guard.typed.text(), people.send.isEnabled()) == ("", False)
    qtbot.keyClicks(people.guard.typed, "shop")
    assert people.send.isEnabled()
    others = [("A", "2024-03-01", str(at), "red", f"other{at}@shop.io") for at in range(4)]
    open_path(qtbot, window.session, write(tmp_path, others, name="others.csv"))
    checked(qtbot, window.checker)
    qtbot.waitUntil(lambda: people.looking.report is not None, timeout=WAIT_MS)
    assert people.send.text() == "Send 4 people to Shop, list “Newsletter”"
    assert (people.guard.typed.text(), people.send.isEnabled()) == ("", False)


def test_a_preset_s_choice_stands_until_a_flow_is_another_one_and_the_name_is_typed_every_time(
    qtbot, window, sheet, klaviyo, tmp_path
):
    session = window.session
    preset = session.made_preset("Orders")
    session.use_preset(preset)
    qtbot.waitUntil(lambda: sheet.looking.report is not None, timeout=WAIT_MS)
    sheet.effects.live.click()
    sheet.guard.typed.setText("Shop")
    qtbot.waitUntil(sheet.send.isEnabled, timeout=WAIT_MS)
    with qtbot.waitSignal(window.runner.finished, timeout=2 * WAIT_MS):
        sheet.send.click()

    def next_file(name):
        window.show_station(Station.FILE)
        open_path(qtbot, session, write(tmp_path, ROWS, name=name))
        session.use_preset(preset)
        checked(qtbot, window.checker)
        window.show_station(Station.SEND)
        qtbot.waitUntil(lambda: sheet.looking.report is not None, timeout=WAIT_MS)

    next_file("second.csv")
    assert sheet.before.said.text().startswith("As last time, ")
    assert sheet.effects.live.isChecked()
    assert sheet.send.text() == "Send 3 events live to Shop"
    assert sheet.guard.typed.text() == ""
    assert not sheet.send.isEnabled(), "the name is typed every time"
    klaviyo.post("/practice/flows", [{"name": "Win back", "metric": "Placed Order"}])
    next_file("third.csv")
    # The answer of a minute ago still holds; a run asks anew, as everybody does who comes later.
    sheet.looking.forget()
    sheet.refresh()
    qtbot.waitUntil(lambda: sheet.looking.report is not None, timeout=WAIT_MS)
    assert "“Win back” was added and is live" in sheet.before.said.text()
    assert sheet.effects.history.isChecked()
    assert sheet.send.text() == "Send 3 events as history to Shop"


def test_live_is_not_proposed_again_for_events_that_are_older_than_those_of_then(
    qtbot, window, sheet, tmp_path
):
    session = window.session

    def file(name, day):
        rows = [("A", day, str(at), "red", f"{name[0]}{at}@shop.io") for at in range(3)]
        window.show_station(Station.FILE)
        open_path(qtbot, session, write(tmp_path, rows, name=name))
        session.use_preset(preset)
        checked(qtbot, window.checker)
        window.show_station(Station.SEND)
        qtbot.waitUntil(lambda: sheet.looking.report is not None, timeout=WAIT_MS)

    preset = session.made_preset("Orders")
    now = datetime.now(UTC).isoformat(timespec="seconds")
    file("now.csv", now)
    sheet.effects.live.click()
    sheet.guard.typed.setText("Shop")
    with qtbot.waitSignal(window.runner.finished, timeout=2 * WAIT_MS):
        sheet.send.click()
    file("young.csv", now)
    assert sheet.effects.live.isChecked()
    file("old.csv", "2021-03-01T10:00:00+00:00")
    assert "These events are older than those of then." in sheet.before.said.text()
    assert sheet.effects.history.isChecked()
    assert sheet.send.text() == "Send 3 events as history to Shop"


def test_a_flow_that_goes_live_after_the_sheet_looked_is_seen_before_anything_is_sent(
    qtbot, window, sheet, klaviyo
):
    window.session.fix(Kind.EVENTS, "metric", "Viewed Product")
    checked(qtbot, window.checker)
    qtbot.waitUntil(lambda: sheet.looking.report is not None, timeout=WAIT_MS)
    sheet.effects.live.click()
    assert sheet.guard.typed.isHidden()
    klaviyo.post("/practice/flows", [{"name": "Mail everybody", "metric": "Viewed Product"}])
    with qtbot.waitSignal(sheet.last_look.is_other, timeout=WAIT_MS):
        sheet.send.click()
        assert not sheet.send.isEnabled()
        assert sheet.obstacle.text().startswith("Looking once more")
        window.stations.send.start()
    assert (window.runner.is_running, stored(klaviyo)) == (False, [])
    assert "“Mail everybody”" in sheet.guard.flows.text()
    assert "Nothing was sent" in window.stations.send.notice.sentence
    assert (sheet.guard.typed.text(), sheet.send.isEnabled()) == ("", False)
    qtbot.keyClicks(sheet.guard.typed, "shop")
    with qtbot.waitSignal(window.runner.finished, timeout=2 * WAIT_MS):
        sheet.send.click()
    assert len(messages(klaviyo)) == len(ROWS)


def test_of_a_live_send_whose_flows_change_while_it_is_planned_nothing_goes_out(
    qtbot, window, sheet, klaviyo, monkeypatch
):
    def planning(*given, **more):
        for event in sending.send(*given, **more):
            klaviyo.post("/practice/flows", [{"name": "Win back", "metric": "Placed Order"}])
            yield event

    monkeypatch.setattr(running, "send", planning)
    sheet.effects.live.click()
    qtbot.keyClicks(sheet.guard.typed, "shop")
    with qtbot.waitSignal(window.runner.start_refused, timeout=2 * WAIT_MS):
        sheet.send.click()
    assert stored(klaviyo) == []
    assert "“Win back” was added and is live" in window.stations.send.notice.sentence
    # The sheet is back, and tells what there is by now.
    qtbot.waitUntil(lambda: sheet.looking.report is not None, timeout=WAIT_MS)
    assert sheet.isVisible()
    assert "“Order thank you” and “Win back”" in sheet.guard.flows.text()
    assert (sheet.guard.typed.text(), sheet.send.isEnabled()) == ("", False)
    monkeypatch.setattr(running, "send", sending.send)
    qtbot.keyClicks(sheet.guard.typed, "shop")
    with qtbot.waitSignal(window.runner.finished, timeout=2 * WAIT_MS):
        sheet.send.click()
    assert len(messages(klaviyo)) == 2 * len(ROWS)


def test_a_quiet_list_wants_no_name_and_in_practice_only_one_of_practice_is_joined(
    qtbot, window, people
):
    sheet, typing = people, Typing(qtbot, window.stations.map)
    join(qtbot, sheet, typing, "customers")
    qtbot.waitUntil(sheet.send.isEnabled, timeout=WAIT_MS)
    assert sheet.guard.typed.isHidden()
    sheet.to.box.setCurrentIndex(0)
    sheet.to.box.activated.emit(0)
    checked(qtbot, window.checker)
    qtbot.waitUntil(lambda: sheet.looking.report is not None, timeout=WAIT_MS)
    assert not sheet.send.isEnabled()
    assert sheet.obstacle.text().startswith("The list “Customers” is not one of Practice.")
    join(qtbot, sheet, typing, "news")
    qtbot.waitUntil(sheet.send.isEnabled, timeout=WAIT_MS)
    with qtbot.waitSignal(window.runner.finished, timeout=2 * WAIT_MS):
        sheet.send.click()
    with Caller(window.runner.practice.address) as practice:
        assert len(practice.get("/practice/members").json["data"]) == len(ROWS)
        assert len(practice.get("/practice/messages").json["data"]) == len(ROWS)
