"""Whichever event of a row is edited, it is edited as the main one is, and the others stay."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaviyo_gui.core.event_target import of_event
from klaviyo_gui.core.further_event import FurtherEvent
from klaviyo_gui.core.grouping import Grouping
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping, Pair
from klaviyo_gui.core.row_filter import Ask, Condition, RowFilter
from klaviyo_gui.core.shown_event import (
    changed_event,
    event_names,
    event_told,
    put_back,
    showing,
    told_as,
    told_pair,
    told_with_event,
)

EVENTS = Kind.EVENTS
WHO = Pair("profile.email", Column("mail"))
TOTAL = Pair("value", Column("total"))
SHIPPED = RowFilter((Condition("shipped", Ask.IS_FILLED),))
PAID = RowFilter((Condition("status", Ask.IS, ("paid",)),))
MAPPING = Mapping(
    events=(Pair("metric", Fixed("Placed Order")), WHO, TOTAL),
    profiles=(Pair("email", Column("mail")),),
    left_out=("note",),
    grouping=Grouping(("order",), ("sku",)),
    condition=PAID,
    further=(
        FurtherEvent(
            (Pair("metric", Fixed("Fulfilled Order")), Pair("time", Column("shipped"))), SHIPPED
        ),
        FurtherEvent((Pair("metric", Fixed("Ordered Product")),), is_per_item=True),
    ),
)

TARGETS = ("metric", "time", "value", "unique_id", "properties.Note", "properties.SKU")
PERSON = ("profile.email", "profile.phone_number", "profile.properties.Tier")


def pairs_of(targets):
    return st.lists(st.sampled_from(targets), unique=True).flatmap(
        lambda keys: st.tuples(
            *(
                st.builds(Pair, st.just(key), st.builds(Column, st.sampled_from("abc")))
                for key in keys
            )
        )
    )


CONDITIONS = st.sampled_from([None, SHIPPED, PAID])
MAPPINGS = st.builds(
    Mapping,
    events=pairs_of(TARGETS + PERSON),
    grouping=st.sampled_from([None, MAPPING.grouping]),
    condition=CONDITIONS,
    further=st.lists(
        st.builds(FurtherEvent, pairs_of(TARGETS), CONDITIONS, st.booleans()), max_size=3
    ).map(tuple),
)


@given(MAPPINGS, st.integers(0, 3))
def test_what_was_only_looked_at_is_as_it_was(mapping, at):
    at = min(at, len(mapping.further))
    assert put_back(mapping, showing(mapping, at), at) == mapping


@given(MAPPINGS, st.integers(0, 3), pairs_of(TARGETS + PERSON), CONDITIONS)
def test_what_is_edited_is_seen_so_from_then_on(mapping, at, pairs, condition):
    at = min(at, len(mapping.further))
    edited = replace(showing(mapping, at), events=pairs, condition=condition)
    again = showing(put_back(mapping, edited, at), at)
    assert (set(again.events), again.condition) == (set(pairs), condition)
    assert (again.further, again.grouping) == (edited.further, edited.grouping)


@given(MAPPINGS, st.integers(1, 3), pairs_of(TARGETS))
def test_an_edit_of_one_event_leaves_the_others(mapping, at, pairs):
    if at > len(mapping.further):
        return
    seen = showing(mapping, at)
    who = tuple(pair for pair in seen.events if pair.target.startswith("profile."))
    after = put_back(mapping, replace(seen, events=(*who, *pairs)), at)
    assert after.events == mapping.events
    assert after.further[at - 1].pairs == pairs
    assert [each for number, each in enumerate(after.further, 1) if number != at] == [
        each for number, each in enumerate(mapping.further, 1) if number != at
    ]


def test_whose_event_it_is_stands_with_each_and_is_edited_for_all():
    seen = showing(MAPPING, 1)
    assert seen.events == (WHO, *MAPPING.further[0].pairs)
    phone = Pair("profile.phone_number", Column("phone"))
    after = put_back(MAPPING, seen.with_pair(EVENTS, phone).without(EVENTS, "profile.email"), 1)
    assert after.events == (MAPPING.events[0], TOTAL, phone)
    assert after.further == MAPPING.further


def test_columns_in_use_are_the_same_whichever_event_is_on_show():
    for at in range(3):
        seen = showing(MAPPING, at)
        assert set(seen.columns()) == set(MAPPING.columns())
    left = put_back(MAPPING, showing(MAPPING, 1).leaving_out(("total", "shipped")), 1)
    assert left.pair(EVENTS, "value") is None
    assert left.further[0].pair("time") is None
    assert left.left_out == ("note", "total", "shipped")


def test_an_event_of_each_line_is_seen_as_if_rows_were_lines():
    assert showing(MAPPING, 1).grouping == MAPPING.grouping
    seen = showing(MAPPING, 2)
    assert seen.grouping is None
    sku = Pair("properties.SKU", Column("sku"))
    after = put_back(MAPPING, seen.with_pair(EVENTS, sku), 2)
    assert after.grouping == MAPPING.grouping
    assert after.further[1] == replace(MAPPING.further[1], pairs=(*MAPPING.further[1].pairs, sku))


@pytest.mark.parametrize(
    ("after", "changed"),
    [
        (MAPPING, None),
        (MAPPING.without(EVENTS, "value"), 0),
        (replace(MAPPING, condition=None), 0),
        (MAPPING.without(EVENTS, "profile.email"), None),
        (replace(MAPPING, further=(MAPPING.further[0], FurtherEvent(()))), 2),
        (replace(MAPPING, further=(*MAPPING.further, FurtherEvent(()))), 3),
        (replace(MAPPING, further=MAPPING.further[:1]), None),
        (replace(MAPPING, further=(FurtherEvent(()), FurtherEvent(()))), None),
        (replace(MAPPING, left_out=()), None),
    ],
)
def test_the_only_event_that_an_edit_concerns_is_known(after, changed):
    assert changed_event(MAPPING, after) == changed


def test_a_property_is_told_of_with_the_name_of_its_event():
    assert told_as(MAPPING, 0, "time") == "time"
    assert told_as(MAPPING, 1, "time") == of_event("Fulfilled Order", "time")
    assert told_as(MAPPING, 1, "profile.email") == "profile.email"
    shipped = of_event("Fulfilled Order", "time")
    assert event_told(MAPPING, shipped) == (1, "time")
    assert event_told(MAPPING, of_event("Some Event", "time")) == (
        0,
        of_event("Some Event", "time"),
    )
    assert event_told(MAPPING, "time") == (0, "time")
    assert told_pair(MAPPING, EVENTS, shipped) == MAPPING.further[0].pair("time")
    assert told_pair(MAPPING, EVENTS, "value") == TOTAL
    assert told_pair(MAPPING, Kind.PROFILES, "email") == MAPPING.profiles[0]


def test_beside_others_the_main_event_is_named_as_well():
    shipped = of_event("Fulfilled Order", "time")
    assert told_with_event(MAPPING, "value") == of_event("Placed Order", "value")
    assert told_with_event(MAPPING, shipped) == shipped
    assert told_with_event(MAPPING, "profile.email") == "profile.email"
    assert told_with_event(replace(MAPPING, further=()), "value") == "value"


def test_events_without_a_name_are_called_by_their_number():
    assert event_names(MAPPING) == ("Placed Order", "Fulfilled Order", "Ordered Product")
    unnamed = replace(MAPPING, events=(WHO,), further=(FurtherEvent(()),))
    assert event_names(unnamed) == ("Event 1", "Event 2")
    assert event_names(replace(MAPPING, events=())) == ()
