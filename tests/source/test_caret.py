from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaviyo_gui.core.problem import Code
from klaviyo_gui.source import causes
from klaviyo_gui.source.caret import excerpt, place
from klaviyo_gui.source.dialect import Dialect
from klaviyo_gui.source.faults import Fault


def test_a_short_line_is_shown_whole_with_a_caret_below_the_place():
    assert excerpt("a,b,c\r\n", 2) == ("a,b,c", "  ^")
    assert excerpt("a,b", 99) == ("a,b", "   ^")
    assert excerpt("", -1) == ("", "^")


def test_a_long_line_is_cut_around_the_place():
    line = "".join(str(at % 10) for at in range(1_000))
    text, caret = excerpt(line, 505)
    assert (text[0], text[-1], len(text)) == ("…", "…", 122)
    assert text[caret.index("^")] == "5"
    assert excerpt(line, 3) == (line[:120] + "…", "   ^")
    assert excerpt(line, 999)[0] == "…" + line[-120:]


def test_what_cannot_be_seen_is_made_visible():
    line = "a\tb\0c\x7f\xa0\u200b\u202e\x85\udce9\x1b"
    assert excerpt(line, 2)[0] == "a→b␀c␡⍽␦␦␦␦␛"


def test_wide_characters_and_accents_keep_the_caret_in_its_place():
    assert excerpt("漢字,x", 3)[1] == "     ^"
    assert excerpt("e\u0301,x", 3)[1] == "  ^"


@given(st.text(max_size=300), st.integers(-5, 310))
def test_the_excerpt_is_one_line_however_wild(line, column):
    text, caret = excerpt(line, column)
    assert len(text.splitlines()) <= 1
    assert len(text) <= 122
    assert caret.strip(" ") == "^"


@pytest.mark.parametrize(
    ("line", "fault", "at"),
    [
        ('a,b"c",d', Fault(Code.QUOTE_ASTRAY, 1, (2,)), 3),
        ('a,"b"c,d', Fault(Code.TEXT_AFTER_QUOTE, 1, (2,)), 5),
        ("a,b", Fault(Code.QUOTE_ASTRAY, 1, (2,)), 3),
        ('a,"b,c', Fault(Code.LINES_SWALLOWED, 1, (2,)), 2),
        ('a,"b ""c"", d', Fault(Code.LINES_DOUBTFUL, 1, (2,)), 2),
        ('"a","b"', Fault(Code.LINES_SWALLOWED, 1, (2,)), 7),
        ('"a","b","', Fault(causes.QUOTE_UNCLOSED, 1, (2,)), 8),
        ('5" x,"b ""c', Fault(causes.QUOTE_UNCLOSED, 1, (2,)), 5),
        ("a,b", Fault(Code.QUOTE_LOST, 1, (2,)), 3),
        ('a,"b,c', Fault(Code.QUOTE_OPEN, 1, (2,)), 2),
        ("a,\0b", Fault(causes.NUL_BYTE, 1, (2,)), 2),
        ("a,caf\udce9", Fault(Code.ROW_UNDECODABLE, 1, (2,)), 5),
        ("a,b,c,d", Fault("row_too_long", 1, (2,)), 6),
        ("a,b\n", Fault("row_too_short", 1, (2,)), 3),
        ("a,b\r", Fault(causes.LONE_RETURN, 1, (2,)), 3),
        ('"x,y",4E+11,c', Fault(Code.EXPONENT_LOST, 1, (2,), ("b",), (1,)), 6),
        ("a", Fault(Code.EXPONENT_LOST, 1, (2,), ("b",), (1,)), 1),
        ("Total,,3", Fault(Code.TOTALS_ROW, 1, (2,)), 0),
    ],
)
def test_the_place_of_a_damage_is_found_in_its_line(line, fault, at):
    dialect = Dialect(quote="") if fault.code == Code.QUOTE_OPEN else Dialect()
    assert place(line, fault, dialect, 3) == at
