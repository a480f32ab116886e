from __future__ import annotations

import pytest

from klaviyo_gui.source.zeros import Kind, Zeros, kind_of


def lost(names, *rows):
    found = Zeros(names)
    cells = [list(row) for row in rows]
    found.add(list(range(2, len(cells) + 2)), cells)
    samples = [[row[at] for row in cells[:200]] for at in range(len(names))]
    return {
        names[at]: (places.count, places.lines, [each[1:] for each in places.examples])
        for at, places in found.found(samples)
    }


def column(name, *cells):
    return lost([name], *([cell] for cell in cells)).get(name)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("BILL_ZIP", Kind.ZIP),
        ("Postleitzahl", Kind.ZIP),
        ("Phone number", Kind.PHONE),
        ("EAN", Kind.GTIN),
        ("Variant SKU", Kind.CODE),
        ("Order id", None),
        ("Amount", None),
        ("BILL_COUNTRY_CODE", None),
        ("Coupon code", None),
    ],
)
def test_the_name_says_what_the_digits_are(name, kind):
    assert kind_of(name) is kind


def test_postal_codes_shorter_than_the_others_have_lost_zeros():
    assert column("Zip", "97205", "7102", "53703", "601", "10115", "94040", "60540") == (
        2,
        [3, 5],
        [("7102", "07102"), ("601", "00601")],
    )


@pytest.mark.parametrize(
    "cells",
    [
        ("1010", "8010", "6020"),
        ("97205", "07102", "53703"),
        ("10115", "1010", "8010", "80331"),
        ("97205", "12", "123456", "AB1 2CD", "94040"),
        ("97205-1234", "", "x"),
    ],
)
def test_postal_codes_that_may_be_whole_are_left_alone(cells):
    assert column("Zip", *cells) is None


def test_the_country_of_the_row_decides():
    names = ["Zip", "Country"]
    assert lost(names, ("7102", "USA"), ("1067", "Germany"), ("1010", "AT"), ("8001", "CH")) == {
        "Zip": (2, [2, 3], [("7102", "07102"), ("1067", "01067")])
    }
    assert lost(names, ("10115", "DE"), ("1010", "AT"), ("80331", "DE"), ("20095", "DE")) == {}
    names = ["Ship Zip", "Ship Country", "Bill Country"]
    assert "Ship Zip" in lost(names, ("7102", "US", "AT"))
    names = ["Zip", "Ship Country", "Bill Country"]
    assert lost(names, ("7102", "US", "US")) == {}


def test_phones_of_which_the_written_ones_begin_with_a_zero_have_lost_theirs():
    assert column("Phone", "0171 123456", "171999888", "(089) 1234", "+49 171 1", "301234567") == (
        2,
        [3, 6],
        [("171999888", "0171999888"), ("301234567", "0301234567")],
    )
    assert column("Phone", "0171123456", "0301234567", "171999888")[0] == 1


@pytest.mark.parametrize(
    "cells",
    [
        ("503-555-0100", "973-555-0101", "5035550102", "0143"),
        ("5035550100", "5035550101"),
        ("0171123456", "0171123457"),
        ("0171123456", "5035550101", "5035550102"),
        ("", ""),
    ],
)
def test_phones_that_may_be_whole_are_left_alone(cells):
    assert column("Phone", *cells) is None


def test_codes_of_one_length_show_which_are_shorter():
    usual = ["00123", "04567", *(str(12345 + code) for code in range(8))]
    assert column("SKU", *usual, "789") == (1, [12], [("789", "00789")])


@pytest.mark.parametrize(
    "cells",
    [
        ("12345", "12346", "12347", "12348", "789"),
        ("00123", "04567", "1", "12", "123", "1234"),
        ("A-1", "B-2"),
        ("1" * 30, "01"),
        ("00123", *(str(12345 + code) for code in range(9)), "789"),
    ],
)
def test_codes_without_evidence_are_left_alone(cells):
    assert column("SKU", *cells) is None


def test_article_numbers_have_known_lengths():
    usual = [f"40{code:011}" for code in range(8)]
    assert column("EAN", *usual, "61414100001", "614141000012") == (
        1,
        [10],
        [("61414100001", "061414100001")],
    )
    assert column("EAN", *(["12345"] * 5), "123") is None


def test_the_first_hundred_lines_are_listed():
    cells = [["0171 1"], ["0171 2"], *([str(171_000_000 + row)] for row in range(300))]
    whole = Zeros(["Phone"])
    whole.add(list(range(2, 304)), cells)
    parts = Zeros(["Phone"])
    parts.add(list(range(154, 304)), cells[152:])
    parts.add(list(range(2, 154)), cells[:152])
    for found in (whole, parts):
        ((_, places),) = found.found([[cell for (cell,) in cells[:200]]])
        assert (places.count, places.lines) == (300, list(range(4, 104)))
