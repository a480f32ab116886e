from datetime import UTC, datetime

import orjson
import pytest

from klaviyo_gui.core.batch import ITEM_MAX_BYTES
from klaviyo_gui.core.errors import (
    ColumnsMissing,
    IdentifierMissing,
    MappingEmpty,
    MetricMissing,
    NamesClash,
    OptionError,
    TargetRepeated,
    TargetUnknown,
)
from klaviyo_gui.core.ids import DIGEST_SIZE, digest
from klaviyo_gui.core.mapping import (
    Column,
    Fixed,
    Kind,
    Mapping,
    Options,
    Pair,
    Undated,
    ValueType,
)
from klaviyo_gui.core.problem import Code, Severity
from klaviyo_gui.core.record import Plan, check_mapping, compile_plan, held, type_of
from tests.core.cells import (
    attributes,
    build,
    codes,
    event,
    event_mapping,
    pairs,
    person,
    profile_mapping,
)

ROW = {
    "id": "31625",
    "total": "150.75",
    "money": " usd ",
    "when": "2011-05-15 19:39:03",
    "mail": "john.smith@gmail.com",
    "brand": "Øre",
}
ORDER = {
    "profile.email": "mail",
    "metric": Fixed("Placed Order"),
    "time": "when",
    "value": "total",
    "value_currency": "money",
    "unique_id": "id",
    "properties.Brand": "brand",
}
LEAST = {"profile.email": "mail", "metric": Fixed("Placed Order")}


def test_a_row_becomes_an_event_of_its_person():
    built = build(event_mapping(ORDER), ROW)

    assert built.problems == ()
    assert attributes(built) == {
        "backfill": True,
        "profile": {"data": {"type": "profile", "attributes": {"email": "john.smith@gmail.com"}}},
        "events": {
            "data": [
                {
                    "type": "event",
                    "attributes": {
                        "properties": {"Brand": "Øre"},
                        "time": "2011-05-15T19:39:03+00:00",
                        "value": 150.75,
                        "value_currency": "USD",
                        "unique_id": "31625",
                        "metric": {
                            "data": {"type": "metric", "attributes": {"name": "Placed Order"}}
                        },
                        "backfill": True,
                    },
                }
            ]
        },
    }
    assert built.body.startswith(b'{"type":"event-bulk-create","attributes":')
    assert not built.has_made_id


def test_a_row_becomes_a_profile():
    row = {"mail": "ann@shop.io", "zip": "01234", "points": "3", "news": "yes"}
    mapping = Mapping(
        profiles=(
            *pairs({"email": "mail", "location.zip": "zip", "properties.Since": Fixed("2024")}),
            Pair("properties.Points", Column("points"), ValueType.NUMBER),
            Pair("properties.News", Column("news"), ValueType.YES_NO),
        )
    )

    assert attributes(build(mapping, row)) == {
        "email": "ann@shop.io",
        "location": {"zip": "01234"},
        "properties": {"Since": "2024", "Points": 3, "News": True},
    }


@pytest.mark.parametrize(("is_history", "marks"), [(True, (True, True)), (False, (None, None))])
def test_history_starts_no_flows_and_live_sets_no_mark(is_history, marks):
    built = build(event_mapping(ORDER), ROW, is_history=is_history)

    assert (attributes(built).get("backfill"), event(built).get("backfill")) == marks


@pytest.mark.parametrize(
    ("turn", "marks"),
    [
        ("2011-05-15T19:39:03+00:00", (None, None)),
        ("2011-05-15T19:39:04+00:00", (True, True)),
        ("2011-05-15T21:39:03+02:00", (None, None)),
        ("2011-05-15T19:39:04-01:00", (True, True)),
    ],
)
def test_what_happened_before_a_moment_is_history_and_the_rest_live(turn, marks):
    turn = datetime.fromisoformat(turn)
    mapping = event_mapping(ORDER)
    built = build(mapping, ROW, is_history=False, history_before=turn)
    assert (attributes(built).get("backfill"), event(built).get("backfill")) == marks
    all_history = build(mapping, ROW, is_history=True, history_before=turn)
    assert event(all_history)["backfill"]


