"""What lower layers say is English for whoever keeps it, and translated once it is read."""

import pickle

import pytest

from klaviyo_gui.language import told, tr
from tests.tour.made_up import made_up_language

BEGINNING = "{kind} of more than {count} rows in {file}"


def example():
    return told(BEGINNING, kind=told("a table"), count=1_200, file="a table")


def test_what_is_told_is_english():
    assert example() == "a table of more than 1,200 rows in a table"
    assert tr(example()) == example()


def test_it_is_translated_with_what_was_told_within_it_and_data_is_not():
    with made_up_language():
        assert tr(example()) == "⟦⟦a table⟧ of more than 1,200 rows in a table⟧"
        assert tr("of this text no values are known") == "⟦of this text no values are known⟧"


def test_it_is_kept_as_the_text_that_it_is():
    with made_up_language():
        assert f"{example()}" == "a table of more than 1,200 rows in a table"


def test_braces_of_a_text_without_values_stay():
    assert told("{braces}") == "{braces}"
    with made_up_language():
        assert tr(told("{braces}")) == "⟦{braces}⟧"


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_it_comes_whole_from_another_process(protocol):
    there = pickle.loads(pickle.dumps(example(), protocol))
    assert there == example()
    with made_up_language():
        assert tr(there) == tr(example())
