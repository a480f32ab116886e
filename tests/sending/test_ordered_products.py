"""Of an order with several lines each line has an event of its own, with an id that stays."""

import os
import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klaviyo_gui.core import event_item, item_ids, item_rows
from klaviyo_gui.core.further_event import FurtherEvent
from klaviyo_gui.core.grouping import Grouping
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Pair, ValueType
from klaviyo_gui.core.problem import Code, Severity
from klaviyo_gui.core.row_filter import Ask, Condition, RowFilter
from klaviyo_gui.sending.rows import build_rows
from klaviyo_gui.source.reader import read_range
from tests.doubles.disks import in_memory
from tests.sending.order_files import HEADER, ORDERED, PER_ITEM, prepared, small_parts, written

EXAMPLES = int(os.environ.get("KLAVIYO_GUI_ORDER_EXAMPLES", "40"))

PRODUCT = FurtherEvent(
    (
        Pair("metric", Fixed("Ordered Product")),
        Pair("properties.OrderId", Column("Order")),
        Pair("properties.SKU", Column("Sku")),
        Pair("properties.ProductName", Column("Name")),
        Pair("properties.Quantity", Column("Amount"), ValueType.NUMBER),
    ),
    is_per_item=True,
)
MAPPING = replace(ORDERED, further=(PRODUCT,))

words = st.sampled_from(["", "S-1", "S-2", "M"])
lines = st.tuples(words, words, st.sampled_from(["", "1", "2"]))
orders = st.lists(st.lists(lines, min_size=1, max_size=4), min_size=1, max_size=5)


def records_of(folder, rows, mapping=MAPPING, header=HEADER):
    """Return the record of every order of these rows by its first line."""
    with small_parts():
        ready = prepared(written(folder / "orders.csv", rows, header), mapping)
        try:
            return {
                line: record
                for part in ready.file.index().ranges()
                for line, record in build_rows(
                    ready.plan, read_range(ready.file.data, ready.file.dialect, part)
                )[Kind.EVENTS]
            }
        finally:
            ready.close()


def events_in(record):
    item = orjson.loads(record.body)["attributes"]
    return [each["attributes"] for each in item["events"]["data"]]


def codes_of(record):
    return {each.code for each in record.problems} - {Code.TIME_PLANNED}


def rows_of(made, shuffled=None):
    rows = [
        (f"#{1000 + at}", f"p{at}@shop.io", "n", *line)
        for at, those in enumerate(made)
        for line in those
    ]
    if shuffled is not None:
        random.Random(shuffled).shuffle(rows)
    return rows


def holds(made, shuffled):
    rows = rows_of(made, shuffled)
    with in_memory() as name:
        records = list(records_of(Path(name), rows).values())
    told = {}
    for record in records:
        assert not any(each.severity is Severity.HOLD for each in record.problems)
        first, *items = events_in(record)
        assert first["metric"]["data"]["attributes"]["name"] == "Placed Order"
        told[first["unique_id"]] = items
    truth = {}
    for number, _, _, *line in rows:
        truth.setdefault(number, [])
        if any(line):
            truth[number].append(tuple(line))
    assert told.keys() == truth.keys()
    ids = Counter()
    for number, items in told.items():
        found = [
            tuple(
                str(each["properties"].get(name, "")) for name in ("SKU", "ProductName", "Quantity")
            )
            for each in items
        ]
        assert found == truth[number]
        assert all(each["properties"]["OrderId"] == number for each in items)
        ids.update(each["unique_id"] for each in items)
    assert set(ids.values()) <= {1}
    return ids.keys()


BY_NAME = replace(
    PRODUCT, pairs=tuple(pair for pair in PRODUCT.pairs if pair.target != "properties.SKU")
)
ONE = RowFilter((Condition("Amount", Ask.IS, ("1",)),))


def ids_of(rows, further, row_filter=None):
    """Return the id of the event of each line, by where it stands in the file."""
    pairs = (*further.pairs, Pair("properties.Place", Column("Place")))
    mapping = replace(
        ORDERED,
        further=(replace(further, pairs=pairs),),
        row_filter=row_filter,
        grouping=Grouping(("Order",), (*PER_ITEM, "Place")),
    )
    with in_memory() as name:
        lines = [(*each, str(at)) for at, each in enumerate(rows)]
        records = records_of(Path(name), lines, mapping, (*HEADER, "Place"))
    return {
        each["properties"]["Place"]: each["unique_id"]
        for record in records.values()
        if record.body
        for each in events_in(record)
        if "Place" in each["properties"]
    }


