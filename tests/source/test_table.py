from __future__ import annotations

import codecs
import errno
import gzip
import hashlib
import os
import sys

import pytest

from klaviyo_gui.core.errors import (
    FileChanged,
    FileEmpty,
    FileMissing,
    FileUndecodable,
    FileUnreadable,
    FileUnsupported,
    FileWithoutRows,
    HeaderMissing,
    OptionError,
    QuoteUnclosed,
)
from klaviyo_gui.source.dialect import Dialect, Overrides
from klaviyo_gui.source.reader import Rows
from klaviyo_gui.source.table import fingerprint, open_csv


def test_a_file_opens_as_a_table(write):
    path = write("Name;Größe\r\nÄpfel;3,5\r\n\r\nBirnen;\r\n")
    file = open_csv(path)
    assert file.dialect == Dialect(delimiter=";")
    assert file.header == file.raw_header == ("Name", "Größe")
    assert file.head_rows == Rows([2, 4], [["Äpfel", "3,5"], ["Birnen", ""]])
    assert file.size == path.stat().st_size


def test_every_column_gets_a_name_of_its_own_and_the_raw_ones_are_kept(write):
    file = open_csv(write("a,a,,a (2), ,a,Column 3\n1\n"))
    assert file.header == ("a", "a (3)", "Column 3", "a (2)", "Column 5", "a (4)", "Column 3 (2)")
    assert file.raw_header == ("a", "a", "", "a (2)", " ", "a", "Column 3")


def test_a_header_may_span_lines(write):
    file = open_csv(write('"first\nname",last\n1,2\n'))
    assert file.header == ("first name", "last")
    assert file.raw_header == ("first\nname", "last")
    assert file.head_rows.lines == [3]


def test_a_header_beyond_the_head_is_read_and_shows_what_is_no_text(write):
    path = write(b"x\n" * 200_000 + b"caf\xe9;b\n1;2\n")
    file = open_csv(path, Overrides("utf-8", header_line=200_001))
    assert file.raw_header == ("caf\udce9;b",)
    assert file.header == ("caf\N{REPLACEMENT CHARACTER};b",)
    assert file.head_rows.lines == [200_002]


def test_the_last_row_of_a_small_file_needs_no_line_end(write):
    assert open_csv(write("h\na\nb")).head_rows.cells == [["a"], ["b"]]


def test_opening_reads_at_most_a_thousand_rows(write):
    path = write("a\n" + "1\n" * 200_000)
    file = open_csv(path)
    assert len(file.head_rows) == 1_000
    assert file.index().rows == 200_000


def test_an_unclosed_quote_below_the_head_does_not_stop_the_opening(write):
    path = write('a\n1\n2\n"3\n')
    file = open_csv(path, Overrides(quote='"'))
    assert file.head_rows.cells == [["1"], ["2"]]
    with pytest.raises(QuoteUnclosed) as caught:
        file.index()
    assert caught.value.line == 4


def test_rows_beyond_the_end_are_not_there(write):
    file = open_csv(write("a\n1\n2\n3\n"))
    index = file.index()
    assert file.rows(index, 2, 5).cells == [["3"]]
    assert file.rows(index, 3, 5).cells == []
    assert file.rows(index, -1, 2).cells == [["1"]]


def test_rows_are_read_across_marks(write):
    file = open_csv(write("a\n" + "".join(f"{row}\n" for row in range(60_000))))
    index = file.index()
    assert len(index.marks) > 3
    rows = file.rows(index, 10_000, 40_000)
    assert rows.cells == [[str(row)] for row in range(10_000, 50_000)]
    assert rows.lines == list(range(10_002, 50_002))


def test_a_missing_file_is_missing(tmp_path, write):
    for path in (tmp_path / "none.csv", write("x") / "below", tmp_path / "a\0b"):
        with pytest.raises(FileMissing):
            open_csv(path)


def test_a_folder_is_not_read(tmp_path):
    with pytest.raises(FileUnreadable) as caught:
        open_csv(tmp_path)
    assert caught.value.cause == os.strerror(errno.EISDIR)


def test_the_word_of_the_system_is_passed_on(tmp_path):
    with pytest.raises(FileUnreadable) as caught:
        open_csv(tmp_path / ("x" * 5_000))
    assert caught.value.cause


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes among files")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FileUnsupported) as caught:
        open_csv(tmp_path / "pipe")
    assert caught.value.found.startswith("a pipe")


@pytest.mark.parametrize("content", [b"", b"\n\r\n\r", b"  \n\t\n", codecs.BOM_UTF8, b"sep=;\n"])
def test_a_file_of_nothing_but_blank_lines_is_empty(write, content):
    with pytest.raises(FileEmpty):
        open_csv(write(content))


