from __future__ import annotations

from collections import Counter
from dataclasses import replace
from threading import Event

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klaviyo_gui.core.consequence import OF_THE_FILE, Consequence, consequence_of
from klaviyo_gui.core.lost_zeros import LostZeros
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping, Pair
from klaviyo_gui.core.problem import Code, Severity
from klaviyo_gui.core.record import Plan
from klaviyo_gui.core.repair import Repair
from klaviyo_gui.sending import cells
from klaviyo_gui.sending.cells import damaged_cells
from klaviyo_gui.sending.check import check
from klaviyo_gui.sending.inspection import inspect_file
from klaviyo_gui.sending.preview import preview_rows
from klaviyo_gui.sending.rows import build_rows
from klaviyo_gui.source.causes import MEANINGS
from klaviyo_gui.source.faults import Faults
from klaviyo_gui.source.reader import Rows
from tests.doubles.files import csv_file

HEADER = ("id", "email", "name", "zip", "sku", "note")
SOUND = [
    (f"c{at}", f"p{at}@shop.io", f"Name {at}", f"{10_000 + at}", f"{at}-{at}", "x")
    for at in range(1, 31)
]
MAPPING = Mapping(
    events=(
        Pair("metric", Fixed("Order")),
        Pair("profile.external_id", Column("id")),
        Pair("properties.sku", Column("sku")),
    ),
    profiles=(
        Pair("external_id", Column("id")),
        Pair("email", Column("email")),
        Pair("first_name", Column("name")),
        Pair("location.zip", Column("zip")),
        Pair("properties.note", Column("note")),
    ),
)
CAUSES = frozenset(MEANINGS)
DAMAGED = [
    ("c100", "a@shop.io", "MÃ¼ller", "7102", "2-Jan", "#N/A"),
    ("#N/A", "b@shop.io", "M\ufffdller", "8101", "3-Feb", "#REF!"),
    ("c\u200b102", "c@shop.io", "Zo\u00c3\u00ab", "20000", "4-4", "4.91E+11"),
    ('="0103"', "d@shop.io", "MÃ¼llerÃ", "20001", "5-5", "1.5E+1"),
    ("'0104", "e@shop.io", "x\u00a0", "20002", "6-6", "123456789012345000"),
    ("c105", "f@shop.io", "f", "20003", "7-7", "y" * 255),
    ("c106", "g@shop.io", "g", "20004", "8-8", "z" * 255),
    ("c107", "h@shop.io", "#NOT_CALCULATED!", "20005", "9-9", "x"),
]


@pytest.fixture
def looked_at(tmp_path, builders):
    """Check and inspect the same rows; return the file with what both say."""

    opened = []

    def look(rows, mapping=MAPPING, header=HEADER):
        file = csv_file(tmp_path, rows, header)
        plan = Plan(mapping, file.header)
        *_, checked = check(file, plan, builders, Event())
        opened.append(checked.repeats)
        ranges = file.index().ranges()
        *_, inspected = inspect_file(file, ranges, builders, Event())
        return file, checked, inspected

    yield look
    for draft in opened:
        draft.close()


def rows_of(file):
    return file.rows(file.index(), 0, 999)


def counts(checked):
    return {
        (finding.target, finding.code): finding.count
        for finding in checked.findings
        if finding.kind is Kind.PROFILES and finding.code in set(Code)
    }


def test_the_check_counts_what_the_inspection_counts_in_every_mapped_column(looked_at):
    _, checked, inspected = looked_at(SOUND + DAMAGED)
    found = counts(checked)
    by_column = {
        (pair.target, fault.code): fault.count
        for fault in inspected.faults
        for pair in MAPPING.profiles
        if fault.names == (pair.source.name,)
    }
    assert len(by_column) >= 14
    assert {key: found.get(key) for key in by_column} == by_column
    events = {(each.target, each.code) for each in checked.findings if each.kind is Kind.EVENTS}
    assert ("properties.sku", Code.DATE_MADE) in events


@pytest.mark.parametrize("missing", range(len(cells.MARKS)))
def test_a_look_that_the_records_lack_would_fail_the_test_above(looked_at, monkeypatch, missing):
    file, checked, inspected = looked_at(SOUND + DAMAGED)
    plan = Plan(MAPPING, file.header, judged=checked.judged)
    names = {pair.source.name for pair in MAPPING.profiles}

    def told():
        built = build_rows(plan, rows_of(file))[Kind.PROFILES]
        return sum(1 for _, each in built for problem in each.problems if problem.code in CAUSES)

    expected = sum(each.count for each in inspected.faults if set(each.names) & names)
    assert told() == expected
    monkeypatch.setattr(cells, "MARKS", (*cells.MARKS[:missing], *cells.MARKS[missing + 1 :]))
    assert told() < expected


CELLS = st.sampled_from(
    [
        *("", "x", "1-3", "4-5", "2-Jan", "12/1/2024", "#N/A", "4.91E+11", "1.5E+1"),
        *("MÃ¼ller", "MÃ¼llerÃ", "Zoë", "M\ufffdller", "A\u200b1", "\u00a0x", '="01"', "'012"),
        *("=SUM(A1)", "y" * 255, "z" * 300, "w" * 32_767, "1234567890123450", "1" * 18),
        *("7102", "501", "97205", "07102", "5551234", "05551234", "DE", "AT", "?"),
    ]
)
NAMES = ("zip", "country", "phone", "sku", "note")


