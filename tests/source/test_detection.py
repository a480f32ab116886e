"""What a guess says about its own doubts."""

from __future__ import annotations

import io
import random

import pytest

from klaviyo_gui.core.errors import OptionError
from klaviyo_gui.source.detection import guess
from klaviyo_gui.source.dialect import Dialect, Overrides
from klaviyo_gui.source.excerpts import Excerpt, excerpts
from klaviyo_gui.source.table import open_csv

ORDINARY = "id,name,price\n" + "".join(f'{n},"Lee, Ann",{n}.50\n' for n in range(20))
EITHER = "a,b,c;d,e\n" + "1,x,y;z,2\n" * 5
UTF8 = "name,city\n" + "Zoë,Köln\n" * 20


def guessed(content, overrides=None):
    raw = content.encode() if isinstance(content, str) else content
    return guess((Excerpt(raw),), overrides or Overrides())


def test_an_ordinary_file_is_not_doubted():
    found = guessed(ORDINARY)
    assert found.dialect == Dialect()
    assert found.is_certain
    assert (found.others, found.lines, found.texts) == ((), (), ())


def test_two_separators_that_fit_are_shown_on_the_lines_that_differ():
    found = guessed(EITHER)
    assert "delimiter" in found.doubts
    assert not found.is_certain
    assert {found.dialect.delimiter, *(other.delimiter for other in found.others)} >= {",", ";"}
    assert len(found.others) <= 3
    assert [reading.line for reading in found.lines] == [1, 2, 3]
    for reading in found.lines:
        assert len(reading.readings) == 1 + len(found.others)
        assert len(set(reading.readings)) > 1


def test_rows_may_stand_whole_in_quotes_where_a_declared_separator_is_within_them_only():
    found = guessed('sep=;\nname\n"Ann; Rome"\n"Bob; Oslo"\n')
    assert found.dialect == Dialect(delimiter=";", header_line=2)
    assert [(each.delimiter, each.is_wrapped) for each in found.others] == [(";", True)]
    assert found.doubts == {"quote"}
    assert found.lines[0].readings == (("Ann; Rome",), ("Ann", " Rome"))
    assert guessed("sep=;\nname\nAnn\nBob\n").others == ()


def test_what_somebody_chose_is_not_doubted():
    found = guessed(EITHER, Overrides(delimiter=";"))
    assert (found.dialect, found.is_certain) == (Dialect(delimiter=";"), True)


def test_the_separator_is_found_where_somebody_wants_the_quotes_kept():
    text = 'a,b\n1,"x"\n2,"z"\n'
    assert guessed(text, Overrides(quote="")).dialect == Dialect(quote="")
    assert guessed("name\nAnn\n", Overrides(quote="'")).dialect.quote == "'"


def test_two_encodings_that_fit_are_shown_on_the_text_that_differs():
    found = guessed("name\nLefèvre\nAnn\n".encode("cp1252"))
    assert found.doubts == {"encoding"}
    assert found.texts[0].line == 2
    assert found.texts[0].readings[:2] == (("Lefèvre",), ("Lefčvre",))


def test_lines_in_another_encoding_are_doubted_by_their_numbers():
    found = guessed(UTF8.encode() + "Åse,Bön\n".encode("cp1252"))
    assert (found.doubts, found.charset.mixed_lines) == ({"encoding"}, (22,))


def test_bytes_that_are_no_quotes_are_weighed_against_quotes():
    found = guessed('a,b\n"x" one,"y"\n"x" two,"y"\n')
    assert "quote" in found.doubts


def test_pairs_of_backslashes_are_doubted():
    found = guessed("id,note\n" + '"\\\\server\\\\share",x\n' * 3)
    assert found.doubts == {"escape"}


def test_a_table_that_is_hardly_even_is_doubted():
    text = "".join(f"{'x;' * (n % 7)}y\n" for n in range(40))
    assert "delimiter" in guessed(text).doubts


def test_a_row_above_the_rest_may_be_a_row():
    assert "header_line" in guessed("2024-01-01\n2024-01-02,Ann\n2024-01-03,Bob\n").doubts


