import re
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QIcon
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit

from klaviyo_gui.core.conversion import Conversion, DateStyle, NumberStyle
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Options, Pair, Undated, ValueType
from klaviyo_gui.store.presets import save
from klaviyo_gui.ui import icons
from klaviyo_gui.ui.cards import CardRole, arrow
from klaviyo_gui.ui.map import search
from klaviyo_gui.ui.map.convert.types import TypeSection
from klaviyo_gui.ui.map.drag import columns_data, columns_of, target_data
from klaviyo_gui.ui.map.options import OptionsRow
from klaviyo_gui.ui.map.summary import summary
from klaviyo_gui.ui.models.column_state import ColumnState
from klaviyo_gui.ui.models.found_columns import Order
from klaviyo_gui.ui.placing import Way
from klaviyo_gui.ui.status import Mark, Station, Status, map_status
from klaviyo_gui.ui.theme import Choice
from tests.ui.map.hands import LEFT, button
from tests.ui.windows import HEADER, ROWS, checked, drop, open_path, write

EVENTS, PROFILES = Kind.EVENTS, Kind.PROFILES
PLACED = Pair("value", Column("total"), conversion=Conversion(number=NumberStyle.POINT))
"""What every way ends in: "12.50" proves how the column writes its decimals."""


@pytest.fixture
def station(qtbot, empty, session, tmp_path):
    """The Map station with a file of which nothing is mapped."""
    open_path(qtbot, session, write(tmp_path))
    session.undo_stack.undo()
    session.undo_stack.clear()
    assert session.mapping.kinds == ()
    return empty


def place_of(station, column):
    view = station.columns.view
    index = view.model().index(HEADER.index(column), 0)
    view.scrollTo(index)
    return view.visualRect(index).center()


def by_drag(qtbot, station, column, key):
    view = station.columns.view
    at = place_of(station, column)
    load = view.model().mimeData([view.indexAt(at)])
    drop(station.targets.slots[key], load)


def by_drag_of_the_property(qtbot, station, column, key):
    view = station.columns.view
    drop(view.viewport(), target_data(EVENTS, key), place_of(station, column))


def by_click(qtbot, station, column, key):
    view = station.columns.view
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place_of(station, column))
    qtbot.mouseClick(station.targets.slots[key], Qt.MouseButton.LeftButton, pos=QPoint(30, 12))


def by_keys(qtbot, station, column, key):
    view = station.columns.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))
    for _ in range(HEADER.index(column)):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    slot = station.targets.slots[key]
    for _ in range(60):
        if QApplication.focusWidget() is slot:
            break
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def by_the_list_of_properties(qtbot, station, column, key):
    view = station.columns.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(HEADER.index(column), 0))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    choose(qtbot, station, "Value")


def by_the_list_of_columns(qtbot, station, column, key):
    slot = station.targets.slots[key]
    slot.setFocus()
    qtbot.keyClick(slot, Qt.Key.Key_F4)
    choose(qtbot, station, column)


def choose(qtbot, station, words):
    search = QApplication.focusWidget()
    qtbot.keyClicks(search, words)
    qtbot.keyClick(search, Qt.Key.Key_Return)


WAYS = (
    by_drag,
    by_drag_of_the_property,
    by_click,
    by_keys,
    by_the_list_of_properties,
    by_the_list_of_columns,
)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_every_way_ends_in_the_same_mapping_and_the_same_step(qtbot, station, session, way):
    way(qtbot, station, "total", "value")
    assert session.mapping.events == (PLACED,)
    assert session.undo_stack.undoText() == "map total → Value"
    assert session.hand == ()
    session.undo_stack.undo()
    assert session.mapping.events == ()


def test_several_columns_dropped_on_the_zone_become_custom_properties(station, session):
    drop(station.targets.zones[False], columns_data(("who", "colour")))
    assert [pair.target for pair in session.mapping.events] == [
        "properties.who",
        "properties.colour",
    ]
    drop(station.targets.zones[True], columns_data(("total",)))
    assert session.mapping.events[-1].target == "profile.properties.total"
    assert "properties.who" in station.targets.slots


def test_the_zone_takes_what_is_in_hand(qtbot, station, session):
    session.take(("colour",))
    qtbot.mouseClick(station.targets.zones[False], Qt.MouseButton.LeftButton)
    assert session.mapping.events == (Pair("properties.colour", Column("colour"), ValueType.TEXT),)


