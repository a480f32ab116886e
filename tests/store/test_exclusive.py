import pytest

from klaviyo_gui.store.exclusive import Busy, exclusive


def hold(folder, pipe):
    with exclusive(folder):
        pipe.send("held")
        pipe.recv()


def test_a_folder_is_held_by_one_at_a_time(tmp_path, child):
    _, pipe = child(hold, tmp_path)
    assert pipe.recv() == "held"
    with pytest.raises(Busy, match="another window"), exclusive(tmp_path, 0):
        pytest.fail("two hold it")
    pipe.send("go")
    with exclusive(tmp_path, 60):
        pass


def test_a_process_that_is_killed_holds_nothing(tmp_path, child):
    process, pipe = child(hold, tmp_path)
    assert pipe.recv() == "held"
    process.kill()
    process.join()
    with exclusive(tmp_path, 0):
        pass


def test_a_place_that_is_no_folder_is_told_as_the_system_does(tmp_path):
    (tmp_path / ".lock").mkdir()
    with pytest.raises(OSError, match="unable to open"), exclusive(tmp_path):
        pytest.fail("it is held")
