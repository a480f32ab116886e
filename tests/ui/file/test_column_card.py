"""The card tells what a column holds, and claims no more than is known."""

import pytest
from PySide6.QtWidgets import QLabel

from klaviyo_gui.source.faults import Fault
from klaviyo_gui.source.profile import profile
from klaviyo_gui.ui.file.card import ColumnCard


@pytest.fixture
def card(qtbot):
    card = ColumnCard()
    qtbot.addWidget(card)
    return card


def told(card, values, *, meaning="", faults=(), is_whole=True):
    (found,) = profile(("total",), [[value] for value in values])
    card.show_column(found, meaning, faults, is_whole=is_whole)
    return card.sentence.splitlines()


def test_numbers_are_told_with_their_range_and_length(card):
    assert told(card, ["1.50", "20", "", "20"], meaning="Value") == [
        "total",
        "Probably: Value",
        "75 % filled (3 of 4)",
        "2 different values",
        "2 to 4 characters long",
        "From 1.50 to 20",
        "100 % look like numbers",
        "First values",
        "1.50",
        "20",
        "Most frequent values",
        "20: 2",
        "1.50: 1",
    ]


def test_an_empty_column_has_nothing_more_to_tell(card):
    assert told(card, ["", " "]) == ["total", "0 % filled (0 of 2)"]


def test_what_is_known_so_far_is_called_so(card):
    assert "So far, by 1 row." in told(card, ["a"], is_whole=False)


def test_nearly_all_is_not_all(card):
    assert told(card, ["a"] * 999 + [""])[1] == "99 % filled (999 of 1,000)"
    assert told(card, [""] * 999 + ["a"])[1] == "1 % filled (1 of 1,000)"


def test_counts_that_are_estimates_are_called_so(card):
    words = told(card, [f"value {at}" for at in range(15_000)] + ["same"] * 200)
    assert any(each.startswith("at least 10,000 different") for each in words)
    assert any(each.startswith("same: at least ") for each in words)


def test_long_values_are_cut_and_damage_is_told(card):
    words = told(card, ["x" * 500], faults=[Fault("cut_at_255", 1, (2,), ("total",), (0,))])
    assert all(len(each) < 120 for each in words)
    assert "Damage" in words


def test_without_a_column_it_says_how_to_choose_one(card):
    told(card, ["a"])
    card.show_nothing()
    assert card.sentence.startswith("Choose a cell or a heading")
    assert card.accessibleDescription() == card.sentence


def test_a_column_told_again_is_not_built_again_and_another_one_is(card):
    told(card, ["a"])
    before = card.widget().findChildren(QLabel)
    told(card, ["a"])
    assert card.widget().findChildren(QLabel) == before
    assert "1 different value" in told(card, ["b"])
    assert "b" in card.sentence
    card.show_nothing()
    assert "1 different value" in told(card, ["b"])


def test_a_long_word_makes_the_card_no_wider_than_its_room(card):
    name = "a_name_without_any_blank_" * 9
    (found,) = profile((name,), [["x" * 60], ["x" * 60]])
    card.show_column(found, "", (), is_whole=True)
    assert card.widget().minimumSizeHint().width() <= 196
    assert card.sentence.startswith(name)
