"""Whatever Klaviyo does with an id that comes again: killed senders lose and double nothing."""

import pytest

from klaviyo_gui.core.way import Way
from tests.kills.faults import FAULTS
from tests.kills.loop import READINGS, kill_through, nurseries_at_once

KILLS = 25
"""For each reading; many more by ``python -m tests.kills.loop``."""

KILLS_ALONE = 4
"""Of senders by a public key; many more by ``python -m tests.kills.loop KILLS SEED public``."""


@pytest.fixture(scope="module")
def nurseries():
    with nurseries_at_once() as nurseries:
        yield nurseries


@pytest.mark.parametrize("repeats", READINGS)
def test_killed_senders_lose_and_double_nothing(nurseries, repeats):
    toll = kill_through(nurseries, KILLS, repeats, seed=1)
    assert (toll.kills, toll.is_clean) == (KILLS, True), toll


def test_killed_senders_of_single_records_lose_and_double_nothing(nurseries):
    toll = kill_through(nurseries, KILLS_ALONE, "ignore", seed=1, sort=(Way.PUBLIC, ""))
    assert (toll.kills, toll.is_clean) == (KILLS_ALONE, True), toll


def test_a_wrong_sender_of_single_records_is_found_out(nurseries):
    toll = kill_through(nurseries, 8 * KILLS, "ignore", seed=1, sort=(Way.PUBLIC, "new_ids"))
    assert not toll.is_clean


SEEN_UNDER = {"intent_after_request": "ignore", "new_ids": "ignore", "mixed_batches": "drop"}
"""The reading under which a wrong sender shows what it does."""


@pytest.mark.parametrize("fault", FAULTS)
def test_a_wrong_sender_is_found_out(nurseries, fault):
    toll = kill_through(nurseries, 24 * KILLS, SEEN_UNDER[fault], seed=1, sort=(Way.PRIVATE, fault))
    assert not toll.is_clean