def test_a_file_of_blank_lines_is_empty_however_long(write):
    with pytest.raises(FileEmpty):
        open_csv(write(b"\n" * 300_000))


def test_a_header_behind_the_end_is_missed(write):
    with pytest.raises(HeaderMissing) as caught:
        open_csv(write("a\n1\n"), Overrides(header_line=3))
    assert caught.value.line == 3


@pytest.mark.parametrize("content", ["a,b", "a,b\n", "a,b\r\n\r\n\r\n", '"a\nb"', "sep=;\na;b"])
def test_a_header_alone_makes_no_table(write, content):
    with pytest.raises(FileWithoutRows):
        open_csv(write(content))


def test_a_column_may_be_called_like_an_archive(write):
    assert open_csv(write("PK,name\n1,x\n")).header == ("PK", "name")


def test_an_encoding_that_does_not_fit_is_refused_with_the_line(write):
    path = write(b"a,b\r\n1,2\r\n" + b"\xe9,3\r\n")
    assert open_csv(path).head_rows.cells[-1] == ["é", "3"]
    with pytest.raises(FileUndecodable) as caught:
        open_csv(path, Overrides(encoding="utf8"))
    assert (caught.value.encoding, caught.value.line) == ("utf-8", 3)
    assert open_csv(path, Overrides(encoding="cp1250")).dialect.encoding == "cp1250"


def test_an_encoding_that_cannot_be_is_an_option_error(write):
    with pytest.raises(OptionError):
        open_csv(write("a\n1\n"), Overrides(encoding="idna"))


def test_text_that_fails_behind_the_head_is_marked_and_not_lost(write):
    path = write(b"a\n" + b"x\n" * 200_000 + b"caf\xe9\n")
    file = open_csv(path, Overrides("utf-8"))
    rows = file.rows(file.index(), 199_999, 2)
    assert rows.cells == [["x"], ["caf\udce9"]]
    assert rows.undecodable == {1}


def test_a_changed_file_is_noticed(write):
    path = write("a\n1\n2\n")
    file = open_csv(path)
    index = file.index()
    file.check_unchanged()
    write("a\n1\n2\n3\n")
    for act in (file.check_unchanged, file.index, lambda: file.rows(index, 0, 1)):
        with pytest.raises(FileChanged):
            act()


def test_a_file_that_is_still_being_written_is_noticed(write):
    path = write("a\n1\n2\n")
    file = open_csv(path)
    with path.open("ab") as more:
        more.write(b'"3')
    with pytest.raises(FileChanged):
        file.index()


def test_a_file_that_shrinks_while_it_is_counted_is_noticed(write):
    path = write("a\n" + "1\n" * 200_000)
    marks = open_csv(path).scan()
    next(marks)
    path.write_bytes(b"a\n1\n")
    with pytest.raises(FileChanged):
        list(marks)


def test_a_damaged_file_that_stays_the_same_is_damaged_and_not_changed(write):
    with pytest.raises(QuoteUnclosed):
        open_csv(write('a\n1\n"2\n'), Overrides(quote='"')).index()


@pytest.mark.parametrize("at", ["open", "stat"])
def test_a_file_that_another_program_holds_is_refused_in_the_words_of_the_system(
    write, monkeypatch, at
):
    path = write("a\n1\n")

    def refuse(*arguments, **options):
        raise PermissionError(errno.EACCES, "Another program uses the file", str(path))

    monkeypatch.setattr(type(path), at, refuse)
    with pytest.raises(FileUnreadable) as caught:
        open_csv(path)
    assert caught.value.cause == "Another program uses the file"


def test_a_file_of_the_same_size_with_another_time_has_changed(write):
    path = write("a\n1\n")
    file = open_csv(path)
    os.utime(path, ns=(0, file.stamp.mtime_ns + 1_000_000_000))
    with pytest.raises(FileChanged):
        file.check_unchanged()


def test_a_file_is_read_on_by_one_more_reader_after_the_others_closed_it(write):
    for content, name in ((gzip.compress(b"a;b\n1;2\n"), "a.csv.gz"), (b"a;b\n1;2\n", "a.csv")):
        file = open_csv(write(content, name))
        shared = file.shared()
        file.close()
        assert shared.rows(shared.index(), 0, 9).cells == [["1", "2"]]
        shared.close()
        assert shared.data.exists() == (name == "a.csv"), "a copy goes with its last reader"


def test_nothing_ends_the_rows_of_a_whole_file_too_soon(write):
    index, end = open_csv(write("a\n1\n2\n3\n")).readable()
    assert (index.rows, index.is_complete, end) == (3, True, None)


def test_the_fingerprint_is_that_of_the_content(write):
    content = b"a,b\n" * 100_000
    assert fingerprint(write(content)) == hashlib.sha256(content).hexdigest()
