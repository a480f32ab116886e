"""Rows are chosen in the window, and what arrives are those rows, and no others."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton

from klaviyo_gui.core.conversion import NumberStyle
from klaviyo_gui.core.mapping import Kind, Options
from klaviyo_gui.core.row_filter import Ask, Condition, RowFilter
from klaviyo_gui.ui.status import Station
from tests.doubles.order_exports import shopify_like
from tests.journeys.test_whole_road import send, stored
from tests.ui.map.choosing.test_panel import choose, take_column
from tests.ui.windows import WAIT_MS, checked, open_path, write

HEADER = ("Email", "Status", "Total", "Created at", "Number")
CONTROL = Qt.KeyboardModifier.ControlModifier


def sales(prefix, count=40):
    """Return rows, every other one paid, with totals that grow."""
    return [
        (
            f"{prefix}{at}@shop.io",
            ("paid", "open")[at % 2],
            f"{at * 10}.00",
            f"2024-03-{at % 28 + 1:02} 10:00",
            f"{prefix}-{at}",
        )
        for at in range(count)
    ]


def wanted(rows):
    """Return the numbers of what is to be sent: paid, and above 100."""
    return {row[4] for row in rows if row[1] == "paid" and float(row[2]) > 100}


@pytest.fixture
def at_sales(qtbot, window, tmp_path):
    rows = sales("march")
    open_path(qtbot, window.session, write(tmp_path, rows, HEADER, "march.csv"))
    session = window.session
    session.set_options(Options("UTC"))
    session.fix(Kind.EVENTS, "metric", "Sale")
    for column, key in (("Created at", "time"), ("Number", "unique_id"), ("Total", "value")):
        session.place((column,), Kind.EVENTS, key)
    window.show_station(Station.MAP)
    return window


def numbers(events):
    return {each["unique_id"] for each in events}


def previewed(window):
    """Return the numbers of the records that the preview shows."""
    records = window.stations.preview.records
    bodies = [json.loads(records.built(at).body) for at in range(records.rowCount())]
    return {body["attributes"]["events"]["data"][0]["attributes"]["unique_id"] for body in bodies}


def kept(qtbot, window):
    """Wait until everything in hand is written down."""
    qtbot.waitUntil(lambda: not window.desk.keeper.is_busy, timeout=WAIT_MS)


def choose_by_keys(qtbot, window):
    """Ask by keys alone for what is paid, and above 100."""
    qtbot.keyClick(window, Qt.Key.Key_R, CONTROL)
    panel = window.stations.map.choosing.panel
    qtbot.waitUntil(panel.isActiveWindow, timeout=WAIT_MS)
    for name, test, value in (("Status", "is", "paid"), ("Total", "is above", "100")):
        panel.conditions.add.setFocus()
        qtbot.keyClick(panel.conditions.add, Qt.Key.Key_Space)
        take_column(qtbot, panel, name)
        line = panel.conditions.lines[-1]
        choose(qtbot, line.test, test)
        line.value.setFocus()
        qtbot.keyClicks(line.value, value)
        qtbot.keyClick(line.value, Qt.Key.Key_Return)
    return panel


CHOSEN = RowFilter(
    (
        Condition("Status", Ask.IS, ("paid",)),
        # How its numbers are written is kept with it, for next month's file.
        Condition("Total", Ask.IS_ABOVE, ("100",), NumberStyle.POINT),
    )
)


def test_what_is_chosen_is_previewed_sent_and_nothing_else_arrives(qtbot, at_sales):
    window, session, rows = at_sales, at_sales.session, sales("march")
    panel = choose_by_keys(qtbot, window)
    assert session.row_filter == CHOSEN
    counting, numbers_wanted = window.stations.map.choosing.counting, wanted(rows)
    qtbot.waitUntil(lambda: counting.report is not None, timeout=WAIT_MS)
    count = len(numbers_wanted)
    assert panel.outcome.sentence == (
        f"{count} of 40 rows are chosen and {40 - count} are left out."
    )
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    result = checked(qtbot, window.checker)
    assert result.tally.events.unsent == count
    chip = window.stations.map.choosing.chip
    assert chip.text == f"Only rows in which Status is paid and Total is above 100 · {count} of 40"
    window.show_station(Station.PREVIEW)
    window.stations.preview.show_kind(Kind.EVENTS)
    assert previewed(window) == numbers_wanted
    send(qtbot, window)
    assert numbers(stored(window.runner.practice.address, "events")) == numbers_wanted
    qtbot.waitUntil(lambda: not window.runner.is_running, timeout=WAIT_MS)


def test_each_choice_is_taken_back_and_made_again_step_by_step(qtbot, at_sales):
    window, session = at_sales, at_sales.session
    choose_by_keys(qtbot, window).close()
    found = []
    while session.row_filter is not None:
        assert session.undo_stack.undoText().startswith("choose rows by")
        session.undo_stack.undo()
        found.append(session.row_filter)
    assert RowFilter(CHOSEN.conditions[:1]) in found
    result = checked(qtbot, window.checker)
    assert result.tally.events.unsent == 40
    for _ in found:
        session.undo_stack.redo()
    assert session.row_filter == CHOSEN
    assert checked(qtbot, window.checker).tally.events.unsent == len(wanted(sales("march")))


def test_it_comes_back_with_the_file_and_with_a_preset_for_the_next_month(
    qtbot, at_sales, tmp_path
):
    window, session = at_sales, at_sales.session
    session.choose_rows(CHOSEN)
    preset = session.made_preset("Paid and dear")
    kept(qtbot, window)
    march = session.file.path
    open_path(qtbot, session, write(tmp_path, [("a@b.io", "x")], ("Mail", "Else"), "other.csv"))
    assert session.row_filter is None
    open_path(qtbot, session, march)
    assert session.row_filter == CHOSEN
    april = sales("april")
    open_path(qtbot, session, write(tmp_path, april, HEADER, "april.csv"))
    session.start_anew()
    assert session.row_filter is None
    session.use_preset(preset)
    assert session.row_filter == CHOSEN
    assert checked(qtbot, window.checker).tally.events.unsent == len(wanted(april))


def test_a_condition_that_is_not_filled_in_comes_back_too_and_sends_nothing(
    qtbot, at_sales, tmp_path
):
    session = at_sales.session
    waiting = RowFilter((Condition("Status", Ask.IS, ("",)),))
    session.choose_rows(waiting)
    kept(qtbot, at_sales)
    march = session.file.path
    open_path(qtbot, session, write(tmp_path, [("a@b.io", "x")], ("Mail", "Else"), "other.csv"))
    open_path(qtbot, session, march)
    assert session.row_filter == waiting
    assert session.obstacle is not None


def test_without_a_column_by_which_rows_are_chosen_nobody_does_by_mistake(
    qtbot, at_sales, tmp_path
):
    window, session = at_sales, at_sales.session
    session.choose_rows(CHOSEN)
    preset = session.made_preset("Paid and dear")
    header = ("Email", "State", "Total", "Created at", "Number")
    open_path(qtbot, session, write(tmp_path, sales("april"), header, "april.csv"))
    session.use_preset(preset)
    assert session.missing == ("Status",)
    window.show_station(Station.MAP)
    buttons = window.desk.bar.missing.findChildren(QToolButton)
    (without,) = (each for each in buttons if each.text() == "Do without")
    assert not without.isEnabled()
    assert "rows are chosen by Status" in without.accessibleName()
    session.rename_columns({"Status": "State"})
    assert session.row_filter.columns == ("State", "Total")
    count = len(wanted(sales("april")))
    assert checked(qtbot, window.checker).tally.events.unsent == count


def test_orders_and_their_items_are_chosen_and_arrive_so(qtbot, window, tmp_path):
    export = shopify_like(300)
    path = tmp_path / export.name
    path.write_bytes(export.content)
    session, station = window.session, window.stations.map
    open_path(qtbot, session, path)
    session.set_options(Options("UTC"))
    session.group_as_proposed()
    session.choose_rows(
        RowFilter(
            (
                Condition("Total", Ask.IS_ABOVE, ("100",)),
                Condition("Vendor", Ask.IS_ONE_OF, ("Northwind", "Lumen")),
            )
        )
    )
    truth = {
        number: items
        for number, order in export.events.items()
        if order["value"] > 100
        and (
            items := [
                each["SKU"]
                for each in order["Items"]
                if each.get("Brand") in {"Northwind", "Lumen"}
            ]
        )
    }
    assert 0 < len(truth) < len(export.events)
    station.choosing.open_panel()
    counting = station.choosing.counting
    qtbot.waitUntil(lambda: counting.report is not None, timeout=WAIT_MS)
    assert counting.report.wanted.count == len(truth)
    shortened = sum(len(items) < len(export.events[each]["Items"]) for each, items in truth.items())
    assert counting.report.shortened == shortened
    assert "Total is asked of the whole order" in station.choosing.panel.of_orders
    assert "Vendor is asked of each line" in station.choosing.panel.of_orders
    station.choosing.panel.close()
    assert checked(qtbot, window.checker).tally.events.unsent == len(truth)
    send(qtbot, window)
    arrived = stored(window.runner.practice.address, "events")
    assert truth == {
        each["unique_id"]: [item["SKU"] for item in each["properties"]["Items"]] for each in arrived
    }
    qtbot.waitUntil(lambda: not window.runner.is_running, timeout=WAIT_MS)
