from pathlib import Path

import orjson
import pytest

from klaviyo_gui.store import second_places as store
from klaviyo_gui.store.second_places import (
    forget_second_places,
    keep_second_place,
    second_places,
)

MARCH, APRIL = (Path(f"/{each}/orders.csv").absolute() for each in ("march", "april"))
PEOPLE = Path("/lists/people.csv").absolute()


def test_a_place_is_known_for_the_file_for_which_it_was_chosen_and_for_no_other():
    keep_second_place(MARCH, "customers.csv", PEOPLE)
    assert second_places(MARCH) == {"customers.csv": PEOPLE}
    assert second_places(APRIL) == {}


def test_the_latest_choice_counts_and_others_stay():
    keep_second_place(MARCH, "customers.csv", PEOPLE)
    keep_second_place(MARCH, "products.csv", PEOPLE.with_name("goods.csv"))
    keep_second_place(MARCH, "customers.csv", PEOPLE.with_name("new.csv"))
    assert second_places(MARCH) == {
        "customers.csv": PEOPLE.with_name("new.csv"),
        "products.csv": PEOPLE.with_name("goods.csv"),
    }


def test_nothing_is_kept_of_a_file_that_lies_beside_the_first_under_its_name():
    keep_second_place(MARCH, "customers.csv", PEOPLE)
    keep_second_place(MARCH, "customers.csv", MARCH.with_name("customers.csv"))
    assert second_places(MARCH) == {}


def test_relative_places_are_known_from_everywhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    keep_second_place(Path("orders.csv"), "customers.csv", Path("lists/people.csv"))
    found = second_places(tmp_path / "orders.csv")
    assert found == {"customers.csv": tmp_path / "lists" / "people.csv"}


def test_places_chosen_for_longest_ago_are_forgotten_first(monkeypatch):
    monkeypatch.setattr(store, "KEPT", 2)
    for first in ("a", "b", "a", "c"):
        keep_second_place(Path(f"/{first}.csv"), "x.csv", PEOPLE)
    known = [bool(second_places(Path(f"/{each}.csv"))) for each in "abc"]
    assert known == [True, False, True]


def test_all_places_can_be_forgotten():
    keep_second_place(MARCH, "customers.csv", PEOPLE)
    forget_second_places()
    assert second_places(MARCH) == {}


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"[]",
        b'{"version": 2, "entries": {PLACE: {"customers.csv": "/x.csv"}}}',
        b'{"version": 1, "entries": 7}',
        b'{"version": 1, "entries": {PLACE: 7}}',
        b'{"version": 1, "entries": {PLACE: {"customers.csv": 7}}}',
    ],
)
def test_a_damaged_store_counts_as_empty(home, content):
    home.mkdir()
    content = content.replace(b"PLACE", orjson.dumps(str(MARCH)))
    (home / "second-files.json").write_bytes(content)
    assert second_places(MARCH) == {}


def test_nothing_is_remembered_where_nothing_can_be_written(home):
    home.mkdir()
    (home / "second-files.json").mkdir()
    keep_second_place(MARCH, "customers.csv", PEOPLE)
    assert second_places(MARCH) == {}
