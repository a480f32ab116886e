import pytest
from PySide6.QtCore import Qt

from klaviyo_gui.ui.alike import AlikeNames


def cut_to(room):
    """Return what cuts a text to so many characters, as Qt does with pixels."""

    def cut(words, where):
        if len(words) <= room:
            return words
        if where is Qt.TextElideMode.ElideRight:
            return words[: room - 1] + "…"
        half = room // 2
        return words[:half] + "…" + words[len(words) - (room - 1 - half) :]

    return cut


def shown(names, room):
    alike = AlikeNames(names)
    return [alike.shown(each, cut_to(room)) for each in names]


@pytest.mark.parametrize(
    ("names", "room", "expected"),
    [
        (
            ["BILL_FIRST_NAME", "BILL_LAST_NAME"],
            11,
            ["…FIRST_NAME", "…LAST_NAME"],
        ),
        (["BILL_FIRST_NAME", "BILL_LAST_NAME"], 20, ["BILL_FIRST_NAME", "BILL_LAST_NAME"]),
        (["billingFirstName", "billingLastName"], 9, ["…FirstNa…", "…LastName"]),
        (["Ship to: my street", "Ship to: a street"], 8, ["…my str…", "…a stre…"]),
        (["BILL_FIRST_NAME", "TOTAL_OF_ORDER"], 11, ["BILL_…_NAME", "TOTAL…ORDER"]),
        (["ITEM_PRICE_OLD", "ITEM_PRICE_OLD_NET"], 9, ["ITEM…_OLD", "ITEM…_NET"]),
        (["xxxxxxxxAxxxxxxxx", "xxxxxxxxBxxxxxxxx"], 9, ["…Axxxxxx…", "…Bxxxxxx…"]),
    ],
)
def test_names_that_would_be_cut_to_the_same_text_are_told_apart(names, room, expected):
    assert shown(names, room) == expected


def test_what_some_of_many_names_share_is_left_out_until_they_part():
    names = ["A_BB_DDDDDD_NAME", "A_BB_CCCCCC_X_NAME", "A_BB_CCCCCC_Y_NAME"]
    assert shown(names, 8) == ["…DDDDDD…", "…X_NAME", "…Y_NAME"]


def test_a_number_in_the_middle_tells_a_thousand_names_apart():
    names = [f"LINE_ITEM_{at:04}_PRICE_WITH_TAX" for at in range(1_000)]
    assert len(set(shown(names, 12))) == 1_000


def test_a_single_name_is_cut_in_the_middle():
    assert shown(["BILL_FIRST_NAME"], 11) == ["BILL_…_NAME"]


@pytest.mark.parametrize("room", range(1, 20))
def test_even_the_least_room_comes_to_an_end(room):
    names = ["BILL_FIRST_NAME", "BILL_LAST_NAME", "BILL_", "BILL_FIRST", "", "B…B", "BILL_F…NAME"]
    assert all(len(each) <= max(room, 2) for each in shown(names, room))
