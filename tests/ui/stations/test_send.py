import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from klaviyo_gui.core.grouping import Grouping
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Options, Pair, Undated, ValueType
from klaviyo_gui.core.tally import State
from klaviyo_gui.ui.runner import Phase
from klaviyo_gui.ui.status import Mark, Station
from tests.ui.windows import WAIT_MS, checked, open_path, write

EVENTS, PEOPLE = Kind.EVENTS, Kind.PROFILES


def row(at):
    """A row of one of ten people; every seventh value is no number, the first at row 7."""
    return (f"Name {at}", "2024-03-01", "x" if at % 7 == 6 else str(at), "red", f"n{at % 10}@a.io")


@pytest.fixture
def ready(qtbot, window, tmp_path):
    """The window with 21 rows: 18 events, and 10 people from 21 rows."""
    open_path(qtbot, window.session, write(tmp_path, [row(at) for at in range(21)]))
    session = window.session
    for kind in Kind:
        session.clear(kind)
    for column, target in (("email", "profile.email"), ("total", "value")):
        session.place((column,), EVENTS, target)
    session.fix(EVENTS, "metric", "Sale")
    session.place(("email",), PEOPLE, "email")
    window.show_station(Station.SEND)
    checked(qtbot, window.checker)
    return window


def send(qtbot, window):
    with qtbot.waitSignal(window.archive.results_changed, timeout=2 * WAIT_MS):
        window.stations.send.start()


def words(window):
    """Return what the rail says of Send and Results."""
    return [window.rail.button(each).status for each in (Station.SEND, Station.RESULTS)]


def test_sheet_strip_tiles_and_verdict_count_in_the_same_units(qtbot, ready):
    station = ready.stations.send
    assert station.sheet.what.text() == "18 events and 10 people, from 21 people rows"
    assert station.sheet.care.text().startswith("3 events with problems stay here")
    assert ready.strip.sentence.startswith("21 rows → 18 events · 10 people · 3 rows held")
    send(qtbot, ready)
    said = "18 events and 21 people rows accepted; 3 events held here."
    assert ready.stations.results.verdict == said
    for tiles in (station.tiles, ready.stations.results.tiles):
        assert tiles[State.ACCEPTED].accessibleName() == "accepted: 18 events and 21 people rows"
        assert tiles[State.HELD].accessibleName() == "held here: 3 events and 0 people rows"


def test_nothing_is_said_of_held_records_before_all_rows_are_checked(ready):
    assert ready.stations.send.sheet.care.text()
    ready.session.fix(EVENTS, "metric", "Visit")
    assert ready.stations.send.sheet.care.text() == ""
    assert ready.stations.send.sheet.what.text() == "Nothing is ready yet"


def test_a_file_without_problems_says_that_nothing_is_held(qtbot, ready):
    ready.session.clear(EVENTS)
    checked(qtbot, ready.checker)
    assert ready.stations.send.sheet.care.text() == "No record is held back."


def test_a_time_zone_that_nobody_said_is_told_of_before_anything_is_sent(qtbot, ready):
    ready.session.clear(EVENTS)
    ready.session.convert(PEOPLE, Pair("properties.at", Column("when"), ValueType.TIME), "read")
    checked(qtbot, ready.checker)
    told = ready.stations.send.sheet.obstacle
    assert told.text().startswith("The time zone is assumed: say in Map")
    assert ready.rail.button(Station.PREVIEW).status.words == "Time zone not said"
    ready.session.say_zone("Europe/Berlin")
    checked(qtbot, ready.checker)
    assert told.text() == ""
    assert ready.rail.button(Station.PREVIEW).status.words == "All ready"


