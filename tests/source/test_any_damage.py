"""Whatever a file holds, its ranges read like the whole of it."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from klaviyo_gui.core.errors import HeaderMissing, QuoteUnclosed
from klaviyo_gui.source.dialect import Dialect
from klaviyo_gui.source.index import ranges_from, scan
from klaviyo_gui.source.reader import Rows, parse, read_range


def whole(text, quote='"'):
    """Read the text in one go: the line and cells of every record that is not blank."""
    quoting = csv.QUOTE_MINIMAL if quote else csv.QUOTE_NONE
    reader = csv.reader(io.StringIO(text, newline=""), quoting=quoting)
    found, line = [], 1
    for cells in reader:
        if cells:
            found.append((line, cells))
        line = reader.line_num + 1
    return found


def ends_in_a_quote(text):
    state = "start"
    for character in text:
        if state == "quoted":
            state = "closing" if character == '"' else "quoted"
        elif character == '"' and state in {"start", "closing"}:
            state = "quoted"
        else:
            state = "start" if character in ",\r\n" else "plain"
    return state == "quoted"


def read_in_pieces(path, dialect, step, about):
    """Read by marks and ranges; the rows before an unclosed quote are read as well."""
    marks, unclosed = [], None
    try:
        for mark in scan(path, dialect, step=step):
            marks.append(mark)  # noqa: PERF402 - the marks before an error count
    except QuoteUnclosed as error:
        unclosed = error
    found = Rows([], [])
    for range_ in ranges_from(iter(marks), about) if marks else ():
        found += read_range(path, dialect, range_)
    return found, unclosed


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("damaged") / "table.csv"


@settings(max_examples=600)
@given(
    text=st.text(st.sampled_from('a,"\r\né '), max_size=40),
    encoding=st.sampled_from(["utf-8", "cp1252"]),
    step=st.integers(1, 12),
    about=st.integers(1, 20),
)
@example(text='a\nb"c,"d\ne"\nf', encoding="utf-8", step=100, about=1)
@example(text='a\n"b"c"d,"\ne\n', encoding="utf-8", step=100, about=1)
@example(text='a\n""\n\n"""\n\n"""\n', encoding="utf-8", step=100, about=1)
@example(text="a\r\n\r\n\r\r\nb\n\r\nc\r", encoding="utf-8", step=1, about=1)
@example(text='a\nb\n"c\n\nd', encoding="utf-8", step=2, about=1)
def test_any_text_reads_in_pieces_as_it_does_whole(path, text, encoding, step, about):
    path.write_bytes(text.encode(encoding))
    dialect = Dialect(encoding)
    expected = whole(text)
    if not expected:
        with pytest.raises(HeaderMissing):
            list(scan(path, dialect, step=step))
        return
    found, unclosed = read_in_pieces(path, dialect, step, about)
    assert (unclosed is not None) == ends_in_a_quote(text)
    if unclosed is not None:
        assert unclosed.line == expected.pop()[0]
    rows = expected[1:]
    assert found == Rows([line for line, _ in rows], [cells for _, cells in rows])


@given(text=st.text(st.sampled_from('a,"\r\n'), min_size=1, max_size=30), step=st.integers(1, 9))
def test_without_quoting_a_quote_is_a_character_like_any_other(path, text, step):
    path.write_bytes(b"head\n" + text.encode())
    found, unclosed = read_in_pieces(path, Dialect(quote=""), step, 5)
    rows = whole("head\n" + text, quote="")[1:]
    assert unclosed is None
    assert found == Rows([line for line, _ in rows], [cells for _, cells in rows])


@given(
    text=st.text(st.sampled_from("a,\r\n"), max_size=30),
    header_line=st.integers(1, 6),
    step=st.integers(1, 9),
)
def test_lines_above_the_header_are_passed_whatever_they_hold(path, text, header_line, step):
    preamble = '"x,,\r\r\nb"b\n"'
    lines = io.StringIO(preamble + text, newline="").readlines()
    path.write_bytes((preamble + text).encode())
    below = whole("".join(lines[header_line - 1 :]))
    if not below or ends_in_a_quote("".join(lines[header_line - 1 :])):
        with pytest.raises((HeaderMissing, QuoteUnclosed)):
            list(scan(path, Dialect(header_line=header_line), step=step))
        return
    found, _ = read_in_pieces(path, Dialect(header_line=header_line), step, 5)
    assert found.cells == [cells for _, cells in below[1:]]
    assert found.lines == [line + header_line - 1 for line, _ in below[1:]]


@given(st.binary(max_size=40))
def test_bytes_that_are_no_text_are_kept_and_their_rows_marked(raw):
    rows = parse(raw.replace(b'"', b""), Dialect(), 1)
    for place, cells in enumerate(rows.cells):
        kept = ",".join(cells).encode("utf-8", "surrogateescape")
        assert kept in raw.replace(b'"', b"")
        try:
            kept.decode()
        except UnicodeDecodeError:
            assert place in rows.undecodable
        else:
            assert place not in rows.undecodable