def test_the_zone_lists_the_columns_when_nothing_is_in_hand(qtbot, station, session):
    for zone, key in ((False, "properties.who"), (True, "profile.properties.who")):
        station.targets.zones[zone].setFocus()
        qtbot.keyClick(station.targets.zones[zone], Qt.Key.Key_Return)
        choose(qtbot, station, "who")
        assert session.mapping.events[-1].target == key


def test_a_second_click_or_escape_puts_a_column_back(qtbot, station, session):
    view = station.columns.view
    place = place_of(station, "total")
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert session.hand == ("total",)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert session.hand == ()
    session.take(("total",))
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert session.hand == ()


def test_keys_send_a_column_as_custom_property_and_leave_it_out(qtbot, station, session):
    view = station.columns.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(3, 0))
    qtbot.keyClick(view, Qt.Key.Key_P)
    assert session.mapping.events == (Pair("properties.colour", Column("colour"), ValueType.TEXT),)
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert session.mapping.events == ()


def test_a_fixed_text_is_typed_in_the_slot(qtbot, station, session):
    slot = station.targets.slots["metric"]
    slot.setFocus()
    qtbot.keyClick(slot, Qt.Key.Key_F2)
    qtbot.keyClicks(QApplication.focusWidget(), "Sale")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert session.mapping.events == (Pair("metric", Fixed("Sale")),)
    assert "filled by “Sale” in every row" in slot.accessibleName()


def test_escape_leaves_the_fixed_text_as_it_was(qtbot, station, session):
    slot = station.targets.slots["metric"]
    slot.setFocus()
    qtbot.keyClick(slot, Qt.Key.Key_F2)
    qtbot.keyClicks(QApplication.focusWidget(), "Sale")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert session.mapping.events == ()
    assert QApplication.focusWidget() is slot


def test_a_slot_shows_the_value_as_it_will_be_sent_and_says_so(qtbot, station, session):
    for column, key in (("total", "value"), ("email", "profile.email"), ("when", "time")):
        session.place((column,), EVENTS, key)
    session.fix(EVENTS, "metric", "Sale")
    slots = station.targets.slots
    assert station.live.number == 0
    assert slots["value"].value == "12.5"
    assert slots["value"].accessibleName() == (
        "Value, number, filled by total, read as number · 1,234.50, first value 12.5"
    )
    assert slots["time"].value == "2024-03-01T10:00:00+00:00"
    assert station.live.sentence == "ann@shop.io · Sale 1 March 2024, 10:00 · 12.5"
    assert '"value": 12.5' in station.live.details


def test_the_next_problem_is_found_from_any_row(qtbot, station, session, checker):
    for column, key in (("total", "value"), ("email", "profile.email")):
        session.place((column,), EVENTS, key)
    session.fix(EVENTS, "metric", "Sale")
    checked(qtbot, checker)
    station.live.find_problem()
    qtbot.waitUntil(lambda: station.live.number == 2)
    assert station.live.sentence.startswith("This row is held")
    assert station.targets.slots["value"].value == "x"
    station.live.step_back()
    assert station.live.number == 1
    station.live.step_on()
    station.live.step_on()
    assert station.live.number == 2


def test_a_row_that_was_left_out_is_no_problem_to_be_found(qtbot, station, session):
    for column, key in (("total", "value"), ("email", "profile.email")):
        session.place((column,), EVENTS, key)
    session.fix(EVENTS, "metric", "Sale")
    session.leave_row_out(4, ROWS[2])
    with qtbot.waitSignal(station.live._search.ended):
        station.live.find_problem()
    station.live.step_on()
    station.live.step_on()
    assert station.live.number == 2
    assert station.live.sentence.startswith("This row is left out")


def test_delete_empties_a_slot_and_its_proposal_is_offered_again(qtbot, station, session):
    session.match_automatically()
    slot = station.targets.slots["profile.email"]
    slot.setFocus()
    qtbot.keyClick(slot, Qt.Key.Key_Delete)
    assert session.mapping.pair(EVENTS, "profile.email") is None
    assert "proposed: email?" in slot.accessibleName()
    slot.accepted.emit(slot.key)
    assert session.mapping.pair(EVENTS, "profile.email") == Pair("profile.email", Column("email"))


def test_the_type_of_a_custom_property_is_chosen_beside_its_pill(qtbot, station, session):
    session.place_custom(("total",), EVENTS)
    slot = station.targets.slots["properties.total"]
    slot.setFocus()
    qtbot.keyClick(slot, Qt.Key.Key_T)
    assert QApplication.activePopupWidget() is station.popover
    box = station.popover.findChild(TypeSection).box
    assert [box.itemText(at) for at in range(box.count())] == [
        "text",
        "number",
        "yes or no",
        "date and time",
        "list",
    ]
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert session.mapping.events[0].type is ValueType.NUMBER
    assert slot.pill.words == "number · 1,234.50"
    station.popover.close()


