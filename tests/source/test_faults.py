"""Damage is found by line and cause, and nothing else is called damage."""

from __future__ import annotations

import pickle
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klaviyo_gui import paths
from klaviyo_gui.core.problem import Code, Severity
from klaviyo_gui.source import causes
from klaviyo_gui.source.causes import Recovery
from klaviyo_gui.source.dialect import Dialect, Overrides
from klaviyo_gui.source.faults import Fault, Faults
from klaviyo_gui.source.places import Places
from klaviyo_gui.source.reader import Rows, parse
from klaviyo_gui.source.survey import new_survey
from klaviyo_gui.source.table import open_csv

SHARED = Path(__file__).parents[3] / "shared" / "samples" / "sample_orders.csv"

HEADER = "Order,Mail,Code,Price\n"
SOUND = "".join(f"{row},p{row}@b.co,A-{row},{row}.50\n" for row in range(1001, 1006))


def gathered(raw, dialect=Dialect(), header=None):  # noqa: B008 - it is frozen
    head, _, body = raw.partition(b"\n")
    names = header or parse(head, dialect, 1).cells[0]
    faults = Faults(names, dialect.header_line, dialect)
    faults.add(parse(body, dialect, 2), body)
    return faults


def found(text, dialect=Dialect()):  # noqa: B008 - it is frozen
    raw = text.encode() if isinstance(text, str) else text
    return [(fault.code, fault.count, fault.lines) for fault in gathered(raw, dialect).all()]


def of_file(path):
    file = open_csv(path)
    faults = Faults(file.raw_header, file.dialect.header_line, file.dialect)
    raw = path.read_bytes()
    for part in file.index().ranges(1_000):
        piece = raw[part.start : part.stop]
        faults.add(parse(piece, file.dialect, part.first_line), piece)
    return [(fault.code, fault.count, fault.lines) for fault in faults.all()]


def test_the_sample_has_its_one_short_row_only():
    assert of_file(paths.resources() / "samples" / "orders.csv") == [("row_too_short", 1, (25,))]


@pytest.mark.skipif(not SHARED.exists(), reason="the shared samples stand beside the project")
def test_the_shared_sample_is_sound():
    assert of_file(SHARED) == []


def test_a_clean_file_raises_no_alarm():
    assert found(HEADER + SOUND) == []
    rows = "".join(
        f'{row:06},p{row}@b.co,2024-03-{row % 28 + 1:02},"Größe {row}, ""gut""","12 Oak St\n'
        f'Springfield, IL",{row % 89999 + 10000},503-555-{row:04},{row}.50\r\n'
        for row in range(500)
    )
    head = "SKU,Mail,Date,Note,Address,ZIP,Phone,Price\n"
    assert found(head + rows) == []