PLACES = {
    "email": ("ann@shop.io", ("email",)),
    "phone_number": ("+15005550006", ("phone_number",)),
    "external_id": ("0012", ("external_id",)),
    "first_name": ("Ann", ("first_name",)),
    "last_name": ("Lee", ("last_name",)),
    "organization": ("Shop", ("organization",)),
    "title": ("Dr", ("title",)),
    "image": ("https://shop.io/a.png", ("image",)),
    "locale": ("en-US", ("locale",)),
    "location.address1": ("1 Road", ("location", "address1")),
    "location.address2": ("2nd floor", ("location", "address2")),
    "location.city": ("Bonn", ("location", "city")),
    "location.region": ("NRW", ("location", "region")),
    "location.country": ("Germany", ("location", "country")),
    "location.zip": ("01234", ("location", "zip")),
    "location.latitude": ("40.7128", ("location", "latitude")),
    "location.longitude": ("-74.0060", ("location", "longitude")),
    "location.timezone": ("Europe/Berlin", ("location", "timezone")),
    "location.ip": ("127.0.0.1", ("location", "ip")),
    "properties.Size": ("7", ("properties", "Size")),
    "properties.location.city": ("x", ("properties", "location", "city")),
}


def nested(places):
    result = {}
    for text, (*parts, name) in places:
        inner = result
        for part in parts:
            inner = inner.setdefault(part, {})
        inner[name] = text
    return result


def test_every_part_of_a_person_lands_where_klaviyo_wants_it():
    row = {key: text for key, (text, _) in PLACES.items()}
    profile = build(profile_mapping({key: key for key in PLACES}), row)
    of_event = build(
        event_mapping(
            {"profile." + key: key for key in PLACES} | {"metric": Fixed("Placed Order")}
        ),
        row,
    )

    assert attributes(profile) == nested(PLACES.values())
    assert person(of_event) == nested(PLACES.values())
    assert event(of_event)["properties"] == {}


def test_blank_cells_are_left_out():
    row = dict.fromkeys(ROW, "") | {
        "mail": "ann@shop.io",
        "total": " \t",
        "when": "2024-05-31T10:00Z",
    }
    built = event(build(event_mapping(ORDER), row))

    assert set(built) == {"properties", "time", "unique_id", "metric", "backfill"}
    assert built["properties"] == {}
    blank = build(
        profile_mapping({"email": "mail", "location.city": "x", "properties.y": "x"}),
        {"mail": "ann@shop.io", "x": "  "},
    )
    assert attributes(blank) == {"email": "ann@shop.io"}


def test_zero_and_no_are_no_blanks():
    mapping = Mapping(
        profiles=(
            *pairs({"email": "mail"}),
            Pair("properties.n", Column("n"), ValueType.NUMBER),
            Pair("properties.b", Column("b"), ValueType.YES_NO),
        )
    )
    built = build(mapping, {"mail": "ann@shop.io", "n": "0", "b": "no"})

    assert attributes(built)["properties"] == {"n": 0, "b": False}
    assert built.problems == ()


def test_a_fixed_text_fills_every_record_and_is_converted_like_a_cell():
    mapping = event_mapping(
        ORDER | {"value": Fixed("9.50"), "properties.Source": Fixed("Import"), "time": Fixed("")}
    )
    built = build(mapping, ROW)

    assert codes(built) == ["time_missing"]
    built = build(mapping.without(Kind.EVENTS, "time"), ROW)
    assert event(built)["value"] == 9.5
    assert event(built)["properties"] == {"Brand": "Øre", "Source": "Import"}


def test_the_event_s_name_may_come_from_a_column():
    mapping = event_mapping(ORDER | {"metric": "brand"})

    assert event(build(mapping, ROW))["metric"]["data"]["attributes"]["name"] == "Øre"
    assert codes(build(mapping, ROW | {"brand": ""})) == ["metric_missing"]


def test_without_a_time_column_the_time_of_planning_is_sent_and_said():
    planned_at = datetime(2026, 11, 23, 9, 30, 15, 999, tzinfo=UTC)
    built = build(event_mapping(LEAST), ROW, planned_at=planned_at)

    assert event(built)["time"] == "2026-11-23T09:30:15+00:00"
    assert codes(built) == ["time_planned"]
    assert built.has_made_id


def test_the_time_of_sending_is_a_warning_until_somebody_chose_it():
    chosen = Options("UTC", undated=Undated.SENDING)
    warned, noted = (build(event_mapping(LEAST, each), ROW) for each in (Options("UTC"), chosen))

    assert [each.severity for each in warned.problems] == [Severity.WARN]
    assert [each.severity for each in noted.problems] == [Severity.NOTE]
    assert event(warned) == event(noted)


