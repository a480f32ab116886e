"""What was pasted is a file of this user alone, and goes as other customers' data goes."""

import os
import sys
from datetime import UTC, datetime, timedelta

import pytest

from klaviyo_gui import paths
from klaviyo_gui.core.errors import PasteEmpty, PasteTooLarge, PasteTooShort, PasteUnwritable
from klaviyo_gui.source.table import open_csv
from klaviyo_gui.store import pasted, recent
from klaviyo_gui.store.atomic import write_bytes
from klaviyo_gui.store.pasted import (
    expire_pasted,
    forget_all_pasted,
    forget_pasted,
    keep_pasted,
)

ROWS = "name\tnote\nJürgen\t“two\r\nKöln\tx\n"
NOW = datetime(2026, 11, 27, 17, 21, tzinfo=UTC)


def names():
    return sorted(each.name for each in paths.pasted().iterdir())


def test_what_is_pasted_is_read_as_the_table_that_it_is():
    file = open_csv(keep_pasted('name\tnote\nJürgen\t"two\nlines"\n', "Pasted"))
    assert file.header == ("name", "note")
    assert file.head_rows.cells == [["Jürgen", "two\nlines"]]
    assert not file.guess.doubts


def test_nothing_of_it_is_changed():
    assert keep_pasted(ROWS, "Pasted").read_bytes().decode("utf-8-sig") == ROWS


def test_a_mark_of_its_own_is_not_written_twice():
    assert keep_pasted("\ufeffa\n1\n", "Pasted").read_bytes().decode("utf-8-sig") == "a\n1\n"


def test_half_a_letter_is_a_broken_one_and_no_question_mark():
    kept = keep_pasted("name\nJ\ud83drgen\nJ\ud83d\ude00\n", "Pasted")
    assert kept.read_bytes().decode("utf-8-sig") == "name\nJ\N{REPLACEMENT CHARACTER}rgen\nJ😀\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_nobody_else_can_read_it():
    kept = keep_pasted(ROWS, "Pasted")
    assert oct(kept.stat().st_mode)[-3:] == "600"
    assert oct(paths.pasted().stat().st_mode)[-3:] == "700"


def test_two_of_one_minute_are_two_files():
    first, second, third = (keep_pasted(f"a\n{at}\n", "Pasted") for at in range(3))
    assert names() == ["Pasted (2).csv", "Pasted (3).csv", "Pasted.csv"]
    assert [each.read_bytes()[-2:-1] for each in (first, second, third)] == [b"0", b"1", b"2"]


@pytest.mark.parametrize("text", ["", " \n\t\r\n "])
def test_a_clipboard_without_text_is_told(text):
    with pytest.raises(PasteEmpty):
        keep_pasted(text, "Pasted")
    assert not paths.pasted().exists()


@pytest.mark.parametrize("text", ["ann@shop.io", "\nname\tcity\r\n\n"])
def test_one_line_is_no_table(text):
    with pytest.raises(PasteTooShort):
        keep_pasted(text, "Pasted")
    assert not paths.pasted().exists()


def test_more_than_is_taken_at_once_is_told(monkeypatch):
    monkeypatch.setattr(pasted, "CHARACTERS_MOST", 10)
    assert keep_pasted("a\n12345678", "Pasted").exists()
    with pytest.raises(PasteTooLarge) as told:
        keep_pasted("a\n123456789", "Pasted")
    assert told.value.most == 10


def test_a_folder_that_cannot_be_made_is_told():
    paths.home().mkdir()
    paths.pasted().write_bytes(b"a file of this name")
    with pytest.raises(PasteUnwritable) as told:
        keep_pasted(ROWS, "Pasted")
    assert (told.value.folder, told.value.cause) == (paths.pasted(), "File exists")


def test_nothing_is_left_of_what_cannot_be_written(monkeypatch):
    def full(path, content):
        write_bytes(path.with_name("part of it"), content[:1])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pasted, "write_bytes", full)
    with pytest.raises(PasteUnwritable):
        keep_pasted(ROWS, "Pasted")
    assert names() == ["part of it"]


def test_only_what_was_pasted_is_forgotten(tmp_path):
    own = tmp_path / "orders.csv"
    own.write_bytes(b"a\n1\n")
    kept = keep_pasted(ROWS, "Pasted")
    for path in (own, kept, kept):
        forget_pasted(path)
    assert own.exists()
    assert not kept.exists()


def test_all_but_the_open_one_are_forgotten():
    first, second = (keep_pasted(ROWS, "Pasted") for _ in range(2))
    forget_all_pasted(but=(second,))
    assert not first.exists()
    assert second.exists()


def test_it_goes_after_as_many_days_as_other_rows():
    old, young = (keep_pasted(ROWS, "Pasted") for _ in range(2))
    for path, age in ((old, timedelta(days=30, seconds=1)), (young, timedelta(days=29))):
        moment = (NOW - age).timestamp()
        os.utime(path, (moment, moment))
        recent.add_file(path)
    expire_pasted(NOW, 30)
    assert not old.exists()
    assert young.exists()
    assert recent.files() == (young,)


def test_a_folder_that_is_not_there_needs_no_tidying():
    expire_pasted(NOW, 30)
    forget_all_pasted(but=())
    assert not paths.pasted().exists()