def test_the_other_kind_has_its_own_slots(qtbot, station, session):
    station.targets.show_kind(PROFILES)
    assert "value" not in station.targets.slots
    drop(station.targets.slots["email"], columns_data(("email",)))
    assert session.mapping.profiles == (Pair("email", Column("email")),)
    station.targets.show_kind(EVENTS)
    assert "value" in station.targets.slots


def test_missing_columns_are_shown_on_their_slots(qtbot, station, session, tmp_path):
    session.place(("email",), EVENTS, "profile.email")
    save(tmp_path / "shop.json", session.made_preset("shop"))
    other = write(tmp_path, header=("who", "when", "total", "colour", "mail to"), name="other.csv")
    open_path(qtbot, session, other)
    session.load_preset(tmp_path / "shop.json")
    slot = station.targets.slots["profile.email"]
    assert slot.filling.is_missing
    assert "email is not in this file" in slot.accessibleName()
    drop(slot, columns_data(("mail to",)))
    assert not slot.filling.is_missing


def test_f6_goes_from_pane_to_pane(qtbot, station):
    station.columns.view.setFocus()
    station.cycle()
    assert station.targets.isAncestorOf(QApplication.focusWidget())
    station.cycle()
    assert not station.targets.isAncestorOf(QApplication.focusWidget())


def test_a_foreign_load_is_not_taken(station, session):
    drop(station.targets.slots["value"], target_data(EVENTS, "time"))
    drop(station.targets.zones[False], target_data(EVENTS, "time"))
    assert session.mapping.events == ()
    assert columns_of(target_data(EVENTS, "time")) == ()


def test_enter_accepts_a_proposal_and_says_so(qtbot, station, session):
    slot = station.targets.slots["value"]
    assert "Enter accepts the proposal, Shift+Enter accepts all" in slot.accessibleDescription()
    slot.setFocus()
    qtbot.keyClick(slot, Qt.Key.Key_Return)
    assert session.mapping.events == (PLACED,)
    assert "Enter lists the columns." in slot.accessibleDescription()
    session.take(("colour",))
    assert "Enter places what is in hand." in slot.accessibleDescription()


def test_shift_and_enter_accept_all_proposals(qtbot, station, session):
    slot = station.targets.slots["value"]
    slot.setFocus()
    qtbot.keyClick(slot, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert {each.target for each in session.mapping.events} >= {"metric", "value", "profile.email"}
    session.undo_stack.undo()
    assert session.mapping.events == ()


def test_all_proposals_of_a_kind_are_used_by_one_press_while_several_wait(qtbot, station, session):
    press = station.targets.switch.use_all
    waiting = {each.pair.target for each in session.suggestions if each.kind is EVENTS}
    assert press.isVisible()
    assert press.text() == f"✓ Use all {len(waiting)}"
    press.click()
    assert {each.target for each in session.mapping.events} == waiting
    assert not press.isVisible(), "nothing waits any more"
    session.undo_stack.undo()
    assert session.mapping.events == ()
    station.targets.show_kind(Kind.PROFILES)
    assert f"{len([each for each in session.suggestions if each.kind is Kind.PROFILES])}" in (
        press.text()
    )


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_F4, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier),
    ],
)
def test_the_columns_are_listed_by_key_even_beside_a_proposal(
    qtbot, station, session, key, modifier
):
    slot = station.targets.slots["value"]
    slot.setFocus()
    qtbot.keyClick(slot, key, modifier)
    choose(qtbot, station, "colour")
    assert session.mapping.events == (Pair("value", Column("colour")),)
    station.targets.zones[False].setFocus()
    qtbot.keyClick(station.targets.zones[False], key, modifier)
    choose(qtbot, station, "who")
    assert session.mapping.events[-1] == Pair("properties.who", Column("who"), ValueType.TEXT)


