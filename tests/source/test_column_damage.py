from __future__ import annotations

import pytest

from klaviyo_gui.core.problem import Code
from klaviyo_gui.source.column_damage import ColumnDamage, is_code_column


def of(*cells, name="Value"):
    """Return what is found in a column: its code with the count, lines and examples."""
    found = ColumnDamage([name, "other"])
    found.add(list(range(2, len(cells) + 2)), [[cell, "x"] for cell in cells])
    return {
        code: (places.count, places.lines, [each[1:] for each in places.examples])
        for code, position, places in found.found([list(cells[:200]), ["x"] * len(cells)])
        if position == 0
    }


LONG = "1234567890123450"


@pytest.mark.parametrize(
    ("cells", "code", "found"),
    [
        (("1", "#N/A", "2"), Code.EXCEL_ERROR, (1, [3], [("#N/A", "")])),
        (("4.91E+11", "1"), Code.EXPONENT_LOST, (1, [2], [("4.91E+11", "")])),
        (("1.5E+1", "1"), Code.EXPONENT_WHOLE, (1, [2], [("1.5E+1", "15")])),
        (("1-3", "2-Jan", "4-5"), Code.DATE_MADE, (1, [3], [("2-Jan", "1-2")])),
        (("A-13", "B-2", "1/2/2024"), Code.DATE_MADE, (1, [4], [("1/2/2024", "")])),
        ((LONG, LONG, "12"), Code.DIGITS_LOST, (2, [2, 3], [(LONG, "")] * 2)),
        (("123456789012345000",), Code.DIGITS_LOST, (1, [2], [("123456789012345000", "")])),
        (("ok", "MÃ¼ller"), Code.MOJIBAKE, (1, [3], [("MÃ¼ller", "Müller")])),
        (("M�ller",), Code.LETTERS_LOST, (1, [2], [("M�ller", "")])),
        (("x" * 32_767,), Code.CUT_AT_32767, (1, [2], [("x" * 80, "")])),
        (("x" * 255, "y" * 255), Code.CUT_AT_255, (2, [2, 3], [("x" * 80, ""), ("y" * 80, "")])),
    ],
)
def test_the_damage_of_cells_is_found_with_its_lines(cells, code, found):
    assert of(*cells) == {code: found}


@pytest.mark.parametrize(
    "cells",
    [
        ("plain", "Größe", "#12", "A+B", "1e5", "C++ E+"),
        ("2024-03-02", "31/04/2024", "2024-03-04", "2024-03-05"),
        ("2-Jan", "3-Jan", "4-Feb"),
        ("call me on", "1/2/2024", "a note in words"),
        ("1-3", "see 2-Jan", "4-5"),
        ("1/2/2024", "A-1"),
        (LONG, "1234567890123456"),
        (LONG, "12"),
        ("\N{ARABIC-INDIC DIGIT ONE}" * 20, "12"),
        ("x" * 255, "12"),
        ("x" * 255, "x" * 255, "x" * 256),
        ("x" * 255, "x" * 255, "x" * 40_000),
    ],
)
def test_what_is_sound_raises_no_alarm(cells):
    assert of(*cells) == {}


def test_a_cell_cut_by_excel_is_longer_than_255():
    assert set(of("x" * 255, "x" * 255, "x" * 32_767)) == {Code.CUT_AT_32767}


def test_lost_zeros_are_found_by_column():
    found = of("97205", "7102", "53703", "94040", name="ZIP")
    assert found == {Code.ZEROS_LOST: (1, [3], [("7102", "07102")])}


def test_dates_are_counted_beyond_those_that_are_listed():
    cells = ["1-3"] * 400 + ["2-Jan"] * 300
    count, lines, _ = of(*cells)[Code.DATE_MADE]
    assert (count, lines) == (300, list(range(402, 502)))
    parts = ColumnDamage(["Value"])
    parts.add([902], [["3-Jan"]])
    for start in (401, 0):
        part = ColumnDamage(["Value"])
        part.add(list(range(start + 2, start + 103)), [["2-Jan"]] * 101)
        parts.merge(part)
    parts.add([900], [["3-Jan"]])
    ((_, _, places),) = parts.found([["1-3", "1-4"]])
    assert (places.count, places.lines) == (204, list(range(2, 102)))


@pytest.mark.parametrize(
    ("sample", "is_code"),
    [
        (("1-3", "4-5", "", "2-Jan"), True),
        (("S", "M", "38-40"), True),
        (("12.50", "3"), True),
        (("two words", "three more words"), False),
        (("x" * 30, "y" * 30), False),
        (("1-3",), False),
        ((), False),
    ],
)
def test_a_column_of_codes_is_known_by_its_first_cells(sample, is_code):
    assert is_code_column(sample) == is_code


@pytest.mark.parametrize(
    ("cells", "count"),
    [
        (["'Ann", "'Bo", "'Cy"], 3),
        (["'Ann", "'Bo", "'Cy", "", " "], 3),
        (["'Ann"] * 18 + ["Bo"], 18),
        (["'Ann"] * 8 + ["Bo"], 0),
        (["'Ann", "'Bo"], 0),
        (["'Ann'", "'Bo'", "'Cy'"], 0),
        (["'s-Hertogenbosch"] * 9, 0),
        (["'24", "'25", "'26"], 0),
        (["Ann", "O'Neil", "Cy"], 0),
    ],
)
def test_apostrophes_are_damage_where_nearly_all_words_of_a_column_begin_with_one(cells, count):
    damage = ColumnDamage(("Name",))
    damage.add(range(2, len(cells) + 2), [[cell] for cell in cells])
    found = {code: places.count for code, _, places in damage.found([cells])}
    assert found == ({Code.TEXT_APOSTROPHES: count} if count else {})
    is_judged = ("Name", Code.TEXT_APOSTROPHES) in damage.judged([cells]).columns
    assert is_judged is bool(count)
