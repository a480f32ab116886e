"""The table of Preview: tabs, search over the whole file, order, and one row in full."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from klaviyo_gui.core.mapping import Kind, ValueType
from klaviyo_gui.ui.models.material import MaterialStore
from klaviyo_gui.ui.models.records import LINE, STATE, Filter
from klaviyo_gui.ui.preview import order, search
from klaviyo_gui.ui.status import Station
from tests.ui.windows import WAIT_MS, checked, open_path, write

EVENTS, PEOPLE = Kind.EVENTS, Kind.PROFILES
COUNT = 900
HEADER = ("who", "when", "total", "colour", "email")


def row(at):
    total = "x" if at % 100 == 50 else str((at * 7) % COUNT)
    return f"Name {at}", "2024-03-01T10:00Z", total, "red", f"n{at}@shop.io"


@pytest.fixture
def pane(qtbot, window, tmp_path):
    """The table of 900 events, nine of them held."""
    rows = [row(at) for at in range(COUNT)]
    open_path(qtbot, window.session, write(tmp_path, rows, HEADER))
    session = window.session
    for kind in Kind:
        session.clear(kind)
    for column, target in (("email", "profile.email"), ("total", "value"), ("when", "time")):
        session.place((column,), EVENTS, target)
    session.fix(EVENTS, "metric", "Sale")
    session.place(("email",), PEOPLE, "email")
    session.leave_out(("who",))
    window.show_station(Station.PREVIEW)
    checked(qtbot, window.checker)
    return window.stations.preview.rows


def column_of(pane, name):
    model = pane.records
    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    return heads.index(name)


def shown(pane, name, count=4):
    at = column_of(pane, name)
    return [pane.records.index(each, at).data() for each in range(count)]


def sort(qtbot, pane, name):
    pane.order.sort_by(column_of(pane, name))
    qtbot.waitUntil(lambda: not pane.order.is_on, timeout=WAIT_MS)


def test_the_tabs_tell_how_many_there_are(pane):
    assert pane.tabs.said == ["All 900", "Will be sent 891", "Held 9", "Left out 0", "Columns 2"]
    for wanted, rows in ((Filter.READY, 891), (Filter.HELD, 9), (Filter.ALL, 900)):
        pane.show_filter(wanted)
        assert pane.records.rowCount() == rows


def test_what_is_left_out_is_told_by_column_with_the_reason(pane):
    pane.show_filter(Filter.COLUMNS)
    model = pane.left_out
    told = [tuple(model.index(at, each).data() for each in range(2)) for at in range(2)]
    assert told == [("who", "left out by you"), ("colour", "nobody has decided")]
    assert pane._pages.currentIndex() == 1
    assert "Name 0" in model.index(0, 2).data()


def test_a_person_is_found_in_the_whole_file(qtbot, pane):
    pane.search.setText("N777@")
    qtbot.waitUntil(lambda: pane.records.rowCount() == 1, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not pane.search.is_on, timeout=WAIT_MS)
    assert shown(pane, "E-mail", 1) == ["n777@shop.io"]
    assert pane.note == "1 row found in the whole file."
    pane.search.setText("")
    qtbot.waitUntil(lambda: pane.records.rowCount() == COUNT, timeout=WAIT_MS)


def test_what_is_not_there_is_not_found(qtbot, pane):
    pane.search.setText("nobody@")
    qtbot.waitUntil(lambda: "found in the whole" in pane.note, timeout=WAIT_MS)
    assert pane.note == "0 rows found in the whole file."
    assert pane.records.rowCount() == 0


def test_search_and_tabs_go_together(qtbot, pane):
    pane.search.setText("n150@")
    qtbot.waitUntil(lambda: "found in the whole" in pane.note, timeout=WAIT_MS)
    pane.show_filter(Filter.HELD)
    assert pane.records.rowCount() == 1
    pane.show_filter(Filter.READY)
    assert pane.records.rowCount() == 0


def test_rows_are_sorted_by_what_is_sent_and_the_other_way_round(qtbot, pane):
    sort(qtbot, pane, "Value")
    assert shown(pane, "Value") == ["0", "1", "2", "3"]
    held = [pane.records.built(at).is_held for at in range(COUNT)]
    assert held == [False] * 891 + [True] * 9
    sort(qtbot, pane, "Value")
    assert [pane.records.built(at).is_held for at in range(9)] == [True] * 9
    assert pane.records.row_of(0) == COUNT - 1


def test_an_order_stays_within_a_tab_and_goes_with_an_edit(qtbot, pane):
    sort(qtbot, pane, "Value")
    pane.show_filter(Filter.READY)
    assert shown(pane, "Value", 3) == ["0", "1", "2"]
    pane._session.unmap(EVENTS, "value")
    pane.show_filter(Filter.ALL)
    assert [pane.records.built(at).line for at in range(3)] == [2, 3, 4]
    assert not pane.grid.horizontalHeader().isSortIndicatorShown()


def test_an_order_goes_with_its_property_wherever_that_stands_after_an_edit(
    qtbot, window, pane, monkeypatch
):
    begun, sound = [], order.sort
    sort(qtbot, pane, "Value")
    monkeypatch.setattr(order, "sort", lambda *of, **known: begun.append(1) or sound(*of, **known))
    window.session.unmap(EVENTS, "time")
    window.session.place(("who",), EVENTS, "profile.first_name")
    assert begun == []
    checked(qtbot, window.checker)
    qtbot.waitUntil(lambda: begun and not pane.order.is_on, timeout=WAIT_MS)
    # Once for both edits at least, and once more for what the check told.
    assert 1 <= len(begun) <= 3
    heading = pane.grid.horizontalHeader()
    assert heading.isSortIndicatorShown()
    assert heading.sortIndicatorSection() == column_of(pane, "Value")
    assert shown(pane, "Value") == ["0", "1", "2", "3"]
    sort(qtbot, pane, "Value")
    pane.show_filter(Filter.READY)
    assert shown(pane, "Value", 2) == ["899", "898"]


def test_an_edit_of_a_conversion_sorts_by_the_values_that_are_sent_now(qtbot, window, pane):
    window.session.place(("total",), EVENTS, "properties.total")
    window.session.set_type(EVENTS, "properties.total", ValueType.TEXT)
    sort(qtbot, pane, "total")
    assert shown(pane, "total") == ["0", "1", "10", "100"]
    window.session.set_type(EVENTS, "properties.total", ValueType.NUMBER)
    qtbot.waitUntil(lambda: shown(pane, "total") == ["0", "1", "2", "3"], timeout=WAIT_MS)


def test_what_is_searched_stays_found_through_edits_of_the_mapping(qtbot, window, pane):
    pane.search.setText("n777@")
    qtbot.waitUntil(lambda: pane.records.rowCount() == 1, timeout=WAIT_MS)
    window.session.place(("colour",), EVENTS, "properties.colour")
    assert pane.records.rowCount() == 1
    window.session.place(("who",), EVENTS, "unique_id")
    pane.search.setText("Name 12")
    qtbot.waitUntil(lambda: pane.records.rowCount() == 11, timeout=WAIT_MS)
    window.session.unmap(EVENTS, "unique_id")
    qtbot.waitUntil(lambda: pane.records.rowCount() == 0, timeout=WAIT_MS)
    window.session.undo_stack.undo()
    qtbot.waitUntil(lambda: pane.records.rowCount() == 11, timeout=WAIT_MS)
    pane.kind_chosen.emit(PEOPLE)
    assert pane.records.rowCount() == 11


def test_what_is_typed_while_rows_are_counted_is_looked_for_once_they_are(
    qtbot, session, checker, builders, tmp_path
):
    field = search.Search(MaterialStore(session, checker), builders)
    qtbot.addWidget(field)
    field.setText("n7@")
    qtbot.waitUntil(lambda: not field._typed.isActive(), timeout=WAIT_MS)
    assert field.found is None
    open_path(qtbot, session, write(tmp_path, [row(at) for at in range(9)], HEADER))
    session.place(("email",), PEOPLE, "email")
    field.look_again()
    qtbot.waitUntil(lambda: field.found is not None and not field.is_on, timeout=WAIT_MS)
    assert list(field.found) == [7]
    field.close_work()


def edit(qtbot, window, at, column, words):
    cells = [str(each) for each in row(at)]
    window.session.edit_cell(at + 2, cells, column, words)
    checked(qtbot, window.checker)


def test_a_person_is_found_by_the_edited_cell_and_no_longer_by_that_of_the_file(
    qtbot, window, pane
):
    pane.search.setText("n777@")
    qtbot.waitUntil(lambda: pane.records.rowCount() == 1, timeout=WAIT_MS)
    edit(qtbot, window, 777, "email", "anna@new.io")
    qtbot.waitUntil(lambda: pane.records.rowCount() == 0, timeout=WAIT_MS)
    pane.search.setText("Anna@")
    qtbot.waitUntil(lambda: pane.records.rowCount() == 1, timeout=WAIT_MS)
    assert shown(pane, "E-mail", 1) == ["anna@new.io"]
    window.session.undo_stack.undo()
    qtbot.waitUntil(lambda: pane.records.rowCount() == 0, timeout=WAIT_MS)


def test_rows_are_sorted_anew_by_the_edited_cell(qtbot, window, pane):
    sort(qtbot, pane, "Value")
    sort(qtbot, pane, "Value")
    pane.show_filter(Filter.READY)
    assert shown(pane, "Value", 2) == ["899", "898"]
    edit(qtbot, window, 4, "total", "12345")
    qtbot.waitUntil(lambda: shown(pane, "Value", 2) == ["12345", "899"], timeout=WAIT_MS)
    assert pane.grid.horizontalHeader().isSortIndicatorShown()


def test_an_order_by_state_follows_the_check(qtbot, window, pane):
    pane.order.sort_by(STATE)
    assert pane.records.built(0).line == 52
    edit(qtbot, window, 50, "total", "7")
    qtbot.waitUntil(lambda: pane.records.built(0).line == 152, timeout=WAIT_MS)
    pane.order.sort_by(STATE)
    assert pane.records.row_of(150) == COUNT - 1


def test_rows_are_sorted_by_state_and_by_line(pane):
    pane.order.sort_by(STATE)
    assert [pane.records.built(at).is_held for at in range(10)] == [True] * 9 + [False]
    pane.order.sort_by(LINE)
    pane.order.sort_by(LINE)
    assert pane.records.built(0).line == COUNT + 1


def test_a_longer_file_stays_in_its_order_and_says_so(pane, monkeypatch):
    monkeypatch.setattr(order, "ROWS_SORTED_MAX", COUNT - 1)
    pane.order.sort_by(column_of(pane, "Value"))
    assert "899 rows stay in their own order" in pane.note
    assert not pane.order.is_on


def test_a_search_that_breaks_off_says_so(qtbot, pane, monkeypatch):
    def failing(*_anything):
        yield from ()
        raise ZeroDivisionError

    monkeypatch.setattr("sys.excepthook", lambda *_fault: None)
    monkeypatch.setattr(search, "search", failing)
    monkeypatch.setattr(order, "sort", failing)
    pane.search.setText("n1")
    qtbot.waitUntil(lambda: "stopped before its end" in pane.note, timeout=WAIT_MS)
    pane.order.sort_by(column_of(pane, "Value"))
    qtbot.waitUntil(lambda: "could not be sorted" in pane.note, timeout=WAIT_MS)


def test_one_row_is_shown_cell_by_cell_and_its_whole_request_is_copied(pane, window):
    card = window.stations.preview.card
    pane.grid.selectRow(3)
    told = [tuple(card.pairs.index(at, each).data() for each in range(3)) for at in range(4)]
    assert told == [
        ("E-mail", "n3@shop.io", "n3@shop.io"),
        ("Event name", "“Sale”", "Sale"),
        ("Time", "2024-03-01T10:00Z", "2024-03-01T10:00:00+00:00"),
        ("Value", "21", "21"),
    ]
    card.copy_request()
    request = json.loads(QGuiApplication.clipboard().text())
    (item,) = request["data"]["attributes"]["events-bulk-create"]["data"]
    assert item == json.loads(pane.records.built(3).body)
    pane.show_filter(Filter.HELD)
    pane.grid.selectRow(0)
    assert not card._copy.isEnabled()
    assert card.pairs.index(3, 1).data() == "x"
    assert card.pairs.index(3, 2).data() == "—"


def test_records_are_not_measured_once_their_check_is_gone(window, pane):
    window.show_station(Station.MAP)
    pane.show_filter(Filter.READY)
    pane._fitted = ()
    window.checker.result.close()
    window.checker._forget()
    # As in the turn that was asked for before the check went.
    pane._fit_columns()
    assert pane._fitted == ()
