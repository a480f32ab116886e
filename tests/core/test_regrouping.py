from dataclasses import replace

import pytest

from klaviyo_gui.core.grouping import Grouping
from klaviyo_gui.core.learning import remembered
from klaviyo_gui.core.mapping import Column, Fixed, Joined, Kind, Mapping, Pair, ValueType
from klaviyo_gui.core.memory import Memory
from klaviyo_gui.core.regrouping import is_of_items, of_orders, own_key, regrouped
from klaviyo_gui.core.renaming import renamed
from klaviyo_gui.core.suggest import (
    as_mapping,
    propose_grouping,
    suggest,
    suggest_grouped,
    suggest_template,
)
from klaviyo_gui.core.templates import find_template
from tests.core.order_files import GERMAN, lines

HEADER = GERMAN.split(",")
ROWS = lines(GERMAN)
PLAIN = suggest(HEADER, ROWS)
GROUPING = propose_grouping(HEADER, ROWS).grouping
GROUPED = suggest_grouped(GROUPING, HEADER, ROWS)
EVENTS = Kind.EVENTS


def group(mapping):
    return regrouped(mapping, GROUPING, PLAIN, GROUPED)


def ungroup(mapping):
    return regrouped(mapping, None, GROUPED, PLAIN)


def retold(mapping, *per_item):
    after = Grouping(GROUPING.key, per_item)
    return regrouped(mapping, after, GROUPED, suggest_grouped(after, HEADER, ROWS))


def filled(mapping, kind=EVENTS):
    return {pair.target: pair.source for pair in mapping.pairs(kind)}


@pytest.fixture
def mapping():
    return as_mapping(PLAIN)


def test_what_was_proposed_gives_way_to_what_is_proposed_for_orders(mapping):
    grouped = group(mapping)
    assert grouped.grouping == GROUPING
    assert filled(grouped) == filled(as_mapping(GROUPED))
    assert filled(grouped, Kind.PROFILES) == filled(as_mapping(GROUPED), Kind.PROFILES)


def test_grouping_no_more_gives_the_mapping_back(mapping):
    back = ungroup(group(mapping))
    assert back.grouping is None
    assert filled(back) == filled(mapping)
    assert filled(back, Kind.PROFILES) == filled(mapping, Kind.PROFILES)


def test_what_somebody_chose_for_an_order_stays(mapping):
    chosen = mapping.with_pair(EVENTS, Pair("metric", Fixed("Bought")))
    chosen = chosen.without(EVENTS, "properties.Status")
    grouped = group(chosen)
    assert filled(grouped)["metric"] == Fixed("Bought")
    assert "properties.Status" not in filled(grouped)


def test_what_somebody_chose_for_a_column_of_items_goes_with_the_items(mapping):
    chosen = mapping.with_pair(EVENTS, Pair("properties.Menge", Column("Menge"), ValueType.TEXT))
    grouped = group(chosen)
    pair = grouped.pair(EVENTS, "properties.Items[].Menge")
    assert pair == Pair("properties.Items[].Menge", Column("Menge"), ValueType.TEXT)
    assert grouped.pair(EVENTS, "properties.Items[].Quantity") is None
    back = ungroup(grouped).pair(EVENTS, "properties.Menge")
    assert back == Pair("properties.Menge", Column("Menge"), ValueType.TEXT)


def test_columns_that_were_left_out_stay_out(mapping):
    grouped = group(mapping.leaving_out(("Artikelnummer",)))
    assert "Artikelnummer" not in grouped.columns()
    assert grouped.left_out == ("Artikelnummer",)


def test_a_kind_of_record_that_was_cleared_stays_empty(mapping):
    assert not group(mapping.with_pairs(Kind.PROFILES, ())).profiles
    assert not group(mapping.with_pairs(EVENTS, ())).events


def test_a_column_can_be_told_once_per_order_and_for_each_item_again(mapping):
    grouped = group(mapping)
    rest = tuple(name for name in GROUPING.per_item if name != "Menge")
    once = retold(grouped, *rest)
    assert filled(once)["properties.Menge"] == Column("Menge")
    assert "properties.Items[].Quantity" not in filled(once)
    again = regrouped(
        once,
        GROUPING,
        suggest_grouped(Grouping(GROUPING.key, rest), HEADER, ROWS),
        GROUPED,
    )
    assert filled(again) == filled(grouped)


