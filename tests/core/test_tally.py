import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.tally import Counts, State, Tally

states = st.sampled_from(State)
moves = st.lists(st.tuples(st.sampled_from(Kind), states, states, st.integers(0, 5)))


def test_every_state_has_a_count():
    assert [state.value for state in State] == list(Counts.__dataclass_fields__)


def test_a_count_below_zero_is_an_error():
    with pytest.raises(ValueError, match="-1 records would be held"):
        Counts(unsent=1).moved(State.HELD, State.ACCEPTED, 1)


def test_the_total_keeps_the_states_apart():
    tally = Tally(Counts(1, 2, 3, 4, 5), Counts(10, 20, 30, 40, 50))

    assert tally.total == Counts(11, 22, 33, 44, 55)
    assert tally.total.read == 165


@given(st.integers(0, 100), st.integers(0, 100), moves)
def test_the_states_always_add_up_to_the_records_read(events, profiles, steps):
    tally = Tally(Counts(unsent=events), Counts(unsent=profiles))
    for kind, before, after, number in steps:
        counts = tally.of(kind)
        if getattr(counts, before) >= number:
            tally = tally.with_counts(kind, counts.moved(before, after, number))
        else:
            with pytest.raises(ValueError, match="would be"):
                counts.moved(before, after, number)

        assert tally.events.read == events
        assert tally.profiles.read == profiles
        assert tally.total.read == events + profiles


@given(states, st.integers(0, 9))
def test_adding_to_one_state_leaves_the_others(state, number):
    counts = Counts(1, 1, 1, 1, 1).plus(state, number)

    assert getattr(counts, state) == 1 + number
    assert counts.read == 5 + number
