"""Rows that were written come back from a file of which nothing is told, or are flagged."""

from __future__ import annotations

import io
import os
import re
from collections import Counter
from dataclasses import dataclass
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants

from klaviyo_gui.core.errors import FileEmpty, FileUnsupported, FileWithoutRows, RowUnending
from klaviyo_gui.core.problem import Code
from klaviyo_gui.source import candidates, causes, charset, detection, reader
from klaviyo_gui.source.dialect import Overrides
from klaviyo_gui.source.survey import new_survey, survey_range
from klaviyo_gui.source.table import open_csv
from klaviyo_gui.source.top import Top
from tests.source.written import ENOUGH, UNUSUAL, Spelling, written, written_files

pytestmark = pytest.mark.usefixtures("unmeasured")

ASKED = os.environ.get("KLAVIYO_GUI_DIALECT_EXAMPLES")
"""A run of the suite tries the same files every time; whoever asks for a number, new ones."""

EXAMPLES = int(ASKED or "5000") * 3 // 10

OF_ROWS = {
    "row_too_short",
    "row_too_long",
    Code.ROW_UNDECODABLE,
    Code.LINES_SWALLOWED,
    Code.LINES_DOUBTFUL,
    Code.QUOTE_OPEN,
    Code.QUOTE_KEPT,
    Code.QUOTE_LOST,
    Code.QUOTE_ASTRAY,
    Code.TEXT_AFTER_QUOTE,
    causes.NUL_BYTE,
    causes.LONE_RETURN,
}
"""Causes that tell that a row may be something else than it seems."""

OF_COLUMNS = {Code.MOJIBAKE, Code.LETTERS_LOST, causes.HEADER_EMPTY, causes.HEADER_REPEATED}


@dataclass
class Seen:
    """What is read of a file of which nothing is known, and all that is said about it."""

    table: object
    rows: dict
    faults: tuple

    @property
    def guess(self):
        return self.table.guess


def seen(path):
    table = open_csv(path)
    index = table.index()
    found = new_survey(table.header, table.raw_header, table.dialect)
    for part in index.ranges():
        found.merge(survey_range(table.data, table.dialect, part, table.header, table.raw_header))
    rows = table.rows(index, 0, 100)
    cells = {line: tuple(row) for line, row in zip(rows.lines, rows.cells, strict=True)}
    return Seen(table, cells, found.faults.all())


def readings(raw, guess, *, is_copy):
    """Read the file in every way that is offered: the cells by line.

    A copy is written in one encoding, whichever the file has.
    """
    for likely, dialect in product(guess.charset.candidates, (guess.dialect, *guess.others)):
        encoding = dialect.encoding if is_copy else likely.encoding
        text = raw.decode(encoding, "replace").removeprefix("\ufeff")
        lines = io.StringIO(text, newline="").readlines()[dialect.top_line - 1 :]
        reader, line, found = dialect.records(lines), dialect.top_line, {}
        for cells in reader:
            if cells:
                found[line] = tuple(cells)
            line = dialect.top_line + reader.line_num
        yield likely.encoding, dialect, found


def unflagged(path, meant):
    """List what is not as it was meant, and of which nothing is said."""
    path.write_bytes(meant.raw)
    try:
        found = seen(path)
    except (RowUnending, FileUnsupported):
        # The file is refused, and people are told why.
        return []
    except (FileEmpty, FileWithoutRows) as error:
        # A row alone may as well be a header, and people are told that there is no other.
        # What is refused is sent to nobody; an open quote may have swallowed the rows.
        rows = [row for row in meant.everything if "".join(row).strip()]
        is_lost = len(rows) > isinstance(error, FileWithoutRows)
        return [error] if is_lost and b'"' not in meant.raw else []
    data = found.table.data
    ways = list(readings(data.read_bytes(), found.guess, is_copy=data != path))
    return [*_wrong_header(meant, found, ways), *_wrong_rows(meant, found, ways)]


