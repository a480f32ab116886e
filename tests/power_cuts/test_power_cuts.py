"""Whenever the power goes: a journal holds all that it has acknowledged."""

import pytest

from tests.power_cuts.cuts import FAULTS, cut_through

CUTS = 200
"""Thousands more by ``python -m tests.power_cuts``."""


def test_no_power_cut_loses_what_a_journal_has_acknowledged():
    toll = cut_through(CUTS, seed=1)
    assert (toll.cuts, toll.is_clean) == (CUTS, True), toll


@pytest.mark.parametrize("fault", FAULTS)
def test_a_journal_that_is_synced_too_little_is_found_out(fault):
    assert not cut_through(CUTS, seed=1, fault=fault).is_clean
