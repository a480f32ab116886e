"""Whatever a file holds, its ranges read like the whole of it."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from klaviyo_gui.core.errors import HeaderMissing, QuoteUnclosed
from klaviyo_gui.source import records
from klaviyo_gui.source.dialect import Dialect
from klaviyo_gui.source.index import ranges_from, scan
from klaviyo_gui.source.reader import Rows, parse, read_range


def whole(text, quote='"'):
    """Read the text in one go: the line and cells of every record that is not blank."""
    quoting = csv.QUOTE_MINIMAL if quote else csv.QUOTE_NONE
    return numbered(csv.reader(io.StringIO(text, newline=""), quoting=quoting))


def numbered(reader):
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
        assert unclosed.row_line == expected.pop()[0]
    rows = expected[1:]
    assert found == Rows([line for line, _ in rows], [cells for _, cells in rows])


@st.composite
def dense_tables(draw):
    """Draw a table in which most cells are quoted, with seams of any kind, and some damage."""
    cells = st.text(st.sampled_from("abc\0"), max_size=3)
    quoted = cells.map('"{}"'.format)
    doubled = st.sampled_from(['"a"",""b"', '","', '"""",""""', '"\n"', '""', '"a\n"",""\n"'])
    rare = st.one_of(doubled, cells, st.sampled_from(['a"', '"a"b', '"']))
    cell = st.one_of(quoted, quoted, quoted, rare)
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    rows = st.lists(st.lists(cell, min_size=1, max_size=6).map(",".join), min_size=1, max_size=12)
    return end.join(draw(rows)) + draw(st.sampled_from(["", end, end * 2]))


@settings(max_examples=600)
@given(text=dense_tables(), step=st.sampled_from([1, 7, 30, 500]))
@example(text='"a"\n"b","c\n","d"\n"e"",""\n"\n', step=500)
@example(text='h\nab",","b"\n"c","d"\n', step=500)
@example(text='h\n",","b"\n', step=500)
@example(text='h\n"a","\n\n","\n"\n', step=500)
def test_tables_of_quoted_cells_are_counted_exactly(path, text, step):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(records, "_MANY_SEAMS", 1)
        path.write_bytes(b"head\n" + text.encode())
        found, unclosed = read_in_pieces(path, Dialect(), step, 10)
    expected = whole("head\n" + text)[1:]
    assert (unclosed is not None) == ends_in_a_quote("head\n" + text)
    if unclosed is not None:
        assert unclosed.row_line == expected.pop()[0]
    assert found == Rows([line for line, _ in expected], [cells for _, cells in expected])


@settings(max_examples=600)
@given(
    text=st.text(st.sampled_from("aN,;'\"\\\r\n"), max_size=40),
    dialect=st.builds(
        Dialect,
        delimiter=st.sampled_from(",;"),
        quote=st.sampled_from(["'", '"', ""]),
        escape=st.sampled_from(["\\", ""]),
        header_line=st.sampled_from([0, 1]),
    ),
    step=st.integers(1, 12),
)
@example(text='"a"\\\nb\n', dialect=Dialect(escape="\\", header_line=0), step=100)
@example(text='a,\\""b\n"c"\n', dialect=Dialect(escape="\\", header_line=0), step=100)
@example(text="a\\\r\nb\r\nc\\", dialect=Dialect(escape="\\", header_line=0), step=3)
@example(text="a\\\n", dialect=Dialect(quote="", escape="\\", header_line=0), step=3)
def test_every_dialect_reads_in_pieces_as_it_does_whole(path, text, dialect, step):
    path.write_bytes(b"head\n" + text.encode())
    lines = io.StringIO("head\n" + text, newline="").readlines()
    expected = numbered(dialect.records(lines))[dialect.header_line :]
    found, unclosed = read_in_pieces(path, dialect, step, 5)
    if unclosed is not None:
        *_, swallowing = numbered(dialect.records([*lines, "\n"]))
        assert unclosed.row_line == swallowing[0]
        assert swallowing[1][-1].endswith("\n")
        expected.pop()
    assert found == Rows([line for line, _ in expected], [cells for _, cells in expected])


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
