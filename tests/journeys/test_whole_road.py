"""From the file to the results through the real window, against a real practice Klaviyo."""

import csv
import json
import urllib.request

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from klaviyo_gui import paths
from klaviyo_gui.core.mapping import Column, Kind, Options
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.tally import State
from klaviyo_gui.sending.progress import RunState
from klaviyo_gui.ui.map.drag import columns_data
from klaviyo_gui.ui.status import Mark, Station
from tests.practice.caller import each_page
from tests.ui.windows import WAIT_MS, checked, drop, shared_home, shown_window

EVENTS = Kind.EVENTS


@pytest.fixture(scope="module", autouse=True)
def home(tmp_path_factory):
    """Keep the user data of the one window."""
    with shared_home(tmp_path_factory.mktemp("home")) as folder:
        yield folder


@pytest.fixture(scope="module")
def rows():
    """The sample as Python's own reader sees it, by line of the file."""
    path = paths.resources() / "samples" / "orders.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    return {line: dict(zip(header, row, strict=False)) for line, row in enumerate(rows, start=2)}


def stored(address, what):
    """Return all that the practice Klaviyo holds."""

    def read(after):
        with urllib.request.urlopen(f"{address}/practice/{what}?after={after}") as reply:
            page = json.load(reply)
        return page["data"], page["next"]

    return [each for page in each_page(0, read) for each in page]


def open_sample(qtbot, window):
    with qtbot.waitSignal(window.session.index_changed, timeout=WAIT_MS):
        window.session.open_sample()


def send(qtbot, window):
    """Press the button of the sheet and wait until the results are read."""
    with qtbot.waitSignal(window.archive.results_changed, timeout=2 * WAIT_MS):
        window.stations.send.start()
        assert window.runner.is_running


def map_names_by_mouse_and_keys(qtbot, window):
    """Place two columns that nothing was proposed for: one by a drag, one by keys alone."""
    station, session = window.stations.map, window.session
    drop(station.targets.slots["profile.first_name"], columns_data(("BILL_FIRST_NAME",)))
    view = station.columns.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(session.header.index("BILL_LAST_NAME"), 0))
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    station.targets.slots["profile.last_name"].setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def previewed(window):
    """Return every row of the preview by its line: the record and the values it sends."""
    model = window.stations.preview.records
    found = [model.built(at) for at in range(model.rowCount())]
    return {each.line: (each, json.loads(each.body or b"null")) for each in found}


def lines(window, state):
    """Return the lines of all events in this state, as Results lists them."""
    rows = window.archive.rows
    return {each.line for each in rows if each.kind is EVENTS and each.state is state}


@pytest.fixture(scope="module")
def sent(request, qapp, theme, builders):
    """The window after the sample went all the way; the tests only look at it."""
    qtbot = QtBot(request)
    with shown_window(qtbot, qapp, theme, builders) as window:
        open_sample(qtbot, window)
        window.show_station(Station.MAP)
        window.session.set_options(Options("America/New_York", "US"))
        map_names_by_mouse_and_keys(qtbot, window)
        window.show_station(Station.PREVIEW)
        checked(qtbot, window.checker)
        window.show_station(Station.SEND)
        send(qtbot, window)
        checked(qtbot, window.checker)
        window.show_station(Station.RESULTS)
        yield window


def test_columns_placed_by_mouse_and_by_keys_are_mapped(sent):
    for name in ("first_name", "last_name"):
        pair = sent.session.mapping.pair(EVENTS, f"profile.{name}")
        assert pair.source == Column(f"BILL_{name.upper()}")


def test_the_preview_holds_exactly_what_the_check_and_the_run_hold(sent, rows):
    tally = sent.checker.result.tally
    assert tally.events.read == tally.profiles.read == len(rows)
    held = {line for line, (built, _) in previewed(sent).items() if built.is_held}
    assert len(held) == tally.events.held > 0
    assert lines(sent, State.HELD) == held


def test_klaviyo_holds_what_the_preview_showed_row_by_row(sent, rows):
    assert sent.runner.result.state is RunState.DONE
    address = sent.runner.practice.address
    events = {event["unique_id"]: event for event in stored(address, "events")}
    people = {person["id"]: person for person in stored(address, "people")}
    refused = lines(sent, State.REFUSED)
    for line, (built, content) in previewed(sent).items():
        event = events.pop(rows[line].get("ORDER_ID", ""), None) if not built.is_held else None
        # Klaviyo accepts events of test addresses and drops them; the check says so before.
        is_dropped = any(problem.code is Code.EMAIL_DROPPED for problem in built.problems)
        assert (event is not None) == (not (built.is_held or is_dropped or line in refused)), line
        if event is not None:
            said = content["attributes"]["events"]["data"][0]["attributes"]
            assert event["value"] == float(rows[line]["ORDER_TOTAL"]) == said["value"]
            assert event["properties"] == said["properties"]
            assert event["properties"]["ORDER_STATUS"] == rows[line]["ORDER_STATUS"]
            email = people[event["person"]]["email"]
            assert email.casefold() == rows[line]["EMAIL"].strip().casefold()
    assert events == {}


def test_the_results_account_for_every_record(sent, rows):
    tally = sent.archive.results.tally
    assert tally.events.read == tally.profiles.read == len(rows)
    assert tally.total.unsent == tally.total.unknown == 0
    assert tally.events.accepted == len(rows) - len(
        lines(sent, State.HELD) | lines(sent, State.REFUSED)
    )
    station = sent.stations.results
    assert {state: tile.count for state, tile in station.tiles.items()} == {
        state: getattr(tally.total, state.value) for state in State
    }
    assert station.rows.rowCount() == len(sent.archive.rows)
    assert station.verdict.startswith(f"{tally.events.accepted} events and ")
    assert sent.stations.history.runs.rowCount() == 1
    assert sent.rail.button(Station.SEND).status.mark is Mark.DONE
