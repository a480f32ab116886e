"""A damaged journal says that it is damaged, or all that it says is right."""

import pytest

from tests.damage.damage import damage_through
from tests.damage.faults import FAULTS

TRIALS = 100
"""Thousands more by ``python -m tests.damage``."""


def test_a_damaged_journal_says_so_or_says_nothing_wrong():
    toll = damage_through(TRIALS, seed=1)
    assert (toll.trials, toll.wrong) == (TRIALS, 0), toll
    assert toll.told > TRIALS / 10


@pytest.mark.parametrize("fault", FAULTS)
def test_a_journal_that_looks_less_closely_is_found_out(fault):
    with FAULTS[fault]():
        assert damage_through(5 * TRIALS, seed=6, stops_at_wrong=True).wrong
