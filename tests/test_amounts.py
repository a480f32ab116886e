"""One is told as one, whatever is counted."""

import pytest

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.tally import Counts, State, Tally
from klaviyo_gui.sending.replacing import Counted
from klaviyo_gui.ui.amend.replacing import _found_words
from klaviyo_gui.wording.amounts import amount, in_state


@pytest.mark.parametrize(
    ("kind", "number", "words"),
    [
        (Kind.EVENTS, 1, "1 event"),
        (Kind.EVENTS, 1_054, "1,054 events"),
        (Kind.PROFILES, 1, "1 person row"),
        (Kind.PROFILES, 0, "0 people rows"),
        (Kind.PROFILES, 2, "2 people rows"),
    ],
)
def test_a_count_and_its_unit_agree(kind, number, words):
    assert amount(kind, number) == words


def test_the_records_of_both_kinds_in_a_state_are_told_together():
    tally = Tally(Counts(held=1, unsent=2), Counts(held=1))
    assert in_state(tally, State.HELD) == "1 event and 1 person row"
    assert in_state(tally, State.HELD, State.UNSENT) == "3 events and 1 person row"
    assert in_state(tally, State.REFUSED) == ""


def test_one_cell_changes_and_two_change():
    one, two = (_found_words(Counted(cells, 5, 1.0, (), True)) for cells in (1, 2))
    assert one == "1 of 5 cells changes. The file stays as it is."
    assert two == "2 of 5 cells change. The file stays as it is."