@settings(max_examples=300)
@given(st.lists(st.lists(CELLS, min_size=5, max_size=5), min_size=1, max_size=12))
def test_whatever_the_cells_records_are_told_what_the_file_is_told(rows):
    rows = [*rows, ["end"] * 5]
    faults = Faults(NAMES, 1)
    faults.add(Rows(list(range(2, len(rows) + 2)), rows))
    expected = Counter(
        {(each.positions[0], each.code): each.count for each in faults.all() if each.names}
    )
    damaged = damaged_cells(Plan(Mapping(), NAMES, judged=faults.judged()), rows, in_all=True)
    assert Counter((each.column, each.code) for each in damaged) == expected


def test_an_unmapped_column_is_nobodys_problem(looked_at):
    mapping = replace(MAPPING, events=(), profiles=MAPPING.profiles[:2])
    _, checked, _ = looked_at(SOUND + DAMAGED, mapping)
    assert {target for target, code in counts(checked) if code is not Code.MERGED} == {
        "external_id"
    }


def test_without_the_judgement_of_the_file_only_cells_that_speak_for_themselves_are_told(
    looked_at,
):
    file, checked, _ = looked_at(SOUND + DAMAGED)
    plan = Plan(MAPPING, file.header)

    def codes(plan):
        built = build_rows(plan, rows_of(file))[Kind.PROFILES]
        return {problem.code for _, record in built for problem in record.problems}

    known, blind = codes(replace(plan, judged=checked.judged)), codes(plan)
    assert {Code.ZEROS_LOST, Code.CUT_AT_255, Code.DIGITS_LOST} <= known - blind
    assert Code.MOJIBAKE in blind


def test_the_preview_tells_what_the_check_tells(looked_at):
    file, checked, _ = looked_at(SOUND + DAMAGED)
    plan = Plan(MAPPING, file.header, judged=checked.judged)

    told = [
        (record.kind, problem.target, problem.code)
        for record in preview_rows(plan, rows_of(file), checked.repeats, checked.found)
        for problem in record.problems
    ]
    assert {(each.kind, each.target, each.code): each.count for each in checked.findings} == {
        key: told.count(key) for key in set(told)
    }


def test_an_error_as_an_id_is_held_and_as_a_note_sent_with_a_warning(looked_at):
    _, checked, _ = looked_at(SOUND + DAMAGED[:2])
    harm = {
        (finding.target, finding.severity)
        for finding in checked.findings
        if finding.code is Code.EXCEL_ERROR
    }
    assert harm == {
        ("external_id", Severity.HOLD),
        ("profile.external_id", Severity.HOLD),
        ("properties.note", Severity.WARN),
    }
    assert [list(checked.held[kind]) for kind in Kind] == [[31], [31]]


def test_a_header_among_the_rows_and_a_row_of_totals_are_held(looked_at):
    total = ("Total", "", "", "", "", "30")
    _, checked, inspected = looked_at([*SOUND, HEADER, *SOUND[:3], total])
    assert {30, 34} <= set(checked.held[Kind.EVENTS])
    codes = {each.code: each.lines for each in checked.findings if each.kind is Kind.PROFILES}
    assert codes[Code.HEADER_INSIDE] == (32,)
    assert codes[Code.TOTALS_ROW] == (36,)
    assert {each.code for each in inspected.faults} == {"header_inside", "totals_row"}


def test_what_a_repair_mends_is_sent_mended_and_told_no_more(looked_at):
    repairs = (
        Repair("name", Code.MOJIBAKE),
        Repair("note", Code.EXCEL_ERROR),
        Repair("zip", Code.ZEROS_LOST, LostZeros(((4, 5),))),
        Repair("sku", Code.DATE_MADE),
        Repair("id", Code.EXCEL_ERROR),
        Repair("id", Code.INVISIBLE_CHARACTERS),
        Repair("id", Code.TEXT_FORMULA),
        Repair("id", Code.TEXT_APOSTROPHE),
    )
    file, checked, _ = looked_at(SOUND + DAMAGED[:5], replace(MAPPING, repairs=repairs))
    mended = {(each.column, each.code) for each in repairs}
    columns = {pair.target: pair.source.name for pair in (*MAPPING.profiles, *MAPPING.events[1:])}
    told = {(columns.get(each.target, ""), each.code) for each in checked.findings}
    assert not told & mended
    assert ("name", Code.LETTERS_LOST) in told
    plan = Plan(replace(MAPPING, repairs=repairs), file.header, judged=checked.judged)
    bodies = {line: each.body for line, each in build_rows(plan, rows_of(file))[Kind.PROFILES]}
    assert b'"first_name":"M\xc3\xbcller"' in bodies[32]
    assert b'"zip":"07102"' in bodies[32]
    assert b"note" not in bodies[32]
    assert b'"external_id":"c102"' in bodies[34]
    assert b'"external_id":"0103"' in bodies[35]
    assert b'"external_id":"0104"' in bodies[36]


def test_damage_beside_a_row_that_is_held_keeps_its_place(looked_at):
    rows = [*SOUND[:5], ("c9",), DAMAGED[0]]
    file, checked, _ = looked_at(rows)
    plan = Plan(MAPPING, file.header, judged=checked.judged)
    built = build_rows(plan, rows_of(file))[Kind.PROFILES]
    told = [(line, {each.code for each in record.problems}) for line, record in built]
    assert told[5] == (7, {Code.ROW_TOO_SHORT})
    assert Code.MOJIBAKE in told[6][1]


def test_what_is_told_of_all_rows_whether_they_are_sent_or_not_is_what_is_wrong_with_the_file():
    weighed = {Consequence.CHANGED, Consequence.DROPPED}
    assert {code for code in Code if code in CAUSES and consequence_of(code, "") in weighed} == (
        OF_THE_FILE
    )