def test_tab_goes_through_the_properties_as_the_eye_does(qtbot, station, session):
    session.place_custom(("colour",), EVENTS)
    session.place_custom(("who",), EVENTS, of_person=True)
    targets = station.targets
    stops = [*targets.slots.values(), *targets.zones.values()]
    order, each = [], targets.slots["profile.email"]
    while each in stops and each not in order:
        order.append(each)
        each = each.nextInFocusChain()
        while each not in stops and each is not targets.slots["profile.email"]:
            each = each.nextInFocusChain()
    assert len(order) == len(stops)

    def heights():
        return [each.mapTo(targets.area.widget(), QPoint(0, 0)).y() for each in order]

    qtbot.waitUntil(lambda: len(set(heights())) == len(stops))
    assert heights() == sorted(heights())


def test_a_very_long_name_leaves_the_controls_in_the_pane(qtbot, station, session, tmp_path):
    long = "a very long name " * 16
    header = (long.strip(), "when", "total", "colour", "email")
    open_path(qtbot, session, write(tmp_path, header=header, name="long.csv"))
    session.place((header[0],), EVENTS, "value")
    session.place_custom((header[0],), EVENTS)
    area = station.targets.area
    qtbot.waitUntil(lambda: area.widget().width() <= area.viewport().width())
    slot = station.targets.slots["value"]
    assert f"filled by {header[0]}" in slot.accessibleName()
    for each in station.targets.slots.values():
        for each_button in each.findChildren(QAbstractButton):
            right = each_button.mapTo(area.widget(), QPoint(each_button.width(), 0)).x()
            assert not each_button.isVisible() or right <= area.viewport().width()


def test_several_columns_dropped_on_one_property_are_combined_or_taken_in_turn(
    qtbot, station, session
):
    slot = station.targets.slots["value"]
    drop(slot, columns_data(("total", "who")))
    assert session.mapping.events == ()
    assert "2 columns in Value" in slot.question.accessibleName()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_R)
    assert slot.question is not None, "there is nothing to replace"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F)
    pair = session.mapping.pair(EVENTS, "value")
    assert (pair.source, pair.fallback) == (Column("total"), (Column("who"),))


def test_a_filled_property_asks_and_escape_leaves_it_as_it_was(qtbot, station, session):
    session.place(("total",), EVENTS, "value")
    slot = station.targets.slots["value"]
    session.take(("colour",))
    slot.setFocus()
    qtbot.keyClick(slot, Qt.Key.Key_Return)
    assert [each.text() for each in slot.question.findChildren(QAbstractButton)] == [
        "Replace  (R)",
        "Combine  (C)",
        "Use as fallback when blank  (F)",
    ]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert slot.question is None
    assert QApplication.focusWidget() is slot
    assert session.mapping.events == (PLACED,)
    assert session.hand == ("colour",)
    qtbot.keyClick(slot, Qt.Key.Key_Return)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert session.mapping.pair(EVENTS, "value").columns == ("total", "colour")
    assert session.undo_stack.undoText() == "combine colour into Value"
    assert session.hand == ()


def test_only_one_property_asks_at_a_time(station, session):
    for key in ("value", "unique_id"):
        session.place(("total",), EVENTS, key)
        drop(station.targets.slots[key], columns_data(("who",)))
    assert station.targets.slots["value"].question is None
    assert station.targets.slots["unique_id"].question is not None
    drop(station.targets.slots["unique_id"], columns_data(("total",)))
    assert session.mapping.pair(EVENTS, "unique_id").columns == ("total",)


def test_unsuited_properties_say_why_and_can_still_be_filled(qtbot, station, session):
    slots = station.targets.slots
    height = slots["time"].sizeHint().height()
    session.take(("colour",))
    assert slots["time"].property("state") == "unsuited"
    assert "needs a date; no value looks like one" in slots["time"].accessibleName()
    assert slots["time"].sizeHint().height() == height, "nothing moves below a drag"
    assert slots["unique_id"].property("state") == "ready"
    qtbot.mouseClick(slots["time"], Qt.MouseButton.LeftButton, pos=QPoint(30, 12))
    assert session.mapping.pair(EVENTS, "time").columns == ("colour",)
    assert slots["unique_id"].property("state") == "empty"


def test_a_drag_shows_what_suits_it_and_its_end_shows_nothing(station):
    station.columns.view.setCurrentIndex(station.columns.view.model().index(3, 0))
    station.columns.view.drag_begun.emit()
    assert station.targets.slots["time"].property("state") == "unsuited"
    station.columns.view.drag_ended.emit()
    assert station.targets.slots["time"].property("state") == "empty"