def test_choices_that_rows_are_held_for_are_told_of_before_anything_is_sent(qtbot, ready):
    told = ready.stations.send.sheet.obstacle
    ready.session.set_options(Options("UTC", undated=Undated.SENDING))
    checked(qtbot, ready.checker)
    assert told.text() == ""
    for target in ("properties.a", "properties.b"):
        pair = Pair(target, Fixed("01/02/2024"), ValueType.TIME)
        ready.session.convert(PEOPLE, pair, "read")
    ready.session.unmap(PEOPLE, "properties.b")
    checked(qtbot, ready.checker)
    assert told.text() == "1 choice in Map is not made: what waits is held."


def test_events_that_nobody_dated_are_told_of_before_anything_is_sent(qtbot, ready):
    told, status = ready.stations.send.sheet.obstacle, ready.rail.button(Station.PREVIEW)
    ready.session.unmap(EVENTS, "value")
    ready.session.place_custom(("who",), EVENTS)
    checked(qtbot, ready.checker)
    assert told.text().startswith("Nothing says when it happened: every event would be dated now")
    assert status.status.words == "Time not said"
    assert ready.stations.send.is_ready
    ready.session.set_options(Options("UTC", undated=Undated.SENDING))
    checked(qtbot, ready.checker)
    assert told.text() == ""
    assert status.status.words == "All ready"


def test_the_sheet_says_how_long_it_takes_and_what_is_left_to_others(qtbot, ready):
    sheet = ready.stations.send.sheet
    words = "About 2 s, in 2 requests. 20 % of the account's limit is left to others."
    assert sheet.time.text() == words
    ready.runner.use_share(1.0)
    assert sheet.time.text().endswith("in 2 requests. Nothing is left to others.")
    ready.runner.use_share(0.8)
    ready.session.clear(EVENTS)
    assert sheet.time.text() == ""


def test_a_trial_counts_the_held_records_of_its_rows(ready):
    ready.stations.send.choose_trial(is_trial=True)
    assert ready.stations.send.sheet.care.text().startswith("1 event with problems stay")


def test_one_row_is_the_first_that_can_be_sent(qtbot, ready):
    sheet = ready.stations.send.sheet
    sheet.amount.one.click()
    held = ready.checker.result.held[EVENTS]
    rows = sheet.order().limit
    assert rows - held.below(rows) == 1
    assert ready.stations.send.words.startswith("Send the first ")
    send(qtbot, ready)
    assert ready.runner.result.tally.events.accepted == 1


def test_a_trial_that_held_a_record_is_no_green_tick(qtbot, ready):
    ready.stations.send.choose_trial(is_trial=True)
    send(qtbot, ready)
    sent, results = words(ready)
    assert (sent.mark, sent.words) == (Mark.EMPTY, "Trial sent")
    assert (results.mark, results.words) == (Mark.LOOK, "1 not accepted")


def test_the_rest_after_a_trial_is_one_press_away_and_nothing_of_it_was_sent(qtbot, ready):
    station = ready.stations.send
    station.choose_trial(is_trial=True)
    send(qtbot, ready)
    first = ready.runner.result.tally.events.accepted
    checked(qtbot, ready.checker)
    ready.activateWindow()
    qtbot.waitUntil(ready.isActiveWindow, timeout=WAIT_MS)
    station.page.rest.setFocus()
    qtbot.keyClick(station.page.rest, Qt.Key.Key_Space)
    assert station.sheet.isVisible()
    assert QApplication.focusWidget() is station.sheet.to.box, "the sheet is read from its top"
    amount = station.sheet.amount
    assert (amount.all.isChecked(), amount.is_only_new) == (True, True)
    assert station.words == "Send what is new of 18 events and 10 people as history"
    send(qtbot, ready)
    assert first + ready.runner.result.tally.events.accepted == 18
    assert not station.page.rest.isVisible(), "after everything there is no rest"


def test_no_rest_is_offered_of_what_was_mapped_otherwise_meanwhile(qtbot, ready):
    ready.stations.send.choose_trial(is_trial=True)
    send(qtbot, ready)
    assert ready.stations.send.page.rest.isVisible()
    ready.session.fix(EVENTS, "metric", "Visit")
    assert not ready.stations.send.page.rest.isVisible()


