"""The events of a row stand as tabs above the properties, by mouse and by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from klaviyo_gui.core.mapping import Column, Kind
from klaviyo_gui.core.suggest.further import filled_only
from klaviyo_gui.ui.map.several import words
from klaviyo_gui.wording import filter_words
from tests.ui.map.grouping.conftest import HEADER as LINES_HEADER
from tests.ui.map.grouping.conftest import ROWS as LINES
from tests.ui.map.hands import LEFT, WAYS
from tests.ui.windows import checked, open_path, write

EVENTS = Kind.EVENTS
FULFILLED = filled_only("Fulfilled at")


def click(qtbot, widget):
    qtbot.mouseClick(widget, LEFT)


def tab(qtbot, station, at):
    bar = station.targets.tabs.bar
    qtbot.mouseClick(bar, LEFT, pos=bar.tabRect(at).center())


def titles(chooser):
    model = chooser._view.model()
    return [model.index(at, 0).data() for at in range(model.rowCount())]


def choose(qtbot, station, words_):
    chooser = station.lists.chooser
    qtbot.keyClicks(chooser._search, words_)
    qtbot.keyClick(chooser._search, Qt.Key.Key_Return)


def test_by_mouse_another_event_is_added_shown_and_removed(qtbot, station, orders):
    tabs = station.targets.tabs
    assert tabs.names == ("Placed Order",)
    assert tabs.remove.isHidden()
    assert not station.several.chip.is_shown
    click(qtbot, tabs.add)
    listed = titles(station.lists.chooser)
    assert listed[:2] == ["Fulfilled Order", "Refunded Order"]
    assert "Placed Order" not in listed, "a row has it already"
    choose(qtbot, station, "")
    assert tabs.names == ("Placed Order", "Fulfilled Order")
    assert tabs.bar.currentIndex() == 1
    assert station.several.chip.text == "2 events a row"
    assert station.several.chip.tip == "A row may have 2 events: Placed Order, Fulfilled Order"
    slots = station.targets.slots
    assert slots["time"].filling.pair.source == Column("Fulfilled at")
    tab(qtbot, station, 0)
    assert station.targets.slots["time"].filling.pair.source == Column("Placed at")
    tab(qtbot, station, 1)
    click(qtbot, tabs.remove)
    assert tabs.names == ("Placed Order",)
    assert orders.undo_stack.undoText() == "remove Fulfilled Order"


def test_by_keys_alone_another_event_is_added_shown_and_removed(qtbot, window, tmp_path, orders):
    session, station = window.session, window.stations.map
    open_path(qtbot, session, orders.file.path)
    session.fix(EVENTS, "metric", "Placed Order")
    qtbot.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    choose(qtbot, station, "Delivered Order")
    assert session.event_names == ("Placed Order", "Delivered Order")
    bar = station.targets.tabs.bar
    window.activateWindow()
    station.several.chip.open_panel()
    qtbot.waitUntil(bar.hasFocus)
    qtbot.keyClick(bar, Qt.Key.Key_Left)
    assert session.shown_event == 0
    qtbot.keyClick(bar, Qt.Key.Key_Right)
    qtbot.keyClick(bar, Qt.Key.Key_Delete)
    assert session.event_names == ("Placed Order",)


def test_a_typed_name_and_a_ready_one_make_an_event_of_that_name(qtbot, station, orders):
    station.several.add_event()
    choose(qtbot, station, "Packed & Labelled")
    assert orders.event_names[1] == "Packed & Labelled"
    assert station.targets.tabs.bar.tabText(1) == "▲ Packed && Labelled", "its time is unsaid"
    station.several.add_event()
    choose(qtbot, station, "Viewed Product")
    assert orders.event_names[2] == "Viewed Product"


@pytest.mark.parametrize("way", WAYS)
def test_every_hand_fills_the_event_of_the_chosen_tab(qtbot, station, orders, way):
    orders.add_event("Fulfilled Order")
    orders.unmap(EVENTS, "value")
    orders.unmap(EVENTS, "properties.Note")
    main = orders.mapping.events
    hands = way(qtbot, station)
    hands.place(("Total",), "value")
    hands.custom("Note")
    assert orders.mapping.events == main
    filled = {pair.target: pair.source for pair in orders.mapping.further[0].pairs}
    assert filled["value"] == Column("Total")
    assert filled["properties.Note"] == Column("Note")


def test_what_leaves_a_property_is_put_back_when_another_event_is_shown(qtbot, station, orders):
    orders.add_event("Fulfilled Order")
    orders.take(("Fulfilled at",), "time")
    tab(qtbot, station, 0)
    assert orders.in_hand == ()
    orders.take(("Note",))
    tab(qtbot, station, 1)
    assert orders.in_hand == ("Note",), "a column by itself belongs to no event"
    click(qtbot, station.targets.slots["value"])
    assert station.targets.slots["value"].question is not None
    tab(qtbot, station, 0)
    assert station.targets.slots["value"].question is None
    assert orders.mapping.pair(EVENTS, "value").columns == ("Total",)


def test_how_a_property_is_read_is_closed_when_another_event_is_shown(qtbot, station, orders):
    orders.add_event("Fulfilled Order")
    station.targets.conversion_requested.emit("time", station.mapToGlobal(station.pos()))
    assert station.popover.isVisible()
    orders.show_event(0)
    assert not station.popover.isVisible()


def test_when_an_event_is_sent_is_shown_and_proposed(qtbot, station, orders):
    sent = station.targets.sent_when
    assert sent.isHidden()
    orders.add_event("Fulfilled Order")
    assert sent.sentence == "Fulfilled at is filled"
    assert (sent.these.isChecked(), sent.offer) == (True, "")
    click(qtbot, sent.always)
    assert (sent.sentence, sent.always.isChecked()) == ("", True)
    assert sent.offer == "Only when Fulfilled at is filled?"
    click(qtbot, sent.accept)
    assert orders.mapping.further[0].condition == FULFILLED
    tab(qtbot, station, 0)
    assert (sent.sentence, sent.offer) == ("", "")
    station.targets.show_kind(Kind.PROFILES)
    assert not sent.isVisible()
    assert station.targets.tabs.isHidden()


def test_conditions_are_edited_in_the_panel_as_those_of_rows_are(qtbot, station, orders, checker):
    orders.add_event("Fulfilled Order")
    click(qtbot, station.targets.sent_when.change)
    panel = station.several.panel
    qtbot.waitUntil(panel.isVisible)
    assert panel.windowTitle() == "When Fulfilled Order is sent"
    (line,) = panel.conditions.lines
    checked(qtbot, checker)
    assert panel.outcome == "10 events of the name Fulfilled Order would be sent."
    click(qtbot, line.remove)
    assert orders.mapping.further[0].condition is None
    assert panel.conditions.sentence == words.EVERY_ROW
    panel.conditions._take_column(0, "Note")
    assert panel.outcome == words.UNFINISHED
    assert orders.obstacle is not None
    (line,) = panel.conditions.lines
    count = orders.undo_stack.count()
    qtbot.keyClicks(line.value, "none")
    line.settle()
    assert orders.mapping.further[0].condition.conditions[0].values == ("none",)
    assert orders.undo_stack.count() <= count + 1, "what is typed at once is one step"
    checked(qtbot, checker)
    assert panel.outcome == "0 events of the name Fulfilled Order would be sent."
    orders.show_event(0)
    assert panel.windowTitle() == "When Placed Order is sent"
    assert panel.conditions.lines == []
    click(qtbot, station.targets.sent_when.these)
    assert station.targets.sent_when.always.isChecked(), "until there is a condition"
    orders.show_event(1)
    click(qtbot, panel.always)
    assert orders.mapping.further[0].condition is None
    orders.clear(EVENTS)
    assert not panel.isVisible()


def test_a_date_is_compared_as_its_column_proves_that_it_is_written(
    qtbot, session, empty, tmp_path
):
    rows = [(f"p{at}@shop.io", f"{at}.03.2024", f"{at + 12}.03.2024") for at in range(1, 15)]
    open_path(qtbot, session, write(tmp_path, rows, ("Email", "Placed at", "Seen")))
    session.fix(EVENTS, "metric", "Placed Order")
    session.unmap(EVENTS, "properties.Seen")
    panel = empty.several.panel
    panel.open_panel()
    panel.conditions._take_column(0, "Seen")
    test = panel.conditions.lines[0].test
    test.setCurrentIndex(test.findText("is after"))
    test.activated.emit(test.currentIndex())
    (condition,) = session.mapping.condition.conditions
    assert condition.date == "day first"
    empty.several.close()


def test_one_event_that_is_not_sent_of_every_row_is_told_of(station, orders):
    orders.send_when(FULFILLED)
    assert station.several.chip.text == f"Placed Order: {filter_words(FULFILLED)}"
    assert not station.targets.sent_when.isHidden()


def test_the_record_beside_the_panes_is_that_of_the_chosen_tab(station, orders):
    orders.add_event("Fulfilled Order")
    assert "Fulfilled Order" in station.live.sentence
    assert "1 March 2024, 18:00" in station.live.sentence
    assert station.targets.slots["time"].filling.pair.source == Column("Fulfilled at")
    station.live.step_on()
    assert station.live.sentence == (
        "This row has no Fulfilled Order Fulfilled Order is sent of only rows in which Fulfilled "
        "at is filled."
    )
    assert '"Placed Order"' in station.live.details
    orders.show_event(0)
    assert "2 March 2024, 10:00" in station.live.sentence


def test_a_column_tells_which_events_it_is_in(station, orders):
    orders.add_event("Fulfilled Order")
    model = station.columns.model
    told = {
        model.index(at, 0).data(): model.index(at, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        for at in range(model.rowCount())
    }
    assert "fills Placed Order, Value and Fulfilled Order, Value" in told["Total"]
    assert "fills E-mail;" in told["Email"]


@pytest.fixture
def grouped(qtbot, session, empty, tmp_path):
    """The station with lines of orders that are put together."""
    open_path(qtbot, session, write(tmp_path, LINES, LINES_HEADER, "lines.csv"))
    session.group_as_proposed()
    yield empty
    empty.grouping.close()


def test_each_item_of_an_order_is_an_event_of_its_own(qtbot, session, grouped):
    grouped.several.add_event()
    title = "Ordered Product, one for each item"
    assert title in titles(grouped.lists.chooser)
    choose(qtbot, grouped, title)
    assert session.tells_each_item
    assert not session.can_tell_products
    assert session.obstacle is None
    assert "properties.SKU" in grouped.targets.slots
    assert not any("[]" in key for key in grouped.targets.slots)
    box = grouped.targets.sent_when.each_item
    assert (box.isHidden(), box.isChecked()) == (False, True)
    QApplication.processEvents()
    click(qtbot, box)
    assert not session.tells_each_item
    assert "properties.Items[].SKU" in {pair.target for pair in session.seen.events}
    assert session.undo_stack.undoText() == "send Ordered Product once per order"
    session.tell_each_item(True)
    assert session.obstacle is None
    grouped.targets.place_custom(("Menge",))
    session.show_event(0)
    assert box.isHidden()
    session.tell_each_item(True)
    assert not session.tells_each_item


def test_the_lines_of_an_order_are_told_one_after_another(session, grouped):
    session.add_products()
    assert "Ordered Product" in grouped.live.sentence
    told = [each.text() for each in grouped.live.findChildren(QLabel)]
    assert {each for each in told if each.endswith(" of 2")} == {"1 of 2", "2 of 2"}


def test_a_date_of_the_order_that_stands_in_its_first_line_alone_is_no_blank(session, grouped):
    session.add_event("Fulfilled Order")
    time = session.mapping.pair(EVENTS, "time")
    assert time is not None
    session.accept(EVENTS, time)
    assert session.proposed_condition is None


def test_without_rows_put_together_no_event_is_one_of_each_item(orders):
    orders.add_event("Fulfilled Order")
    before = orders.mapping
    orders.tell_each_item(True)
    orders.add_products()
    assert orders.mapping == before


def test_beside_an_event_that_nothing_fills_there_is_no_other_one(station, orders):
    assert station.targets.tabs.isVisible()
    orders.clear(EVENTS)
    assert not station.targets.tabs.isVisible()
    station.several.add_event()
    station.several.open_conditions()
    assert station.lists.chooser is None
    assert not station.several.panel.isVisible()


def test_a_tab_tells_that_a_choice_is_to_be_made_in_it(station, orders):
    bar, summary = station.targets.tabs.bar, station.summary
    orders.add_event("Fulfilled Order")
    assert bar.tabText(1) == "Fulfilled Order"
    orders.unmap(EVENTS, "time")
    orders.show_event(0)
    assert (bar.tabText(0), bar.tabText(1)) == ("Placed Order", "▲ Fulfilled Order")
    assert bar.accessibleTabName(1).endswith("; a choice is to be made in it")
    assert summary.sentence.startswith("Nothing says when Fulfilled Order happened: choose")
    orders.unmap(EVENTS, "time")
    assert "when Placed Order and Fulfilled Order happened" in summary.sentence
    orders.show_event(1)
    orders.place(("Note",), EVENTS, "time")
    orders.show_event(0)
    orders.place(("Placed at",), EVENTS, "time")
    assert bar.tabText(1) == "▲ Fulfilled Order", "no cell of it is a date"