def test_the_arrow_of_a_column_lists_the_properties_and_a_filled_one_asks(qtbot, station, session):
    session.place(("total",), EVENTS, "value")
    view = station.columns.view
    index = view.model().index(HEADER.index("colour"), 0)
    place = arrow(view.visualRect(index)).center().toPoint()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert session.hand == ()
    choose(qtbot, station, "Value")
    slot = station.targets.slots["value"]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F)
    assert slot.accessibleName().startswith("Value, number, filled by total, else colour")
    place = view.visualRect(index).center()
    reason, at = QContextMenuEvent.Reason.Mouse, view.viewport().mapToGlobal(place)
    event = QContextMenuEvent(reason, place, at)
    QApplication.sendEvent(view.viewport(), event)
    choose(qtbot, station, "Custom property")
    assert session.mapping.pair(EVENTS, "properties.colour").columns == ("colour",)


def test_what_fills_a_property_is_dragged_out_of_it_or_to_another_one(station, session):
    session.place(("total",), EVENTS, "value")
    slots = station.targets.slots
    drop(slots["value"], slots["value"].load(is_chip=True))
    assert session.undo_stack.count() == 1
    drop(slots["unique_id"], slots["value"].load(is_chip=True))
    assert [pair.target for pair in session.mapping.events] == ["unique_id"]
    assert session.undo_stack.undoText() == "move Value → Event id"
    drop(station, slots["unique_id"].load(is_chip=True))
    assert session.mapping.events == ()
    assert session.undo_stack.undoText() == "unmap Event id"
    session.place(("total",), EVENTS, "value")
    drop(station.targets.zones[False], slots["value"].load(is_chip=True))
    (moved,) = session.mapping.events
    assert (moved.target, moved.columns, moved.type) == (
        "properties.total",
        ("total",),
        ValueType.NUMBER,
    )


def test_a_custom_property_is_renamed_in_its_place(qtbot, station, session):
    session.place_custom(("colour", "who"), EVENTS)
    slot = station.targets.slots["properties.colour"]
    slot.setFocus()
    qtbot.keyClick(slot, Qt.Key.Key_N)
    line = QApplication.focusWidget()
    qtbot.keyClicks(line, "who")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert "cannot both be sent" in slot.question.refusal
    line.clear()
    qtbot.keyClicks(line, "look.colour")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert [pair.target for pair in session.mapping.events] == [
        "properties.look.colour",
        "properties.who",
    ]
    assert session.undo_stack.undoText() == "rename colour → look.colour"
    other = station.targets.slots["properties.who"]
    qtbot.mouseDClick(other, Qt.MouseButton.LeftButton, pos=QPoint(20, 14))
    assert other.question is not None
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert other.question is None


def test_a_ready_event_is_chosen_for_the_name_in_one_step(qtbot, station, session):
    slot = station.targets.slots["metric"]
    slot.setFocus()
    qtbot.keyClick(slot, Qt.Key.Key_F4)
    with qtbot.waitSignal(session.mapping_changed):
        choose(qtbot, station, "Ordered Product")
    assert session.mapping.pair(EVENTS, "metric") == Pair("metric", Fixed("Ordered Product"))
    assert session.mapping.pair(EVENTS, "profile.email").columns == ("email",)
    assert session.undo_stack.count() == 1
    assert session.suggestions[0].reason == "you chose this kind of event"
    session.undo_stack.undo()
    assert session.mapping.kinds == ()
    assert session.suggestions[0].reason != "you chose this kind of event"


def test_columns_are_counted_by_state_and_found_by_it(qtbot, station, session):
    session.place(("total",), EVENTS, "value")
    session.place_custom(("colour",), EVENTS)
    session.leave_out(("who",))
    pane = station.columns
    said = [chip.text() for chip in pane.states.values()]
    assert said == ["2 undecided", "1 mapped", "1 custom", "1 left out"]

    def shown():
        return [pane.found.index(at, 0).data() for at in range(pane.found.rowCount())]

    qtbot.mouseClick(pane.states[ColumnState.UNDECIDED], Qt.MouseButton.LeftButton)
    assert shown() == ["when", "email"]
    session.leave_out_rest()
    assert shown() == list(HEADER), "none is left in that state"
    session.undo_stack.undo()
    pane.order_by(Order.STATE)
    assert shown() == ["when", "email", "total", "colour", "who"]
    pane.order_by(Order.NAME)
    assert shown() == sorted(HEADER)
    pane.order_by(Order.FILE)
    qtbot.mouseClick(pane.states[ColumnState.LEFT_OUT], Qt.MouseButton.LeftButton)
    assert shown() == ["who"]
    qtbot.mouseClick(pane.states[ColumnState.LEFT_OUT], Qt.MouseButton.LeftButton)
    assert shown() == list(HEADER)