def test_an_empty_cell_never_becomes_the_time_of_planning():
    built = build(event_mapping(ORDER), ROW | {"when": ""})

    assert (built.body, codes(built)) == (b"", ["time_missing"])


def test_a_bad_time_is_told_once():
    assert codes(build(event_mapping(ORDER), ROW | {"when": "15/05/2011"})) == ["date_ambiguous"]


def test_an_empty_id_cell_gets_an_id_from_the_content_and_says_so():
    built = build(event_mapping(ORDER), ROW | {"id": ""})

    assert codes(built) == ["id_missing"]
    assert built.has_made_id
    assert len(event(built)["unique_id"]) == 2 * DIGEST_SIZE


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"mail": ""}, "identifier_missing"),
        ({"total": "9,50,1"}, "number_invalid"),
        ({"total": "9,500"}, "number_ambiguous"),
        ({"money": "US dollars"}, "currency_invalid"),
        ({"money": "U5D"}, "currency_invalid"),
        ({"money": "ÜSD"}, "currency_invalid"),
        ({"when": "1989-12-31"}, "time_out_of_range"),
        ({"id": "x" * 256}, "id_too_long"),
        ({"id": "x" * 100_001}, "text_too_long"),
        ({"brand": "x" * 100_001}, "text_too_long"),
    ],
)
def test_a_record_that_klaviyo_would_refuse_is_held(change, code):
    built = build(event_mapping(ORDER), ROW | change)

    assert (built.body, codes(built)) == (b"", [code])
    assert built.problems[0].severity is Severity.HOLD


def test_a_bad_address_is_held_for_that_alone():
    built = build(event_mapping(ORDER), ROW | {"mail": "john"})

    assert codes(built) == ["email_invalid"]
    assert (built.problems[0].target, built.problems[0].text) == ("profile.email", "john")


@pytest.mark.parametrize("length", [127, 128])
def test_a_name_of_an_event_has_fewer_than_128_characters(length):
    built = build(event_mapping(ORDER | {"metric": Fixed("é" * length)}), ROW)

    assert codes(built) == ([] if length < 128 else ["metric_too_long"])


def test_an_id_of_255_characters_passes_unchanged():
    built = build(event_mapping(ORDER), ROW | {"id": " 00" + "x" * 252})

    assert event(built)["unique_id"] == " 00" + "x" * 252


@pytest.mark.parametrize("number", [400, 401])
def test_an_event_has_at_most_400_details(number):
    row = {"mail": "ann@shop.io", **{f"c{at}": "x" for at in range(number)}}
    drawn = LEAST | {f"properties.c{at}": f"c{at}" for at in range(number)}
    found = codes(build(event_mapping(drawn), row))

    assert found == (["time_planned"] if number <= 400 else ["time_planned", "properties_too_many"])


@pytest.mark.parametrize(("cell", "is_told"), [("0", True), ("-0.0", True), ("1", False)])
def test_a_zero_that_klaviyo_ignores_is_told(cell, is_told):
    mapping = event_mapping(ORDER).with_pair(
        Kind.EVENTS, Pair("properties.n", Column("n"), ValueType.NUMBER)
    )
    built = build(mapping, ROW | {"n": cell})

    assert codes(built) == (["zero_ignored"] if is_told else [])
    assert built.body


def test_a_no_or_a_text_0_in_a_detail_is_no_ignored_zero():
    mapping = event_mapping(ORDER | {"properties.t": "n"}).with_pair(
        Kind.EVENTS, Pair("properties.b", Column("n"), ValueType.YES_NO)
    )
    built = build(mapping, ROW | {"n": "0"})

    assert codes(built) == []
    assert event(built)["properties"] == {"Brand": "Øre", "t": "0", "b": False}


def test_a_bad_phone_is_left_out_and_the_rest_is_sent():
    mapping = event_mapping(ORDER | {"profile.phone_number": "phone"})
    built = build(mapping, ROW | {"phone": "12"})

    assert codes(built) == ["phone_invalid"]
    assert person(built) == {"email": "john.smith@gmail.com"}


