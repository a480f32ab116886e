from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from klaviyo_gui.core.problem import Code
from klaviyo_gui.source.dialect import Dialect
from klaviyo_gui.source.quotes import astray, cell_starts, has_astray


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('a,5" nail,c\n', [(Code.QUOTE_ASTRAY, 0, 3)]),
        ('a, "b",c\n', [(Code.QUOTE_ASTRAY, 0, 3)]),
        ('a,"b"c,d\n', [(Code.TEXT_AFTER_QUOTE, 0, 5)]),
        ('a\nb"c"d,"e"f\n', [(Code.QUOTE_ASTRAY, 2, 3), (Code.TEXT_AFTER_QUOTE, 2, 11)]),
        ('"a\n""b"x\rc"d', [(Code.TEXT_AFTER_QUOTE, 0, 7), (Code.QUOTE_ASTRAY, 9, 10)]),
        ('"a""b",""\n"",c\n', []),
        ('"a,\n"', []),
        ('a,"b', []),
        ("a,b\n", []),
    ],
)
def test_quotes_astray_are_found(text, found):
    assert list(astray(text, Dialect())) == found
    assert has_astray(text.encode(), Dialect()) or not found


def test_without_quoting_no_quote_is_astray():
    assert list(astray('a"b', Dialect(quote=""))) == []
    assert not has_astray(b'a"b', Dialect(quote=""))


def test_an_escaped_quote_is_not_astray():
    dialect = Dialect(escape="\\")
    assert list(astray('a\\"b,"c\\"d"\r\n', dialect)) == []
    assert not has_astray(b'a\\"b,"c\\"d"\r\n', dialect)
    assert list(astray('a\\"b,c"d\n', dialect)) == [(Code.QUOTE_ASTRAY, 0, 6)]
    assert has_astray(b'a\\"b,c"d\n', dialect)


def test_the_cells_of_a_line_are_found():
    assert cell_starts('a,"b,""c",d', Dialect()) == [0, 2, 10]
    assert cell_starts("a\\;b;c", Dialect(delimiter=";", escape="\\")) == [0, 5]
    assert cell_starts('"a,b', Dialect()) == [0]
    assert cell_starts('"a,b', Dialect(quote="")) == [0, 3]
    assert cell_starts("", Dialect()) == [0]


def is_strictly_read(text):
    """Ask the standard library, which in its strict mode refuses text after a closing quote."""
    try:
        list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error:
        return False
    return True


@settings(max_examples=400)
@given(st.text(st.sampled_from('ab,"\n\r'), max_size=25))
@example('a"')
def test_text_after_quotes_is_found_where_a_strict_reader_refuses_it(text):
    quotes = [code for code, _, _ in astray(text, Dialect())]
    if Code.TEXT_AFTER_QUOTE in quotes:
        assert not is_strictly_read(text)
    elif text.count('"') % 2 == 0 and not quotes:
        assert is_strictly_read(text)
    if quotes:
        assert has_astray(text.encode(), Dialect())


@settings(max_examples=400)
@given(st.lists(st.sampled_from(['"', '"', ",", "\n", "\r\n", "a"]), max_size=20).map("".join))
@example('"a","\n"b"c"')
@example('"')
def test_a_text_of_quoted_cells_alone_is_known_without_a_closer_look(text):
    if not has_astray(text.encode(), Dialect()):
        assert list(astray(text, Dialect())) == []
