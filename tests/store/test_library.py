import errno
import json
import multiprocessing
import os
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from klaviyo_gui.core.errors import (
    PresetMissing,
    PresetNameRefused,
    PresetNameTaken,
    PresetTooNew,
    PresetUnreadable,
    PresetUnwritable,
)
from klaviyo_gui.core.mapping import Column, Mapping, Pair
from klaviyo_gui.store.library import Library
from klaviyo_gui.store.preset_names import NAME_MAX
from klaviyo_gui.store.presets import Preset, as_bytes, load, save
from klaviyo_gui.store.versions import KEPT

DAMAGED = {
    "half written": as_bytes(Preset("Orders", Mapping((Pair("time", Column("when")),))))[:120],
    "empty": b"",
    "no JSON": b"hello",
    "no preset": b"{}",
    "of a wrong version": b'{"format": "klaviyo-gui preset", "version": "1"}',
    "of wrong types": b'{"format": "klaviyo-gui preset", "version": 1, "events": 5}',
}


def named(name, column="when"):
    return Preset(name, Mapping((Pair("time", Column(column)),)))


@pytest.fixture
def library(tmp_path):
    return Library(tmp_path / "presets")


def test_a_library_without_a_folder_is_empty(library):
    assert (library.names, library.deleted, library.last_uses()) == ((), (), {})
    assert library.survey().presets == ()
    with pytest.raises(PresetMissing):
        library.load("Orders")


def test_a_preset_comes_back_under_the_name_of_its_file(library):
    library.save(named("Orders"))
    assert library.load("Orders") == named("Orders")
    library.path("Orders").rename(library.path("Sales"))
    assert library.load("Sales") == named("Sales")
    assert library.names == ("Sales",)


def test_a_replaced_preset_is_a_version_and_comes_back(library):
    for at in range(KEPT + 3):
        library.save(named("Orders", f"column {at}"))
    assert len(library.versions("Orders")) == KEPT
    oldest = library.versions("Orders")[-1].number
    assert library.restore("Orders", oldest) == named("Orders", "column 2")
    assert library.restore("Orders") == named("Orders", f"column {KEPT + 2}")
    assert library.load("Orders") == named("Orders", f"column {KEPT + 2}")


def test_saving_the_same_again_makes_no_version(library):
    library.save(named("Orders"))
    library.save(named("Orders"))
    assert library.versions("Orders") == ()


def test_names_that_differ_by_large_letters_are_one_preset(library):
    library.save(named("Orders"))
    assert library.save(named("ORDERS", "other")) == named("Orders", "other")
    assert library.names == ("Orders",)


def test_an_added_preset_takes_the_next_free_name_and_is_never_doubled(library):
    assert library.add(named("Orders")) == named("Orders")
    assert library.add(named("Orders")) == named("Orders")
    assert library.add(named("Orders", "other")) == named("Orders 2", "other")
    assert library.add(named("Orders", "other")) == named("Orders 2", "other")
    assert library.add(named("a/b")).name == "a-b"
    assert library.names == ("a-b", "Orders", "Orders 2")


def test_the_next_free_name_of_a_long_one_is_no_longer_than_names_may_be(library):
    library.add(named("x" * NAME_MAX))
    assert library.add(named("x" * NAME_MAX, "b")).name == "x" * (NAME_MAX - 2) + " 2"


def test_a_name_in_another_case_is_not_free_and_not_the_same_preset(library):
    library.add(named("Orders"))
    assert library.add(named("orders")).name == "orders 2"


def test_a_duplicate_is_a_preset_of_its_own(library):
    library.save(named("Orders"))
    assert library.duplicate("Orders", "Spring") == named("Spring")
    library.save(named("Orders", "other"))
    assert library.load("Spring") == named("Spring")


