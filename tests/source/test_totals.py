from __future__ import annotations

import pytest

from klaviyo_gui.core.problem import Code
from klaviyo_gui.source.totals import is_totals_row, totals_by_word

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
        ["Total", "g@h.it", "", "", "1"],
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


@pytest.mark.parametrize(
    "row",
    [
        ["Total", "800.00"],
        ["Average", "20.00"],
        ["Subtotal", "", "76.93", "2024-06-19"],
        ["Suma total", "800,00"],
        ["Gesamtsumme", "", "30,00"],
        [" GRAND TOTAL: ", "1"],
        ["", "", "Total", "€1,269.50"],
        ["Total"],
        ["总计", "5"],
    ],
)
def test_the_name_of_a_total_beside_nothing_but_amounts_is_a_row_of_totals_wherever_it_stands(row):
    sound = ["C1", *["5"] * (len(row) - 1)]
    assert list(totals_by_word([row, sound, row])) == [(0, Code.TOTALS_ROW), (2, Code.TOTALS_ROW)]


def test_who_is_called_total_and_has_an_address_is_only_doubted():
    rows = [["Total", "t@x.de", "5"], ["Total", "C12", "5"], ["Total", "+49 30 1234567", "5"]]
    assert list(totals_by_word(rows)) == [(at, Code.TOTALS_DOUBTFUL) for at in range(3)]


@pytest.mark.parametrize(
    "row",
    [["C1", "Total", "5"], ["Totally", "5"], ["Total Wine", "5"], ["", "5"], ["", ""], [], ["5"]],
)
def test_a_row_that_does_not_begin_with_the_name_of_a_total_is_none(row):
    assert list(totals_by_word([row])) == []
