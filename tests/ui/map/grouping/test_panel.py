"""Rows are put together by mouse and by keys, in the line of Map and in its panel."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.ui.map.grouping import words
from klaviyo_gui.ui.map.suitability import OF_ITEMS
from tests.ui.map.grouping.conftest import ROWS
from tests.ui.windows import WAIT_MS, open_path, write


@pytest.fixture
def at_map(qtbot, session, empty, orders):
    """The station with lines of orders open, counted by the number of the order."""
    open_path(qtbot, session, orders)
    counting = empty.grouping.counting
    qtbot.waitUntil(lambda: counting.found is not None, timeout=WAIT_MS)
    yield empty
    empty.grouping.close()


def row_of(view, name):
    model = view.model()
    return next(at for at in range(model.rowCount()) if model.index(at, 0).data() == name)


def shown(qtbot, panel):
    qtbot.waitUntil(panel.isVisible, timeout=WAIT_MS)
    panel.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is panel, timeout=WAIT_MS)
    return panel


def test_by_mouse_rows_are_grouped_seen_told_otherwise_and_ungrouped(qtbot, session, at_map):
    desk = at_map.grouping
    assert not desk.chip.is_shown
    told = f"These rows look like lines of orders: {len(ROWS)} lines of 20 orders."
    assert desk.line.sentence == told
    qtbot.mouseClick(desk.line.group, Qt.MouseButton.LeftButton)
    assert session.grouping is not None
    panel = shown(qtbot, desk.panel)
    assert panel.sentence == f"{len(ROWS)} lines make 20 orders."
    assert not desk.line.sentence
    assert desk.chip.text == "Grouped by Bestellnummer · 20 orders"
    assert len(panel.orders.orders) == 3
    view = panel.columns
    box = view.visualRect(view.model().index(row_of(view, "Menge"), 0))
    view.scrollTo(view.model().index(row_of(view, "Menge"), 0))
    box = view.visualRect(view.model().index(row_of(view, "Menge"), 0))
    tick = QPoint(box.left() + 14, box.center().y())
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=tick)
    assert "Menge" not in session.grouping.per_item
    assert "Menge" not in panel.orders.headerData(3, Qt.Orientation.Horizontal)
    qtbot.mouseClick(panel.ungroup, Qt.MouseButton.LeftButton)
    assert session.grouping is None
    assert desk.line.sentence == told
    assert not desk.chip.is_shown


def test_orders_are_called_those_of_the_file_as_their_cells_are_not_yet_converted(at_map):
    titles = {each.text() for each in at_map.grouping.panel.findChildren(QLabel)}
    assert "Three orders of the file" in titles


def test_by_keys_alone_rows_are_grouped_told_otherwise_and_taken_back(qtbot, window, orders):
    session, desk = window.session, window.stations.map.grouping
    open_path(qtbot, session, orders)
    qtbot.keyClick(window, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    panel = shown(qtbot, desk.panel)
    assert panel.key.hasFocus()
    assert panel.key.currentText() == "Bestellnummer"
    panel.group.setFocus()
    qtbot.keyClick(panel.group, Qt.Key.Key_Space)
    assert session.grouping is not None
    assert panel.columns.hasFocus()
    view = panel.columns
    for _ in range(row_of(view, "Status")):
        qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert "Status" in session.grouping.per_item
    assert view.currentIndex().data() == "Status"
    qtbot.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "Status" not in session.grouping.per_item
    qtbot.keyClick(
        view,
        Qt.Key.Key_Z,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert "Status" in session.grouping.per_item
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert session.grouping is not None


def test_another_key_can_be_seen_before_it_is_used(qtbot, session, at_map):
    panel = at_map.grouping.panel
    at_map.grouping.open_panel()
    shown(qtbot, panel)
    panel.key.setFocus()
    qtbot.keyClick(panel.key, Qt.Key.Key_Down)
    assert panel.key.currentText() == "Bestelldatum"
    assert session.grouping is None
    assert panel.sentence.startswith("In the first rows")
    qtbot.keyClick(panel.key, Qt.Key.Key_Up)
    panel.group.click()
    qtbot.keyClick(panel.key, Qt.Key.Key_Down)
    assert session.grouping.key == ("Bestelldatum",)
    session.undo_stack.undo()
    assert panel.key.currentText() == "Bestellnummer"


def test_the_items_are_places_to_fill_while_rows_are_grouped(qtbot, session, at_map):
    targets = at_map.targets
    assert not any("[]" in key for key in targets.slots)
    session.group_as_proposed()
    keys = list(targets.slots)
    assert "properties.Items[].ProductID" in keys
    first = keys.index("properties.Items[].SKU")
    assert keys.index("unique_id") < first < keys.index("properties.Status")
    session.take(("Menge",))
    assert targets.slots["value"].filling.unsuited == OF_ITEMS
    assert not targets.slots["properties.Items[].ProductID"].filling.unsuited
    slot = targets.slots["properties.Items[].ProductID"]
    session.take(("Status",))
    slot.setFocus()
    qtbot.keyClick(slot, Qt.Key.Key_Return)
    assert session.mapping.pair(Kind.EVENTS, "properties.Items[].ProductID") is not None
    session.ungroup()
    assert not any("[]" in key for key in targets.slots)


def test_not_now_is_for_this_file(qtbot, session, at_map, tmp_path):
    line = at_map.grouping.line
    line.decline.click()
    assert not line.sentence
    assert line.isHidden()
    header = ("Order ID", "Email", "SKU")
    rows = [(str(at // 2), f"p{at // 2}@shop.io", f"S{at}") for at in range(20)]
    open_path(qtbot, session, write(tmp_path, rows, header, "others.csv"))
    assert line.sentence.startswith("These rows look like lines of orders: 20 lines of 10 orders")


def test_a_key_of_which_every_text_is_another_puts_nothing_together(
    qtbot, session, empty, tmp_path
):
    desk = empty.grouping
    desk.open_panel()
    assert not desk.panel.isVisible()
    rows = [(str(at), f"p{at}@shop.io", f"S{at}") for at in range(5)]
    open_path(qtbot, session, write(tmp_path, rows, ("Order ID", "Email", "SKU")))
    assert not desk.line.sentence
    desk.open_panel()
    assert desk.panel.sentence == words.NO_LINES
    assert not desk.panel.group.isEnabled()
    desk.close()


def test_lines_that_stand_far_apart_are_offered_to_be_grouped_once_they_are_counted(
    qtbot, session, empty, tmp_path
):
    header = ("Order ID", "Email", "SKU", "Quantity", "Price")
    orders = [(str(at), f"p{at}@shop.io", f"S{at}", "1", "9.50") for at in range(1_100)]
    more = [(number, email, "other", "2", "3.50") for number, email, *_ in orders]
    desk = empty.grouping
    open_path(qtbot, session, write(tmp_path, [*orders, *more], header))
    assert session.proposed_grouping is None
    qtbot.waitUntil(lambda: bool(desk.line.sentence), timeout=WAIT_MS)
    assert "2,200 lines of 1,100 orders" in desk.line.sentence
    desk.line.group.click()
    assert session.grouping.key == ("Order ID",)
    assert session.grouping.per_item == ("SKU", "Quantity", "Price")
    assert desk.panel.sentence == "2,200 lines make 1,100 orders."
    desk.panel.close()
    desk.close()
