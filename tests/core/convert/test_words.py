import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from klaviyo_gui.core.convert.words import NO, YES
from tests.core.cells import converted


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *((word, True) for word in ("true", "TRUE", "1", "t", "yes", " Y ")),
        *((word, False) for word in ("false", "False", "0", "f", "no", " N ")),
    ],
)
def test_the_words_of_klaviyo_s_importer_are_yes_and_no(text, value):
    assert converted(text, "yes/no") == (value, [])


@given(st.text())
@example("2")
@example("null")
@example("maybe")
def test_any_other_word_is_neither_yes_nor_no(text):
    value, problems = converted(text, "yes/no")

    if text.strip().casefold() in YES | NO:
        assert isinstance(value, bool)
    else:
        assert (value, problems) == (None, ["yes_no_invalid"])


@pytest.mark.parametrize(
    ("text", "value"), [("ja", True), ("JA", True), ("Sí", True), ("nein", False), ("Non", False)]
)
def test_words_of_other_languages_are_yes_and_no(text, value):
    assert converted(text, "yes/no") == (value, [])


def test_no_word_is_both_yes_and_no():
    assert not YES & NO


def test_words_that_somebody_chose_come_first():
    assert converted("Abonniert", "yes/no", yes=(" abonniert ",)) == (True, [])
    assert converted("no", "yes/no", yes=("no",)) == (True, [])
    assert converted("1", "yes/no", no=("1",)) == (False, [])
    assert converted("yes", "yes/no", yes=("x",)) == (True, [])


def test_a_word_that_was_chosen_for_both_means_neither():
    assert converted("x", "yes/no", yes=("x",), no=("X",)) == (None, ["yes_no_invalid"])
    assert converted("yes", "yes/no", yes=("yes",), no=("yes",)) == (None, ["yes_no_invalid"])