def test_a_renamed_preset_takes_its_versions_and_uses_along(library):
    library.save(named("Orders", "old"))
    library.save(named("Orders", "new"))
    library.note_use("Orders", datetime(2026, 1, 2, tzinfo=UTC))
    assert library.rename("Orders", "Spring") == named("Spring", "new")
    assert (library.names, library.deleted) == (("Spring",), ())
    assert library.last_uses() == {"Spring": "2026-01-02T00:00:00+00:00"}
    assert library.restore("Spring") == named("Spring", "old")


def test_a_preset_can_be_renamed_to_its_own_name_in_other_letters(library):
    library.save(named("orders"))
    assert library.rename("orders", "Orders") == named("Orders")
    assert library.rename("Orders", "Orders") == named("Orders")
    assert library.names == ("Orders",)
    assert library.load("Orders") == named("Orders")


def test_a_deleted_preset_comes_back(library):
    library.save(named("Orders", "old"))
    library.save(named("Orders", "new"))
    library.delete("Orders")
    assert (library.names, library.deleted) == ((), ("Orders",))
    assert len(library.versions("Orders")) == 2
    assert library.restore("Orders") == named("Orders", "new")
    assert library.deleted == ()


def test_a_name_that_is_taken_or_cannot_be_is_refused_and_changes_nothing(library):
    library.save(named("Orders"))
    library.save(named("Spring", "other"))
    for action in (library.duplicate, library.rename):
        with pytest.raises(PresetNameTaken):
            action("Orders", "SPRING")
        with pytest.raises(PresetNameRefused):
            action("Orders", "../Orders")
    with pytest.raises(PresetNameRefused):
        library.save(named("../Orders"))
    assert library.survey().presets == (named("Orders"), named("Spring", "other"))


def test_no_name_leads_out_of_the_folder(library, tmp_path):
    outside = tmp_path / "outside.json"
    outside.write_bytes(as_bytes(named("outside")))
    library.save(named("Orders"))
    before = outside.read_bytes()
    for action in (
        library.load,
        library.delete,
        library.versions,
        library.restore,
        lambda name: library.duplicate(name, "a"),
        lambda name: library.rename(name, "a"),
    ):
        with pytest.raises(PresetMissing):
            action("../outside")
    assert outside.read_bytes() == before
    assert library.names == ("Orders",)


def test_a_version_that_is_not_there_is_told(library):
    library.save(named("Orders"))
    with pytest.raises(PresetMissing, match="Orders"):
        library.restore("Orders")
    with pytest.raises(PresetMissing, match="Orders, version 5"):
        library.restore("Orders", 5)


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_preset_is_moved_aside_and_said_and_the_others_load(library, content):
    library.save(named("Good"))
    library.path("Orders").write_bytes(content)
    shelf = library.survey()
    assert shelf.presets == (named("Good"),)
    [error] = shelf.refused
    assert isinstance(error, PresetUnreadable)
    [moved] = library.folder.glob("Orders.json.damaged-*")
    assert error.moved_to == str(moved)
    assert moved.read_bytes() == content
    assert library.names == ("Good",)
    assert library.survey().refused == ()


def test_a_preset_of_a_later_version_is_refused_and_left_in_place(library):
    library.save(named("Good"))
    content = json.loads(as_bytes(named("Orders"))) | {"version": 3}
    library.path("Orders").write_text(json.dumps(content))
    before = library.path("Orders").read_bytes()
    shelf = library.survey()
    assert shelf.presets == (named("Good"),)
    [error] = shelf.refused
    assert isinstance(error, PresetTooNew)
    for action in (library.load, lambda name: library.rename(name, "a")):
        with pytest.raises(PresetTooNew):
            action("Orders")
    assert library.path("Orders").read_bytes() == before


def test_nothing_is_saved_over_a_preset_of_a_later_version(library):
    library.save(named("Good"))
    content = json.loads(as_bytes(named("Orders"))) | {"version": 3}
    library.path("Orders").write_text(json.dumps(content))
    before = library.path("Orders").read_bytes()
    for name in ("Orders", "ORDERS"):
        with pytest.raises(PresetTooNew):
            library.save(named(name))
    assert library.path("Orders").read_bytes() == before
    # A damaged one is no work to keep in its place.
    library.path("Good").write_bytes(b"{")
    assert library.save(named("Good", "new")) == library.load("Good")


