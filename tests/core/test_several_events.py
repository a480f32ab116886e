"""Several events of one row are one item, each with its condition, its id and its time."""

from dataclasses import replace
from datetime import UTC, datetime

import orjson
import pytest
from openapi_client.models.events_bulk_create_job import EventsBulkCreateJob

from klaviyo_gui.core import several_events
from klaviyo_gui.core.cell_reading import condition_readings
from klaviyo_gui.core.conversion import Conversion, DateStyle, NumberStyle
from klaviyo_gui.core.errors import (
    ColumnsMissing,
    ConditionUnusable,
    EventNameVaries,
    FurtherEventOfPerson,
    ItemsUngrouped,
    TargetRepeated,
    TargetUnknown,
)
from klaviyo_gui.core.further_event import FurtherEvent
from klaviyo_gui.core.ids import digest
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping, Options, Pair, ValueType
from klaviyo_gui.core.problem import Code, Severity
from klaviyo_gui.core.record import Plan, check_mapping, compile_plan
from klaviyo_gui.core.row_filter import Ask, Condition, RowFilter
from klaviyo_gui.klaviyo.bodies import wrap

NOW = datetime(2026, 1, 1, tzinfo=UTC)
HEADER = ("mail", "order", "placed", "shipped", "by", "total", "rest")
PERSON = Pair("profile.email", Column("mail"))
PLACED = (
    Pair("metric", Fixed("Placed Order")),
    PERSON,
    Pair("unique_id", Column("order")),
    Pair("time", Column("placed")),
    Pair("value", Column("total")),
)
SHIPPED = FurtherEvent(
    (
        Pair("metric", Fixed("Fulfilled Order")),
        Pair("unique_id", Column("order")),
        Pair("time", Column("shipped")),
        Pair("properties.Carrier", Column("by")),
    ),
    RowFilter((Condition("shipped", Ask.IS_FILLED),)),
)
MAPPING = Mapping(PLACED, (), Options("UTC"), further=(SHIPPED,))
ROW = ("ann@shop.io", "1001", "2024-05-31 10:00", "2024-06-02 09:00", "DHL", "19.90", "")


def built(row=ROW, mapping=MAPPING, **plan):
    return compile_plan(Plan(mapping, HEADER, NOW, **plan), Kind.EVENTS)(list(row))


def changed(**cells):
    return tuple(cells.get(name, text) for name, text in zip(HEADER, ROW, strict=True))


def events_of(body):
    return [each["attributes"] for each in orjson.loads(body)["attributes"]["events"]["data"]]


def names_of(record):
    return [each["metric"]["data"]["attributes"]["name"] for each in events_of(record.body)]


def alone(pairs, row=ROW, **plan):
    """The record of an event that is mapped by itself."""
    return built(row, replace(MAPPING, events=(*pairs, PERSON), further=()), **plan)


def causes(record):
    return {(each.code, each.severity, each.target) for each in record.problems}


def test_a_row_becomes_one_item_with_each_of_its_events():
    record = built()
    item = orjson.loads(record.body)
    assert item["type"] == "event-bulk-create"
    assert item["attributes"]["profile"]["data"]["attributes"] == {"email": "ann@shop.io"}
    placed, shipped = events_of(record.body)
    assert placed["value"] == 19.9
    assert (placed["time"], shipped["time"]) == (
        "2024-05-31T10:00:00+00:00",
        "2024-06-02T09:00:00+00:00",
    )
    assert shipped["properties"] == {"Carrier": "DHL"}
    assert names_of(record) == ["Placed Order", "Fulfilled Order"]
    assert (record.problems, record.has_made_id) == ((), False)


def test_each_of_them_is_to_the_byte_what_it_would_be_by_itself():
    singles = [alone(PLACED[:1] + PLACED[2:]), alone(SHIPPED.pairs)]
    assert built().events == tuple((each.key, each.body) for each in singles)
    assert built().key == singles[0].key


