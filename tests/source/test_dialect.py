from __future__ import annotations

import io

import pytest

from klaviyo_gui.core.errors import OptionError
from klaviyo_gui.source.detection import guess
from klaviyo_gui.source.dialect import Dialect, Overrides
from klaviyo_gui.source.excerpts import excerpt_of

NONE = Overrides()


def detect(head, is_whole, overrides):
    return guess((excerpt_of(head, is_whole=is_whole),), overrides).dialect


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b\n1,2\n", ","),
        ("a;b\n1;2\n", ";"),
        ("a\tb\n1\t2\n", "\t"),
        ("a|b\n1|2\n", "|"),
        ("name;price\nx;1,50\ny;2,75\n", ";"),
        ("name;price, EUR\nx;1,50\ny;2,75\n", ";"),
        ("name,note\nx,one; two\ny,three\nz,four; five\n", ","),
        ('a;b\n"1,2,3";x\n"4,5,6";y\n', ";"),
        ('a,b\n"say ""a;b;c""",1\n"x\n;;",2\n', ","),
        ("a,b,c\n1,2\n1,2,3\n1,2,3,4\n1,2,3\n", ","),
        ("a,b\n1,2,\n3,4,\n", ","),
        ("e-mail\na@example.com\n", ","),
        ("a;b;c", ";"),
        ("", ","),
        ("Report\n\na;b;c\n1;2;3\n4;5;6\n", ";"),
        ("a,b\n" + "1,2\n" * 1_500 + "1;2;3;4\n", ","),
    ],
)
def test_the_delimiter_is_the_one_that_cuts_records_evenly(text, delimiter):
    assert detect(text.encode(), True, NONE).delimiter == delimiter


def test_the_record_that_the_head_cuts_does_not_count():
    assert detect(b"a;b\n1;2,3,4\n5,", False, NONE).delimiter == ";"
    assert detect(b"a;b", False, NONE).delimiter == ";"


@pytest.mark.parametrize("first", ["sep=;", "SEP=;", '"sep=;"', "\ufeffsep=;"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_first_line_that_names_the_delimiter_is_believed(first, line_end):
    text = line_end.join([first, "a,b;c,d", "1,2;3,4", ""])
    assert detect(text.encode(), True, NONE) == Dialect(delimiter=";", header_line=2)


def test_a_header_that_only_begins_like_a_declaration_is_a_header():
    assert detect(b"sep=size,b\n1,2\n", True, NONE) == Dialect()


def test_blank_lines_above_the_header_are_passed():
    assert detect(b"\r\n  \r\n\ta\tb\r\n1\t2\t3\r\n", True, NONE).header_line == 3


def test_what_somebody_knows_better_wins():
    overrides = Overrides(encoding="latin1", delimiter="|", header_line=7)
    found = detect(b"sep=;\na;b\n1;2\n", True, overrides)
    assert found == Dialect("iso8859-1", "|", header_line=7)
    assert detect(b"sep=;\na;b\n", True, Overrides(delimiter=",")).header_line == 2


@pytest.mark.parametrize("value", ["\t", r"\t", "tab", "TAB"])
def test_a_tab_can_be_written_in_words(value):
    assert detect(b"a\tb\n", True, Overrides(delimiter=value)).delimiter == "\t"


@pytest.mark.parametrize("value", ["", ",,", '"', "\n", "\r", "\0", "§"])
def test_a_delimiter_is_one_character_that_can_stand_between_cells(value):
    with pytest.raises(OptionError) as caught:
        detect(b"a,b\n", True, Overrides(delimiter=value))
    assert (caught.value.option, caught.value.value) == ("--delimiter", value)


def test_a_delimiter_that_may_be_half_a_character_is_refused():
    with pytest.raises(OptionError):
        detect(b"a|b\n", True, Overrides(encoding="shift_jis", delimiter="|"))
    assert detect(b"a|b\n", True, Overrides(encoding="shift_jis")).delimiter == ","


def test_lines_count_from_one_and_none_is_nought():
    with pytest.raises(OptionError) as caught:
        detect(b"a,b\n", True, Overrides(header_line=-1))
    assert (caught.value.option, caught.value.value) == ("--header-line", "-1")


def test_a_cell_longer_than_the_default_limit_of_the_csv_module_is_read():
    text = "x" * 200_000
    assert next(Dialect().records([text])) == [text]


@pytest.mark.parametrize("run", ["\\", "\\\\", "\\\\\\"])
def test_no_escape_behind_a_quote_keeps_a_file_from_being_read(run):
    dialect = Dialect(delimiter="\t", escape="\\")
    closed = io.StringIO(f'""""{run}\r\nb\tc\r\n', newline="")
    assert list(dialect.records(closed))[-1][-1] == "c"
    within = io.StringIO(f'"a""{run}\r\nb"\tc\r\n', newline="")
    assert len(next(dialect.records(within))) == 2
