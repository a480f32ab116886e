# ruff: noqa: RUF001 - characters that look like others are what this is about

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaviyo_gui.core.invisible import may_hold_invisible, visible

ODD = (
    "a1 \t\u200b\u200c\u200d\u200e\u202a\u202c\u2066\u2069\ufeff\u00ad\u00a0\u202f\x00\x1f\x92éא😀"
)


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("A\u200b1", "A1"),
        ("\ufeffada@shop.io", "ada@shop.io"),
        ("Donau\u00addampf", "Donaudampf"),
        ("\u202a+49 151 2345678\u202c", "+49 151 2345678"),
        ("\u200e07123", "07123"),
        ("A1\u200d", "A1"),
        ("\u200cA1", "A1"),
        ("A\x001\x1f", "A1"),
        ("It\x92s", "It’s"),
        ("A\x811", "A1"),
        (" \u00a0ada \u00a0", "ada"),
        ("12\u202f", "12"),
        ("\u200b", ""),
        ("\u00a0", ""),
    ],
)
def test_what_cannot_be_seen_is_taken_away(cell, shown):
    assert visible(cell) == shown
    assert may_hold_invisible(f"a\n{cell}\nb")
    assert may_hold_invisible(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "plain",
        "two\nlines\tand a tab\r\n",
        " blanks ",
        "1\u00a0234,50 €",
        "10\u202f%",
        "Größe",
        "👨\u200d👩\u200d👧",
        "می\u200cخواهم",
        "\u200fשלום\u200e (a)",
    ],
)
def test_what_a_script_a_face_or_a_number_needs_stays(cell):
    assert visible(cell) is None


def test_blanks_that_keep_a_number_together_are_no_reason_to_look():
    assert not may_hold_invisible("1\u00a0234,50\t5\u202f%\nGröße\tx")


@given(st.lists(st.text(st.sampled_from(ODD), max_size=6), min_size=1, max_size=4))
def test_the_quick_look_misses_nothing(cells):
    if any(visible(cell) is not None for cell in cells):
        assert may_hold_invisible("\t".join(cells))
        assert may_hold_invisible("\n".join(cells))


@given(st.text(st.sampled_from(ODD), max_size=8))
def test_what_was_taken_away_once_is_gone(cell):
    shown = visible(cell)
    if shown is not None:
        assert visible(shown) is None