def test_a_detail_of_items_that_somebody_named_follows_its_column(mapping):
    grouped = group(mapping).without(EVENTS, "properties.Items[].Quantity")
    grouped = grouped.with_pair(EVENTS, Pair("properties.Items[].Count", Column("Menge")))
    rest = tuple(name for name in GROUPING.per_item if name != "Menge")
    once = filled(retold(grouped, *rest))
    assert once["properties.Menge"] == Column("Menge")
    assert "properties.Items[].Count" not in once


def test_joined_columns_of_items_go_when_there_are_no_items(mapping):
    both = Joined((Column("Artikelnummer"), Column("Menge")))
    grouped = group(mapping).with_pair(EVENTS, Pair("properties.Items[].Both", both))
    assert "properties.Items[].Both" not in filled(ungroup(grouped))
    assert not any(is_of_items(target) for target in filled(ungroup(grouped)))


def test_a_column_of_items_is_sent_by_its_own_name_within_the_items(mapping):
    grouped = group(mapping)
    assert own_key(mapping, EVENTS, "Menge") == "properties.Menge"
    assert own_key(grouped, EVENTS, "Menge") == "properties.Items[].Menge"
    assert own_key(grouped, EVENTS, "Status") == "properties.Status"
    assert own_key(grouped, EVENTS, "Menge", of_person=True) == "profile.properties.Menge"
    assert own_key(grouped, Kind.PROFILES, "Menge") == "properties.Menge"


def test_only_a_step_with_brackets_makes_a_list():
    assert is_of_items("properties.Items[].SKU")
    assert is_of_items("properties.ItemNames[]")
    assert not is_of_items("properties.Items")
    assert not is_of_items("profile.properties.Items[].SKU")


def test_an_event_of_known_shape_has_its_items_as_any_order():
    shape = suggest_template(find_template("Fulfilled Order"), HEADER, ROWS)
    assert of_orders(shape, PLAIN, None) == shape
    found = of_orders(shape, GROUPED, GROUPING)
    targets = {each.pair.target for each in found}
    assert "properties.Items[].SKU" in targets
    assert all(
        is_of_items(each.pair.target) or not {*GROUPING.per_item} & {*each.pair.columns}
        for each in found
    )


def test_no_list_of_lines_is_learned_for_files_without_orders(mapping):
    learned = remembered(Memory(), group(mapping))
    assert "menge" not in learned.chosen
    assert learned.chosen["status"]


def test_what_numbers_the_orders_of_one_file_is_not_learned_for_others(mapping):
    assert "bestellnummer" in remembered(Memory(), mapping).chosen
    assert "bestellnummer" not in remembered(Memory(), group(mapping)).chosen


def test_columns_with_new_names_keep_their_part_in_the_grouping():
    mapping = Mapping(grouping=Grouping(("Order",), ("SKU", "Qty")))
    after = renamed(mapping, {"Order": "Order ID", "Qty": "Quantity"})
    assert after.grouping == Grouping(("Order ID",), ("SKU", "Quantity"))
    assert renamed(Mapping(), {"A": "B"}).grouping is None


def test_what_was_doubtful_and_is_certain_of_orders_is_placed():
    """A column for refunds makes one doubt by whose clock rows happened, but no order."""
    time = next(each for each in GROUPED if each.pair.target == "time")
    doubtful = tuple(
        replace(each, is_certain=False) if each.pair.target == "time" else each for each in PLAIN
    )
    assert time.is_certain
    open_yet = as_mapping(doubtful)
    assert open_yet.pair(Kind.EVENTS, "time") is None
    grouped = regrouped(open_yet, GROUPING, doubtful, GROUPED)
    assert grouped.pair(Kind.EVENTS, "time") == time.pair
    emptied = as_mapping(PLAIN).without(Kind.EVENTS, "time")
    assert regrouped(emptied, GROUPING, PLAIN, GROUPED).pair(Kind.EVENTS, "time") is None
