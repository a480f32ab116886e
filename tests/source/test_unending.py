from __future__ import annotations

import tracemalloc

import pytest

from klaviyo_gui.core.errors import QuoteUnclosed, RowTooLarge
from klaviyo_gui.source import unending as unendings
from klaviyo_gui.source.dialect import Dialect
from klaviyo_gui.source.unending import unending

BEFORE = "head\n"


def of(write, text, dialect=Dialect(), line=2, limit=10):  # noqa: B008 - it is frozen
    return unending(write(BEFORE + text), dialect, len(BEFORE), line, limit)


@pytest.fixture(params=[1, 2, 7, 10_000])
def pieces(request, monkeypatch):
    """Read in pieces of any size."""
    monkeypatch.setattr(unendings, "_PIECE", request.param)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('a,"b', 2),
        ('"a', 2),
        ('a,"b\n\nc', 2),
        ('"a\r\nb",c,"d\ne', 3),
        ('"a\rb",c,"d\re', 3),
        ('a,"b""c""\nd', 2),
        ('a"b,"c', 2),
    ],
)
def test_an_unclosed_quote_is_told_in_the_line_where_it_opens(write, pieces, text, line):
    found = of(write, text)
    assert (type(found), found.line, found.row_line) == (QuoteUnclosed, line, 2)


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("a,bbbbbbbbbbbb\nc", 14),
        ("a,bbbbbbbbbbbb", 14),
        ("a,bbbbbbbbbbbb\r\nc", 14),
        ('"aaaa\nb""b",c,"d"\ne', 17),
        ('a,"bbbbbbbbbbbb"', 16),
        ('a"b,ccccccccc\nd', 13),
    ],
)
def test_a_row_without_an_open_quote_is_too_large(write, pieces, text, size):
    found = of(write, text)
    assert (type(found), found.line) == (RowTooLarge, 2)
    assert found.size == size


def test_what_is_escaped_neither_opens_nor_closes(write, pieces):
    escaped = Dialect(escape="\\")
    assert type(of(write, 'aaaaaaaa,\\"b\nc', escaped)) is RowTooLarge
    assert type(of(write, "aaaaaaaa\\\n,b\nc", escaped)) is RowTooLarge
    assert type(of(write, 'a,"b\\",c\n', escaped)) is QuoteUnclosed
    assert type(of(write, 'a,"b\\', escaped)) is QuoteUnclosed


def test_where_nothing_is_quoted_a_quote_opens_nothing(write, pieces):
    assert type(of(write, '"aaaaaaaaaaaaa\nb', Dialect(quote=""))) is RowTooLarge


def test_a_row_that_only_an_escape_keeps_open_lacks_its_end(write):
    found = of(write, "a\\\n", Dialect(quote="", escape="\\"))
    assert (type(found), found.line) == (QuoteUnclosed, 2)


def test_a_quote_that_another_one_closes_much_later_is_unclosed(write, monkeypatch):
    monkeypatch.setattr(unendings, "_LONG", 20)
    text = 'a,"b\n' + "c,d\n" * 20 + 'e,"f"\n'
    assert type(of(write, text)) is QuoteUnclosed
    assert type(of(write, text.replace('"f"', 'f"'))) is RowTooLarge


def test_a_long_row_is_read_in_little_memory(write):
    text = 'a,"' + 'x"",\n' * 2_000_000
    path = write(BEFORE + text)
    tracemalloc.start()
    assert type(unending(path, Dialect(), len(BEFORE), 2, 10)) is QuoteUnclosed
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3_000_000
