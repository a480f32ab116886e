from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaviyo_gui.core.cell_damage import BLANKED, LOOKS, MARKS
from klaviyo_gui.core.lost_zeros import LostZeros
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.repair import REPAIRABLE, Repair, mender

HEADER = ("Value", "Country")
ODD = st.text(st.sampled_from("Ã¼©Zo#N/A4.91E+='\"\u200b\u00a0�0 -Jan("), max_size=10)


def mended(cell, *codes, zeros=None, country="US"):
    """Return a cell after the repairs of its column for these causes."""
    repairs = [Repair("Value", code, zeros) for code in codes]
    return mender(repairs, HEADER)([cell, country])[0]


@pytest.mark.parametrize(
    ("cell", "code", "after"),
    [
        ("MÃ¼ller", Code.MOJIBAKE, "Müller"),
        ("MÃ¼ller é", Code.MOJIBAKE, "MÃ¼ller é"),
        ("MÃ¼ller 漢", Code.MOJIBAKE_PARTLY, "Müller 漢"),
        ("MÃ¼llerÃ", Code.MOJIBAKE_PARTLY, "MÃ¼llerÃ"),
        ("#N/A", Code.EXCEL_ERROR, ""),
        ("4.91E+2", Code.EXPONENT_WHOLE, "491"),
        ("4.91E+11", Code.EXPONENT_WHOLE, "4.91E+11"),
        ("2-Jan", Code.DATE_MADE, "1-2"),
        ("Mrz-02", Code.DATE_MADE, "Mrz-02"),
        ('="00123"', Code.TEXT_FORMULA, "00123"),
        ('="say ""hi"""', Code.TEXT_FORMULA, 'say "hi"'),
        ('=""', Code.TEXT_FORMULA, ""),
        ("'00123", Code.TEXT_APOSTROPHE, "00123"),
        ("'+49 151", Code.TEXT_APOSTROPHE, "+49 151"),
        ("'24", Code.TEXT_APOSTROPHE, "'24"),
        ("'ann.o'neil@shop.io", Code.TEXT_APOSTROPHE, "ann.o'neil@shop.io"),
        ("'Ann", Code.TEXT_APOSTROPHE, "'Ann"),
        ("'Ann", Code.TEXT_APOSTROPHES, "Ann"),
        ("'Ann'", Code.TEXT_APOSTROPHES, "'Ann'"),
        ("'s-Hertogenbosch", Code.TEXT_APOSTROPHES, "'s-Hertogenbosch"),
        ("'t Hooft", Code.TEXT_APOSTROPHES, "'t Hooft"),
        ("'00123", Code.TEXT_APOSTROPHES, "'00123"),
        ("'s-Hertogenbosch", Code.TEXT_APOSTROPHE, "'s-Hertogenbosch"),
        ('=HYPERLINK("https://x.io";"Shop")', Code.FORMULA, "Shop"),
        ("=SUM(A1:A2)", Code.FORMULA, "=SUM(A1:A2)"),
        ("=A2&B2", Code.FORMULA, "=A2&B2"),
        ("=A good day", Code.FORMULA, "=A good day"),
        ("= a plain text", Code.FORMULA, "= a plain text"),
        ("A\u200b1", Code.INVISIBLE_CHARACTERS, "A1"),
        ("\u200b", Code.INVISIBLE_CHARACTERS, ""),
        ("\u00a0", Code.INVISIBLE_CHARACTERS, "\u00a0"),
        ("sound", Code.MOJIBAKE, "sound"),
    ],
)
def test_a_repair_mends_its_own_damage_and_nothing_else(cell, code, after):
    assert mended(cell, code) == after


def test_what_wraps_a_cell_goes_before_what_it_holds():
    assert mended('="MÃ¼ller"', Code.MOJIBAKE, Code.TEXT_FORMULA) == "Müller"


def test_parts_of_letters_that_can_be_turned_back_are_not_taken_away_as_invisible():
    wrong = "“good”".encode().decode("latin-1")
    assert mended(wrong, Code.INVISIBLE_CHARACTERS) == wrong
    assert mended(wrong, Code.INVISIBLE_CHARACTERS, Code.MOJIBAKE) == "“good”"


def test_zeros_are_put_back_by_the_rule_of_the_repair():
    zeros = LostZeros(((4, 5),), "Country")
    assert mended("7102", Code.ZEROS_LOST, zeros=zeros) == "07102"
    assert mended("1010", Code.ZEROS_LOST, zeros=zeros, country="AT") == "1010"
    elsewhere = LostZeros(((4, 5),), "Land")
    assert mended("7102", Code.ZEROS_LOST, zeros=elsewhere) == "07102"


def test_a_repair_of_a_column_that_the_file_lacks_does_nothing():
    assert mender([Repair("Other", Code.EXCEL_ERROR)], HEADER)(["#N/A", ""]) == ["#N/A", ""]


def test_the_row_itself_is_not_changed():
    row = ["#N/A", "US"]
    mender([Repair("Value", Code.EXCEL_ERROR)], HEADER)(row)
    assert row == ["#N/A", "US"]


def test_every_repair_but_that_of_zeros_has_a_look_of_its_own():
    assert set(REPAIRABLE) - {Code.ZEROS_LOST} == set(LOOKS)
    assert set(LOOKS) >= BLANKED


@given(ODD)
def test_what_the_quick_looks_pass_over_holds_nothing(cell):
    for mark in MARKS:
        if mark.look(cell) is not None:
            assert mark.may_hold(f"a\t{cell}\tb")
            assert mark.may_hold(f"a\n{cell}\nb")
            assert mark.may_hold(cell)


@given(ODD)
def test_a_cell_that_was_mended_is_not_damaged_in_that_way_any_more(cell):
    for code, look in LOOKS.items():
        after = mended(cell, code)
        found = look(after)
        if after != cell and code is not Code.INVISIBLE_CHARACTERS:
            assert found is None or found[0] != code or found[1] != cell