def test_what_only_the_end_of_a_file_shows_is_weighed():
    top = "id;note\n" + "".join(f"{n};x, y\n" for n in range(30_000))
    found = guess(excerpts(io.BytesIO(top.encode())), Overrides())
    assert found.dialect == Dialect(delimiter=";")


def test_a_place_within_a_long_quoted_cell_is_no_doubt():
    rng = random.Random(3)
    rows = "".join(
        f'{n},"{"".join(rng.choice(LINES) for _ in range(40))}",{n}\n' for n in range(4_000)
    )
    found = guess(excerpts(io.BytesIO(("id,text,n\n" + rows).encode())), Overrides())
    assert (found.dialect, found.is_certain) == (Dialect(), True)


LINES = ["some; words\n", "more\n", 'a ""word""\n', "one, two, three\n"]


@pytest.mark.parametrize("option", ["quote", "escape"])
@pytest.mark.parametrize("value", ["ab", "\n", "é", ";"])
def test_a_quote_or_escape_is_one_character_that_is_nothing_else(option, value):
    with pytest.raises(OptionError) as caught:
        guessed("a;b\n", Overrides(delimiter=";", **{option: value}))
    assert (caught.value.option, caught.value.value) == (f"--{option}", value)


def test_nothing_at_all_is_still_read_as_somebody_chose():
    assert guessed("", Overrides(delimiter=";")).dialect == Dialect(delimiter=";")


def test_a_top_that_is_narrower_than_the_rest_does_not_hide_it():
    top = "a,b\n" + "1,2\n" * 20
    rest = Excerpt(b"1,2,3\n" * 90, 10**9, None)
    assert guess((Excerpt(top.encode()), rest), Overrides()).dialect == Dialect()


def test_quotes_and_escapes_can_be_chosen():
    found = guessed("a,b\n'1',2\n", Overrides(quote="", escape="\\"))
    assert found.dialect == Dialect(quote="", escape="\\")


def test_quotes_are_found_where_a_chosen_separator_stands_within_them_only():
    found = guessed('"h,"\n",\r"\n', Overrides(delimiter=","))
    assert found.dialect == Dialect()


def test_no_header_can_be_chosen():
    assert guessed("a,b\nc,d\n", Overrides(header_line=0)).dialect == Dialect(header_line=0)
    below = guessed("sep=,\na,b\nc,d\n", Overrides(header_line=0)).dialect
    assert below == Dialect(header_line=0, first_line=2)


def test_a_header_can_be_chosen_where_none_was_found():
    assert guessed("1,2\n3,4\n", Overrides(header_line=1)).dialect == Dialect()


def test_a_file_without_a_header_opens_with_numbered_columns(write):
    file = open_csv(write("Export\n1,a@x.com\n2,b@x.com\n3,c@x.com\n4,d@x.com\n5,e@x.com,\n"))
    assert file.header == file.raw_header == ("Column 1", "Column 2")
    rows = file.rows(file.index(), 0, 9)
    assert rows.lines == [2, 3, 4, 5, 6]
    assert rows.cells[0] == ["1", "a@x.com"]


def test_a_file_of_one_row_of_data_has_no_header(write):
    file = open_csv(write("1,a@x.com\n"))
    assert file.rows(file.index(), 0, 9).cells == [["1", "a@x.com"]]


def test_escapes_are_read_and_what_they_do_not_escape_is_kept(write):
    row = '"say \\"hi\\"",\\N,"C:\\new","end\\\\"\r\n'
    file = open_csv(write("a,b,c,d\r\n" + row * 3))
    assert file.dialect.escape == "\\"
    assert file.rows(file.index(), 2, 1).cells == [['say "hi"', "\\N", "C:\\new", "end\\"]]


def test_an_escaped_line_end_of_two_characters_stays_whole(write):
    path = write("a\tb\r\n1\\\t2\tx\\\r\ny\r\n3\tz\\")
    file = open_csv(path, Overrides(delimiter="\t", quote="", escape="\\", header_line=1))
    assert file.rows(file.index(), 0, 9).cells == [["1\t2", "x\r\ny"], ["3", "z\\"]]
