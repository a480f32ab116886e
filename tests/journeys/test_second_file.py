"""A second file goes the whole road: dropped, joined, dragged, sent, taken back, and used again."""

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl

from klaviyo_gui.core.join import Doubles
from klaviyo_gui.core.mapping import Column, Kind, Options
from klaviyo_gui.ui.status import Station
from tests.journeys.test_whole_road import previewed, send, stored
from tests.ui.map.hands import Dragging, button
from tests.ui.windows import WAIT_MS, checked, drop, open_path, went_to_practice

EVENTS = Kind.EVENTS
LEFT = Qt.MouseButton.LeftButton
COUNT = 40
DRAGGED = {
    "profile.first_name": "First name",
    "profile.last_name": "Last name",
    "profile.location.city": "City (customers)",
}
JOINED = tuple(DRAGGED.values())


def month(folder, first=1, second="customers.csv"):
    """Write the orders of a month beside the customers of that time; return both."""
    folder.mkdir(exist_ok=True)
    orders, customers = folder / "orders.csv", folder / second
    numbers = range(first, first + COUNT)
    rows = [
        f"A{at},K-{at},k{at}@shop.io,2024-03-{1 + at % 28:02} 10:00:00,{at}.50,Bonn"
        for at in numbers
    ]
    header = "order_no,customer_id,email,ordered_at,total,City"
    orders.write_text("\n".join((header, *rows, "")), encoding="utf-8")
    # The last customer is missing, so that one row is not found.
    people = [f"K-{at};Ann {at};Doe {at};Ulm {at}" for at in numbers[:-1]]
    header = "Customer;First name;Last name;City"
    customers.write_text("\n".join((header, *people, "")), encoding="utf-8")
    return orders, customers


def drop_file(window, path):
    load = QMimeData()
    load.setUrls([QUrl.fromLocalFile(str(path))])
    drop(window, load)


def shown(qtbot, window):
    """Wait for the check, and return the values of every record by its line."""
    checked(qtbot, window.checker)
    window.show_station(Station.PREVIEW)
    qtbot.waitUntil(lambda: window.stations.preview.records.rowCount() == COUNT, timeout=WAIT_MS)
    return {line: document for line, (_, document) in previewed(window).items()}


@pytest.fixture
def joined(qtbot, window, tmp_path):
    """The window with both files, joined as somebody would who drops the second one."""
    orders, customers = month(tmp_path / "march")
    session, station = window.session, window.stations.map
    open_path(qtbot, session, orders)
    session.set_options(Options("UTC"))
    # People of their own would say another city of them, and who comes last is no matter of this.
    session.clear(Kind.PROFILES)
    drop_file(window, customers)
    assert window.dropped.sentence == (
        "customers.csv: join its columns to orders.csv, or open it instead?"
    )
    qtbot.mouseClick(window.dropped.join, LEFT)
    panel = station.joining.panel
    qtbot.waitUntil(panel.join.isEnabled, timeout=WAIT_MS)
    assert panel.key.pairs == (("customer_id", "Customer"),)
    assert panel.sentence.startswith("98% of the texts of customer_id")
    qtbot.waitUntil(lambda: "39 rows of 40" in panel.matches.sentence, timeout=WAIT_MS)
    assert "1 row not found there" in panel.matches.sentence
    qtbot.mouseClick(panel.join, LEFT)
    panel.close()
    window.activateWindow()
    return window


def drag_all(qtbot, window):
    hands = Dragging(qtbot, window.stations.map)
    for target, column in DRAGGED.items():
        if target not in window.stations.map.targets.slots:
            hands.show("More about the person")
        hands.place((column,), target)


def test_columns_of_a_dropped_file_are_dragged_previewed_sent_and_taken_back(qtbot, joined):
    window, session = joined, joined.session
    window.show_station(Station.MAP)
    drag_all(qtbot, window)
    for target, column in DRAGGED.items():
        assert session.mapping.pair(EVENTS, target).source == Column(column)
    documents = shown(qtbot, window)
    first = str(documents[2])
    assert all(each in first for each in ("Ann 1", "Doe 1", "Ulm 1"))
    # Nothing is joined to the last row, and it is sent all the same.
    assert f"Ann {COUNT}" not in str(documents)
    send(qtbot, window)
    assert window.archive.results.tally.events.accepted == COUNT
    people = {each["email"]: each for each in stored(window.runner.practice.address, "people")}
    assert people["k1@shop.io"]["first_name"] == "Ann 1"
    assert people["k7@shop.io"]["location"]["city"] == "Ulm 7"
    assert people[f"k{COUNT}@shop.io"].get("first_name") is None
    qtbot.waitUntil(lambda: not window.runner.is_running, timeout=WAIT_MS)


def test_undo_takes_the_file_away_and_redo_brings_it_back_at_once(qtbot, joined):
    session = joined.session
    assert session.undo_stack.undoText() == "join customers.csv"
    session.undo_stack.undo()
    assert session.columns == session.header
    assert joined.stations.map.columns.model.rowCount() == len(session.header)
    assert not joined.stations.map.joining.chip.is_shown
    session.undo_stack.redo()
    assert session.columns[-1] == "City (customers)"
    assert session.second("customers.csv") is not None
    assert joined.stations.map.joining.chip.text == "customers.csv joined: 3 columns"


