"""Lines of orders go the whole road through the real window: grouped, previewed, sent, told."""

from datetime import datetime

from PySide6.QtCore import Qt

from klaviyo_gui.core.mapping import Options
from klaviyo_gui.ui.status import Station
from tests.doubles.order_exports import shopify_like
from tests.journeys.test_whole_road import send, stored
from tests.ui.windows import WAIT_MS, checked, open_path

LINES = 600


def told(event, order):
    """Return what is stored of an event, as far as its order tells of it."""
    moment = datetime.fromisoformat(event["time"]).isoformat(timespec="seconds")
    known = {"email": event["email"], "value": event["value"], "time": moment}
    return {name: (event["properties"] | known)[name] for name in order}


def test_an_export_with_a_line_for_each_item_is_sent_as_orders(qtbot, window, tmp_path):
    export = shopify_like(LINES)
    path = tmp_path / export.name
    path.write_bytes(export.content)
    session, line = window.session, window.map_station.grouping.line
    open_path(qtbot, session, path)
    session.set_options(Options("UTC"))
    window.show_station(Station.MAP)
    assert line.sentence
    qtbot.mouseClick(line.group, Qt.MouseButton.LeftButton)
    assert window.map_station.grouping.panel.isVisible()
    result = checked(qtbot, window.checker)
    assert result.tally.events.unsent == len(export.events)
    assert result.tally.events.held == 0
    send(qtbot, window)
    results = window.archive.results
    assert results.tally.events.accepted == len(export.events)
    found = {each["unique_id"]: each for each in stored(window.runner.practice.address, "events")}
    assert found.keys() == export.events.keys()
    for number, event in found.items():
        order = export.events[number]
        items = order.pop("Items")
        assert told(event, order) == order
        for item, wanted in zip(event["properties"]["Items"], items, strict=True):
            assert item | wanted == item
    qtbot.waitUntil(lambda: not window.runner.is_running, timeout=WAIT_MS)
