import orjson
import pytest
from PySide6.QtWidgets import QLabel

from klaviyo_gui.core.mapping import Column, Kind, Pair
from klaviyo_gui.core.problem import Code, Problem, Severity
from klaviyo_gui.ui.map.record_card import RecordCard
from klaviyo_gui.ui.map.record_words import headline, pair_value, remarks
from klaviyo_gui.ui.models.built import Built

EVENTS, PROFILES = Kind.EVENTS, Kind.PROFILES


def person(**attributes):
    return {"type": "profile", "attributes": attributes}


def event(profile, **attributes):
    named = {"metric": {"data": {"attributes": {"name": "Sale"}}}, "properties": {}}
    inner = {"data": [{"attributes": named | attributes}]}
    return {"attributes": {"profile": {"data": profile}, "events": inner}}


def built(content=None, problems=(), lines=()):
    body = orjson.dumps(content) if content is not None else b""
    return Built(4, ("a",), body, problems, lines)


@pytest.mark.parametrize(
    ("profile", "who"),
    [
        (person(first_name="Ann", last_name="Lee", email="ann@shop.io"), "Ann Lee"),
        (person(last_name="Lee"), "Lee"),
        (person(email="ann@shop.io", external_id="7"), "ann@shop.io"),
        (person(external_id="7"), "7"),
        (person(), "Somebody"),
    ],
)
def test_a_person_is_told_by_name_else_by_what_tells_who_it_is(profile, who):
    assert headline(PROFILES, profile)[0] == who
    assert headline(EVENTS, event(profile))[0] == f"{who} · Sale"


def test_an_event_is_told_with_when_and_how_much():
    content = event(person(), time="2024-03-01T10:00:00+00:00", value=12.5, value_currency="EUR")
    assert headline(EVENTS, content)[1] == "1 March 2024, 10:00 · 12.5 EUR"
    assert headline(EVENTS, event(person()))[1] == ""


def test_a_time_is_told_as_a_moment_and_any_other_value_as_it_is():
    content = event(person(), time="2024-03-01T10:00:00+00:00", value=12.5)
    assert pair_value(EVENTS, Pair("time", Column("A")), content) == "1 March 2024, 10:00"
    assert pair_value(EVENTS, Pair("value", Column("A")), content) == "12.5"


def test_every_problem_is_told_with_its_weight_and_its_property():
    held = Problem(Code.NUMBER_INVALID, Severity.HOLD, "value", "x")
    found = remarks(EVENTS, built(problems=(held,), lines=(4, 9)))
    assert found[0].startswith("■ Value: ")
    assert found[1] == "○ One person from file lines 4, 9."


def test_a_held_row_is_told_by_its_line_also_after_a_record_without_a_second_line(qtbot):
    card = RecordCard()
    qtbot.addWidget(card)
    card.show()
    card.show_record(PROFILES, built(person(external_id="7")), ())
    assert all(each.text() for each in card.findChildren(QLabel) if each.isVisible())
    card.show_record(PROFILES, built(), ())
    assert card.sentence == "This row is held File line 4: nothing is sent for it."
    below = next(each for each in card.findChildren(QLabel) if "File line 4" in each.text())
    assert below.isVisible()


def test_nothing_of_a_record_is_left_where_there_is_none(qtbot):
    card = RecordCard()
    qtbot.addWidget(card)
    pairs = (Pair("external_id", Column("A")),)
    card.show_record(PROFILES, built(person(external_id="7"), lines=(4, 9)), pairs)
    assert "external_id" in card.details
    card.show_reason("No file yet", "Open one in File.")
    assert card.sentence == "No file yet Open one in File."
    assert card.details == ""
    words = [each.text() for each in card.findChildren(QLabel) if each.isVisibleTo(card)]
    assert words == ["No file yet", "Open one in File."]