HOSTILE = {
    "a short row": ("1006,x\n", "row_too_short", (7,)),
    "a long row": ("1006,x,A-1,1,5\n", "row_too_long", (7,)),
    "an unclosed quote that the next quoted row closes": (
        '1006,"x,A-1,1\n1007,x,A-1,1\n1008,x,A-1,1\n1009,x,A-1,1\n1010,"x",A-1,1\n',
        Code.LINES_SWALLOWED,
        (7,),
    ),
    "a cell of lines that could be rows": (
        '1006,x,A-1,"y\nAda,x,A-1,z"\n',
        Code.LINES_DOUBTFUL,
        (7,),
    ),
    "a quote that closes what none opened": (
        '1006,x,A-1,1\n1007,x",A-2,2\n',
        Code.QUOTE_LOST,
        tuple(range(2, 8)),
    ),
    "inches": ('1006,x,5" nail,1\n', Code.QUOTE_ASTRAY, (7,)),
    "a blank before a quote": ('1006, "x",A-1,1\n', Code.QUOTE_ASTRAY, (7,)),
    "a quote that was not doubled": ('1006,"x "y" z",A-1,1\n', Code.TEXT_AFTER_QUOTE, (7,)),
    "a NUL byte": ("1006,x\0,A-1,1\n", causes.NUL_BYTE, (7,)),
    "a lone carriage return": ("1006,x,A-1,1\r1007,x,A-1,1\n", causes.LONE_RETURN, (7,)),
    "blank lines": ("\n\n1006,x,A-1,1\n", causes.BLANK_LINE, (7, 8)),
    "rows of separators and blanks": (",,,\n \n , ,,\n", Code.ROW_BLANK, (7, 8, 9)),
    "totals above rows of separators": (",,,15.50\n,,,\n", Code.TOTALS_ROW, (7,)),
    "a row of totals": ("Total,,,15.50\n", Code.TOTALS_ROW, (7,)),
    "totals among the rows": ("Total,,,15.50\n\n1006,x,A-1,1\n", Code.TOTALS_ROW, (7,)),
    "totals in several rows": ("Total,9,9,15.50\nAverage,2,2,2\n", Code.TOTALS_ROW, (7, 8)),
    "who is called Total": ("Total,x@b.co,A-1,1\n", Code.TOTALS_DOUBTFUL, (7,)),
    "a file joined on": (HEADER + "1006,x,A-1,1\n", Code.HEADER_INSIDE, (7,)),
    "a file joined on with its mark": ("\ufeff" + HEADER, Code.HEADER_INSIDE, (7,)),
    "a row of another encoding": ("1006,Zo\udceb,A-1,1\n", Code.ROW_UNDECODABLE, (7,)),
    "an error of Excel": ("1006,#REF!,A-1,1\n", Code.EXCEL_ERROR, (7,)),
    "a formula without a value": ("1006,#NOT_CALCULATED!,A-1,1\n", Code.NOT_CALCULATED, (7,)),
    "a lost number": ("4.91E+11,x,A-1,1\n", Code.EXPONENT_LOST, (7,)),
    "a number as a power": ("1.006E+3,x,A-1,1\n", Code.EXPONENT_WHOLE, (7,)),
    "a code made a date": ("1006,x,2-Jan,1\n", Code.DATE_MADE, (7,)),
    "a long number": ("123456789012345000,x,A-1,1\n", Code.DIGITS_LOST, (7,)),
    "a cell cut": (f"1006,{'x' * 32_767},A-1,1\n", Code.CUT_AT_32767, (7,)),
    "cells cut": (f"1006,{'x' * 255},A-1,1\n" * 2, Code.CUT_AT_255, (7, 8)),
    "mojibake": ("1006,MÃ¼ller,A-1,1\n", Code.MOJIBAKE, (7,)),
    "mojibake cut within a letter": ("1006,MÃ¼llerstraÃ,A-1,1\n", Code.MOJIBAKE_PARTLY, (7,)),
    "a blank without width": ("1006,x\u200b,A-1,1\n", Code.INVISIBLE_CHARACTERS, (7,)),
    "a text as a formula": ('="01006",x,A-1,1\n', Code.TEXT_FORMULA, (7,)),
    "digits behind an apostrophe": ("'01006,x,A-1,1\n", Code.TEXT_APOSTROPHE, (7,)),
    "an address behind an apostrophe": ("1006,'x@b.co,A-1,1\n", Code.TEXT_APOSTROPHE, (7,)),
    "a formula": ("1006,=SUM(A1:A2),A-1,1\n", Code.FORMULA, (7,)),
    "lost letters": ("1006,M\ufffdller,A-1,1\n", Code.LETTERS_LOST, (7,)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_each_damage_is_found_in_its_line(name):
    damaged, code, lines = HOSTILE[name]
    raw = (HEADER + SOUND + damaged).encode("utf-8", "surrogateescape")
    assert (code, len(lines), lines) in [
        (fault.code, fault.count, fault.lines) for fault in gathered(raw).all()
    ]


def test_a_separator_behind_nearly_all_rows_is_no_reason_to_hold_them():
    spared = SOUND.replace("\n", ",\n")
    assert found(HEADER + spared) == [(Code.CELLS_SPARE, 5, (2, 3, 4, 5, 6))]
    one, two = (Faults(HEADER.strip().split(","), 1) for _ in range(2))
    one.add(parse(spared.encode(), Dialect(), 2))
    two.add(parse(b",,,,\n1006,x,A-1,1,\n", Dialect(), 7))
    one.merge(two)
    assert [(each.code, each.count) for each in one.all()] == [
        (Code.CELLS_SPARE, 6),
        (Code.ROW_BLANK, 1),
    ]
    assert one.judged().spare == 1


@pytest.mark.parametrize("odd", ["1006,x,A-1,1,\n", "1006,Lee, Ann,A-1,\n"])
def test_a_separator_behind_one_row_may_be_a_shift(odd):
    assert found(HEADER + SOUND + odd) == [("row_too_long", 1, (7,))]


def test_rows_that_end_with_a_separator_and_hold_a_cell_cut_in_two_are_too_long():
    assert found(HEADER + "1006,Lee, Ann,A-1,\n" * 9) == [("row_too_long", 9, tuple(range(2, 11)))]


def test_every_cause_below_the_header_is_among_the_hostile_ones():
    tried = {code for _, code, _ in HOSTILE.values()}
    others = {causes.HEADER_EMPTY, causes.HEADER_REPEATED, Code.ZEROS_LOST}
    others |= {Code.QUOTE_OPEN, Code.QUOTE_KEPT, causes.QUOTE_UNCLOSED, causes.ROW_TOO_LARGE}
    others |= {Code.OTHER_ENCODING, causes.LETTER_CUT, Code.CELLS_SPARE}
    others |= {causes.HEADER_UNSEEN, causes.HEADER_MOJIBAKE}
    others |= {causes.HEADER_ALIKE, causes.HEADER_SECOND, Code.TEXT_APOSTROPHES}
    assert tried | others == set(causes.MEANINGS)


def test_a_fault_tells_its_column_its_weight_and_what_can_be_done():
    (fault,) = gathered((HEADER + SOUND + "1006,MÃ¼ller,A-1,1\n").encode()).all()
    assert (fault.names, fault.positions) == (("Mail",), (1,))
    assert fault.examples == (("MÃ¼ller", "Müller"),)
    assert (fault.severity, fault.recovery) == (Severity.WARN, Recovery.EXACT)
    assert Fault("row_too_short", 1, (2,)).severity is Severity.HOLD


def test_a_row_of_another_encoding_shows_its_reading():
    (fault,) = gathered(HEADER.encode() + b"1006,Zo\xeb \x81,A-1,1\n").all()
    assert fault.examples == (("Zo� �", "Zoë �"),)


def test_the_header_says_what_is_wrong_with_it():
    faults = Faults(["a", " a", "", "b", " "], 3)
    assert faults.all() == (
        Fault(causes.HEADER_REPEATED, 1, (3,), ("a",), (0, 1)),
        Fault(causes.HEADER_EMPTY, 2, (3,), positions=(2, 4)),
    )


def test_without_a_header_none_is_faulty_and_none_is_repeated():
    faults = Faults(["a", "a"], 0)
    faults.add(Rows([1, 2], [["a", "a"], ["a", "a"]]))
    assert faults.all() == ()


def test_blank_rows_are_no_repeated_header():
    faults = Faults(["", ""], 1)
    faults.add(Rows([2], [["", ""]]))
    assert [fault.code for fault in faults.all()] == [causes.HEADER_EMPTY, Code.ROW_BLANK]


def test_a_mac_file_ends_its_lines_so():
    text = (HEADER + SOUND).replace("\n", "\r")
    faults = Faults(["Order", "Mail", "Code", "Price"], 1)
    body = text.encode().partition(b"\r")[2]
    faults.add(parse(body, Dialect(), 2), body)
    assert faults.all() == ()


def test_nothing_read_is_nothing_found():
    faults = Faults(["a"], 1)
    faults.add(Rows([], []))
    assert faults.all() == ()


def test_the_first_hundred_lines_are_listed_and_all_counted():
    faults = Faults(["a", "b"], 1)
    faults.add(Rows(list(range(2, 302)), [["x"]] * 300))
    (fault,) = faults.all()
    assert (fault.count, fault.lines) == (300, tuple(range(2, 102)))


def test_the_most_frequent_come_first():
    assert [code for code, _, _ in found(HEADER + SOUND + "1,2,3,4,5\n1\n2\n")] == [
        "row_too_short",
        "row_too_long",
    ]


def test_memory_stays_flat():
    dialect = Dialect()
    faults = Faults(["Order", "Mail", "ZIP", "Price"], 1, dialect)
    sizes = []
    for part in range(6):
        body = "".join(
            f'{row},#N/A,{row % 99999},"x"y\n{row},MÃ¼ller,2-Jan,4.91E+11\n\n1\n{"z" * 300},,,\n'
            for row in range(part * 500, part * 500 + 500)
        ).encode()
        faults.add(parse(body, dialect, 2 + part * 2_500), body)
        sizes.append(len(pickle.dumps(faults)))
    assert sizes[-1] < 1.2 * sizes[1]


def test_the_first_rows_judge_a_column_in_whatever_order_they_come():
    early = Rows(list(range(2, 252)), [[f"A-{row}"] for row in range(250)])
    late = Rows(list(range(252, 502)), [["2-Jan"]] * 250)
    for order in ((early, late), (late, early)):
        faults = Faults(["Code"], 1)
        for rows in order:
            faults.add(rows)
        assert [(fault.code, fault.count) for fault in faults.all()] == [(Code.DATE_MADE, 250)]


def test_a_merge_that_forgets_would_be_noticed(monkeypatch):
    faults = gathered((HEADER + SOUND + "1\n").encode())
    monkeypatch.setattr(Places, "merge", lambda self, other: None)
    merged = Faults(["Order", "Mail", "Code", "Price"], 1)
    merged.merge(faults)
    assert merged.all() != faults.all()


LINE = st.one_of(
    st.sampled_from([each for each, _, _ in HOSTILE.values() if len(each) < 200]),
    st.sampled_from(SOUND.splitlines(keepends=True)),
    st.sampled_from(["7102,x,A-1,1\n", "97205,,00123,\n", "\n", "a,b,c\r\n", '"","",1,"2"\n']),
)


@settings(max_examples=150)
@given(
    lines=st.lists(LINE, max_size=25),
    cuts=st.lists(st.integers(0, 60), max_size=4),
    order=st.randoms(use_true_random=False),
    has_raw=st.booleans(),
)
def test_parts_merged_in_any_order_equal_the_whole(lines, cuts, order, has_raw):
    header = ["ZIP", "Mail", "Code", "Price"]
    raw = "".join(["97205,x,A-1,1\n", *lines]).encode("utf-8", "surrogateescape")
    rows = parse(raw, Dialect(), 2)
    starts = [0, *(end.end() for end in re.finditer(b"\r\n|\r|\n", raw))]
    edges = sorted({0, len(rows), *(cut % (len(rows) + 1) for cut in cuts)})

    def of(start, stop):
        last = starts[rows.lines[stop] - 2] if stop < len(rows) else len(raw)
        part = Faults(header, 1)
        piece = raw[starts[rows.lines[start] - 2] : last] if has_raw else b""
        part.add(rows.part(start, stop), piece)
        return part

    parts = [pickle.loads(pickle.dumps(of(*edge))) for edge in pairwise(edges)]
    order.shuffle(parts)
    merged = Faults(header, 1)
    for part in parts:
        merged.merge(part)
    assert merged.all() == of(0, len(rows)).all()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('"email\na@b.io"\nc@b.io\n', Code.LINES_DOUBTFUL),
        ('"name,"note\n1,2\n', Code.TEXT_AFTER_QUOTE),
        ('name,"no"te\n1,2\n', Code.TEXT_AFTER_QUOTE),
        ('name,note"\n1,2\n', Code.QUOTE_ASTRAY),
    ],
)
def test_a_header_that_quotes_made_doubtful_is_told_in_its_line(tmp_path, text, code):
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8", newline="")
    file = open_csv(path, Overrides("utf-8", ",", 1, '"', ""))
    whole = new_survey(file.header, file.raw_header, file.dialect, file.header_cause)
    assert [(each.code, each.lines) for each in whole.faults.all()] == [(code, (1,))]
