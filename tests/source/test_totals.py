from __future__ import annotations

import pytest

from klaviyo_gui.source.totals import is_totals_row

ABOVE = [
    ["1001", "a@b.co", "", "12.50", "1"],
    ["1002", "c@d.de", "x", "7", "2"],
    ["1003", "e@f.fr", "", "1,250.00", "3"],
]


@pytest.mark.parametrize(
    "last",
    [
        ["Total", "", "", "1269.50", "6"],
        ["Summe:", "", "", "", "6"],
        ["", "Grand total of 3 orders", "", "", ""],
        ["TOTAL"],
        ["", "", "", "€1,269.50", "6"],
        ["", "", "", "1269.50", ""],
    ],
)
def test_a_row_of_totals_is_suspected(last):
    assert is_totals_row(last, ABOVE)


@pytest.mark.parametrize(
    "last",
    [
        ["1004", "g@h.it", "", "5", "1"],
        ["1004", "g@h.it", "Total", "5", "1"],
        ["1004", "", "", "5", "1"],
        ["1004", "", "", "", ""],
        ["1004"],
        ["", "g@h.it", "", "", ""],
        ["", "", "", "", ""],
        ["", "", "5", "", ""],
        [],
    ],
)
def test_a_record_is_no_row_of_totals(last):
    assert not is_totals_row(last, ABOVE)


def test_a_column_of_amounts_alone_has_no_totals():
    assert not is_totals_row(["6", ""], [["1", "1"], ["2", "2"], ["3", "3"]])


def test_a_few_rows_prove_nothing():
    assert not is_totals_row(["Total", "", "", "1", ""], ABOVE[:2])
