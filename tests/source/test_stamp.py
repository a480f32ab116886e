"""A file that is no longer the one that was opened is noticed, and said so."""

from __future__ import annotations

import os
import sys

import pytest

from klaviyo_gui.core.errors import FileChanged, FileMissing, FileUnreadable, SourceError
from klaviyo_gui.source import stamp as stamps
from klaviyo_gui.source.stamp import Stamp, stamp_of
from klaviyo_gui.source.table import open_csv
from klaviyo_gui.wording import error_words

TEXT = "name,total\n" + "".join(f"Ann {n},{n}\n" for n in range(5_000))


def rewrite(path, content):
    """Write other content of the same size in place, and put the time back."""
    found, probe = path.stat(), path.with_name("clock")
    probe.touch()
    # A system dates changes by ticks of some milliseconds; within one nobody could tell.
    while probe.stat().st_ctime_ns <= found.st_ctime_ns:
        probe.touch()
    with path.open("r+b") as file:
        file.write(content)
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert path.stat().st_mtime_ns == found.st_mtime_ns


@pytest.mark.parametrize("at", [0, 20_000, len(TEXT) - 3])
def test_a_file_rewritten_with_its_old_size_and_time_has_changed(write, at):
    path = write(TEXT)
    file = open_csv(path)
    rewrite(path, (TEXT[:at] + "9" + TEXT[at + 1 :]).encode())
    with pytest.raises(FileChanged):
        file.check_unchanged()


def test_size_and_time_alone_would_not_notice_it(write):
    path = write(TEXT)
    before = stamp_of(path)
    rewrite(path, b"N" + TEXT[1:].encode())
    after = stamp_of(path)
    assert (before.size, before.mtime_ns) == (after.size, after.mtime_ns)
    assert before.edges != after.edges


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells only when a file was made")
def test_what_the_edges_do_not_show_the_system_does(write):
    path = write(TEXT)
    before = stamp_of(path)
    rewrite(path, (TEXT[:20_000] + "9" + TEXT[20_001:]).encode())
    after = stamp_of(path)
    assert (before.identity, before.edges) == (after.identity, after.edges)
    assert before != after


def test_an_unchanged_file_is_the_same_however_often_it_is_read(write):
    path = write(TEXT)
    file = open_csv(path)
    for _ in range(3):
        again = open_csv(path)
        assert again.stamp == file.stamp
        file.check_unchanged()
        file.index()


@pytest.mark.parametrize("content", ["", "a", "a" * 4_096, "a" * 4_097, "a" * 9_000])
def test_a_stamp_of_any_size_is_the_same_again(write, content):
    path = write(content)
    assert stamp_of(path) == stamp_of(path)
    assert stamp_of(path).size == len(content)


def test_a_file_that_grows_is_noticed(write):
    path = write(TEXT)
    file = open_csv(path)
    with path.open("a") as more:
        more.write("Bob,1\n")
    with pytest.raises(FileChanged):
        file.check_unchanged()


def test_a_file_that_is_cut_short_is_noticed(write):
    path = write(TEXT)
    file = open_csv(path)
    os.truncate(path, 100)
    with pytest.raises(FileChanged):
        file.index()


def test_a_file_put_into_its_place_is_noticed(write):
    path = write(TEXT)
    file = open_csv(path)
    other = write(TEXT, "other.csv")
    found = path.stat()
    os.utime(other, ns=(found.st_atime_ns, found.st_mtime_ns))
    other.replace(path)
    with pytest.raises(FileChanged):
        file.rows(file.index(), 0, 1)


def test_a_deleted_file_is_missing(write):
    path = write(TEXT)
    file = open_csv(path)
    path.unlink()
    with pytest.raises(FileMissing):
        file.check_unchanged()


def test_a_locked_file_is_told_as_one(write, monkeypatch):
    path = write(TEXT)
    file = open_csv(path)

    def refuse(*_arguments, **_options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "open", refuse)
    with pytest.raises(FileUnreadable) as caught:
        file.check_unchanged()
    assert caught.value.cause == "Permission denied"


@pytest.mark.parametrize("error", [FileChanged, FileMissing])
def test_each_is_said_in_a_sentence(tmp_path, error):
    words = error_words(error(tmp_path / "orders.csv"))
    assert "orders.csv" in words.what
    assert words.advice
    assert issubclass(error, SourceError)


def test_on_windows_the_time_of_making_does_not_count(write, monkeypatch):
    monkeypatch.setattr(stamps.sys, "platform", "win32")
    assert stamp_of(write(TEXT)).changed_ns == 0


def test_a_stamp_may_be_made_by_hand():
    assert Stamp(0, 0) == Stamp(0, 0)
