"""One row of Preview is sent by itself: through the same sheet, and never any other row with it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from klaviyo_gui.core.grouping import Grouping
from klaviyo_gui.core.mapping import Kind, Options, Repeats
from klaviyo_gui.ui.job.dialog import CommandDialog
from klaviyo_gui.ui.run.words import subject_words
from klaviyo_gui.ui.status import Mark, Station
from tests.practice.caller import Caller
from tests.ui.real_account import account_chosen, server
from tests.ui.windows import (
    WAIT_MS,
    checked,
    home,
    open_path,
    open_window,
    theme,
    window,
    write,
)

__all__ = ["home", "open_window", "server", "theme", "window"]

EVENTS, PEOPLE = Kind.EVENTS, Kind.PROFILES
ANN, BOB, CID = 2, 3, 4
"""The lines of three people; the value of the third cannot be read, and so is held."""


def fill(qtbot, window, folder, rows=None):
    path = write(folder, rows) if rows else write(folder)
    session = window.session
    open_path(qtbot, session, path)
    for kind in Kind:
        session.clear(kind)
    for column, target in (("email", "profile.email"), ("when", "time"), ("total", "value")):
        session.place((column,), EVENTS, target)
    session.fix(EVENTS, "metric", "Sale")
    session.place(("email",), PEOPLE, "email")
    session.place(("colour",), PEOPLE, "properties.Colour")
    window.show_station(Station.PREVIEW)
    checked(qtbot, window.checker)


@pytest.fixture
def ready(qtbot, window, tmp_path):
    """The window on Preview, with events and people of three rows."""
    fill(qtbot, window, tmp_path)
    return window


@pytest.fixture
def to_account(qtbot, open_window, server, tmp_path):
    """The same with an account of real customers chosen."""
    with account_chosen(qtbot, open_window, server) as window:
        fill(qtbot, window, tmp_path)
        yield window


def choose(window, line):
    """Stand at a row of Preview and press F8."""
    window.show_station(Station.PREVIEW)
    window.stations.preview.show_line(line)
    window.stations.preview.grid.setFocus()
    QTest.keyClick(window.stations.preview.grid, Qt.Key.Key_F8)


def send(qtbot, window):
    # What was sent just now is compared with the rows once more.
    qtbot.waitUntil(window.stations.send.sheet.send.isEnabled, timeout=WAIT_MS)
    with qtbot.waitSignal(window.runner.finished, timeout=2 * WAIT_MS):
        window.stations.send.sheet.send.click()
    qtbot.waitUntil(lambda: not window.runner.is_running, timeout=WAIT_MS)
    return window.runner.result.tally


def stored(window):
    """Return the e-mail addresses of the events, and of the people, that practice has."""
    with Caller(window.runner.practice.address) as caller:
        return caller.counts()


def test_f8_shows_the_sheet_of_the_chosen_row_and_sends_nothing(ready):
    choose(ready, BOB)
    sheet = ready.stations.send.sheet
    assert ready.station is Station.SEND
    assert sheet.amount.this.isChecked()
    assert sheet.amount.this.text() == "Only the row of file line 3"
    assert sheet.sentence.startswith("Send event and person of file line 3 as history")
    assert sheet.what.text() == "Event and person of file line 3"
    assert "No other row is sent." in sheet.care.text()
    assert sheet.send.isEnabled()
    assert not ready.runner.is_running
    assert sheet.order().lines == {EVENTS: (BOB,), PEOPLE: (BOB,)}
    assert sheet.order().limit is None


def test_that_row_is_sent_and_no_other(qtbot, ready):
    choose(ready, BOB)
    tally = send(qtbot, ready)
    assert (tally.events.read, tally.events.accepted) == (1, 1)
    assert (tally.profiles.read, tally.profiles.accepted) == (1, 1)
    counts = stored(ready)
    assert (counts["events"], counts["people"]) == (1, 1)


def test_from_another_station_f8_first_shows_which_row_it_is(ready):
    ready.show_station(Station.MAP)
    QTest.keyClick(ready.stations.map.columns.view, Qt.Key.Key_F8)
    assert ready.station is Station.PREVIEW
    assert not ready.stations.send.sheet.amount.this.isVisible()
    assert ready.stations.send.sheet.amount.line is None


def test_what_of_the_row_is_held_stays_here(qtbot, ready):
    choose(ready, CID)
    sheet = ready.stations.send.sheet
    assert sheet.order().lines == {PEOPLE: (CID,)}
    assert sheet.sentence == "Send the person of file line 4"
    assert sheet.care.text().startswith("Its event is held and stays here.")
    tally = send(qtbot, ready)
    assert (tally.events.read, tally.profiles.accepted) == (0, 1)


def test_a_row_of_which_nothing_can_be_sent_is_refused_with_the_reason(ready, qtbot):
    ready.session.clear(PEOPLE)
    checked(qtbot, ready.checker)
    choose(ready, CID)
    sheet = ready.stations.send.sheet
    assert sheet.order() is None
    assert not sheet.send.isEnabled()
    assert sheet.obstacle.text().startswith("File line 4 is not sent by itself")
    ready.stations.send.start()
    assert not ready.runner.is_running


def test_a_row_that_is_left_out_is_not_sent(qtbot, ready):
    file = ready.session.file
    choose(ready, BOB)
    ready.session.leave_row_out(BOB, file.head_rows.cells[1])
    checked(qtbot, ready.checker)
    assert ready.stations.send.sheet.order() is None
    ready.session.take_row_in(BOB)
    checked(qtbot, ready.checker)
    assert ready.stations.send.sheet.order().lines == {EVENTS: (BOB,), PEOPLE: (BOB,)}


def test_while_rows_are_checked_anew_nothing_can_be_sent(qtbot, ready):
    choose(ready, BOB)
    ready.session.fix(EVENTS, "metric", "Visit")
    sheet = ready.stations.send.sheet
    assert ready.checker.result is None
    assert sheet.order() is None
    assert not sheet.send.isEnabled()
    checked(qtbot, ready.checker)
    assert sheet.order().lines == {EVENTS: (BOB,), PEOPLE: (BOB,)}


def test_another_file_forgets_the_row_and_offers_a_trial(qtbot, ready, tmp_path):
    choose(ready, BOB)
    open_path(qtbot, ready.session, write(tmp_path, name="other.csv"))
    amount = ready.stations.send.sheet.amount
    assert amount.line is None
    assert amount.trial.isChecked()
    assert amount.this.isHidden()


def test_another_amount_can_be_chosen_instead(qtbot, ready):
    choose(ready, BOB)
    amount = ready.stations.send.sheet.amount
    amount.all.click()
    assert ready.stations.send.sheet.order().lines is None
    assert amount.this.isVisible()


def test_a_person_of_several_rows_is_sent_with_what_all_of_them_say(qtbot, window, tmp_path):
    rows = [
        ("Ann", "2024-03-01 10:00:00", "12.50", "red", "ann@shop.io"),
        ("Ben", "2024-03-02 11:00:00", "7", "blue", "ben@shop.io"),
        ("Ann", "2024-03-03 12:00:00", "9", "green", "ann@shop.io"),
    ]
    fill(qtbot, window, tmp_path, rows)
    choose(window, CID)
    sheet = window.stations.send.sheet
    assert sheet.order().lines == {EVENTS: (CID,), PEOPLE: (ANN, CID)}
    assert "with what file lines 2, 4 say" in sheet.care.text()
    tally = send(qtbot, window)
    assert tally.events.accepted == 1
    assert tally.profiles.read == 2
    counts = stored(window)
    assert (counts["events"], counts["people"]) == (1, 1)


def test_an_event_that_is_kept_apart_from_an_equal_one_is_refused(qtbot, window, tmp_path):
    fill(qtbot, window, tmp_path, [("Ann", "2024-03-01", "7", "red", "ann@shop.io")] * 2)
    window.session.clear(PEOPLE)
    window.session.set_options(Options("UTC", repeats=Repeats.APART))
    checked(qtbot, window.checker)
    choose(window, BOB)
    assert window.stations.send.sheet.order() is None
    choose(window, ANN)
    assert window.stations.send.sheet.order().lines == {EVENTS: (ANN,)}


def test_an_order_of_several_lines_is_sent_as_one(qtbot, window, tmp_path):
    rows = [
        ("1", "2024-03-01", "5", "red", "ann@shop.io"),
        ("1", "2024-03-01", "5", "blue", "ann@shop.io"),
        ("2", "2024-03-02", "7", "red", "ben@shop.io"),
    ]
    fill(qtbot, window, tmp_path, rows)
    session = window.session
    session.clear(PEOPLE)
    session.group_by(("who",))
    checked(qtbot, window.checker)
    assert isinstance(session.grouping, Grouping)
    choose(window, CID)
    assert window.stations.send.sheet.order().lines == {EVENTS: (CID,)}
    assert send(qtbot, window).events.accepted == 1
    choose(window, ANN)
    assert send(qtbot, window).events.accepted == 1
    assert stored(window)["events"] == 2


def test_the_rest_goes_on_without_that_row(qtbot, ready):
    choose(ready, BOB)
    send(qtbot, ready)
    page = ready.stations.send.page
    assert page.rest.isVisible()
    page.rest.click()
    checked(qtbot, ready.checker)
    assert ready.stations.send.sheet.amount.is_only_new
    assert ready.stations.send.sheet.order().lines is None
    tally = send(qtbot, ready)
    assert (tally.events.accepted, tally.profiles.accepted) == (1, 2)
    counts = stored(ready)
    assert (counts["events"], counts["people"]) == (2, 3)


def test_nothing_says_that_the_file_was_sent_of_which_one_row_was(qtbot, ready):
    choose(ready, BOB)
    send(qtbot, ready)
    sent = ready.rail.button(Station.SEND).status
    assert (sent.mark, sent.words) == (Mark.EMPTY, "One row sent")
    assert subject_words(ready.runner) == "orders.csv, one row alone → Practice Klaviyo"


def test_an_order_alone_is_called_one(qtbot, window, tmp_path):
    rows = [("1", "2024-03-01", "5", colour, "ann@shop.io") for colour in ("red", "blue")]
    fill(qtbot, window, tmp_path, rows)
    window.session.clear(PEOPLE)
    window.session.group_by(("who",))
    checked(qtbot, window.checker)
    choose(window, ANN)
    send(qtbot, window)
    assert window.rail.button(Station.SEND).status.words == "One order sent"
    assert subject_words(window.runner).startswith("orders.csv, one order alone →")


def test_a_live_row_wants_the_accounts_name_which_counts_for_that_row_alone(qtbot, to_account):
    to_account.session.fix(EVENTS, "metric", "Placed Order")
    checked(qtbot, to_account.checker)
    choose(to_account, BOB)
    to_account.session.set_history(False)
    checked(qtbot, to_account.checker)
    sheet = to_account.stations.send.sheet
    qtbot.waitUntil(lambda: sheet.looking.report is not None, timeout=WAIT_MS)
    qtbot.waitUntil(sheet.guard.typed.isVisible, timeout=WAIT_MS)
    assert not sheet.send.isEnabled()
    sheet.guard.typed.setText("Acme Ltd")
    assert sheet.send.isEnabled()
    assert "to Acme Ltd" in sheet.sentence
    choose(to_account, ANN)
    assert sheet.guard.typed.text() == ""
    assert not sheet.send.isEnabled()


def test_a_row_that_was_tried_live_makes_live_no_proposal_for_the_rest(qtbot, to_account):
    session, sheet = to_account.session, to_account.stations.send.sheet
    session.fix(EVENTS, "metric", "Placed Order")
    session.call_preset("Orders")
    to_account.desk.shelf.save(session.made_preset("Orders"))
    checked(qtbot, to_account.checker)
    choose(to_account, BOB)
    session.set_history(False)
    sheet.before.decide()
    checked(qtbot, to_account.checker)
    qtbot.waitUntil(lambda: sheet.looking.report is not None, timeout=WAIT_MS)
    sheet.guard.typed.setText("Acme Ltd")
    assert send(qtbot, to_account).events.accepted == 1
    to_account.show_station(Station.SEND)
    to_account.stations.send.page.rest.click()
    checked(qtbot, to_account.checker)
    qtbot.waitUntil(lambda: sheet.looking.report is not None, timeout=WAIT_MS)
    assert session.is_history
    assert "as history" in sheet.sentence


def test_no_command_can_say_one_row(ready):
    choose(ready, BOB)
    ready.menu_actions.tell_command()
    dialog = ready.findChild(CommandDialog)
    assert dialog.command == ""


def test_the_menu_of_the_table_offers_it_too(ready):
    grid = ready.stations.preview.grid
    ready.stations.preview.show_line(BOB)
    next(each for each in grid.actions() if each.text() == "Send this row alone…").trigger()
    assert ready.stations.send.sheet.amount.line == BOB


def test_a_trial_is_chosen_by_the_menu_run(ready):
    ready.menu_actions.try_first()
    assert ready.station is Station.SEND
    assert ready.stations.send.sheet.amount.trial.isChecked()
    assert not ready.runner.is_running
