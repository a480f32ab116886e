"""What was spent of an account's limits outlives the run, and the process."""

from __future__ import annotations

import math
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from klaviyo_gui.store.spent import REQUESTS_KEPT, Spent

LIMITS = ("events", "looks")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "locks" / "account.spent"


def spend(path, *ends, limit="events"):
    with Spent(path, LIMITS, math.inf) as spent:
        for end in ends:
            spent.of(limit).take()
            spent.of(limit).settle(end)


def ended(path, now=1000.0, limit="events"):
    with Spent(path, LIMITS, now) as spent:
        return spent.of(limit).ended


def test_the_next_one_knows_when_requests_had_their_answers(path):
    spend(path, 1.0, 2.5)
    spend(path, 7.0)
    assert ended(path) == (1.0, 2.5, 7.0)


def test_what_was_on_its_way_at_the_end_may_have_been_counted_up_to_now(path):
    with Spent(path, LIMITS, 1.0) as spent:
        of = spent.of("events")
        for _ in range(3):
            of.take()
        of.settle(2.0)
    assert ended(path, now=50.0) == (2.0, 50.0, 50.0)


def test_each_limit_is_spent_for_itself(path):
    spend(path, 1.0)
    spend(path, 2.0, limit="looks")
    assert ended(path) == (1.0,)
    assert ended(path, limit="looks") == (2.0,)


def test_the_last_requests_of_a_minute_are_kept(path):
    spend(path, *map(float, range(REQUESTS_KEPT + 7)))
    assert ended(path) == tuple(map(float, range(7, REQUESTS_KEPT + 7)))


def test_nothing_is_spent_at_first(path):
    assert ended(path) == ()
    with Spent(path, LIMITS, 1.0) as spent:
        assert spent.of("events").held_until <= 1.0


def test_a_wait_that_was_asked_for_is_kept(path):
    with Spent(path, LIMITS, 1.0) as spent:
        spent.of("events").hold(31.0)
    with Spent(path, LIMITS, 2.0) as spent:
        assert spent.of("events").held_until == 31.0


def test_what_was_kept_before_the_computer_was_started_anew_is_forgotten(path):
    with Spent(path, LIMITS, 5000.0) as spent:
        spent.of("events").take()
        spent.of("events").settle(5000.0)
        spent.of("events").hold(5060.0)
    with Spent(path, LIMITS, 10.0) as spent:
        assert spent.of("events").ended == ()
        assert spent.of("events").held_until == -math.inf


@pytest.mark.parametrize("content", [b"", b"short", b"\xff" * 2440, b"\0" * 9000])
def test_a_file_that_is_none_of_ours_is_begun_anew(path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    assert ended(path) == ()
    spend(path, 3.0)
    assert ended(path) == (3.0,)


def test_a_count_that_cannot_be_is_none(path):
    spend(path, 3.0)
    content = bytearray(path.read_bytes())
    content[16:24] = b"\xff" * 8
    path.write_bytes(content)
    assert ended(path) == ()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_what_was_spent_outlives_a_process_that_is_killed(path):
    code = (
        "import os, signal, sys; from pathlib import Path\n"
        "from klaviyo_gui.store.spent import Spent\n"
        "spent = Spent(Path(sys.argv[1]), ('events', 'looks'), 9.0)\n"
        "spent.of('events').take(); spent.of('events').settle(4.0); spent.of('events').take()\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, path],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    assert ended(path) == (4.0, 1000.0)