@settings(max_examples=EXAMPLES)
@given(orders, st.integers(0, 9))
def test_each_line_is_an_event_with_its_own_cells_and_an_id_that_no_order_of_lines_changes(
    made, shuffled
):
    named = [[line for line in order if any(line[:2]) or not any(line)] for order in made]
    named = [order for order in named if order]
    if named:
        assert holds(named, None) == holds(named, shuffled)
    holds(made, shuffled)


def ids_stay(made, event):
    rows = rows_of(made)
    whole = ids_of(rows, event)
    assert len(set(whole.values())) == len(whole) == len(rows)
    asked = ids_of(rows, replace(event, condition=ONE))
    chosen = ids_of(rows, event, ONE) if asked else {}
    wanted = {str(at) for at, each in enumerate(rows) if each[-1] == "1"}
    assert chosen.keys() == asked.keys() == wanted
    assert chosen.items() | asked.items() <= whole.items()


@settings(max_examples=EXAMPLES)
@given(orders, st.sampled_from([PRODUCT, BY_NAME]))
def test_the_id_of_a_line_is_the_same_whichever_lines_are_wanted(made, event):
    ids_stay(made, event)


@settings(max_examples=EXAMPLES)
@given(
    st.lists(st.sampled_from("ABCDEF"), min_size=1, max_size=5, unique=True),
    st.booleans(),
    st.randoms(use_true_random=False),
)
def test_the_ids_of_different_products_are_the_same_in_any_order_of_the_lines(
    products, is_by_name, chance
):
    event = BY_NAME if is_by_name else PRODUCT
    rows = rows_of([[("" if is_by_name else f"S-{each}", each, "1") for each in products]])
    mixed = chance.sample(rows, len(rows))

    def by_product(lines):
        return {lines[int(at)][4]: made for at, made in ids_of(lines, event).items()}

    assert by_product(rows) == by_product(mixed)


def test_the_truth_notices_ids_that_count_only_the_lines_that_are_wanted(monkeypatch):
    whole = item_ids.ItemIds.ids

    def of_wanted(self, cells, rows):
        made = iter(whole(self, cells, [each for each in rows if each.is_wanted]))
        return [next(made) if each.is_wanted else ("", False) for each in rows]

    monkeypatch.setattr(item_ids.ItemIds, "ids", of_wanted)
    with pytest.raises(AssertionError):
        ids_stay([[("S-1", "", "2"), ("S-1", "", "1")]], PRODUCT)


def test_lines_that_nothing_names_are_told_apart_by_their_places_and_warned_of(tmp_path):
    rows = [("#1", "a@shop.io", "n", sku, "", "1") for sku in ("S-1", "", "")]
    (record,) = records_of(tmp_path, rows).values()
    assert len({each["unique_id"] for each in events_in(record)}) == 4
    (found,) = (each for each in record.problems if each.code is Code.ID_BY_PLACE)
    assert found.severity is Severity.WARN
    assert (found.target.startswith("Ordered Product"), found.other_line) == (True, 3)
    (alone,) = records_of(tmp_path, [rows[1]]).values()
    assert Code.ID_BY_PLACE not in codes_of(alone)


def test_a_variant_tells_lines_of_one_name_apart(tmp_path):
    variant = Pair("properties.VariantName", Column("Note"))
    event = replace(BY_NAME, pairs=(*BY_NAME.pairs, variant))
    mapping = replace(ORDERED, further=(event,), grouping=Grouping(("Order",), (*PER_ITEM, "Note")))
    mapping = mapping.without(Kind.EVENTS, "properties.Note")
    rows = [("#1", "a@shop.io", size, "", "Shirt", "1") for size in "ML"]
    found = []
    for each in (rows, rows[::-1]):
        (record,) = records_of(tmp_path, each, mapping).values()
        _, *items = events_in(record)
        found.append({item["properties"]["VariantName"]: item["unique_id"] for item in items})
    assert found[0] == found[1]
    assert len({*found[0].values()}) == 2


