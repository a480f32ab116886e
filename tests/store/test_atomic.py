import os
import stat

import pytest

from klaviyo_gui.store.atomic import remove_orphans, sync_folder, write_bytes, writing


def test_a_file_takes_its_new_content_and_leaves_nothing_beside_it(tmp_path):
    path = tmp_path / "new folder" / "settings.json"
    write_bytes(path, b"old")
    write_bytes(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(path.parent.iterdir()) == [path]


def test_a_write_that_fails_halfway_leaves_the_old_file_alone(tmp_path):
    path = tmp_path / "settings.json"
    write_bytes(path, b"old")

    def fail():
        with writing(path) as file:
            file.write(b"half")
            raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        fail()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_name_holds_the_old_content_until_the_new_one_is_whole(tmp_path):
    path = tmp_path / "settings.json"
    write_bytes(path, b"old")
    with writing(path) as file:
        file.write(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"


@pytest.fixture
def synced(monkeypatch, tmp_path):
    """Note what is brought to the disk, as (is a folder, names in it) or the bytes of a file."""
    notes, sync = [], os.fsync

    def note(handle):
        found = os.fstat(handle)
        is_folder = stat.S_ISDIR(found.st_mode)
        names = sorted(path.name for path in tmp_path.iterdir())
        notes.append(names if is_folder else found.st_size)
        sync(handle)

    monkeypatch.setattr(os, "fsync", note)
    return notes


@pytest.mark.skipif(not hasattr(os, "O_DIRECTORY"), reason="this system opens no folders")
def test_content_and_then_name_are_brought_to_the_disk(tmp_path, synced):
    write_bytes(tmp_path / "settings.json", b"new")
    assert synced == [3, ["settings.json"]]


def test_where_the_system_opens_no_folders_the_file_alone_is_synced(tmp_path, synced, monkeypatch):
    monkeypatch.delattr(os, "O_DIRECTORY", raising=False)
    sync_folder(tmp_path)
    assert synced == []


def test_what_a_killed_writer_left_behind_is_removed_and_nothing_else(tmp_path):
    names = (".a[1].json.x7", ".a[1].json.young", ".a1.json.x7", "a[1].json", ".a[1].json")
    for name in names:
        (tmp_path / name).write_bytes(b"")
        os.utime(tmp_path / name, (0, 0))
    os.utime(tmp_path / names[1])
    remove_orphans(tmp_path / "a[1].json")
    assert {path.name for path in tmp_path.iterdir()} == set(names[1:])