def test_delete_leaves_a_column_out_and_once_more_takes_that_back(qtbot, station, session):
    view = station.columns.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert session.mapping.left_out == ("who",)
    assert view.model().index(0, 0).data(CardRole.SIDE) == "left out"
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert session.mapping.left_out == ()
    assert session.undo_stack.undoText() == "leave who undecided"


def test_it_is_said_what_is_needed_and_what_is_not_sent(station, session):
    said = station.summary
    assert said.sentence == "Nothing is mapped yet: nothing would be sent."
    session.place(("total",), EVENTS, "value")
    assert "4 columns are undecided and will not be sent." in said.sentence
    assert "All required" not in said.sentence
    session.set_options(Options(undated=Undated.SENDING))
    session.place(("email",), EVENTS, "profile.email")
    session.fix(EVENTS, "metric", "Sale")
    session.place_custom(("who",), EVENTS)
    session.leave_out(("colour", "when"))
    assert said.sentence == (
        "All required properties are filled. 1 column will be a custom property, 2 are left out."
    )
    session.place(("colour",), EVENTS, "unique_id")
    session.place(("when",), EVENTS, "time")
    session.place(("who",), EVENTS, "profile.first_name")
    session.unmap(EVENTS, "properties.who")
    assert said.sentence.endswith("Every column of the file is mapped.")


def test_an_open_question_is_said_and_is_no_green_tick(qtbot, station, session, tmp_path):
    rows = [("Ann", "01/02/2024", "1", "red", "ann@shop.io")] * 3
    open_path(qtbot, session, write(tmp_path, rows, name="either.csv"))
    session.place(("email",), EVENTS, "profile.email")
    session.fix(EVENTS, "metric", "Sale")
    session.place(("when",), EVENTS, "time")
    assert map_status(session) == Status(Mark.LOOK, "1 choice needed")
    assert station.summary.sentence.startswith("1 choice needed: ")
    assert not summary(session)[0]
    pair = session.mapping.pair(EVENTS, "time")
    chosen = replace(pair, conversion=Conversion(date=DateStyle.DAY_FIRST))
    session.convert(EVENTS, chosen, "date")
    assert map_status(session) == Status(Mark.LOOK, "1 choice needed")
    session.say_zone("Europe/Berlin")
    assert map_status(session).mark is Mark.DONE
    assert summary(session)[0]


def test_of_what_tells_who_it_is_one_is_enough_and_so_it_says(station, session):
    session.fix(EVENTS, "metric", "Sale")
    for key in ("profile.email", "profile.phone_number", "profile.external_id"):
        slot = station.targets.slots[key]
        assert "one of these" in shown_on(slot)
        assert "one of these" in slot.accessibleName()
        assert "required" not in shown_on(slot)
    assert map_status(session).words == "1 needed"
    session.unmap(EVENTS, "metric")
    session.place(("total",), EVENTS, "value")
    assert "required" in shown_on(station.targets.slots["metric"])
    assert map_status(session).words == "2 needed"


def test_a_list_of_people_begins_with_the_profiles_and_an_order_with_the_events(
    qtbot, station, session, checker, tmp_path
):
    people = write(tmp_path, [("a@shop.io", "Ann")], ("email", "first_name"), "people.csv")
    session.start_anew()
    open_path(qtbot, session, people)
    assert station.targets.kind is PROFILES
    assert session.mapping.kinds == (PROFILES,)
    assert session.obstacle is None
    open_path(qtbot, session, write(tmp_path, name="more.csv"))
    assert station.targets.kind is EVENTS


def test_nothing_is_said_of_a_row_that_cannot_be_built(station, session):
    session.place(("total",), EVENTS, "value")
    assert session.obstacle is not None
    assert "nothing in this row" not in shown_on(station.targets.slots["value"])
    session.place(("email",), EVENTS, "profile.email")
    session.fix(EVENTS, "metric", "Sale")
    assert station.live.number == 0
    assert "→ 12.5" in shown_on(station.targets.slots["value"])
    station.live.step_on()
    station.live.step_on()
    assert "x" in shown_on(station.targets.slots["value"])
    assert "→ x" not in shown_on(station.targets.slots["value"])


def shown_on(slot):
    return [each.text() for each in slot.findChildren(QLabel)]


def live_words(station):
    return [each.text() for each in station.live.findChildren(QLabel)]


def mapped(session):
    session.place(("email",), EVENTS, "profile.email")
    session.fix(EVENTS, "metric", "Sale")