def test_an_opened_file_comes_back_with_what_was_joined_to_it(qtbot, joined, open_window):
    drag_all(qtbot, joined)
    path = joined.session.file.path
    joined.close()
    with open_window() as again:
        open_path(qtbot, again.session, path)
        assert again.session.mapping.joined_columns == JOINED
        qtbot.waitUntil(lambda: again.session.second("customers.csv") is not None, timeout=WAIT_MS)
        assert again.session.obstacle is None
        assert checked(qtbot, again.checker).tally.events.unsent == COUNT


def test_a_preset_joins_the_pair_of_files_of_the_next_month(qtbot, joined, tmp_path):
    window, session = joined, joined.session
    drag_all(qtbot, window)
    preset = session.made_preset("Monthly orders")
    orders, customers = month(tmp_path / "april", 101, "kunden-april.csv")
    open_path(qtbot, session, orders)
    session.use_preset(preset)
    line = window.stations.map.joining.line
    window.show_station(Station.MAP)
    qtbot.waitUntil(lambda: bool(line.sentence), timeout=WAIT_MS)
    assert line.sentence == "customers.csv is not beside orders.csv, and the mapping needs it."
    assert session.obstacle is not None
    assert line.choose.text() == "Choose customers.csv…"
    drop_file(window, customers)
    qtbot.mouseClick(window.dropped.stand_in, LEFT)
    qtbot.waitUntil(lambda: session.obstacle is None, timeout=WAIT_MS)
    assert line.sentence == ""
    assert "Ann 101" in str(shown(qtbot, window)[2])
    # Where it lies is known when the same file is opened once more, and no preset knows of it.
    assert "kunden" not in str(session.made_preset("x"))
    open_path(qtbot, session, orders)
    qtbot.waitUntil(lambda: session.obstacle is None, timeout=WAIT_MS)
    assert session.file.seconds[0].path == customers


def test_of_several_rows_for_one_the_check_offers_the_last_as_one_step(qtbot, joined):
    window, session = joined, joined.session
    drag_all(qtbot, window)
    customers = session.file.seconds[0].path
    with customers.open("a", encoding="utf-8") as file:
        file.write("K-3;Eve;Roe;Bern\n")
    session.read_again()
    qtbot.waitUntil(
        lambda: (
            any(each.code == "join_double" for each in window.checker.findings)
            and not window.checker.is_busy
        ),
        timeout=WAIT_MS,
    )
    finding = next(each for each in window.checker.result.findings if each.code == "join_double")
    window.show_station(Station.PREVIEW)
    window.stations.preview.choose_finding(finding.place)
    box = window.stations.preview.causes.remedies
    qtbot.waitUntil(lambda: bool(box.buttons), timeout=WAIT_MS)
    offered = [each.accessibleName() for each in box.buttons]
    assert offered[0] == "Take the last of several rows of customers.csv"
    qtbot.mouseClick(box.buttons[0], LEFT)
    assert session.mapping.joins[0].doubles is Doubles.LAST
    assert "Eve" in str(shown(qtbot, window)[4])
    session.undo_stack.undo()
    assert session.mapping.joins[0].doubles is Doubles.HOLD


@pytest.mark.parametrize("what", ["changes", "vanishes"])
def test_a_second_file_that_is_another_one_is_told_before_anything_is_sent(qtbot, joined, what):
    window, session = joined, joined.session
    drag_all(qtbot, window)
    checked(qtbot, window.checker)
    customers = session.file.seconds[0].path
    content = customers.read_text("utf-8")
    if what == "changes":
        customers.write_text(f"{content}K-999;Zoe;Zed;Rom\n", encoding="utf-8")
    else:
        customers.unlink()
    window.stations.send.start()
    told = window.stations.file.notice
    qtbot.waitUntil(
        lambda: not window.runner.is_running and "customers.csv" in told.sentence, timeout=WAIT_MS
    )
    assert went_to_practice(window.runner) == 0
    customers.write_text(content, encoding="utf-8")
    with qtbot.waitSignal(session.index_changed, timeout=WAIT_MS):
        qtbot.mouseClick(window.stations.file.read_again, LEFT)
    checked(qtbot, window.checker)
    send(qtbot, window)
    assert window.archive.results.tally.events.accepted == COUNT
    qtbot.waitUntil(lambda: not window.runner.is_running, timeout=WAIT_MS)


def test_everything_of_a_join_can_be_done_by_its_buttons(qtbot, joined):
    panel = joined.stations.map.joining.panel
    joined.stations.map.joining.open_panel()
    qtbot.waitUntil(panel.isVisible, timeout=WAIT_MS)
    qtbot.mouseClick(button(panel, "Stop joining"), LEFT)
    assert joined.session.mapping.joins == ()
    assert panel.join.isEnabled()
    qtbot.mouseClick(panel.join, LEFT)
    assert joined.session.mapping.joined_columns == JOINED