@pytest.mark.parametrize(
    "names", [("Orders", "ORDERS"), ("K\u00e4ufe", "Ka\u0308ufe"), ("Ka\u0308ufe", "K\u00e4ufe")]
)
def test_of_two_names_that_only_some_systems_tell_apart_each_means_its_own(library, names):
    library.folder.mkdir(parents=True)
    for at, name in enumerate(names):
        library.path(name).write_bytes(as_bytes(named(name, f"column {at}")))
    if len(library.names) == 1:
        pytest.skip("this disk does not tell them apart")
    for at, name in enumerate(names):
        assert library.load(name).mapping.columns() == (f"column {at}",)
        saved = library.save(named(name, f"new {at}"))
        assert library.load(saved.name).mapping.columns() == (f"new {at}",)


def test_a_name_in_other_letters_alike_means_the_preset_that_is_there(library):
    library.save(named("K\u00e4ufe"))
    for name in ("Ka\u0308ufe", "K\u00c4UFE"):
        assert library.load(name) == named("K\u00e4ufe")
        assert library.save(named(name, "new")).name == "K\u00e4ufe"
        assert library.restore(name).name == "K\u00e4ufe"
        assert library.versions(name) == library.versions("K\u00e4ufe")
    assert library.names == ("K\u00e4ufe",)
    library.delete("k\u00e4UFE")
    assert library.names == ()


@pytest.mark.parametrize("name", ["🎉 Frühling 🌸", "👩‍👩‍👧 family", "🎉" * NAME_MAX, "注文"])
def test_a_name_of_any_letters_comes_back_with_its_versions(library, name):
    library.save(named(name, "a"))
    library.save(named(name, "b"))
    assert library.names == (name,)
    assert library.restore(name).mapping == named(name, "a").mapping
    assert len(library.versions(name)) == 2


@pytest.mark.parametrize(
    "name", ["../x", "CON", "a/b\\c", "x" * 400, "🎉" * 400, "", "..", "nul.json"]
)
def test_a_preset_from_elsewhere_is_taken_in_whatever_it_is_called(library, tmp_path, name):
    added = library.add(named(name))
    assert library.names == (added.name,)
    assert library.path(added.name).parent == library.folder
    assert list(tmp_path.rglob("*.json")) == [library.path(added.name)]


def test_an_export_never_takes_the_place_of_a_saved_preset(library, tmp_path):
    library.save(named("Orders"))
    library.save(named("Sales", "other"))
    with pytest.raises(PresetUnwritable):
        library.export("Orders", library.path("Sales"))
    assert library.load("Sales") == named("Sales", "other")
    library.export("Orders", tmp_path / "Sales.json")
    assert load(tmp_path / "Sales.json") == named("Orders")


def test_a_full_disk_leaves_the_preset_before(library, monkeypatch):
    library.save(named("Orders", "old"))

    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(PresetUnwritable, match="No space left"):
            library.save(named("Orders", "new"))
    assert library.load("Orders") == named("Orders", "old")
    assert not list(library.folder.rglob(".*.json.*"))
    # The control: with room, the same is written.
    library.save(named("Orders", "new"))
    assert library.load("Orders") == named("Orders", "new")


def test_a_preset_that_the_system_keeps_from_us_is_not_moved(library):
    library.save(named("Good"))
    library.path("Orders").mkdir()
    [error] = library.survey().refused
    assert isinstance(error, PresetUnreadable)
    assert error.moved_to == ""
    assert library.path("Orders").is_dir()


def test_a_damaged_preset_that_cannot_be_moved_is_told_all_the_same(library):
    library.save(named("Good"))
    library.path("Orders").write_bytes(b"")
    (library.folder / ".lock").unlink()
    (library.folder / ".lock").mkdir()
    with pytest.raises(PresetUnreadable) as caught:
        library.load("Orders")
    assert caught.value.moved_to == ""
    assert library.path("Orders").exists()


