"""The sheet of Send with an account: whose it is, what keeps it from being sent to, what goes."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from klaviyo_gui import paths
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.permission import Permission
from klaviyo_gui.klaviyo.wire import HOST
from klaviyo_gui.practice.behaviour import PRACTICE_KEY, Behaviour
from klaviyo_gui.practice.server import PracticeServer
from klaviyo_gui.store.history import history
from klaviyo_gui.ui.send.bar import bar_words
from klaviyo_gui.ui.status import Station
from klaviyo_gui.wording import PUBLIC_SEND
from tests.doubles.keychains import Memory
from tests.practice.caller import Caller
from tests.ui.windows import (
    NOBODY,
    WAIT_MS,
    accounts_of,
    checked,
    open_path,
    went_to_practice,
    write,
)

NAME, ID = "Shop", "PRACTI"


@pytest.fixture
def place():
    return Memory()


@pytest.fixture
def klaviyo():
    """A practice Klaviyo that stands for one that somebody has a key of."""
    with PracticeServer(Behaviour()) as server, Caller(server.address) as caller:
        caller.address = server.address
        yield caller


@pytest.fixture
def accounts(home, place, klaviyo):
    accounts = accounts_of(place, klaviyo.address)
    accounts.add(NAME, PRACTICE_KEY)
    return accounts


@pytest.fixture
def window(qtbot, open_window, accounts, tmp_path):
    """A window that knows the account, with three rows of which one has a problem."""
    with open_window(accounts) as window:
        qtbot.waitUntil(lambda: len(window.book.known) == 1, timeout=WAIT_MS)
        open_path(qtbot, window.session, write(tmp_path))
        session = window.session
        for kind in Kind:
            session.clear(kind)
        for column, target in (("email", "profile.email"), ("total", "value")):
            session.place((column,), Kind.EVENTS, target)
        session.fix(Kind.EVENTS, "metric", "Viewed Product")
        checked(qtbot, window.checker)
        window.show_station(Station.SEND)
        yield window


@pytest.fixture
def sheet(window):
    return window.stations.send.sheet


@pytest.fixture
def chosen(qtbot, window):
    """The window once the account is chosen, as from the box."""
    choose(window, 1)
    checked(qtbot, window.checker)
    return window


def choose(window, at):
    box = window.stations.send.sheet.to.box
    box.setCurrentIndex(at)
    box.activated.emit(at)


def refused_row():
    """A row that the practice Klaviyo refuses and the check does not."""
    return ("Ann", "2024-03-01 10:00:00", "12.50", "red", "ann+refused@shop.io")


def press(box, words):
    next(each for each in box.buttons() if each.text() == words).click()


def send(qtbot, window):
    with qtbot.waitSignal(window.archive.results_changed, timeout=2 * WAIT_MS):
        window.stations.send.start()
    window.show_station(Station.SEND)


def test_practice_is_chosen_until_somebody_chooses_an_account(window, sheet):
    assert sheet.to.box.currentText() == "Practice Klaviyo"
    assert "try as often as you like" in sheet.to.band.sentence
    assert window.stations.send.words == "Send 2 events as history"
    assert " · Practice · " in window.strip.sentence


def test_whose_account_it_is_is_said_wherever_something_is_sent(chosen, sheet):
    band = sheet.to.band
    assert band.sentence.startswith("Practice Klaviyo (PRACTI). A test account")
    assert band._badge.isVisible()
    assert band.property("colour") == "blue"
    assert chosen.stations.send.words == "Send 2 events as history to Shop"
    assert " · Shop (test account) · " in chosen.strip.sentence
    assert "Shop (test account)" in chosen.windowTitle()
    choose(chosen, 0)
    assert band.property("colour") == ""
    assert not band._badge.isVisible()


def test_an_account_of_real_customers_says_so(chosen, sheet, accounts):
    account = chosen.book.chosen
    real = type(account)("Shop", ID, "Acme Ltd")
    sheet.to.band.show_account(real)
    assert "Its real customers: what is sent cannot be taken back." in sheet.to.band.sentence
    assert not sheet.to.band._badge.isVisible()


def test_problems_keep_an_account_from_being_sent_to_until_they_are_left_out(chosen, sheet):
    assert sheet.problems.isVisible()
    assert not chosen.stations.send.is_ready
    said = "1 event has problems: mend them, or choose to leave them out."
    assert sheet.obstacle.text() == said
    assert not sheet.order().skips_problems
    sheet.problems.leave_out.click()
    assert chosen.stations.send.is_ready
    assert sheet.order().skips_problems
    choose(chosen, 0)
    assert not sheet.problems.isVisible()
    assert sheet.order().skips_problems
    choose(chosen, 1)
    assert not chosen.stations.send.is_ready, "what was decided before is asked again"


def test_it_goes_to_the_account_and_nowhere_else(qtbot, chosen, sheet, klaviyo):
    sheet.problems.leave_out.click()
    send(qtbot, chosen)
    assert klaviyo.counts()["events"] == 2
    (run,) = history(paths.runs())
    assert (run.account, run.is_practice) == ("Practice Klaviyo (PRACTI)", False)
    page = chosen.stations.send.page
    assert page._subject.text() == "orders.csv → Practice Klaviyo (PRACTI)"
    assert went_to_practice(chosen.runner) == 0


def test_what_the_account_was_sent_is_told_of_it_and_not_of_practice(qtbot, chosen, sheet):
    sheet.problems.leave_out.click()
    send(qtbot, chosen)
    qtbot.waitUntil(lambda: "2 rows sent before" in chosen.strip.sentence, timeout=WAIT_MS)
    assert chosen.rail.button(Station.SEND).status.words == "Sent"
    choose(chosen, 0)
    qtbot.waitUntil(lambda: "sent before" not in chosen.strip.sentence, timeout=WAIT_MS)
    assert chosen.rail.button(Station.SEND).status.words == "Not sent"


def test_refused_rows_go_to_the_account_again(qtbot, chosen, place, tmp_path):
    open_path(qtbot, chosen.session, write(tmp_path, [refused_row()], name="refused.csv"))
    checked(qtbot, chosen.checker)
    send(qtbot, chosen)
    results, runner = chosen.stations.results, chosen.runner
    results.ask_to_send_again()
    question = chosen.stations.send.page.resuming.question
    assert "and go to Practice Klaviyo (PRACTI) as history" in question.words.text()
    with qtbot.waitSignal(runner.start_refused, timeout=WAIT_MS):
        question.yes.click()
    assert "No refused row has been put right" in chosen.stations.send.notice.sentence
    place.kept.clear()
    with qtbot.waitSignal(runner.start_refused, timeout=WAIT_MS):
        runner.send_again(chosen.archive.results.summary.run)
    assert "No key is kept for account “Shop”" in chosen.stations.send.notice.sentence


def test_a_key_that_no_longer_opens_it_is_told_on_the_sheet(qtbot, chosen, sheet, place, klaviyo):
    sheet.problems.leave_out.click()
    place.kept = dict.fromkeys(place.kept, "pk_gone")
    with qtbot.waitSignal(chosen.runner.start_refused, timeout=WAIT_MS):
        chosen.stations.send.start()
    assert "refused the key" in chosen.stations.send.notice.sentence
    assert "pk_gone" not in chosen.stations.send.notice.sentence
    place.kept.clear()
    with qtbot.waitSignal(chosen.runner.start_refused, timeout=WAIT_MS):
        chosen.stations.send.start()
    assert "No key is kept" in chosen.stations.send.notice.sentence
    assert klaviyo.counts()["events"] == 0


def test_klaviyo_itself_is_sent_to_as_any_account_is(qtbot, chosen, sheet, accounts, klaviyo):
    sheet.problems.leave_out.click()
    accounts._address = HOST
    sheet.refresh()
    assert chosen.stations.send.is_ready
    with qtbot.waitSignal(chosen.runner.start_refused, timeout=WAIT_MS):
        chosen.stations.send.start()
    # No test gets any further.
    assert (
        "https://a.klaviyo.com does not say whose key it is" in chosen.stations.send.notice.sentence
    )
    assert klaviyo.counts()["events"] == 0


def test_an_account_that_was_not_reached_is_asked_once_more_by_a_button(
    qtbot, chosen, sheet, accounts
):
    reached = accounts.address
    accounts._address = NOBODY
    sheet.looking.forget()
    sheet.refresh()
    qtbot.waitUntil(lambda: sheet.looking.error is not None, timeout=WAIT_MS)
    assert sheet.guard.again.isVisible()
    assert sheet.guard.flows.text().endswith("Check the connection and try again.")
    accounts._address = reached
    sheet.guard.again.click()
    qtbot.waitUntil(lambda: sheet.looking.report is not None, timeout=WAIT_MS)
    assert not sheet.guard.again.isVisible()
    assert "try again" not in sheet.guard.flows.text()


def test_a_key_that_may_not_send_keeps_the_button_shut(chosen):
    account = chosen.book.chosen
    lacking = type(account)("Shop", ID, "Acme", permissions={Permission.SEND_EVENTS: False})
    said = bar_words(lacking, (Kind.EVENTS,), {})
    assert said.startswith("No event can be sent.")
    assert bar_words(lacking, (Kind.PROFILES,), {}) == ""


def test_live_is_chosen_anew_for_every_destination(window, sheet):
    sheet.effects.live.click()
    assert window.stations.send.words == "Send 2 events live"
    choose(window, 1)
    assert window.session.is_history
    assert sheet.effects.history.isChecked()
    sheet.effects.live.click()
    choose(window, 0)
    assert window.session.is_history


def test_no_letter_of_a_name_is_a_key_that_sends(qtbot, window, sheet, accounts):
    accounts.forget(NAME)
    accounts.add("H&M " + "long " * 9, PRACTICE_KEY)
    with qtbot.waitSignal(window.book.changed, timeout=WAIT_MS):
        window.book.refresh()
    choose(window, 1)
    checked(qtbot, window.checker)
    assert window.stations.send.words.startswith("Send 2 events as history to H&M long")
    assert "…" in window.stations.send.words
    assert sheet.send.shortcut().isEmpty()
    strip = [each for each in window.strip.buttons if each.isVisible() and "H" in each.text()]
    assert [each.shortcut().isEmpty() for each in strip] == [True]


def test_no_enter_and_no_wheel_decides_anything(qtbot, chosen, sheet):
    sheet.problems.leave_out.click()
    chosen.show_station(Station.SEND)
    assert chosen.focusWidget() is not sheet.send
    assert not sheet.send.isDefault()
    assert not sheet.send.autoDefault()
    sheet.send.setFocus()
    qtbot.keyClick(sheet.send, Qt.Key.Key_Return)
    assert not chosen.runner.is_running
    choose(chosen, 0)
    middle = QPointF(sheet.to.box.rect().center())
    wheel = QWheelEvent(
        middle,
        sheet.to.box.mapToGlobal(middle),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(sheet.to.box, wheel)
    assert chosen.book.chosen is None


def test_a_forgotten_account_is_sent_to_no_more(qtbot, chosen, sheet):
    with qtbot.waitSignal(chosen.book.done, timeout=WAIT_MS):
        chosen.book.forget(NAME)
    assert chosen.book.chosen is None
    assert sheet.to.box.count() == 1
    checked(qtbot, chosen.checker)
    assert chosen.stations.send.words == "Send 2 events as history"


def test_the_menu_lists_where_to_send_and_marks_what_is_chosen(chosen):
    menu = next(each for each in chosen.menuBar().actions() if each.text() == "&Account").menu()
    words = [each.text() for each in menu.actions()]
    assert words == [
        "&Practice Klaviyo",
        "Shop (test account)\t✓",
        "",
        "A&dd account…",
        "&Accounts…",
    ]
    assert [each.isChecked() for each in menu.actions()[:2]] == [False, True]
    menu.actions()[0].trigger()
    assert chosen.book.chosen is None
    assert [each.isChecked() for each in menu.actions()[:2]] == [True, False]


@pytest.fixture
def public(qtbot, window, accounts):
    """The window that knows the account by its public key alone, and has chosen it."""
    accounts.forget(NAME)
    accounts.add_public(NAME, ID)
    window.book.refresh()
    qtbot.waitUntil(lambda: window.book.known == accounts.all(), timeout=WAIT_MS)
    window.session.fix(Kind.EVENTS, "metric", "Placed Order")
    choose(window, 1)
    checked(qtbot, window.checker)
    window.stations.send.sheet.problems.leave_out.click()
    return window


def test_what_a_public_key_cannot_do_stands_on_the_sheet_and_live_wants_the_name(
    qtbot, public, klaviyo
):
    sheet = public.stations.send.sheet
    assert PUBLIC_SEND in sheet.to.band.sentence
    qtbot.waitUntil(lambda: sheet.looking.report is not None, timeout=WAIT_MS)
    assert "A public key shows no flows" in sheet.guard.flows.text()
    assert public.session.is_history
    sheet.effects.live.click()
    assert not public.stations.send.is_ready
    sheet.guard.typed.setText("shop")
    assert public.stations.send.is_ready
    sheet.effects.history.click()
    send(qtbot, public)
    stored = klaviyo.stored("events")
    assert len(stored) == 2
    assert all(each["backfill"] for each in stored)
    assert history(paths.runs())[0].account == f"{NAME} ({ID})"
