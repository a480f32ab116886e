"""Lines of orders go the whole road through the real window: grouped, previewed, sent, told."""

import json
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from klaviyo_gui.core.mapping import Kind, Options
from klaviyo_gui.ui.status import Station
from tests.doubles.order_exports import german, shopify_like, woocommerce_like
from tests.journeys.test_whole_road import send, stored
from tests.ui.windows import WAIT_MS, checked, open_path

MAKERS = {"shopify": shopify_like, "woocommerce": woocommerce_like, "german": german}
LOOKED_AT = 60
"""About so many orders are looked at in the preview, of the large export too."""


def told(event, order):
    """Return what is stored of an event, as far as its order tells of it."""
    moment = datetime.fromisoformat(event["time"]).isoformat(timespec="seconds")
    known = {"email": event["email"], "value": event["value"], "time": moment}
    return {name: (event["properties"] | known).get(name) for name in order}


def differing(events, orders):
    """Return the numbers of orders of which something else arrived than their shop knows."""
    found = {each["unique_id"]: each for each in events}
    assert len(found) == len(events), "an order is stored once"
    wrong = found.keys() ^ orders.keys()
    for number in found.keys() & orders.keys():
        event, order = found[number], dict(orders[number])
        wanted, items = order.pop("Items"), event["properties"]["Items"]
        are_items = len(items) == len(wanted) and all(
            item | each == item for item, each in zip(items, wanted, strict=True)
        )
        if not are_items or told(event, order) != order:
            wrong.add(number)
    return sorted(wrong)


def previewed(window):
    """Return the items of some orders as the preview shows them, by their number."""
    records = window.stations.preview.records
    found = {}
    for at in range(0, records.rowCount(), max(records.rowCount() // LOOKED_AT, 1)):
        body = json.loads(records.built(at).body)
        event = body["attributes"]["events"]["data"][0]["attributes"]
        found[event["unique_id"]] = event["properties"]["Items"]
    return found


def say_that_the_day_comes_first(qtbot, station):
    """Answer by keys what a week of dates cannot tell."""
    slot = station.targets.slots["time"]
    qtbot.waitUntil(lambda: "day or month first?" in slot.pill.words, timeout=WAIT_MS)
    slot.setFocus()
    qtbot.keyClick(slot, Qt.Key.Key_C)
    focused = QApplication.focusWidget()
    assert focused.text().startswith("day first")
    qtbot.keyClick(focused, Qt.Key.Key_Space)
    station.popover.close()


@pytest.mark.parametrize("shop", MAKERS)
def test_an_export_with_a_line_for_each_item_is_sent_as_orders(qtbot, window, tmp_path, shop):
    export = MAKERS[shop]()
    path = tmp_path / export.name
    path.write_bytes(export.content)
    session, grouping = window.session, window.stations.map.grouping
    open_path(qtbot, session, path)
    session.set_options(Options("UTC"))
    window.show_station(Station.MAP)
    qtbot.waitUntil(lambda: bool(grouping.line.sentence), timeout=WAIT_MS)
    qtbot.mouseClick(grouping.line.group, Qt.MouseButton.LeftButton)
    assert grouping.panel.isVisible()
    if shop == "german":
        say_that_the_day_comes_first(qtbot, window.stations.map)
    result = checked(qtbot, window.checker)
    assert result.tally.events.unsent == len(export.events)
    assert result.tally.events.held == 0
    assert grouping.chip.text.endswith(f"· {len(export.events):,} orders")
    assert grouping.panel.contradictions.told == []
    qtbot.waitUntil(
        lambda: f"in {len(export.events):,} orders, " in grouping.panel.totals, timeout=WAIT_MS
    )
    assert grouping.panel.totals.startswith("Totals fit")
    grouping.panel.close()
    window.show_station(Station.PREVIEW)
    window.stations.preview.show_kind(Kind.EVENTS)
    shown = previewed(window)
    assert len(shown) >= LOOKED_AT
    send(qtbot, window)
    assert window.archive.results.tally.events.accepted == len(export.events)
    arrived = stored(window.runner.practice.address, "events")
    assert differing(arrived, export.events) == []
    items = {each["unique_id"]: each["properties"]["Items"] for each in arrived}
    assert shown == {number: items[number] for number in shown}
    qtbot.waitUntil(lambda: not window.runner.is_running, timeout=WAIT_MS)


def test_an_order_of_which_something_else_arrived_is_found_out():
    export = german(20)
    events = [
        {
            "unique_id": number,
            "email": order["email"],
            "value": order["value"],
            "time": order["time"],
            "properties": {name: order[name] for name in order if name[0].isupper()},
        }
        for number, order in export.events.items()
    ]
    assert differing(events, export.events) == []
    first, second, *rest = events
    assert differing([second, *rest], export.events) == [first["unique_id"]]
    items = first["properties"]["Items"]
    for wrong in (
        first | {"value": -1.0},
        first | {"properties": first["properties"] | {"Items": items[:-1]}},
        first | {"properties": first["properties"] | {"Items": [items[0] | {"SKU": ""}] * 1}},
        first | {"properties": first["properties"] | {"ItemNames": []}},
    ):
        assert differing([wrong, second, *rest], export.events) == [first["unique_id"]]