def test_a_row_with_one_wanted_event_is_an_ordinary_record():
    row = changed(shipped="")
    assert built(row) == alone(PLACED[:1] + PLACED[2:], row)
    unwanted = replace(MAPPING, condition=RowFilter((Condition("placed", Ask.IS_BLANK),)))
    assert built(ROW, unwanted) == alone(SHIPPED.pairs)


def test_a_row_that_meets_no_condition_has_no_event_and_nothing_is_wrong_with_it():
    unwanted = replace(MAPPING, condition=RowFilter((Condition("placed", Ask.IS_BLANK),)))
    record = built(changed(shipped=" "), unwanted)
    assert record.body == b""
    assert causes(record) == {(Code.NOT_WANTED, Severity.HOLD, "")}
    assert [(each.code, each.severity) for each in record.told] == [
        (Code.NOT_WANTED, Severity.NOTE)
    ]


def test_a_condition_that_cannot_be_read_holds_the_row():
    dated = RowFilter((Condition("shipped", Ask.IS_AFTER, ("2024-01-01",)),))
    mapping = replace(MAPPING, further=(replace(SHIPPED, condition=dated),))
    record = built(changed(shipped="soon"), mapping)
    assert record.body == b""
    assert causes(record) == {(Code.CONDITION_UNREAD, Severity.HOLD, "Fulfilled Order")}
    unread = replace(mapping, condition=RowFilter((Condition("placed", Ask.IS_BLANK),)))
    assert causes(built(changed(shipped="soon"), unread)) == causes(record)


def test_a_condition_reads_dates_as_the_column_is_read():
    day_first = Conversion(date=DateStyle.DAY_FIRST)
    pairs = tuple(
        replace(pair, conversion=day_first) if pair.target == "time" else pair
        for pair in SHIPPED.pairs
    )
    dated = RowFilter((Condition("shipped", Ask.IS_AFTER, ("2024-02-15",)),))
    mapping = replace(MAPPING, further=(FurtherEvent(pairs, dated),))
    assert len(events_of(built(changed(shipped="01.03.2024"), mapping).body)) == 2
    assert len(events_of(built(changed(shipped="03.01.2024"), mapping).body)) == 1


VIP = replace(
    SHIPPED,
    pairs=(Pair("metric", Fixed("VIP Order")), *SHIPPED.pairs[1:]),
    condition=RowFilter((Condition("total", Ask.IS_ABOVE, ("1.000",)),)),
)


@pytest.mark.parametrize("by_profiles", [False, True])
def test_a_condition_reads_a_column_as_any_pair_of_the_mapping_reads_it(by_profiles):
    comma = Pair(
        "properties.Total" if by_profiles else "value",
        Column("total"),
        ValueType.NUMBER,
        Conversion(number=NumberStyle.COMMA),
    )
    people = (Pair("email", Column("mail")), comma) if by_profiles else ()
    own = (*PLACED[:4], *(() if by_profiles else (comma,)))
    mapping = Mapping(own, people, Options("UTC"), further=(VIP,))
    assert names_of(built(changed(total="1.200,50"), mapping)) == ["Placed Order", "VIP Order"]
    assert names_of(built(changed(total="900,00"), mapping)) == ["Placed Order"]


def test_a_condition_of_an_event_reads_a_time_by_the_zone_of_another_event():
    zoned = replace(PLACED[3], conversion=Conversion(zone="America/New_York"))
    early = RowFilter((Condition("placed", Ask.IS_BEFORE, ("2024-06-01",)),))
    mapping = Mapping(
        (*PLACED[:3], zoned), (), Options(""), further=(replace(SHIPPED, condition=early),)
    )
    row = changed(placed="2024-06-01T03:00:00Z", shipped="2024-06-02T09:00:00Z")
    assert names_of(built(row, mapping)) == ["Placed Order", "Fulfilled Order"]