def test_a_damaged_preset_that_somebody_puts_right_in_time_is_not_moved(library, monkeypatch):
    library.save(named("Good"))
    library.path("Orders").write_bytes(b"")

    def mend(folder):
        library.path("Orders").write_bytes(as_bytes(named("Orders")))
        return _exclusive(folder)

    from klaviyo_gui.store import kept_preset  # noqa: PLC0415 - the module that is patched

    _exclusive = kept_preset.exclusive
    monkeypatch.setattr(kept_preset, "exclusive", mend)
    assert library.load("Orders") == named("Orders")


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    library = Library(tmp_path / "file")
    for action in (library.save, library.add):
        with pytest.raises(PresetUnwritable):
            action(named("Orders"))
    library.note_use("Orders")
    assert library.last_uses() == {}


def test_the_last_use_is_noted(library):
    library.note_use("Orders", datetime(2026, 1, 2, tzinfo=UTC))
    library.note_use("Orders", datetime(2026, 1, 3, tzinfo=UTC))
    assert library.last_uses() == {"Orders": "2026-01-03T00:00:00+00:00"}


def test_a_file_of_the_folder_is_one_of_the_saved_presets_and_others_are_not(library, tmp_path):
    outside, inside = tmp_path / "Mine.json", library.folder / "Mine.json"
    library.folder.mkdir()
    for path in (outside, inside):
        save(path, named("Other", "new"))
    assert library.load_at(inside) == named("Mine", "new")
    assert library.load_at(outside) == named("Other", "new")
    for path in (outside, inside):
        path.write_bytes(b"{")
        with pytest.raises(PresetUnreadable) as caught:
            library.load_at(path)
        assert bool(caught.value.moved_to) is (path == inside)
    assert outside.exists()


def save_many(folder, window, pipe):
    library = Library(folder)
    for at in range(KEPT // 2):
        library.save(named("Orders", f"{window} {at}"))
        library.add(named("Import", f"{window} {at}"))
    pipe.send("done")


def columns_of(presets):
    return {preset.mapping.columns()[0] for preset in presets}


def test_two_windows_lose_none_of_each_others_presets(library, child):
    pipes = [child(save_many, library.folder, name)[1] for name in ("a", "b")]
    assert [pipe.recv() for pipe in pipes] == ["done", "done"]
    written = {f"{name} {at}" for name in ("a", "b") for at in range(KEPT // 2)}
    shelf = library.survey()
    assert columns_of(preset for preset in shelf.presets if preset.name != "Orders") == written
    kept = {each.path.read_bytes() for each in library.versions("Orders")}
    kept.add(as_bytes(library.load("Orders")))
    assert kept == {as_bytes(named("Orders", each)) for each in written}


def add_without_lock(folder, window, barrier, pipe):
    library = Library(folder)
    for at in range(20):
        preset = named("Import", f"{window} {at}")
        names = library.names
        barrier.wait()
        free = next(name for number in range(1_000) if (name := f"Import {number}") not in names)
        library.path(free).write_bytes(as_bytes(replace(preset, name=free)))
        barrier.wait()
    pipe.send("done")


def test_two_windows_without_a_lock_would_lose_presets(library, child):
    library.folder.mkdir()
    barrier = multiprocessing.get_context("spawn").Barrier(2)
    pipes = [child(add_without_lock, library.folder, name, barrier)[1] for name in ("a", "b")]
    assert [pipe.recv() for pipe in pipes] == ["done", "done"]
    assert len(library.names) < 40


def test_no_preset_with_a_private_key_is_kept(library):
    key = "pk_1234567890abcdef1234567890abcdef12"
    with pytest.raises(PresetUnwritable) as caught:
        library.save(named("Keys", key))
    assert key not in caught.value.cause
    assert library.names == ()