def test_a_search_without_find_says_how_many_rows_it_saw(qtbot, station, session, checker):
    mapped(session)
    assert checker.result is None
    station.live.find_problem()
    qtbot.waitUntil(lambda: "No problem in 3 rows" in live_words(station))
    assert station.live.number == 0
    checked(qtbot, checker)
    station.live.refresh()
    station.live.find_problem()
    assert "No problem in 3 rows" in live_words(station)


def test_a_long_search_leaves_the_window_alive_and_can_be_stopped(
    qtbot, station, session, tmp_path, monkeypatch
):
    monkeypatch.setattr(search, "SLICE_SECONDS", 0)
    rows = [(f"N{at}", "2024-03-01", "1", "red", f"n{at}@shop.io") for at in range(5_000)]
    open_path(qtbot, session, write(tmp_path, rows, name="long.csv"))
    mapped(session)
    next_problem = next(
        each for each in station.live.findChildren(QAbstractButton) if each.text() == "Next problem"
    )
    qtbot.waitUntil(next_problem.isEnabled)
    next_problem.click()
    told = re.compile("[1-9][0-9,]* rows searched…")
    qtbot.waitUntil(lambda: any(map(told.fullmatch, live_words(station))))
    assert next_problem.text() == "Stop the search"
    next_problem.click()
    assert next_problem.text() == "Next problem"
    assert "1 of 5,000" in live_words(station)


def test_another_file_is_shown_whole_and_from_its_top(qtbot, station, session, tmp_path):
    field = station.columns.findChild(QLineEdit)
    field.setText("nothing like it")
    assert "No column matches." in [
        each.text() for each in station.columns.findChildren(QLabel) if each.isVisible()
    ]
    bar = station.targets.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    open_path(qtbot, session, write(tmp_path, header=("a", "b", "c", "d", "e"), name="other.csv"))
    assert field.text() == ""
    assert station.columns.view.model().rowCount() == 5
    assert bar.value() == 0


def test_in_a_small_window_no_pane_lies_over_another(qtbot, window, tmp_path):
    open_path(qtbot, window.session, write(tmp_path))
    window.show_station(Station.MAP)
    window.resize(960, 600)
    station = window.stations.map
    panes = (station.columns, station.targets, station.live)
    qtbot.waitUntil(lambda: station.live.geometry().right() <= station.width())
    for before, after in pairwise(panes):
        assert before.geometry().right() < after.geometry().left()


def test_properties_that_few_files_fill_are_shown_when_asked_for_or_filled(qtbot, station, session):
    def more():
        buttons = station.targets.findChildren(QAbstractButton)
        return next(each for each in buttons if each.text() in {"More about the person…", "Fewer"})

    assert "profile.location.ip" not in station.targets.slots
    session.fix(EVENTS, "profile.location.ip", "127.0.0.1")
    assert "profile.location.ip" in station.targets.slots
    assert "profile.id" not in station.targets.slots
    qtbot.mouseClick(more(), Qt.MouseButton.LeftButton)
    assert "profile.id" in station.targets.slots
    qtbot.mouseClick(more(), Qt.MouseButton.LeftButton)
    assert "profile.id" not in station.targets.slots


def test_of_many_custom_properties_a_part_is_shown_until_more_are_asked_for(
    qtbot, station, session, tmp_path
):
    header = tuple(f"c{at}" for at in range(100))
    open_path(qtbot, session, write(tmp_path, (header,), header, "wide.csv"))
    targets = station.targets
    session.place_custom(header, EVENTS)

    def shown():
        return [slot for key, slot in targets.slots.items() if session.mapping.pair(EVENTS, key)]

    # The newest is among them, or what was placed just now could not be seen.
    assert len(shown()) == 41
    assert session.mapping.pairs(EVENTS)[-1].target in targets.slots
    assert targets.more_custom.text() == "Show 40 more of 59 that wait"
    targets.reveal(session.mapping.pairs(EVENTS)[90].target)
    assert len(shown()) == 42
    targets.more_custom.click()
    targets.more_custom.click()
    assert len(shown()) == 100
    assert not targets.more_custom.isVisibleTo(targets)


@pytest.fixture
def undated(station, session):
    """The time of events of which nothing says it."""
    session.place(("email",), EVENTS, "profile.email")
    session.fix(EVENTS, "metric", "Sale")
    return station.targets.slots["time"]


def by_click(qtbot, slot):
    station = slot.window()
    station.targets.reveal("time")
    qtbot.mouseClick(button(slot, "Use the time of sending"), LEFT)


