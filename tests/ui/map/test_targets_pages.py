"""A page of places for each kind of record, kept, and made before it is seen."""

import pytest
from PySide6.QtWidgets import QApplication, QToolButton

from klaviyo_gui.core.grouping import Grouping
from klaviyo_gui.core.mapping import Column, Kind, Pair
from klaviyo_gui.ui.map.slot.card import SlotCard
from klaviyo_gui.ui.stations.map import MapStation
from tests.ui.windows import open_path, write

EVENTS, PROFILES = Kind.EVENTS, Kind.PROFILES


@pytest.fixture
def targets(empty, session, qtbot, tmp_path):
    """The pane with a file of which nothing is mapped, on show with the places of events."""
    open_path(qtbot, session, write(tmp_path))
    session.undo_stack.undo()
    pane = empty.targets
    pane.show_kind(EVENTS)
    assert pane.slots
    return pane


def made(targets):
    """Return how many places there are, on show or not."""
    return len(targets.findChildren(SlotCard))


def test_who_turns_back_finds_the_same_places(targets):
    of_events = dict(targets.slots)
    targets.show_kind(PROFILES)
    assert not set(targets.slots.values()) & set(of_events.values())
    assert not any(each.isVisible() for each in of_events.values())
    targets.show_kind(EVENTS)
    assert targets.slots == of_events
    assert all(each.isVisible() for each in of_events.values())


def test_what_stood_open_is_closed_by_turning_away(targets, session):
    session.place(("total",), EVENTS, "value")
    targets.place(("colour",), "value")
    slot = targets.slots["value"]
    assert slot.question is not None
    targets.edit_fixed("metric")
    targets.show_kind(PROFILES)
    targets.show_kind(EVENTS)
    assert slot.question is None
    assert not targets.slots["metric"].leave_fixed()


def test_the_places_of_the_other_kind_are_made_before_somebody_turns_there(targets, qtbot):
    of_other = len(targets._offered(PROFILES).targets)
    assert of_other > 10
    qtbot.waitUntil(lambda: made(targets) >= len(targets.slots) + of_other)
    before = made(targets)
    targets.show_kind(PROFILES)
    assert targets.slots
    assert made(targets) == before


def test_places_come_a_few_a_turn_where_nobody_could_make_them_before(
    qtbot, session, checker, theme
):
    station = MapStation(session, checker, theme)
    qtbot.addWidget(station)
    station.show()
    pane = station.targets
    few = made(pane)
    assert 0 < few < 10
    assert not any(each.isVisible() for each in pane.findChildren(SlotCard))
    qtbot.waitUntil(lambda: any(each.isVisible() for each in pane.findChildren(SlotCard)))
    assert all(each.isVisible() for each in pane.slots.values())
    assert made(pane) > 10


def test_unfolding_rare_properties_keeps_the_place_on_the_page(targets, qtbot):
    bar = targets.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum() // 2)
    at, before = bar.value(), set(targets.slots)
    more = next(
        each for each in targets.findChildren(QToolButton) if each.text().startswith("More about")
    )
    more.click()
    assert set(targets.slots) > before
    assert more.text() == "Fewer"
    QApplication.processEvents()
    assert bar.value() == at


def test_a_property_that_is_another_one_by_now_is_described_anew_when_it_is_turned_to(
    targets, session
):
    key = "properties.Items[].SKU"
    session.convert(EVENTS, Pair(key, Column("colour")), "a detail")
    plain = targets.slots[key]
    targets.show_kind(PROFILES)
    session.group(Grouping(("who",), ("colour",)))
    targets.show_kind(EVENTS)
    slot = targets.slots[key]
    assert slot.toolTip().startswith("Of each item:")
    assert not plain.toolTip().startswith("Of each item:")
    assert not plain.isVisible()
