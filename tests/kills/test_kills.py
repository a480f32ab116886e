"""Whatever Klaviyo does with an id that comes again: killed senders lose and double nothing."""

import pytest

from tests.kills.faults import FAULTS
from tests.kills.loop import READINGS, kill_through

KILLS = 25
"""For each reading; many more by ``python -m tests.kills.loop``."""


@pytest.mark.parametrize("repeats", READINGS)
def test_killed_senders_lose_and_double_nothing(repeats):
    toll = kill_through(KILLS, repeats, seed=1)
    assert (toll.kills, toll.is_clean) == (KILLS, True), toll


SEEN_UNDER = {"intent_after_request": "ignore", "new_ids": "ignore", "mixed_batches": "drop"}
"""The reading under which a wrong sender shows what it does."""


@pytest.mark.parametrize("fault", FAULTS)
def test_a_wrong_sender_is_found_out(fault):
    toll = kill_through(24 * KILLS, SEEN_UNDER[fault], seed=1, fault=fault)
    assert not toll.is_clean
