"""Whenever the power goes: a journal holds all that it has acknowledged."""

from contextlib import contextmanager

import pytest

from klaviyo_gui.store.journal import Journal
from tests.power_cuts.cuts import FAULTS, cut_through

CUTS = 200
"""Thousands more by ``python -m tests.power_cuts``."""


def test_no_power_cut_loses_what_a_journal_has_acknowledged():
    toll = cut_through(CUTS, seed=1)
    assert (toll.cuts, toll.is_clean) == (CUTS, True), toll


@pytest.mark.parametrize("fault", FAULTS)
def test_a_journal_that_is_synced_too_little_is_found_out(fault):
    assert not cut_through(CUTS, seed=1, fault=fault).is_clean


def test_a_count_that_is_ahead_of_its_step_is_found_out(monkeypatch):
    @contextmanager
    def counted_early(journal):
        journal._database.execute("BEGIN")
        yield
        journal._steps.begin()
        journal._steps.acknowledge()
        journal._database.execute("COMMIT")

    monkeypatch.setattr(Journal, "transaction", counted_early)
    assert cut_through(CUTS, seed=1, fault="counted early").damaged