def test_what_the_first_rows_prove_of_a_column_counts_for_check_and_build_alike():
    dated = RowFilter((Condition("rest", Ask.IS_AFTER, ("14.03.2024",)),))
    mapping = replace(MAPPING, further=(replace(SHIPPED, condition=dated),))
    rows = [changed(rest=f"{day:02d}.03.2024") for day in range(1, 20)]
    readings = condition_readings(mapping, HEADER, rows)
    check_mapping(mapping, HEADER, readings)
    told = [len(events_of(built(row, mapping, readings=readings).body)) for row in rows]
    assert told == [1] * 14 + [2] * 5
    with pytest.raises(ConditionUnusable):
        check_mapping(mapping, HEADER)


@pytest.mark.parametrize("rows", [[changed(rest="19.03.2024")], []])
def test_the_value_of_a_condition_that_can_be_read_in_two_ways_is_refused(rows):
    dated = Condition("rest", Ask.IS_AFTER, ("05.03.2024",))
    mapping = replace(MAPPING, further=(replace(SHIPPED, condition=RowFilter((dated,))),))
    with pytest.raises(ConditionUnusable):
        check_mapping(mapping, HEADER, condition_readings(mapping, HEADER, rows))
    said = replace(dated, date=DateStyle.DAY_FIRST)
    mapping = replace(MAPPING, further=(replace(SHIPPED, condition=RowFilter((said,))),))
    check_mapping(mapping, HEADER, condition_readings(mapping, HEADER, rows))


def test_what_is_wrong_with_one_event_names_it_and_holds_the_row():
    record = built(changed(shipped="soon", total="much"))
    assert record.body == b""
    assert causes(record) == {
        (Code.NUMBER_INVALID, Severity.HOLD, "value"),
        (
            Code.TIME_INVALID,
            Severity.HOLD,
            "Fulfilled Order \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} time",
        ),
    }


def test_what_is_wrong_with_the_person_is_told_once():
    record = built(changed(mail=""))
    assert causes(record) == {(Code.IDENTIFIER_MISSING, Severity.HOLD, "")}
    unwanted = replace(MAPPING, condition=RowFilter((Condition("placed", Ask.IS_BLANK),)))
    record = built(changed(mail="nobody"), unwanted)
    assert causes(record) == {(Code.EMAIL_INVALID, Severity.HOLD, "profile.email")}


def test_two_events_of_one_name_and_id_hold_the_row():
    mapping = replace(MAPPING, further=(replace(SHIPPED, pairs=PLACED[:1] + PLACED[2:]),))
    assert causes(built(mapping=mapping)) == {(Code.EVENTS_ALIKE, Severity.HOLD, "unique_id")}


@pytest.mark.parametrize("is_history", [True, False])
def test_the_flag_stands_at_every_event_and_at_the_item(is_history):
    record = built(is_history=is_history)
    item = orjson.loads(record.body)["attributes"]
    flags = [item.get("backfill"), *(each.get("backfill") for each in events_of(record.body))]
    assert flags == [True if is_history else None] * 3


def test_one_event_that_is_history_makes_all_of_them_history():
    turn = datetime(2024, 6, 1, tzinfo=UTC)
    record = built(is_history=False, history_before=turn)
    assert orjson.loads(record.body)["attributes"]["backfill"] is True
    assert [each["backfill"] for each in events_of(record.body)] == [True, True]
    assert causes(record) == {(Code.ALL_HISTORY, Severity.WARN, "time")}
    later = built(changed(placed="2024-06-01 10:00"), is_history=False, history_before=turn)
    assert b"backfill" not in later.body
    assert later.problems == ()


def test_events_without_ids_of_their_own_get_them_by_what_they_say():
    pairs = tuple(pair for pair in SHIPPED.pairs if pair.target != "unique_id")
    mapping = replace(MAPPING, further=(replace(SHIPPED, pairs=pairs),))
    first, again = built(mapping=mapping), built(mapping=mapping)
    assert first == again
    assert first.events[1][0] == alone(pairs).key
    assert first.moment == alone(pairs).moment != b""


