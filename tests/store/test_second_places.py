from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from klaviyo_gui.source.stamp import Stamp
from klaviyo_gui.store import second_places as store
from klaviyo_gui.store.second_places import (
    forget_second_places,
    keep_second_place,
    second_places,
)

MARCH, APRIL = (Path(f"/{each}/orders.csv").absolute() for each in ("march", "april"))
STAMP = Stamp(100, 7, edges=b"edge")
PEOPLE = Path("/lists/people.csv").absolute()


def test_a_place_is_known_for_the_file_for_which_it_was_chosen_and_for_no_other():
    keep_second_place(MARCH, STAMP, "customers.csv", PEOPLE)
    assert second_places(MARCH, STAMP) == {"customers.csv": PEOPLE}
    assert second_places(APRIL, STAMP) == {}


@pytest.mark.parametrize(
    "other",
    [replace(STAMP, size=101), replace(STAMP, edges=b"egde"), replace(STAMP, mtime_ns=8)],
)
def test_a_place_is_none_for_another_file_that_takes_the_place_of_the_first(other):
    keep_second_place(MARCH, STAMP, "customers.csv", PEOPLE)
    assert second_places(MARCH, other) == {}
    assert second_places(MARCH, replace(STAMP, identity=(1, 2))) == {"customers.csv": PEOPLE}
    keep_second_place(MARCH, other, "products.csv", PEOPLE)
    assert second_places(MARCH, other) == {"products.csv": PEOPLE}
    assert second_places(MARCH, STAMP) == {}


def test_the_latest_choice_counts_and_others_stay():
    keep_second_place(MARCH, STAMP, "customers.csv", PEOPLE)
    keep_second_place(MARCH, STAMP, "products.csv", PEOPLE.with_name("goods.csv"))
    keep_second_place(MARCH, STAMP, "customers.csv", PEOPLE.with_name("new.csv"))
    assert second_places(MARCH, STAMP) == {
        "customers.csv": PEOPLE.with_name("new.csv"),
        "products.csv": PEOPLE.with_name("goods.csv"),
    }


def test_nothing_is_kept_of_a_file_that_lies_beside_the_first_under_its_name():
    keep_second_place(MARCH, STAMP, "customers.csv", PEOPLE)
    keep_second_place(MARCH, STAMP, "customers.csv", MARCH.with_name("customers.csv"))
    assert second_places(MARCH, STAMP) == {}


def test_relative_places_are_known_from_everywhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    keep_second_place(Path("orders.csv"), STAMP, "customers.csv", Path("lists/people.csv"))
    found = second_places(tmp_path / "orders.csv", STAMP)
    assert found == {"customers.csv": tmp_path / "lists" / "people.csv"}


def test_places_chosen_for_longest_ago_are_forgotten_first(monkeypatch):
    monkeypatch.setattr(store, "KEPT", 2)
    for first in ("a", "b", "a", "c"):
        keep_second_place(Path(f"/{first}.csv"), STAMP, "x.csv", PEOPLE)
    known = [bool(second_places(Path(f"/{each}.csv"), STAMP)) for each in "abc"]
    assert known == [True, False, True]


def test_all_places_can_be_forgotten():
    keep_second_place(MARCH, STAMP, "customers.csv", PEOPLE)
    forget_second_places()
    assert second_places(MARCH, STAMP) == {}


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"[]",
        b'{"version": 3, "entries": {PLACE: {"content": CONTENT, "places": {"c.csv": "/x.csv"}}}}',
        b'{"version": 2, "entries": 7}',
        b'{"version": 2, "entries": {PLACE: 7}}',
        b'{"version": 2, "entries": {PLACE: {"places": {"c.csv": "/x.csv"}}}}',
        b'{"version": 2, "entries": {PLACE: {"content": CONTENT, "places": 7}}}',
        b'{"version": 2, "entries": {PLACE: {"content": CONTENT, "places": {"c.csv": 7}}}}',
    ],
)
def test_a_damaged_store_counts_as_empty(home, content):
    home.mkdir()
    content = content.replace(b"PLACE", orjson.dumps(str(MARCH)))
    content = content.replace(b"CONTENT", b'"100-7-65646765"')
    (home / "second-files.json").write_bytes(content)
    assert second_places(MARCH, STAMP) == {}


def test_a_name_that_is_no_text_is_not_remembered():
    first, second = Path("/b\udcff.csv"), Path("/other/customers.csv")
    keep_second_place(first, STAMP, "customers.csv", second)
    assert second_places(first, STAMP) == {}


def test_nothing_is_remembered_where_nothing_can_be_written(home):
    home.mkdir()
    (home / "second-files.json").mkdir()
    keep_second_place(MARCH, STAMP, "customers.csv", PEOPLE)
    assert second_places(MARCH, STAMP) == {}