def by_key(qtbot, slot):
    assert "S uses the time of sending." in slot.accessibleDescription()
    qtbot.keyClick(slot, Qt.Key.Key_S)


@pytest.mark.parametrize("choose", [by_click, by_key])
def test_the_slot_of_the_time_offers_that_of_sending(qtbot, station, session, undated, choose):
    count, box = session.undo_stack.count(), station.findChild(OptionsRow).undated
    choose(qtbot, undated)
    by_slot = session.mapping
    assert by_slot.options.undated is Undated.SENDING
    assert (session.undo_stack.count(), box.currentText()) == (count + 1, "time of sending")
    assert "filled by the time of sending" in undated.accessibleName()
    assert not button(undated, "Use the time of sending").isVisible()
    assert "S uses" not in undated.accessibleDescription()
    qtbot.keyClick(undated, Qt.Key.Key_S)
    assert session.undo_stack.count() == count + 1
    session.undo_stack.undo()
    assert session.mapping.is_undated
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert session.mapping == by_slot
    assert session.undo_stack.undoText() == "change options"
    qtbot.keyClick(undated, Qt.Key.Key_Delete)
    assert session.mapping.is_undated
    assert button(undated, "Use the time of sending").isVisible()


def test_the_arrow_of_a_slot_follows_the_theme(station, theme):
    def drawn():
        return station.targets.slots["time"]._head.down.icon().pixmap(16, 16).toImage()

    for choice in (Choice.DARK, Choice.LIGHT):
        theme.choose(choice)
        picture = icons.pixmap("down", theme.tokens.muted, 16)
        assert drawn() == QIcon(picture).pixmap(16, 16).toImage()


def test_a_column_takes_the_place_of_the_time_of_sending(qtbot, station, session, undated):
    by_key(qtbot, undated)
    station.targets.place(("when",), "time")
    assert session.mapping.pair(EVENTS, "time") is not None
    assert "time of sending" not in undated.accessibleName()


def test_what_fills_a_blank_looks_like_it(station, session):
    session.place(("email",), EVENTS, "profile.email")
    slot = station.targets.slots["profile.email"]
    chip = slot._foot
    assert not chip.fallback.isVisible()
    session.meet(("who",), EVENTS, "profile.email", Way.FALLBACK)
    assert chip.fallback.isVisible()
    assert chip.fallback.findChild(QLabel).text() == "else who"
    assert chip.fallback.toolTip() == "else who: used in rows where email is blank"
    assert "filled by email, else who" in slot.accessibleName()
    inside = chip.fallback.grab().toImage()
    around = chip.chip.grab().toImage()
    middle = inside.pixelColor(inside.width() - 4, inside.height() // 2)
    assert middle != around.pixelColor(4, around.height() // 2)


def test_events_without_a_time_wait_for_a_choice_that_can_be_taken_back(station, session):
    session.place(("email",), EVENTS, "profile.email")
    session.fix(EVENTS, "metric", "Sale")
    box = station.findChild(OptionsRow).undated
    slot = station.targets.slots["time"]
    assert map_status(session) == Status(Mark.LOOK, "1 choice needed")
    assert station.summary.sentence.startswith("Nothing says when it happened: choose a column")
    assert not summary(session)[0]
    assert "required" in slot.accessibleName()
    assert box.isVisible()

    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert session.mapping.options.undated is Undated.SENDING
    assert map_status(session).mark is Mark.DONE
    assert station.summary.sentence.startswith("All required properties are filled.")
    assert "required" not in slot.accessibleName()

    session.undo_stack.undo()
    assert map_status(session).mark is Mark.LOOK
    assert box.currentText() == "not chosen"
    session.place(("when",), EVENTS, "time")
    assert not box.isVisible()
    assert not session.mapping.is_undated
    session.clear(EVENTS)
    session.place(("email",), Kind.PROFILES, "email")
    assert not box.isVisible()


def test_with_another_choice_open_both_are_said(qtbot, station, session, tmp_path):
    rows = [("Ann", "1", "1.234", "red", "ann@shop.io")] * 3
    open_path(qtbot, session, write(tmp_path, rows, name="sums.csv"))
    session.place(("email",), EVENTS, "profile.email")
    session.fix(EVENTS, "metric", "Sale")
    session.place(("total",), EVENTS, "value")
    assert map_status(session) == Status(Mark.LOOK, "2 choices needed")
    assert " without a time. 1 more choice needed. " in station.summary.sentence
