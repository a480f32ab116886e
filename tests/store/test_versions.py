import pytest

from klaviyo_gui.store import aside
from klaviyo_gui.store.aside import move_aside
from klaviyo_gui.store.versions import (
    KEPT,
    file_version,
    move_versions,
    retire,
    versioned,
    versions,
)


def contents(path):
    return [version.path.read_text() for version in versions(path)]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "orders.json"


def test_there_is_no_version_of_a_file_that_was_never_there(path):
    file_version(path)
    assert versions(path) == ()


def test_the_last_ten_versions_are_kept_the_latest_first(path):
    for number in range(KEPT + 3):
        path.write_text(str(number))
        file_version(path)
    assert contents(path) == [str(number) for number in range(KEPT + 2, 2, -1)]
    assert path.read_text() == str(KEPT + 2)


def test_a_version_tells_when_it_was_written(path):
    path.write_text("old")
    written = path.stat().st_mtime
    file_version(path)
    assert versions(path)[0].written.timestamp() == pytest.approx(written, abs=1e-3)


def test_a_file_taken_out_of_use_is_its_latest_version(path):
    path.write_text("old")
    file_version(path)
    path.write_text("new")
    retire(path)
    assert not path.exists()
    assert contents(path) == ["new", "old"]
    assert versioned(path.parent, ".json") == ("orders",)


def test_versions_go_along_with_another_name_behind_those_there(path, tmp_path):
    other = tmp_path / "sales.json"
    for each, text in ((path, "a"), (path, "b"), (other, "c")):
        each.write_text(text)
        file_version(each)
    move_versions(path, other)
    assert contents(other) == ["b", "a", "c"]
    assert versioned(tmp_path, ".json") == ("sales",)


def test_what_is_no_version_is_left_alone(path):
    path.write_text("a")
    file_version(path)
    stray = versions(path)[0].path.with_name("notes.json")
    stray.write_text("mine")
    move_versions(path, path.with_name("sales.json"))
    assert stray.exists()
    assert versions(path) == ()


def test_a_damaged_file_moves_aside_and_overwrites_none_before_it(path):
    moved = []
    for text in ("a", "b", "c"):
        path.write_text(text)
        moved.append(move_aside(path))
        assert not path.exists()
    assert [each.read_text() for each in moved] == ["a", "b", "c"]
    today = aside.datetime.now(aside.UTC).date().isoformat()
    assert [each.name for each in moved] == [
        f"orders.json.damaged-{today}",
        f"orders.json.damaged-{today}-2",
        f"orders.json.damaged-{today}-3",
    ]
