from datetime import UTC, datetime

import pytest

from klaviyo_gui.core.conversion import Conversion, Unread
from klaviyo_gui.core.convert import can_be_left_out, converter
from klaviyo_gui.core.mapping import Options, ValueType
from klaviyo_gui.core.problem import Code, Severity

LEFT_OUT = Conversion(unread=Unread.LEAVE_OUT)
OWN = "properties.own"


def converted(text, to, conversion=LEFT_OUT, target=OWN):
    problems = []
    convert = converter(target, to, Options("UTC"), datetime(2026, 1, 1, tzinfo=UTC), conversion)
    return convert(text, problems), [(each.code, each.severity) for each in problems]


@pytest.mark.parametrize(
    ("text", "to", "target", "code"),
    [
        ("on request", ValueType.NUMBER, OWN, Code.NUMBER_INVALID),
        ("9" * 400, ValueType.NUMBER, OWN, Code.NUMBER_INEXACT),
        ("on request", ValueType.NUMBER, "value", Code.NUMBER_INVALID),
        ("perhaps", ValueType.YES_NO, OWN, Code.YES_NO_INVALID),
        ("soon", ValueType.TIME, OWN, Code.TIME_INVALID),
        ("red, blue", ValueType.LIST, OWN, Code.LIST_INVALID),
        ("euros", ValueType.TEXT, "value_currency", Code.CURRENCY_INVALID),
    ],
)
def test_what_cannot_be_read_holds_its_record_or_is_left_out_with_a_warning(text, to, target, code):
    assert converted(text, to, Conversion(), target) == (None, [(code, Severity.HOLD)])
    assert converted(text, to, LEFT_OUT, target) == (None, [(Code.VALUE_UNREAD, Severity.WARN)])


@pytest.mark.parametrize(
    ("text", "to", "code"),
    [
        ("1.234", ValueType.NUMBER, Code.NUMBER_AMBIGUOUS),
        ("12 %", ValueType.NUMBER, Code.PERCENT_UNSAID),
        ("03/04/2024", ValueType.TIME, Code.DATE_AMBIGUOUS),
    ],
)
def test_what_can_be_read_in_two_ways_is_held_all_the_same(text, to, code):
    assert converted(text, to) == (None, [(code, Severity.HOLD)])


def test_what_can_be_read_is_read_as_before_with_all_that_is_told_of_it():
    assert converted("7", ValueType.NUMBER) == (7, [])
    before = converted("2024-04-03 10:00", ValueType.TIME, Conversion())
    assert converted("2024-04-03 10:00", ValueType.TIME) == before


def test_the_time_of_an_event_is_never_left_out():
    found = converted("soon", ValueType.TIME, target="time")
    assert found == (None, [(Code.TIME_INVALID, Severity.HOLD)])
    can = [each for each in ValueType if can_be_left_out(OWN, each)]
    assert can == [ValueType.NUMBER, ValueType.YES_NO, ValueType.TIME, ValueType.LIST]
    for target in ("time", "metric", "unique_id"):
        assert not any(can_be_left_out(target, each) for each in ValueType)