def test_a_trial_of_a_file_with_fewer_rows_leaves_no_rest(qtbot, window, tmp_path):
    open_path(qtbot, window.session, write(tmp_path, [row(at) for at in range(5)]))
    for kind in Kind:
        window.session.clear(kind)
    window.session.place(("email",), PEOPLE, "email")
    window.show_station(Station.SEND)
    checked(qtbot, window.checker)
    window.stations.send.choose_trial(is_trial=True)
    send(qtbot, window)
    assert not window.stations.send.page.rest.isVisible()


def test_the_keys_stay_on_the_run_that_they_began_and_then_lead_to_its_results(qtbot, ready):
    station = ready.stations.send
    ready.activateWindow()
    qtbot.waitUntil(ready.isActiveWindow, timeout=WAIT_MS)
    station.sheet.send.setFocus()
    with qtbot.waitSignal(ready.archive.results_changed, timeout=2 * WAIT_MS):
        qtbot.keyClick(station.sheet.send, Qt.Key.Key_Space)
        assert QApplication.focusWidget() is station.page
        qtbot.keyClick(station.page, Qt.Key.Key_Space)
        assert ready.runner.is_running
    assert QApplication.focusWidget().text() == "See the results"


def test_without_events_there_is_no_choice_of_effects(qtbot, ready):
    effects = ready.stations.send.sheet.effects
    choices = (effects.history, effects.live, effects.parted, effects.day)
    assert all(each.isVisible() for each in choices)
    ready.session.clear(EVENTS)
    checked(qtbot, ready.checker)
    assert not any(each.isVisible() for each in choices)
    assert "No events are sent" in effects.no_events.text()
    assert effects.no_events.isVisible()


def test_where_rows_are_put_together_a_trial_is_of_orders(qtbot, ready):
    ready.session.group(Grouping(("who",)))
    checked(qtbot, ready.checker)
    sheet = ready.stations.send.sheet
    assert sheet.amount.trial.text() == "A trial with the first 10 orders"
    sheet.amount.trial.click()
    assert sheet.sentence == "Send the first 10 orders as history"


def test_a_run_belongs_to_its_mapping(qtbot, ready):
    send(qtbot, ready)
    assert [each.words for each in words(ready)] == ["Sent", "3 not accepted"]
    ready.session.fix(EVENTS, "metric", "Visit")
    assert [each.words for each in words(ready)] == ["Not sent", "No results yet"]
    assert ready.stations.send.sheet.send.isVisible()
    ready.session.undo_stack.undo()
    assert [each.words for each in words(ready)] == ["Sent", "3 not accepted"]


def test_a_run_belongs_to_its_file_and_names_it(qtbot, ready, tmp_path):
    send(qtbot, ready)
    assert ready.stations.send.page._subject.text() == "orders.csv → Practice Klaviyo"
    open_path(qtbot, ready.session, write(tmp_path, name="other.csv"))
    assert [each.words for each in words(ready)] == ["Not sent", "No results yet"]


def test_a_second_run_begins_with_empty_tiles(qtbot, ready):
    send(qtbot, ready)
    seen = []

    def look():
        if ready.runner.phase is Phase.PLANNING:
            seen.append([tile.count for tile in ready.stations.send.tiles.values()])

    ready.runner.changed.connect(look)
    send(qtbot, ready)
    assert seen
    assert set(map(tuple, seen)) == {(0, 0, 0, 0, 0)}


def test_a_single_held_record_is_told_as_one(qtbot, ready, tmp_path):
    rows = [row(at) for at in range(10)]
    open_path(qtbot, ready.session, write(tmp_path, rows, name="ten.csv"))
    checked(qtbot, ready.checker)
    words = "1 event with problems stays here; it is listed in Preview."
    assert ready.stations.send.sheet.care.text() == words
