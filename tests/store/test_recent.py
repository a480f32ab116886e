from pathlib import Path

import pytest

from klaviyo_gui.store import recent


def test_the_file_opened_last_comes_first_and_only_once():
    assert recent.files() == ()
    for name in ("a.csv", "b.csv", "a.csv"):
        recent.add_file(Path(name))
    assert recent.files() == (Path("a.csv"), Path("b.csv"))
    recent.forget_files()
    assert recent.files() == ()


def test_only_so_many_files_and_shapes_are_kept():
    for at in range(recent.FILES_KEPT + 2):
        recent.add_file(Path(f"{at}.csv"))
    assert recent.files()[0] == Path(f"{recent.FILES_KEPT + 1}.csv")
    assert len(recent.files()) == recent.FILES_KEPT


def test_the_oldest_shape_is_forgotten_first(monkeypatch):
    monkeypatch.setattr(recent, "SHAPES_KEPT", 2)
    for digest in ("a", "b", "a", "c"):
        recent.remember(digest, {"delimiter": digest})
    found = [recent.reading_of(each).get("delimiter") for each in "abc"]
    assert found == ["a", None, "c"]


def test_a_shape_is_known_by_the_names_of_its_header(home):
    digest = recent.shape(("Who", "Total"))
    assert recent.reading_of(digest) == {}
    said = {"encoding": "cp1250", "header_line": 0, "quote": "", "sheet": "May"}
    recent.remember(digest, {**said, "delimiter": None})
    assert recent.reading_of(recent.shape(("Who", "Total"))) == said
    assert recent.reading_of(recent.shape(("WhoTotal",))) == {}
    assert b"Total" not in b"".join(each.read_bytes() for each in home.iterdir())


def test_nothing_overridden_forgets_the_shape():
    recent.remember("a", {"delimiter": ";"})
    recent.remember("a", {})
    assert recent.reading_of("a") == {}


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"[]",
        b'{"version": 2, "entries": {"a": {"delimiter": ";"}}}',
        b'{"version": 1, "entries": 7}',
        b'{"version": 1, "entries": {"a": 7}}',
        b'{"version": 1, "entries": {"a": {"delimiter": 7, "header_line": true}}}',
    ],
)
def test_a_damaged_store_counts_as_empty(home, content):
    home.mkdir()
    for name in ("recent.json", "readings.json"):
        (home / name).write_bytes(content)
    assert recent.files() == ()
    assert recent.reading_of("a") == {}


def test_where_nothing_can_be_written_nothing_is_remembered(home):
    home.touch()
    recent.add_file(Path("a.csv"))
    assert recent.files() == ()


def test_a_name_that_is_no_text_is_not_remembered_and_keeps_no_other_from_being_so():
    """The file of that name is open by then, and its rows are about to be counted."""
    recent.add_file(Path("a.csv"))
    recent.add_file(Path("b\udcff.csv"))
    recent.add_file(Path("c.csv"))
    assert recent.files() == (Path("c.csv"), Path("a.csv"))


def test_the_shape_of_the_header_that_was_chosen_is_kept_with_the_reading(home):
    recent.remember("a", {"header_line": 3}, "chosen")
    assert (recent.header_of("a"), recent.reading_of("a")) == ("chosen", {"header_line": 3})
    recent.remember("a", {"header_line": 3})
    assert recent.header_of("a") == recent.header_of("b") == ""


def test_one_file_is_forgotten_and_the_others_stay():
    for name in ("a.csv", "b.csv", "c.csv"):
        recent.add_file(Path(name))
    recent.forget_file(Path("b.csv"))
    assert recent.files() == (Path("c.csv"), Path("a.csv"))
