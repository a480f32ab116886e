"""Orders that were placed and fulfilled: a row becomes two events, in the real window."""

from collections import Counter

from PySide6.QtCore import Qt

from klaviyo_gui import paths
from klaviyo_gui.core.mapping import Column, Kind
from klaviyo_gui.core.suggest.further import filled_only
from klaviyo_gui.store.library import Library
from klaviyo_gui.ui.map.drag import columns_data
from klaviyo_gui.ui.status import Station
from tests.doubles.order_exports import shopify_like
from tests.journeys.test_presets import save_as
from tests.journeys.test_whole_road import send, stored
from tests.ui.map.several.conftest import HEADER, ROWS
from tests.ui.test_window import action
from tests.ui.windows import checked, drop, open_path, write

EVENTS = Kind.EVENTS
PLACED, FULFILLED = "Placed Order", "Fulfilled Order"
FULFILLED_AT = {row[0]: row[3] for row in ROWS if row[3]}
"""When each order was fulfilled, by its number, of those that were."""


def mapped(qtbot, window, path):
    """Let a row be two events: the second by the +, with a time and a condition of its own."""
    session, station = window.session, window.stations.map
    open_path(qtbot, session, path)
    window.show_station(Station.MAP)
    session.fix(EVENTS, "metric", PLACED)
    drop(station.targets.slots["time"], columns_data(("Placed at",)))
    qtbot.mouseClick(station.targets.tabs.add, Qt.MouseButton.LeftButton)
    chooser = station.lists.chooser
    qtbot.keyClicks(chooser._search, FULFILLED)
    qtbot.keyClick(chooser._search, Qt.Key.Key_Return)
    assert station.targets.tabs.names == (PLACED, FULFILLED)
    sent = station.targets.sent_when
    qtbot.mouseClick(sent.always, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(sent.accept, Qt.MouseButton.LeftButton)
    assert session.mapping.further[0].condition == filled_only("Fulfilled at")


def test_a_row_with_two_dates_arrives_as_two_events(qtbot, window, tmp_path):
    mapped(qtbot, window, write(tmp_path, ROWS, HEADER))
    result = checked(qtbot, window.checker)
    assert result.event_counts == ((PLACED, len(ROWS)), (FULFILLED, len(FULFILLED_AT)))
    assert result.names == (PLACED, FULFILLED), "flows are looked up for both"
    window.show_station(Station.PREVIEW)
    records = window.stations.preview.rows.records
    names = [records.built(at).body.count(b'"type":"metric"') for at in range(len(ROWS))]
    assert names == [2 if row[3] else 1 for row in ROWS]
    assert window.stations.send.sheet.words.what.startswith(
        f"{len(ROWS)} {PLACED}, {len(FULFILLED_AT)} {FULFILLED}"
    )
    send(qtbot, window)
    address = window.runner.practice.address
    arrived = stored(address, "events")
    found = Counter((each["metric"], each["unique_id"]) for each in arrived)
    assert found == Counter(
        [(PLACED, row[0]) for row in ROWS] + [(FULFILLED, number) for number in FULFILLED_AT]
    ), "each once, under its name"
    for each in arrived:
        row = next(row for row in ROWS if row[0] == each["unique_id"])
        wanted = row[2] if each["metric"] == PLACED else row[3]
        assert each["time"].startswith(wanted[:10])
        assert each["time"][11:19] == wanted[11:19]
        assert each["email"] == row[1]
    results = window.archive.results
    assert results.events == result.event_counts
    about = window.stations.results._about.text()
    assert f"Accepted: {len(ROWS)} {PLACED}, {len(FULFILLED_AT)} {FULFILLED}." in about


def test_undo_and_redo_go_through_all_of_it(qtbot, window, tmp_path):
    mapped(qtbot, window, write(tmp_path, ROWS, HEADER))
    session, tabs = window.session, window.stations.map.targets.tabs
    made, seen = session.mapping, []
    while session.undo_stack.canUndo():
        action(window, "Edit", "Undo").trigger()
        seen.append((tabs.names, tabs.bar.currentIndex()))
    assert seen[0] == ((PLACED, FULFILLED), 1)
    assert any(len(names) == 1 for names, _ in seen)
    while session.undo_stack.canRedo():
        action(window, "Edit", "Redo").trigger()
    assert session.mapping == made
    assert (tabs.names, tabs.bar.currentIndex()) == ((PLACED, FULFILLED), 1)


def test_all_events_come_back_with_their_file_and_with_a_preset(qtbot, open_window, tmp_path):
    path = write(tmp_path, ROWS, HEADER)
    with open_window() as window:
        mapped(qtbot, window, path)
        save_as(qtbot, window, "Two events")
        left = window.session.mapping
        window.session.unmap(EVENTS, "unique_id")
        changed = window.session.mapping
    with open_window() as window:
        session, tabs = window.session, window.stations.map.targets.tabs
        open_path(qtbot, session, path)
        window.show_station(Station.MAP)
        assert session.mapping == changed
        assert tabs.names == (PLACED, FULFILLED)
        open_path(qtbot, session, write(tmp_path, ROWS[:7], HEADER, "april.csv"))
        session.start_anew()
        assert tabs.names[1:] == ()
        session.use_preset(Library(paths.presets()).load("Two events"))
        assert session.preset == "Two events"
        assert session.mapping == left
        assert tabs.names == (PLACED, FULFILLED)
        counts = dict(checked(qtbot, window.checker).event_counts)
        assert counts == {PLACED: 7, FULFILLED: 4}


def test_an_order_arrives_with_an_event_for_each_of_its_lines(qtbot, window, tmp_path):
    export = shopify_like(120)
    path = tmp_path / export.name
    path.write_bytes(export.content)
    session, station = window.session, window.stations.map
    open_path(qtbot, session, path)
    window.show_station(Station.MAP)
    session.say_zone("UTC")
    session.group_as_proposed()
    station.several.add_event()
    chooser = station.lists.chooser
    qtbot.keyClicks(chooser._search, "one for each item")
    qtbot.keyClick(chooser._search, Qt.Key.Key_Return)
    price = next(
        pair.source for pair in session.seen.events if pair.target == "properties.ItemPrice"
    )
    assert isinstance(price, Column)
    lines = sum(len(order["Items"]) for order in export.events.values())
    result = checked(qtbot, window.checker)
    assert dict(result.event_counts)["Ordered Product"] == lines
    send(qtbot, window)
    arrived = stored(window.runner.practice.address, "events")
    products = [each for each in arrived if each["metric"] == "Ordered Product"]
    assert len(products) == len({each["unique_id"] for each in products}) == lines
    of_orders = Counter(each["properties"]["OrderId"] for each in products)
    assert of_orders == Counter({no: len(order["Items"]) for no, order in export.events.items()})