def _wrong_header(meant, found, ways):
    """Give the header's line if it is wrong, undoubted, and right in no other reading.

    Nor may it be doubted in the right one, once that is chosen.
    """
    line = found.table.dialect.header_line
    offered = {dialect.header_line for _, dialect, _ in ways}
    if "header_line" in found.guess.doubts or meant.header_line in offered:
        return
    if not any(_is_header_asked(found, dialect) for dialect in _right(meant, found.guess.others)):
        yield ("header line", line, meant.header_line)


def _right(meant, dialects):
    """Choose the dialects in which a file is written."""
    spelling = meant.spelling
    for each in dialects:
        if (each.delimiter, each.escape) == (spelling.delimiter, spelling.escape):
            yield each


def _is_header_asked(found, dialect):
    """Tell whether people are asked for the header, once they have chosen a dialect."""
    chosen = Overrides(delimiter=dialect.delimiter, quote=dialect.quote, escape=dialect.escape)
    return "header_line" in open_csv(found.table.path, chosen).guess.doubts


def _wrong_rows(meant, found, ways):
    """Give each line whose cells are wrong, of which nothing is said.

    The right reading must be offered; where there is hardly anything to judge by, any other.
    """
    widths = Counter(map(len, filter(None, meant.everything)))
    # Rows of other widths show nothing of how the table is meant.
    is_short = max(widths.values()) <= ENOUGH or max(widths) == 1
    # All letters of the world are the right reading of a single word in some encoding.
    is_one_word = len({cell for row in meant.everything for cell in row if not cell.isascii()}) < 2
    guess, dialect = found.guess, found.table.dialect
    is_top_doubted = "header_line" in guess.doubts
    expected, actual = dict(meant.rows), dict(found.rows)
    if meant.header_line:
        expected[meant.header_line] = meant.header
    if dialect.header_line:
        actual[dialect.header_line] = found.table.raw_header
    flagged = {line for fault in found.faults if fault.code in OF_ROWS for line in fault.lines}
    columns = {at for fault in found.faults if fault.code in OF_COLUMNS for at in fault.positions}
    for line in sorted(expected.keys() | actual.keys()):
        cells, read = expected.get(line, ()), actual.get(line, ())
        is_above = (not read and line < dialect.top_line) or (not cells and line < min(expected))
        others = {
            cells if is_top_doubted and _is_below(line, each, meant) else way.get(line, ())
            for encoding, each, way in ways
            if _is_doubted(guess, encoding, each)
        }
        is_told = (
            _record_of(line, actual) in flagged
            or (is_above and is_top_doubted)
            or (len(cells) == len(read) and _different(cells, read) <= columns)
            or cells in others
            or (is_short and others - {read})
            or (is_one_word and "encoding" in guess.doubts and _plain(cells) == _plain(read))
            or cells in _chosen_encodings(found, line)
        )
        if not is_told and "".join(cells + read).strip():
            yield (line, cells, read, guess.doubts)


def _chosen_encodings(found, line):
    """Give the cells of a line as each doubtful encoding reads the file, once it is chosen."""
    if "encoding" in found.guess.doubts:
        for each in found.guess.charset.candidates:
            table = open_csv(found.table.path, Overrides(encoding=each.encoding))
            if table.dialect.header_line == line:
                yield tuple(table.raw_header)
            if line in table.head_rows.lines:
                yield tuple(table.head_rows.cells[table.head_rows.lines.index(line)])


def _is_below(line, dialect, meant):
    """Tell whether a dialect is as it is meant but for its top, which is below a line."""
    spelling = meant.spelling
    are_alike = (dialect.delimiter, dialect.quote) == (spelling.delimiter, spelling.quote)
    return are_alike and line < dialect.top_line


def _plain(cells):
    return [re.sub(r"[^\x00-\x7f]", "", cell) for cell in cells]


def _record_of(line, records):
    """Find the line in which the record begins that holds this line."""
    return max((each for each in records if each <= line), default=0)


def _different(cells, others):
    pairs = enumerate(zip(cells, others, strict=True))
    return {at for at, (cell, other) in pairs if cell != other}


