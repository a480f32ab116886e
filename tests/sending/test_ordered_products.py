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

from klaviyo_gui.core import event_item, item_rows
from klaviyo_gui.core.further_event import FurtherEvent
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Pair, ValueType
from klaviyo_gui.core.problem import Code, Severity
from klaviyo_gui.core.row_filter import Ask, Condition, RowFilter
from klaviyo_gui.sending.rows import build_rows
from klaviyo_gui.source.reader import read_range
from tests.doubles.disks import in_memory
from tests.sending.order_files import ORDERED, prepared, small_parts, written

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


def records_of(folder, rows, mapping=MAPPING):
    """Return the record of every order of these rows by its first line."""
    with small_parts():
        ready = prepared(written(folder / "orders.csv", rows), mapping)
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


@settings(max_examples=EXAMPLES)
@given(orders, st.integers(0, 9))
def test_each_line_is_an_event_with_its_own_cells_and_an_id_that_no_order_of_lines_changes(
    made, shuffled
):
    assert holds(made, None) == holds(made, shuffled)


def test_the_truth_notices_lines_of_one_product_that_are_taken_for_one(monkeypatch):
    monkeypatch.setattr(item_rows, "digest", lambda *parts: item_rows_digest(*parts[:-1], "1"))
    with pytest.raises(AssertionError):
        holds([[("S-1", "", "1"), ("S-1", "", "2")]], None)


item_rows_digest = item_rows.digest


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
    by_line = replace(mapping, condition=RowFilter((Condition("Sku", Ask.IS, ("S-1",)),)))
    (record,) = records_of(tmp_path, rows, by_line).values()
    assert record.body == b""
    assert codes_of(record) == {Code.LINES_DIFFER}


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