def test_a_profile_larger_than_klaviyo_takes_is_held():
    drawn = {"email": "mail", "properties.a": "a", "properties.b": "b"}
    row = {"mail": "ann@shop.io", "a": "x" * 50_000, "b": "x" * 50_000}

    assert codes(build(profile_mapping(drawn), row)) == ["item_too_large"]
    assert codes(build(profile_mapping(drawn), row | {"b": "x" * 40_000})) == []


def test_the_person_in_an_event_may_be_no_larger_than_klaviyo_takes():
    drawn = LEAST | {"profile.properties.a": "a", "profile.properties.b": "b"}
    row = {"mail": "ann@shop.io", "a": "x" * 50_000, "b": "x" * 50_000}

    assert codes(build(event_mapping(drawn), row)) == ["time_planned", "item_too_large"]


def test_an_event_may_be_much_larger_than_its_person():
    drawn = LEAST | {f"properties.{at}": "a" for at in range(40)}
    row = {"mail": "ann@shop.io", "a": "x" * 100_000}

    assert codes(build(event_mapping(drawn), row)) == ["time_planned"]
    drawn |= {f"properties.{at}": "a" for at in range(45)}
    built = build(event_mapping(drawn), row)
    assert codes(built) == ["time_planned", "item_too_large"]
    assert ITEM_MAX_BYTES[Kind.EVENTS] < 45 * 100_000


def test_repeats_are_known_by_person_name_and_id():
    built = build(event_mapping(ORDER), ROW)

    assert built.key == digest("email", "john.smith@gmail.com", "Placed Order", "31625")
    assert built.key == build(event_mapping(ORDER), ROW | {"total": "1"}).key
    assert built.key != build(event_mapping(ORDER), ROW | {"id": "1"}).key
    assert built.key != build(event_mapping(ORDER | {"metric": Fixed("x")}), ROW).key
    assert built.key != build(event_mapping(ORDER), ROW | {"mail": "a@shop.io"}).key


def test_a_profile_is_known_by_its_person():
    built = build(
        profile_mapping({"email": "mail", "first_name": "x"}), {"mail": "Ann@b.io", "x": "A"}
    )

    assert built.key == digest("email", "ann@b.io")
    assert not built.has_made_id


def test_klaviyos_own_id_says_who_it_is_before_an_address():
    drawn = {"id": "id", "email": "mail"}
    built = build(profile_mapping(drawn), {"id": "01GD", "mail": "ann@b.io"})
    assert (built.key, built.problems) == (digest("id", "01GD"), ())
    body = {"type": "profile", "attributes": {"email": "ann@b.io"}, "id": "01GD"}
    assert orjson.loads(built.body) == body


@pytest.mark.parametrize("target", ["id", "_kx", "anonymous_id"])
def test_what_klaviyo_gave_somebody_says_who_an_event_is_of(target):
    drawn = {f"profile.{target}": "mine", "metric": Fixed("Placed Order")}
    assert codes(build(event_mapping(drawn), {"mine": "01GD"})) == ["time_planned"]


def test_a_profile_is_not_known_by_a_cookie_alone():
    drawn = {"_kx": "cookie", "email": "mail"}
    assert codes(build(profile_mapping(drawn), {"cookie": "k", "mail": ""})) == [
        "identifier_missing"
    ]
    with pytest.raises(IdentifierMissing):
        build(profile_mapping({"_kx": "cookie"}), {"cookie": "k"})


def test_a_profile_of_nobody_is_held():
    mapping = profile_mapping({"email": "mail", "first_name": "x"})

    assert codes(build(mapping, {"mail": " ", "x": "Ann"})) == ["identifier_missing"]


def test_a_person_known_by_phone_alone_gets_made_ids_too():
    drawn = {"profile.phone_number": "phone", "metric": Fixed("Call")}
    one = build(event_mapping(drawn), {"phone": "+1 650 253 0000"})
    same = build(event_mapping(drawn), {"phone": "+16502530000"})
    other = build(event_mapping(drawn), {"phone": "+15005550006"})

    assert event(one)["unique_id"] == event(same)["unique_id"] != event(other)["unique_id"]


def test_a_row_that_cannot_be_built_is_held_with_its_reason():
    record = held(Code.ROW_TOO_SHORT, "a,b")

    assert (record.body, record.key, codes(record)) == (b"", b"", ["row_too_short"])
    assert record.problems[0].text == "a,b"


def pair(target, column="mail"):
    return Pair(target, Column(column))


