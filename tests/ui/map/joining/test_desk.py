"""What Map offers, asks and tells about second files."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from klaviyo_gui.core.join import Join, Taken
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.store.presets import Preset
from tests.ui.map.joining.conftest import CUSTOMERS, ORDERS, PEOPLE, ROWS
from tests.ui.windows import WAIT_MS, open_path, write

LEFT = Qt.MouseButton.LeftButton
JOIN = Join("customers.csv", (("customer", "number"),), (Taken("mail", "mail"),))
EVENTS = Kind.EVENTS


def chosen(monkeypatch, path):
    """Let somebody who is asked for a file choose this one, empty for none; return the titles."""
    titles = []

    def ask(_parent, title, *_):
        titles.append(title)
        return str(path or ""), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", ask)
    return titles


def use(session, *joins):
    session.use_preset(Preset("joined", replace(session.mapping, joins=joins)))


def said(qtbot, line):
    qtbot.waitUntil(lambda: bool(line.sentence), timeout=WAIT_MS)
    return line.sentence


def test_a_likely_file_beside_the_first_is_offered_and_opened_only_on_request(
    qtbot, session, empty, tmp_path
):
    write(tmp_path, CUSTOMERS, PEOPLE, "customers.csv")
    open_path(qtbot, session, write(tmp_path, ROWS, ORDERS))
    desk = empty.joining
    assert said(qtbot, desk.line) == (
        "customers.csv lies beside orders.csv: its columns can be joined to these rows."
    )
    assert desk.in_hand.name == ""
    qtbot.mouseClick(desk.line.join, LEFT)
    qtbot.waitUntil(desk.panel.join.isEnabled, timeout=WAIT_MS)
    qtbot.mouseClick(desk.panel.join, LEFT)
    assert desk.line.sentence == ""
    assert desk.chip.text == "customers.csv joined: 2 columns"
    desk.close()


def test_an_offer_that_is_declined_does_not_come_back_for_that_file(
    qtbot, session, empty, tmp_path
):
    write(tmp_path, CUSTOMERS, PEOPLE, "customers.csv")
    path = write(tmp_path, ROWS, ORDERS)
    open_path(qtbot, session, path)
    line = empty.joining.line
    said(qtbot, line)
    qtbot.mouseClick(line.decline, LEFT)
    assert line.sentence == ""
    session.fix(EVENTS, "metric", "Sale")
    open_path(qtbot, session, path)
    qtbot.wait(50)
    assert line.sentence == ""
    empty.joining.close()


def test_without_a_joined_file_the_step_asks_for_one(qtbot, monkeypatch, at_map, customers):
    titles = chosen(monkeypatch, customers)
    at_map.joining.chip.open_panel()
    assert titles == ["Choose a file to join"]
    panel = at_map.joining.panel
    qtbot.waitUntil(panel.join.isEnabled, timeout=WAIT_MS)
    qtbot.mouseClick(panel.join, LEFT)
    panel.close()
    at_map.joining.chip.open_panel()
    assert titles == ["Choose a file to join"]
    assert panel.isVisible()
    assert panel.part.isVisible()


def test_who_chooses_no_file_sees_no_panel(monkeypatch, at_map):
    chosen(monkeypatch, None)
    at_map.joining.open_panel()
    assert not at_map.joining.panel.isVisible()


def test_a_file_that_is_not_joined_goes_with_the_panel(qtbot, session, panel, at_map):
    panel.open_panel()
    qtbot.mouseClick(panel.close_button, LEFT)
    assert at_map.joining.in_hand.name == ""
    assert session.mapping.joins == ()


def test_a_missing_file_is_chosen_where_it_is_missed(
    qtbot, monkeypatch, session, at_map, customers
):
    use(session, JOIN)
    line = at_map.joining.line
    assert said(qtbot, line) == (
        "customers.csv is not beside orders.csv, and the mapping needs it."
    )
    titles = chosen(monkeypatch, customers)
    qtbot.mouseClick(line.choose, LEFT)
    assert titles == ["Choose customers.csv"]
    qtbot.waitUntil(lambda: session.second("customers.csv") is not None, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not line.sentence, timeout=WAIT_MS)


def test_a_missing_file_that_is_there_by_now_is_found_when_looked_for_again(
    qtbot, session, at_map, tmp_path
):
    use(session, JOIN)
    line = at_map.joining.line
    said(qtbot, line)
    write(tmp_path, CUSTOMERS, PEOPLE, "customers.csv")
    qtbot.mouseClick(line.again, LEFT)
    qtbot.waitUntil(lambda: session.second("customers.csv") is not None, timeout=WAIT_MS)
    assert line.sentence == ""
    assert session.file.seconds


def test_a_file_that_lacks_what_is_taken_of_it_is_told_and_joined_otherwise(
    qtbot, session, at_map, tmp_path
):
    write(tmp_path, CUSTOMERS, ("number", "address", "city"), "customers.csv")
    use(session, JOIN)
    desk = at_map.joining
    assert said(qtbot, desk.line) == (
        "The mapping takes a column from customers.csv that is not there: “mail”."
    )
    qtbot.mouseClick(desk.line.panel, LEFT)
    assert desk.panel.isVisible()
    desk.in_hand.take("address", is_taken=True)
    assert [each.name for each in session.mapping.joins[0].taken] == ["address"]
    qtbot.waitUntil(lambda: not desk.line.sentence, timeout=WAIT_MS)


def test_another_file_takes_the_place_of_the_joined_one(
    qtbot, monkeypatch, joined, panel, tmp_path
):
    other = write(tmp_path, CUSTOMERS[:5], PEOPLE, "people of May.csv")
    chosen(monkeypatch, other)
    panel.open_panel()
    qtbot.mouseClick(panel.replace, LEFT)
    qtbot.waitUntil(lambda: "5 rows of 20" in panel.matches.sentence, timeout=WAIT_MS)
    assert panel.matches.sentence.startswith("people of May.csv: 5 rows of 20")
    assert joined.mapping.joins[0].file == "customers.csv"


@pytest.mark.parametrize("answer", ["open", "cancel", "join"])
def test_a_dropped_file_is_opened_or_left_or_joined_as_somebody_says(
    qtbot, window, tmp_path, answer
):
    orders = write(tmp_path, ROWS, ORDERS)
    other = write(tmp_path, CUSTOMERS, PEOPLE, "customers.csv")
    open_path(qtbot, window.session, orders)
    window._take_dropped(other)
    assert window.dropped.isVisible()
    assert window.session.file.path == orders
    qtbot.mouseClick(getattr(window.dropped, answer), LEFT)
    assert not window.dropped.isVisible()
    if answer == "open":
        qtbot.waitUntil(lambda: window.session.file.path == other, timeout=WAIT_MS)
    elif answer == "join":
        panel = window.stations.map.joining.panel
        qtbot.waitUntil(panel.join.isEnabled, timeout=WAIT_MS)
    assert window.session.mapping.joins == ()


def test_a_file_that_is_dropped_once_more_is_read_again_unasked(qtbot, window, tmp_path):
    orders = write(tmp_path, ROWS, ORDERS)
    open_path(qtbot, window.session, orders)
    with qtbot.waitSignal(window.session.index_changed, timeout=WAIT_MS):
        window._take_dropped(orders)
    assert not window.dropped.isVisible()
