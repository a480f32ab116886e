from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaviyo_gui.core import excel


@pytest.mark.parametrize(
    "cell",
    ["#N/A", " #REF! ", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#WERT!", "########"],
)
def test_the_name_of_an_error_is_known(cell):
    assert excel.is_error(cell)
    assert excel.may_hold_error(f"a\n{cell}")


@pytest.mark.parametrize("cell", ["", "#12", "#sale", "N/A", "#N/A?", "see #REF!", "###"])
def test_other_text_is_no_error(cell):
    assert not excel.is_error(cell)


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("4.91E+11", (False, "")),
        ("4,91E+11", (False, "")),
        ("4E+05", (False, "")),
        ("4.910001E+06", (True, "4910001")),
        ("-1.25E+1", (True, "-12.5")),
        ("1.50E+1", (True, "15")),
        ("4.91E-05", None),
        ("49.1E+10", None),
        ("4E5", None),
        ("A4.91E+11", None),
        ("", None),
    ],
)
def test_an_exponent_tells_whether_its_digits_are_there(cell, found):
    assert excel.exponent(cell) == found
    assert found is None or excel.may_hold_exponent(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "2-Jan",
        "12-Dec",
        "Jan-02",
        "01. Feb",
        "03. Mrz",
        "1-févr.",
        "1/2/2024",
        "01.02.2024",
        " 2-May ",
    ],
)
def test_a_date_made_of_a_code_is_known(cell):
    assert excel.made_date(cell)
    assert excel.any_date(cell)
    assert excel.may_hold_made_date(f"x\t{cell}\ty")
    assert excel.count_made_dates(["x", cell, cell, ""]) == 2


@pytest.mark.parametrize(
    "cell", ["", "1-2", "A-Jan", "2-January", "2-Jan-24", "2024-01-02", "1/2", "1/2/24"]
)
def test_other_text_was_not_made_a_date(cell):
    assert not excel.made_date(cell)
    assert excel.count_made_dates([cell]) == 0


@pytest.mark.parametrize(("cell", "code"), [("2-Jan", "1-2"), ("12-Dec", "12-12"), ("Jan-02", "")])
def test_what_probably_was_there_is_told(cell, code):
    assert excel.before_date(cell) == code


@pytest.mark.parametrize(
    "cell", ["2024-01-02T10:00", "31.12.24", "1 Jan 2024", "January 2024", "Mar 3, 2024 10:00"]
)
def test_dates_come_in_any_order(cell):
    assert excel.any_date(cell)


@pytest.mark.parametrize("cell", ["A-13", "10-12", "1.2.3.4", "x"])
def test_codes_are_no_dates(cell):
    assert not excel.any_date(cell)


def test_zeros_for_digits_are_those_after_the_fifteenth():
    assert excel.has_zeros_for_digits("1234567890123450")
    assert not excel.has_zeros_for_digits("1234567890123456")
    assert excel.may_hold_long_digits("x 1234567890123450")
    assert not excel.may_hold_long_digits("123456789012345 6 é\udce9")


@given(
    st.from_regex(
        r"\s?(\d{1,2}-[JFMASOND][a-z]{2}|\d\d?[./]\d\d?[./]\d{4}|Jan-\d\d)\s?", fullmatch=True
    )
)
def test_the_quick_look_misses_no_date(cell):
    if excel.made_date(cell):
        assert excel.may_hold_made_date(f"a\t{cell}\nb")
        assert excel.count_made_dates([cell]) == 1
