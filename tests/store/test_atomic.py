import pytest

from klaviyo_gui.store.atomic import write_bytes, writing


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
