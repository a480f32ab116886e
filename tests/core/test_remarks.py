import orjson
import pytest

from klaviyo_gui.core import event_item, profile_item
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping, Pair, ValueType
from klaviyo_gui.core.record import Plan, compile_plan

HEADER = ("email", "phone", "shop", "value", "other")


def codes(kind, cells, *pairs):
    """Return (code, target) of what is told of a record, apart from the time of the run."""
    who = ("email", "phone_number", "external_id")
    prefix = "profile." if kind is Kind.EVENTS else ""
    mapped = [Pair(prefix + key, Column(name)) for key, name in zip(who, HEADER, strict=False)]
    if kind is Kind.EVENTS:
        mapped.append(Pair("metric", Fixed("Order")))
    every = (*mapped, *pairs)
    mapping = Mapping(every) if kind is Kind.EVENTS else Mapping((), every)
    row = [cells.get(name, "") for name in HEADER]
    record = compile_plan(Plan(mapping, HEADER), kind)(row)
    told = [(each.code, each.target) for each in record.problems if each.target != "time"]
    return orjson.loads(record.body or b"null"), told


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"phone": "+4930901820"}, ["phone_alone"]),
        ({"phone": "+4930901820", "email": "a@shop.io"}, []),
        ({"phone": "+4930901820", "shop": "7"}, []),
        ({"shop": "7"}, []),
        ({"phone": "+4930901820", "email": "no address"}, ["email_invalid"]),
        ({}, ["identifier_missing"]),
    ],
)
def test_somebody_whom_a_phone_number_alone_names_is_told(kind, cells, expected):
    assert [code for code, _ in codes(kind, cells)[1]] == expected


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(
    ("shop", "is_told"), [(" 7", True), ("7 ", True), ("7", False), ("7 a", False), ("", False)]
)
def test_a_customer_id_with_a_blank_around_it_is_told_as_it_is_another_one(kind, shop, is_told):
    target = ("profile." if kind is Kind.EVENTS else "") + "external_id"
    told = codes(kind, {"email": "a@shop.io", "shop": shop})[1]
    assert told == ([("id_padded", target)] if is_told else [])


def test_an_event_without_its_value_is_told_unless_the_value_is_wrong_or_not_mapped():
    value = Pair("value", Column("value"))
    ann = {"email": "a@shop.io"}
    assert codes(Kind.EVENTS, ann, value)[1] == [("value_blank", "value")]
    assert codes(Kind.EVENTS, ann | {"value": "0"}, value)[1] == []
    assert codes(Kind.EVENTS, ann | {"value": "many"}, value)[1] == [("number_invalid", "value")]
    assert codes(Kind.EVENTS, ann)[1] == []


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(
    ("name", "is_told"),
    [("$email", True), ("$extra", None), ("price in $", False), ("$own.part", True)],
)
def test_names_that_are_klaviyo_s_own_are_told_and_sent(kind, name, is_told):
    pair = Pair(f"properties.{name}", Column("other"))
    is_told = kind is Kind.PROFILES if is_told is None else is_told
    body, told = codes(kind, {"email": "a@shop.io", "other": "x"}, pair)
    assert told == ([("name_reserved", pair.target)] if is_told else [])
    assert name.split(".")[0] in str(body)
    assert codes(kind, {"email": "a@shop.io"}, pair)[1] == []


def test_codes_that_lose_their_zeros_as_numbers_are_told():
    number = Pair("properties.sku", Column("other"), ValueType.NUMBER)
    ann = {"email": "a@shop.io"}
    assert codes(Kind.PROFILES, ann | {"other": "007"}, number)[1] == [
        ("zeros_cut", "properties.sku")
    ]
    assert codes(Kind.PROFILES, ann | {"other": "0.70"}, number)[1] == []
    assert codes(Kind.PROFILES, ann | {"other": "0"}, number)[1] == []
    value = Pair("value", Column("value"))
    assert codes(Kind.EVENTS, ann | {"value": "0012"}, value)[1] == []


@pytest.mark.parametrize("module", [event_item, profile_item])
def test_builders_without_remarks_would_fail_these_tests(monkeypatch, module):
    monkeypatch.setattr(module, "remarks", lambda *_: ())
    kind = Kind.EVENTS if module is event_item else Kind.PROFILES
    pair = Pair("properties.$email", Column("other"))
    assert codes(kind, {"email": "a@shop.io", "other": "x"}, pair)[1] == []