def _is_doubted(guess, encoding, dialect):
    """Tell whether every part in which a reading differs from the present one is doubted."""
    differing = {
        name
        for name in ("delimiter", "quote", "escape")
        if getattr(dialect, name) != getattr(guess.dialect, name)
    }
    if differing and not guess.lines:
        return False
    if dialect.is_wrapped != guess.dialect.is_wrapped:
        differing.add("quote")
    if encoding != guess.charset.encoding:
        differing.add("encoding")
        if not guess.texts:
            return False
    return differing <= guess.doubts


@pytest.fixture(scope="module", autouse=True)
def _drawn_alike():
    """Keep what is drawn from depending on the modules that other tests have loaded.

    Of these Hypothesis draws the constants now and then, and so other files in every run.
    """
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(providers, "_get_local_constants", Constants)
        providers.CONSTANTS_CACHE.cache.clear()
        yield
    providers.CONSTANTS_CACHE.cache.clear()


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("detected") / "table.csv"


def is_escape_untold(meant):
    """Tell whether nothing is quoted and every backslash stands twice, as in any path of Windows.

    Nothing in such a file tells an escaped sign from two of them, and it is not doubted so far.
    """
    spelling = meant.spelling
    is_told = b"\\" in meant.raw.replace(b"\\\\", b"")
    return bool(spelling.escape) and not spelling.quote and not is_told


def is_separator_untold(meant):
    """Tell whether an unusual separator stands in one row alone, as it may in any text."""
    cut = [row for row in meant.everything if len(row) > 1]
    return meant.spelling.delimiter in UNUSUAL and len(cut) == 1 < len(meant.everything)


@settings(max_examples=EXAMPLES, deadline=None, derandomize=ASKED is None)
@given(meant=written_files())
def test_every_row_comes_back_exactly_or_is_doubted_in_its_place(path, meant):
    assume(not is_escape_untold(meant) and not is_separator_untold(meant))
    assert not unflagged(path, meant)


ROWS = (
    ("id", "name", "price"),
    ("1", "Ann", "2,50"),
    ("2", "Bob", "3,75"),
    ("3", "Cid", "4,00"),
    ("4", "Dora", "5,25"),
)
SEMICOLONS = Spelling(";", '"', "", is_quoting_all=True)


def test_the_check_finds_quotes_that_are_kept_with_a_doubt_about_something_else(path, monkeypatch):
    monkeypatch.setattr(candidates, "_quotes", lambda text, delimiter: iter([""]))
    monkeypatch.setattr(reader, "suspects", lambda *_: {})
    monkeypatch.setattr(detection, "_doubts", lambda *_, **__: ["delimiter", "header_line"])
    assert [line for line, *_ in unflagged(path, written(ROWS, SEMICOLONS))] == [1, 2, 3, 4, 5]


def test_the_check_finds_a_separator_that_is_doubted_and_not_offered(path, monkeypatch):
    monkeypatch.setattr(candidates, "_delimiters", lambda text, start: iter([","]))
    monkeypatch.setattr(detection, "_doubts", lambda *_, **__: ["delimiter"])
    assert unflagged(path, written(ROWS, SEMICOLONS))


def test_the_check_finds_a_fault_in_another_line_than_the_wrong_one(path, monkeypatch):
    swallowing = {0: Code.QUOTE_OPEN}
    monkeypatch.setattr(candidates, "_quotes", lambda text, delimiter: iter([""]))
    monkeypatch.setattr(reader, "suspects", lambda *_: swallowing)
    assert [line for line, *_ in unflagged(path, written(ROWS, SEMICOLONS))] == [1, 3, 4, 5]


def test_the_check_finds_an_encoding_that_is_believed_too_soon(path, monkeypatch):
    monkeypatch.setattr(charset, "plausibility", lambda text: float("ø" in text))
    names = ["Jiří Dvořák", "Řehoř Skála", "Ondřej Kříž", "Třebíz Dobřany"]
    rows = [["name", "town"], *([name, "Praha"] for name in names)]
    assert unflagged(path, written(rows, SEMICOLONS, encoding="cp1250"))


def test_the_check_finds_a_header_that_is_taken_for_a_row(path, monkeypatch):
    monkeypatch.setattr(detection, "find_top", lambda *_: Top(0, 1, is_certain=True))
    assert unflagged(path, written(ROWS, SEMICOLONS))