def test_the_truth_notices_lines_of_one_product_that_are_taken_for_one(monkeypatch):
    monkeypatch.setattr(item_ids, "digest", lambda *parts: whole_digest(*parts[:-1], "1"))
    with pytest.raises(AssertionError):
        holds([[("S-1", "", "1"), ("S-1", "", "2")]], None)


whole_digest = item_ids.digest


def test_the_truth_notices_a_line_that_gets_the_cells_of_another(monkeypatch):
    whole = item_rows.lists_in
    monkeypatch.setattr(
        item_rows,
        "lists_in",
        lambda cells, count: {at: each[::-1] for at, each in whole(cells, count).items()},
    )
    with pytest.raises(AssertionError):
        holds([[("S-1", "", "1"), ("S-2", "", "1")]], None)


def test_an_order_of_one_line_has_one_event_of_it(tmp_path):
    (record,) = records_of(tmp_path, [("#1", "a@shop.io", "n", "S-1", "Cup", "2")]).values()
    _, item = events_in(record)
    assert item["properties"]["Quantity"] == 2
    (again,) = records_of(
        tmp_path, [("#1", "a@shop.io", "n", "S-1", "Cup", "2"), ("#1", "", "", "S-2", "", "1")]
    ).values()
    assert events_in(again)[1]["unique_id"] == item["unique_id"]


def test_a_condition_of_an_event_of_lines_is_asked_of_each_line(tmp_path):
    many = RowFilter((Condition("Amount", Ask.IS_ABOVE, ("1",)),))
    mapping = replace(ORDERED, further=(replace(PRODUCT, condition=many),))
    rows = [("#1", "a@shop.io", "n", f"S-{at}", "", str(at)) for at in range(1, 4)]
    (record,) = records_of(tmp_path, rows, mapping).values()
    assert [each["properties"].get("SKU") for each in events_in(record)] == [None, "S-2", "S-3"]
    bad = [*rows, ("#1", "a@shop.io", "n", "S-4", "", "many")]
    (record,) = records_of(tmp_path, bad, mapping).values()
    assert record.body == b""
    assert Code.CONDITION_UNREAD in codes_of(record)


def test_a_condition_of_the_order_is_asked_of_what_all_its_lines_say(tmp_path):
    noted = RowFilter((Condition("Note", Ask.IS_FILLED),))
    mapping = replace(MAPPING, condition=noted)
    rows = [("#1", "a@shop.io", "", "S-1", "", "1"), ("#1", "", "late", "S-2", "", "1")]
    (record,) = records_of(tmp_path, rows, mapping).values()
    assert len(events_in(record)) == 3
    bare = [(*each[:2], "", *each[3:]) for each in rows]
    (record,) = records_of(tmp_path, bare, mapping).values()
    assert len(events_in(record)) == 2
    differing = [(*rows[0][:2], "early", *rows[0][3:]), rows[1]]
    (record,) = records_of(tmp_path, differing, mapping).values()
    assert record.body == b""
    assert codes_of(record) == {Code.LINES_DIFFER}


def names_of(record):
    return [each["metric"]["data"]["attributes"]["name"] for each in events_in(record)]


def test_an_order_meets_what_is_asked_of_its_items_where_one_of_them_does(tmp_path):
    asked = RowFilter((Condition("Sku", Ask.IS, ("S-1",)), Condition("Amount", Ask.IS, ("1",))))
    mapping = replace(MAPPING, condition=asked)
    rows = [
        ("#1", "a@shop.io", "n", "S-1", "", "1"),
        ("#1", "a@shop.io", "n", "S-2", "", "1"),
        ("#2", "b@shop.io", "n", "S-2", "", "1"),
        ("#2", "b@shop.io", "n", "S-1", "", "2"),
        ("#3", "c@shop.io", "n", "S-1", "", "1"),
    ]
    has, lacks, single = records_of(tmp_path, rows, mapping).values()
    assert names_of(has) == ["Placed Order", *["Ordered Product"] * 2]
    assert names_of(lacks) == ["Ordered Product"] * 2, "no line is both"
    assert names_of(single) == ["Placed Order", "Ordered Product"]
    noted = Condition("Note", Ask.IS, ("n",))
    both = replace(mapping, condition=replace(asked, conditions=(*asked.conditions, noted)))
    assert names_of(next(iter(records_of(tmp_path, rows, both).values()))) == names_of(has)