@pytest.mark.parametrize(
    ("mapping", "error", "data"),
    [
        (Mapping(), MappingEmpty, {}),
        (
            event_mapping({"profile.email": "Mail", "value": "Total"}),
            ColumnsMissing,
            {"missing": ("Mail", "Total"), "present": tuple(ROW)},
        ),
        (event_mapping({"profile.email": "mail"}), MetricMissing, {}),
        (event_mapping({"metric": "brand"}), IdentifierMissing, {"kind": "events"}),
        (profile_mapping({"first_name": "brand"}), IdentifierMissing, {"kind": "profiles"}),
        (
            event_mapping(LEAST | {"email": "mail"}),
            TargetUnknown,
            {"kind": "events", "target": "email"},
        ),
        (
            Mapping(profiles=(pair("email"), pair("email", "id"))),
            TargetRepeated,
            {"kind": "profiles", "target": "email"},
        ),
        (
            Mapping(event_mapping(LEAST).events, profile_mapping({"title": "id"}).profiles),
            IdentifierMissing,
            {"kind": "profiles"},
        ),
    ],
)
def test_a_mapping_that_cannot_build_records_says_why(mapping, error, data):
    with pytest.raises(error) as caught:
        compile_plan(Plan(mapping, tuple(ROW)), Kind.EVENTS)

    assert {name: getattr(caught.value, name) for name in data} == data


@pytest.mark.parametrize("identifier", ["email", "phone_number", "external_id"])
def test_any_one_identifier_is_enough(identifier):
    check_mapping(event_mapping({"profile." + identifier: "id", "metric": Fixed("x")}), tuple(ROW))
    check_mapping(profile_mapping({identifier: "id"}), tuple(ROW))


def test_an_option_that_cannot_be_is_told_before_the_first_row():
    for options, drawn in (
        (Options(time_zone="Atlantis"), ORDER),
        (Options(phone_country="XX"), ORDER | {"profile.phone_number": "id"}),
    ):
        with pytest.raises(OptionError):
            compile_plan(Plan(event_mapping(drawn, options), tuple(ROW)), Kind.EVENTS)


def test_a_type_counts_for_custom_properties_only():
    number = ValueType.NUMBER

    assert type_of(Kind.EVENTS, Pair("properties.x", Column("x"), number)) is number
    assert type_of(Kind.EVENTS, Pair("properties.x", Column("x"))) is ValueType.TEXT
    assert type_of(Kind.EVENTS, Pair("metric", Column("x"), number)) is ValueType.TEXT
    assert type_of(Kind.EVENTS, Pair("nothing", Column("x"))) is ValueType.TEXT


def test_no_type_can_spoil_what_klaviyo_wants_as_text_or_number():
    mapping = Mapping(
        events=(
            Pair("metric", Column("id"), ValueType.NUMBER),
            Pair("value", Column("total"), ValueType.TEXT),
            Pair("unique_id", Column("id"), ValueType.NUMBER),
            Pair("profile.email", Column("mail"), ValueType.YES_NO),
            Pair("time", Column("when"), ValueType.TEXT),
        )
    )
    built = event(build(mapping, ROW))

    assert built["metric"]["data"]["attributes"]["name"] == "31625"
    assert (built["value"], built["unique_id"]) == (150.75, "31625")


def test_the_plan_is_made_now_and_for_history_unless_told_otherwise():
    before = datetime.now(UTC)
    plan = Plan(Mapping(), ())

    assert before <= plan.planned_at <= datetime.now(UTC)
    assert plan.is_history


def test_blanks_around_an_event_id_are_warned_of_and_those_around_its_name_are_not_sent():
    built = build(event_mapping(ORDER | {"metric": Fixed("Placed Order ")}), ROW | {"id": " 31625"})

    assert "id_padded" in codes(built)
    assert b'"name":"Placed Order"' in built.body
    assert b'"unique_id":" 31625"' in built.body


def test_dots_in_custom_names_make_objects_within_objects():
    pairs = ORDER | {"properties.address.city": "brand", "properties.address.zip": "id"}
    built = build(event_mapping(pairs), ROW)

    assert event(built)["properties"]["address"] == {"city": ROW["brand"], "zip": ROW["id"]}


def test_a_name_that_is_text_and_object_at_once_is_an_error_of_the_mapping():
    with pytest.raises(NamesClash):
        build(event_mapping(ORDER | {"properties.a": "brand", "properties.a.b": "id"}), ROW)
