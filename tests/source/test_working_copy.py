from __future__ import annotations

import gc
import gzip
import os
import stat
import subprocess
import sys
import textwrap

import pytest

from klaviyo_gui.core.errors import FileMissing
from klaviyo_gui.source import working_copy
from klaviyo_gui.source.dialect import Overrides
from klaviyo_gui.source.table import open_csv
from klaviyo_gui.source.working_copy import PREFIX, WorkingCopy, remove_stale

PROCESS = """
    import sys
    from klaviyo_gui.source.working_copy import WorkingCopy
    copies = [WorkingCopy(), WorkingCopy()]
    print(copies[0].folder, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def packed(write):
    return write(gzip.compress(b"a;b\n1;2\n"), "a.csv.gz")


@pytest.fixture
def other(tmp_path):
    """Start another process that keeps copies in a folder of this test."""
    (tmp_path / "copies").mkdir()
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(PROCESS)],
        env={**os.environ, "TMPDIR": str(tmp_path / "copies"), "TEMP": str(tmp_path / "copies")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with process:
        yield process
        process.kill()


def folders_of(other, tmp_path):
    assert other.stdout.readline()
    (folder,) = (tmp_path / "copies").iterdir()
    os.utime(folder, (0, 0))
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps temporary folders private")
def test_a_copy_is_for_its_owner_only(packed):
    file = open_csv(packed)
    for folder in (file.data.parent, file.data.parent.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    file.close()


def test_a_copy_goes_when_its_file_is_closed(packed):
    file = open_csv(packed)
    index = file.index()
    file.close()
    assert not file.data.parent.exists()
    with pytest.raises(FileMissing) as caught:
        file.rows(index, 0, 1)
    assert caught.value.path == packed
    file.close()


def test_closing_a_file_that_is_read_in_place_leaves_it_there(write):
    path = write("a\n1\n")
    open_csv(path).close()
    assert path.exists()


def test_a_copy_goes_when_nobody_remembers_its_file(packed):
    folder = open_csv(packed).data.parent
    gc.collect()
    assert not folder.exists()


def test_reading_again_with_other_settings_takes_the_same_copy(packed):
    first = open_csv(packed)
    second = open_csv(packed, Overrides(delimiter=","))
    assert second.data == first.data
    assert second.header == ("a;b",)
    first.close()
    third = open_csv(packed)
    assert third.data == second.data
    second.close()
    assert third.index().rows == 1
    third.close()
    assert not third.data.exists()


def test_a_changed_file_gets_a_new_copy(packed):
    first = open_csv(packed)
    packed.write_bytes(gzip.compress(b"a;b\n3;4\n5;6\n"))
    second = open_csv(packed)
    assert second.head_rows.cells == [["3", "4"], ["5", "6"]]
    assert first.data != second.data
    first.close()
    second.close()


def test_a_closed_copy_cannot_be_shared():
    copy = WorkingCopy()
    copy.close()
    assert copy.share() is None


def test_a_process_takes_its_copies_with_it(other, tmp_path):
    folder = folders_of(other, tmp_path)
    other.stdin.close()
    assert other.wait() == 0
    assert not folder.exists()


def test_the_copies_of_a_living_process_stay(other, tmp_path):
    folder = folders_of(other, tmp_path)
    remove_stale(tmp_path / "copies")
    assert len(list(folder.iterdir())) == 3


def test_the_copies_of_a_killed_process_go(other, tmp_path):
    folder = folders_of(other, tmp_path)
    other.kill()
    other.wait()
    assert folder.exists()
    remove_stale(tmp_path / "copies")
    assert not folder.exists()


def test_a_folder_that_is_just_being_made_stays(tmp_path):
    young = tmp_path / f"{PREFIX}young"
    young.mkdir()
    (young / working_copy._SIGN).touch()
    unsigned = tmp_path / f"{PREFIX}unsigned"
    unsigned.mkdir()
    os.utime(unsigned, (0, 0))
    remove_stale(tmp_path)
    assert young.exists()
    assert unsigned.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets few people make links")
def test_a_link_is_not_followed(tmp_path):
    target = tmp_path / "mine"
    target.mkdir()
    (target / working_copy._SIGN).touch()
    os.utime(target, (0, 0))
    link = tmp_path / f"{PREFIX}link"
    link.symlink_to(target)
    os.utime(link, (0, 0), follow_symlinks=False)
    remove_stale(tmp_path)
    assert target.exists()
