import os
import subprocess
import sys
from itertools import count
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaviyo_gui.core import event_item
from klaviyo_gui.core.ids import DIGEST_SIZE, content_id, digest, occurrence_id
from klaviyo_gui.core.mapping import Column, Fixed, Mapping, Pair
from tests.core.cells import NOW, build, event, event_mapping

ROOT = Path(__file__).parents[2]
ROW = {"mail": "ann@shop.io", "brand": "Øre", "size": "7", "when": "2024-05-31T14:30:00Z"}
PAIRS = {
    "profile.email": "mail",
    "metric": Fixed("Placed Order"),
    "properties.Brand": "brand",
    "properties.Size": "size",
    "time": "when",
}
ELSEWHERE = """
import sys
import klaviyo_gui.core.event_item as event_item
exec(sys.argv[1])
from tests.core.test_ids import PAIRS, ROW
from tests.core.cells import build, event, event_mapping
built = build(event_mapping(PAIRS), ROW)
print(event(built)["unique_id"], built.key.hex())
"""
SALTED = "event_item.content_id = lambda *parts: format(hash(repr(parts)) % 2**128, '032x')"


def in_another_process(seed, fault=""):
    """Return the id and the key that a process with this salt makes of the row."""
    done = subprocess.run(
        [sys.executable, "-c", ELSEWHERE, fault],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


def the_same_in_every_process(fault=""):
    assert in_another_process("1", fault) == in_another_process("2", fault)


def test_made_ids_and_keys_are_the_same_in_every_process():
    the_same_in_every_process()

    here = build(event_mapping(PAIRS), ROW)
    assert in_another_process("3") == [event(here)["unique_id"], here.key.hex()]


def test_python_s_salted_hash_would_fail_this_test():
    with pytest.raises(AssertionError):
        the_same_in_every_process(SALTED)


def test_made_ids_are_the_same_in_every_version():
    built = build(event_mapping(PAIRS), ROW)

    assert event(built)["unique_id"] == "206b8c6a8d5dde8f7f34a6313fea06f0"
    assert digest("email", "ann@shop.io").hex() == "806c8bfb98ce066c398f4ae121f19ccc"
    assert (
        occurrence_id("206b8c6a8d5dde8f7f34a6313fea06f0", 2) == "d10c48bd8dae21930aeccb161f36a7fc"
    )


def do_not_depend_on_the_order(names):
    in_order = build(event_mapping(PAIRS), ROW)
    shuffled = build(event_mapping({name: PAIRS[name] for name in names}), ROW)
    assert event(shuffled)["unique_id"] == event(in_order)["unique_id"]
    assert shuffled.key == in_order.key


@given(st.permutations(list(PAIRS)))
def test_made_ids_do_not_depend_on_the_order_of_the_pairs(names):
    do_not_depend_on_the_order(names)


def test_an_unsorted_content_would_fail_this_test(monkeypatch):
    monkeypatch.setattr(event_item, "content_id", lambda *parts: digest(repr(parts)).hex())

    with pytest.raises(AssertionError):
        do_not_depend_on_the_order(list(reversed(PAIRS)))


def do_not_depend_on_the_plan():
    mapping = event_mapping({name: PAIRS[name] for name in PAIRS if name != "time"})
    first = build(mapping, ROW, planned_at=NOW)
    later = build(mapping, ROW, planned_at=NOW.replace(year=2025), is_history=False)

    assert event(first)["time"] != event(later)["time"]
    assert event(first)["unique_id"] == event(later)["unique_id"]
    assert first.key == later.key


def test_a_time_that_was_only_filled_in_is_no_part_of_the_made_id():
    do_not_depend_on_the_plan()


def test_an_id_that_changes_with_the_run_would_fail_this_test(monkeypatch):
    numbers = count()
    monkeypatch.setattr(event_item, "content_id", lambda *parts: str(next(numbers)))

    with pytest.raises(AssertionError):
        do_not_depend_on_the_plan()


@pytest.mark.parametrize(
    "change",
    [
        {"brand": "Ore"},
        {"size": "8"},
        {"when": "2024-05-31T14:30:01Z"},
        {"mail": "bob@shop.io"},
    ],
)
def test_other_content_makes_another_id(change):
    mapping = event_mapping(PAIRS)
    other = build(mapping, ROW | change)

    assert event(other)["unique_id"] != event(build(mapping, ROW))["unique_id"]
    assert other.key != build(mapping, ROW).key


def test_another_name_of_the_event_makes_another_id():
    other = event_mapping(PAIRS | {"metric": Fixed("Refunded Order")})

    assert (
        event(build(other, ROW))["unique_id"]
        != event(build(event_mapping(PAIRS), ROW))["unique_id"]
    )


def test_an_address_in_capitals_is_the_same_person_and_makes_the_same_id():
    mapping = event_mapping(PAIRS)
    loud = build(mapping, ROW | {"mail": "Ann@SHOP.io"})
    quiet = build(mapping, ROW)

    assert event(loud)["unique_id"] == event(quiet)["unique_id"]
    assert loud.key == quiet.key


def test_columns_that_are_not_sent_do_not_change_the_id():
    mapping = Mapping(events=(*event_mapping(PAIRS).events, Pair("properties.x", Column("x"))))

    assert (
        event(build(mapping, ROW | {"x": ""}))["unique_id"]
        == event(build(event_mapping(PAIRS), ROW))["unique_id"]
    )


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_different_texts_have_different_digests(some, others):
    assert (digest(*some) == digest(*others)) == (some == others)
    assert len(digest(*some)) == DIGEST_SIZE


json_values = st.one_of(st.text(), st.integers(-(2**63), 2**63 - 1), st.booleans())


@given(st.dictionaries(st.text(), json_values), st.randoms(use_true_random=False))
def test_content_in_any_order_makes_one_id(content, random):
    names = list(content)
    random.shuffle(names)
    shuffled = {name: content[name] for name in names}

    assert content_id("m", {}, shuffled) == content_id("m", {}, content)
    assert orjson.loads(orjson.dumps(content)) == content


@given(st.lists(st.integers(2, 10**9), min_size=2, unique=True))
def test_every_occurrence_has_an_id_of_its_own(numbers):
    made = content_id("m", {}, {})
    found = {occurrence_id(made, number) for number in numbers}

    assert len(found | {made}) == len(numbers) + 1
