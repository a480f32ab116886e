# ruff: noqa: RUF001 - letters that look alike are what this is about

from __future__ import annotations

import pytest

from klaviyo_gui.source import causes
from klaviyo_gui.source.header import column_names
from klaviyo_gui.source.names import (
    encodable_name,
    mended_name,
    name_damage,
    shown_name,
    visible_name,
)
from klaviyo_gui.source.second_header import is_second_header
from klaviyo_gui.source.table import open_csv

NAMES = {
    "a mark inside": ("E\ufeffmail", "Email"),
    "a zero-width space": ("Email\u200b", "Email"),
    "a no-break space": ("First\u00a0name", "First name"),
    "marks of direction": ("\u202aEmail\u202c", "Email"),
    "a soft hyphen": ("E\u00admail", "Email"),
    "a control character": ("Email\x00", "Email"),
    "blanks around": ("  Email ", "Email"),
    "several lines": ("Order\r\ntotal\n(net)", "Order total (net)"),
    "a tabulator": ("Order\ttotal", "Order total"),
    "wrong letters": ("GrÃ¶ÃŸe", "Größe"),
    "nothing": ("Größe", "Größe"),
}


@pytest.mark.parametrize(("name", "mended"), NAMES.values(), ids=NAMES)
def test_a_name_is_mended_to_what_was_meant(name, mended):
    assert mended_name(name) == mended


def test_a_name_is_shown_on_one_line_and_with_a_sign_for_what_is_no_text():
    assert shown_name("Order\nto\u200btal\udcff") == "Order total\N{REPLACEMENT CHARACTER}"
    assert column_names(["a\nb", "a b", "\u200b"]) == ("a b", "a b (2)", "Column 3")


def test_a_name_that_must_be_encoded_says_of_each_byte_that_is_no_text_that_it_stood_there():
    assert encodable_name("b\udce4d \u00e4") == "b?d \u00e4"


def test_what_nobody_sees_is_called_by_its_name():
    assert visible_name("a\u00a0b\x07\nc") == "a[no-break space]b[control character] c"


def test_joiners_that_belong_to_words_are_kept():
    persian = "نام\N{ZERO WIDTH NON-JOINER}ها"
    assert shown_name(persian) == persian
    assert list(name_damage([persian])) == []


def test_each_cause_names_its_columns_and_how_they_read_mended():
    found = {each[0]: each[1:] for each in name_damage(["GrÃ¶ÃŸe", "E\ufeffmail", "email ", "x"])}
    assert found == {
        causes.HEADER_MOJIBAKE: (1, (0,), (("GrÃ¶ÃŸe", "Größe"),)),
        causes.HEADER_UNSEEN: (
            1,
            (1,),
            (("E[zero width no-break space]mail", "Email"),),
        ),
        causes.HEADER_ALIKE: (1, (1, 2), ()),
    }


@pytest.mark.parametrize(
    "header", [["Name", "Größe"], ["a", "a", ""], ["Order\ntotal", "x"], ["été", "Été (2)"], []]
)
def test_sound_names_raise_no_alarm(header):
    assert list(name_damage(header)) == []


VALUES = [["1.5", "2024-05-01", "red"], ["2.5", "2024-05-02", "blue"], ["3.5", "", "red"]]


@pytest.mark.parametrize(
    "cells",
    [
        ["EUR", "date", ""],
        ["total_price", "paid_at", "colour_name"],
        ["Betrag", "Tag", "Farbe"],
        ["totalPrice", "paidAt", "colour"],
    ],
)
def test_titles_above_values_are_a_second_header(cells):
    assert is_second_header(cells, VALUES)


def test_machine_names_above_words_are_a_second_header():
    words = [["red", "Rome"], ["blue", "Oslo"]]
    assert is_second_header(["colour_name", "home_town"], words)
    assert not is_second_header(["green", "Bern"], words)
    assert not is_second_header(["big_red", "Rome"], words)
    assert not is_second_header(["a_b", "a_b"], words)


@pytest.mark.parametrize(
    "cells",
    [
        ["n/a", "", "green"],
        ["4.5", "2024-05-04", "green"],
        ["unknown", "2024-05-04", "green"],
        ["", "", ""],
        ["-", "-", "green"],
        ["EUR", "", "green"],
    ],
)
def test_a_row_that_lacks_values_is_no_second_header(cells):
    assert not is_second_header(cells, VALUES)


def test_one_row_below_proves_nothing():
    assert not is_second_header(["EUR", "date", ""], VALUES[:1])


def test_a_second_header_is_doubted_with_what_it_would_name(write):
    rows = "".join(f"{n}.5;2024-05-{n}\n" for n in range(10, 20))
    file = open_csv(write('"Price\nnet";Day\nEUR;date\n' + rows))
    assert file.guess.doubts == {"header_line"}
    assert file.guess.other_header == 3
    assert file.guess.headers[0].readings == (("Price\nnet", "Day"), ("EUR", "date"))