def test_several_ways_to_name_a_person_are_compared_for_each_event():
    phone = Pair("profile.phone_number", Column("rest"))
    record = built(changed(rest="+4930901820"), replace(MAPPING, events=(*PLACED, phone)))
    assert record.acts == (("Placed Order", "1001"), ("Fulfilled Order", "1001"))
    assert record.act is None


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"events": (*PLACED[1:], Pair("metric", Column("rest")))}, EventNameVaries(1)),
        ({"further": (FurtherEvent(SHIPPED.pairs[1:]),)}, EventNameVaries(2)),
        (
            {"further": (FurtherEvent((*SHIPPED.pairs, PERSON)),)},
            FurtherEventOfPerson("Fulfilled Order", "profile.email"),
        ),
        ({"further": (replace(SHIPPED, is_per_item=True),)}, ItemsUngrouped("Fulfilled Order")),
        (
            {"further": (FurtherEvent((*SHIPPED.pairs, Pair("nothing", Column("rest")))),)},
            TargetUnknown("events", "nothing"),
        ),
        (
            {"further": (FurtherEvent((*SHIPPED.pairs, SHIPPED.pairs[2])),)},
            TargetRepeated("events", "time"),
        ),
        (
            {"condition": RowFilter((Condition("total", Ask.IS_ABOVE, ("much",)),))},
            ConditionUnusable("total", Ask.IS_ABOVE, "much"),
        ),
    ],
)
def test_a_mapping_that_cannot_have_such_events_says_why(changes, error):
    with pytest.raises(type(error)) as caught:
        check_mapping(replace(MAPPING, **changes), HEADER)
    assert vars(caught.value) == vars(error)


def test_columns_of_conditions_and_of_further_events_must_be_there():
    where = RowFilter((Condition("state", Ask.IS_FILLED),))
    mapping = replace(MAPPING, condition=where)
    with pytest.raises(ColumnsMissing) as caught:
        check_mapping(mapping, tuple(name for name in HEADER if name != "by"))
    assert caught.value.missing == ("by", "state")


def test_leaving_out_a_column_takes_it_out_of_further_events():
    assert MAPPING.leaving_out(("by",)).further[0].columns == ("order", "shipped")


def test_ids_of_pieces_are_never_those_of_another_event():
    assert len({digest("a", "b"), digest("ab"), digest("a", "b", "")}) == 3


def test_a_text_that_looks_like_an_item_stays_a_text():
    odd = '"}},{"type":"event","attributes":{\x00p'
    pairs = (*SHIPPED.pairs, Pair("properties.Odd", Column("rest"), ValueType.TEXT))
    record = built(changed(rest=odd), replace(MAPPING, further=(replace(SHIPPED, pairs=pairs),)))
    assert events_of(record.body)[1]["properties"]["Odd"] == odd


def test_a_column_tells_of_which_event_it_is_a_part():
    mark = " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} "
    where = RowFilter((Condition("rest", Ask.IS_FILLED),))
    mapping = replace(MAPPING, further=(replace(SHIPPED, condition=where),))
    assert mapping.targets_of("by") == ((Kind.EVENTS, f"Fulfilled Order{mark}properties.Carrier"),)
    assert mapping.targets_of("rest") == ((Kind.EVENTS, f"Fulfilled Order{mark}metric"),)
    assert mapping.targets_of("order")[0] == (Kind.EVENTS, "unique_id")
    assert replace(MAPPING, condition=where).targets_of("rest") == ((Kind.EVENTS, "metric"),)


def test_the_official_sdk_reads_the_request_as_it_is_meant():
    body = orjson.loads(wrap("events", [built().body]))
    read = EventsBulkCreateJob.from_dict(body).to_dict()
    (item,) = read["data"]["attributes"]["events-bulk-create"]["data"]
    events = [each["attributes"] for each in item["attributes"]["events"]["data"]]
    assert [each["unique_id"] for each in events] == ["1001", "1001"]
    assert [each["metric"]["data"]["attributes"]["name"] for each in events] == names_of(built())
    assert [each["time"].isoformat() for each in events] == [
        each["time"] for each in events_of(built().body)
    ]


def test_events_that_are_too_large_together_hold_the_row(monkeypatch):
    monkeypatch.setattr(several_events, "_LIMIT", len(built().body) - 1)
    assert causes(built()) == {(Code.ITEM_TOO_LARGE, Severity.HOLD, "")}