def test_an_item_that_cannot_be_read_holds_an_order_that_no_other_item_decides(tmp_path):
    many = RowFilter((Condition("Amount", Ask.IS_ABOVE, ("1",)),))
    mapping = replace(MAPPING, condition=many, further=())
    rows = [("#1", "a@shop.io", "n", "S-1", "", each) for each in ("1", "x", "2")]
    mapping = mapping.without(Kind.EVENTS, "properties.Items[].Quantity")
    (record,) = records_of(tmp_path, rows, mapping).values()
    assert names_of(record) == ["Placed Order"]
    (record,) = records_of(tmp_path, rows[:2], mapping).values()
    assert (record.body, codes_of(record)) == (b"", {Code.CONDITION_UNREAD})
    (told,) = (each.text for each in record.problems if each.code is Code.CONDITION_UNREAD)
    assert told == "x"


def test_a_line_that_the_filter_leaves_out_meets_no_condition_of_its_order(tmp_path):
    first = RowFilter((Condition("Sku", Ask.IS, ("S-1",)),))
    one = RowFilter((Condition("Amount", Ask.IS, ("1",)),))
    mapping = replace(MAPPING, condition=first, row_filter=one)
    rows = [("#1", "a@shop.io", "n", f"S-{at}", "", str(3 - at)) for at in (1, 2)]
    (record,) = records_of(tmp_path, rows, mapping).values()
    assert names_of(record) == ["Ordered Product"]
    (record,) = records_of(tmp_path, rows, replace(mapping, row_filter=None)).values()
    assert names_of(record) == ["Placed Order", *["Ordered Product"] * 2]


def test_an_id_that_is_mapped_for_lines_is_taken_as_it_is(tmp_path):
    own = replace(PRODUCT, pairs=(*PRODUCT.pairs, Pair("unique_id", Column("Sku"))))
    mapping = replace(ORDERED, further=(own,))
    rows = [("#1", "a@shop.io", "n", sku, "", "1") for sku in ("S-1", "S-2")]
    (record,) = records_of(tmp_path, rows, mapping).values()
    assert [each["unique_id"] for each in events_in(record)] == ["#1", "S-1", "S-2"]
    (record,) = records_of(tmp_path, [rows[0], (*rows[0][:5], "2")], mapping).values()
    assert codes_of(record) == {Code.EVENTS_ALIKE}


def test_more_events_than_a_request_takes_hold_the_order(tmp_path, monkeypatch):
    monkeypatch.setattr("klaviyo_gui.core.several_events.EVENTS_MAX", 3)
    rows = [("#1", "a@shop.io", "n", f"S-{at}", "", "1") for at in range(3)]
    (record,) = records_of(tmp_path, rows).values()
    assert codes_of(record) == {Code.EVENTS_TOO_MANY}


def test_what_is_wrong_with_a_line_is_told_once_with_its_event_and_line(tmp_path):
    rows = [("#1", "a@shop.io", "n", f"S-{at}", "", each) for at, each in enumerate("1xx")]
    mapping = replace(ORDERED, events=ORDERED.events[:4], further=(PRODUCT,))
    (record,) = records_of(tmp_path, rows, mapping).values()
    (problem,) = (each for each in record.problems if each.severity is Severity.HOLD)
    assert problem.code is Code.NUMBER_INVALID
    assert problem.target.startswith("Ordered Product ")
    assert problem.other_line == 3


def test_lines_of_which_nothing_is_told_are_counted(tmp_path):
    bare = replace(PRODUCT, pairs=PRODUCT.pairs[:2])
    mapping = replace(ORDERED, further=(bare,))
    rows = [("#1", "a@shop.io", "n", f"S-{at}", "", "1") for at in range(3)]
    (record,) = records_of(tmp_path, rows, mapping).values()
    assert len({each["unique_id"] for each in events_in(record)}) == 4


def test_an_id_is_the_same_where_a_text_is_so_long_that_it_is_built_with_more_care(
    tmp_path, monkeypatch
):
    rows = [("#1", "a@shop.io", "n", "S-1", "", each) for each in "12"]
    (usual,) = records_of(tmp_path, rows).values()
    monkeypatch.setattr(event_item, "TEXT_MAX_BYTES", 10)
    careful, _ = records_of(tmp_path, [*rows, ("#2", "b@shop.io", "n", "S-1", "", "1")]).values()
    assert careful.events == usual.events
