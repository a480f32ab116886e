"""What fills a property is moved by mouse and by keys, with all that was chosen for it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel

from klaviyo_gui.core.conversion import Conversion, LetterCase
from klaviyo_gui.core.mapping import Column, Fixed, Joined, Kind, Mapping, Pair
from klaviyo_gui.ui.placing import Way
from tests.ui.map.hands import CTRL, LEFT, WAYS, Clicking, Dragging, button
from tests.ui.windows import drop, open_path, write

EVENTS = Kind.EVENTS
WHO = Pair(
    "profile.first_name",
    Joined((Column("who"), Fixed("of"), Column("colour"))),
    conversion=Conversion(case=LetterCase.UPPER),
    fallback=(Fixed("friend"),),
)
NOTE, CITY = "profile.organization", "profile.title"


@pytest.fixture
def station(qtbot, empty, session, tmp_path):
    """The Map station with a file of which nothing is mapped."""
    open_path(qtbot, session, write(tmp_path))
    session.undo_stack.undo()
    session.undo_stack.clear()
    assert session.mapping == Mapping()
    if button(empty.targets, "Show").isVisible():
        empty.targets.reveal(NOTE)
    return empty


@pytest.mark.parametrize("hands", WAYS)
def test_a_text_moves_to_an_empty_property(qtbot, station, session, hands):
    session.fix(EVENTS, NOTE, "gold")
    hands(qtbot, station).move(NOTE, CITY)
    assert session.mapping.events == (Pair(CITY, Fixed("gold")),)
    assert session.in_hand == ()


def copy(station, key, to):
    drop(to, station.targets.slots[key].load(is_chip=True), keys=CTRL)


def copy_by_drag(_qtbot, station):
    copy(station, NOTE, station.targets.slots[CITY])


def copy_by_click(qtbot, station):
    hands, slot = Clicking(qtbot, station), station.targets.slots[CITY]
    qtbot.mouseClick(station.targets.slots[NOTE], LEFT, pos=hands.chip_place(NOTE))
    qtbot.mouseClick(slot, LEFT, CTRL, QPoint(30, 12))


def copy_by_keys(qtbot, station):
    qtbot.keyClick(station.targets.slots[NOTE], Qt.Key.Key_M)
    slot = station.targets.slots[CITY]
    assert "Ctrl+Space places a copy." in slot.accessibleDescription()
    qtbot.keyClick(slot, Qt.Key.Key_Space, CTRL)


@pytest.mark.parametrize("copies", [copy_by_drag, copy_by_click, copy_by_keys])
def test_a_text_that_is_copied_fills_another_property_as_well(qtbot, station, session, copies):
    session.fix(EVENTS, NOTE, "gold")
    count = session.undo_stack.count()
    copies(qtbot, station)
    assert session.in_hand == ()
    assert session.mapping.events == (Pair(NOTE, Fixed("gold")), Pair(CITY, Fixed("gold")))
    assert session.undo_stack.count() == count + 1
    assert session.undo_stack.undoText() == "copy Company → Job title"
    session.undo_stack.undo()
    assert session.mapping.events == (Pair(NOTE, Fixed("gold")),)
    copy(station, NOTE, station.targets.slots[NOTE])
    assert session.mapping.events == (Pair(NOTE, Fixed("gold")),)


def test_columns_in_hand_are_copied_and_stay_where_they_came_from(qtbot, station, session):
    session.place(("colour",), EVENTS, NOTE)
    qtbot.keyClick(station.targets.slots[NOTE], Qt.Key.Key_M)
    qtbot.keyClick(station.targets.slots[CITY], Qt.Key.Key_Space, CTRL)
    assert [pair.target for pair in session.mapping.events] == [NOTE, CITY]
    qtbot.keyClick(station.targets.slots[NOTE], Qt.Key.Key_M)
    qtbot.keyClick(station.targets.slots[NOTE], Qt.Key.Key_Space, CTRL)
    assert [pair.target for pair in session.mapping.events] == [NOTE, CITY]


def test_a_copied_text_becomes_a_custom_property_under_its_name(station, session):
    session.fix(EVENTS, NOTE, "gold")
    copy(station, NOTE, station.targets.zones[False])
    copy(station, NOTE, station.targets.zones[True])
    keys = [pair.target for pair in session.mapping.events]
    assert keys == [NOTE, "properties.Company", "profile.properties.Company"]
    assert {pair.source for pair in session.mapping.events} == {Fixed("gold")}


def test_a_copied_text_asks_how_it_joins_and_stays_where_it_was(qtbot, station, session):
    session.fix(EVENTS, NOTE, "gold")
    session.place(("colour",), EVENTS, CITY)
    copy(station, NOTE, station.targets.slots[CITY])
    Dragging(qtbot, station).click_answer(CITY, Way.FALLBACK)
    assert session.mapping.pair(EVENTS, NOTE) == Pair(NOTE, Fixed("gold"))
    assert session.mapping.pair(EVENTS, CITY) == Pair(
        CITY, Column("colour"), fallback=(Fixed("gold"),)
    )
    copy(station, "metric", station.targets.slots[CITY])
    assert session.in_hand == ()


@pytest.mark.parametrize("way", [Way.COMBINE, Way.FALLBACK])
def test_a_text_asks_how_it_joins_what_fills_the_property(qtbot, station, session, way):
    session.fix(EVENTS, NOTE, "gold")
    session.place(("colour",), EVENTS, CITY)
    hands = Dragging(qtbot, station)
    hands.move(NOTE, CITY)
    assert "“gold” and colour" in station.targets.slots[CITY].question.accessibleName()
    hands.click_answer(CITY, way)
    (pair,) = session.mapping.events
    assert Fixed("gold") in (*getattr(pair.source, "parts", ()), *pair.fallback)


def test_a_text_in_hand_is_said_and_can_be_put_back(qtbot, station, session):
    session.fix(EVENTS, NOTE, "gold")
    station.targets.slots[NOTE].moving.emit(NOTE)
    assert session.in_hand == ("“gold”",)
    assert "Enter places “gold”" in station.targets.slots[CITY].accessibleName()
    qtbot.keyClick(station, Qt.Key.Key_Escape)
    assert session.in_hand == ()
    assert session.mapping.events == (Pair(NOTE, Fixed("gold")),)


def test_a_way_that_would_lose_something_is_not_offered_and_it_says_why(qtbot, station, session):
    session.convert(EVENTS, WHO, "test")
    session.place(("total",), EVENTS, CITY)
    before = session.mapping
    drop(
        station.targets.slots[CITY], station.targets.slots["profile.first_name"].load(is_chip=True)
    )
    question = station.targets.slots[CITY].question
    shown = " ".join(each.text() for each in question.findChildren(QLabel))
    assert "Not “Combine”: their texts are changed or read in different ways" in shown
    assert "Not “Use as fallback when blank”: only a single column can stand in" in shown
    assert "their texts are changed" in question.accessibleDescription()
    assert "C combines" not in question.accessibleDescription()
    qtbot.keyClick(question, Qt.Key.Key_C)
    assert session.mapping == before
    qtbot.keyClick(question, Qt.Key.Key_R)
    (pair,) = session.mapping.events
    assert (pair.source, pair.conversion, pair.fallback) == (
        WHO.source,
        WHO.conversion,
        WHO.fallback,
    )


def test_what_is_moved_among_the_custom_properties_keeps_its_name(station, session):
    session.fix(EVENTS, "properties.level", "gold")
    load = station.targets.slots["properties.level"].load(is_chip=True)
    drop(station.targets.zones[True], load)
    assert session.mapping.events == (Pair("profile.properties.level", Fixed("gold")),)
