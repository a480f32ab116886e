import heapq
import math
import random
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaviyo_gui.klaviyo import pace
from klaviyo_gui.klaviyo.pace import MARGIN, Limit, Pace
from klaviyo_gui.practice.limits import Allowance, Limits

# Multiples of a power of two add up without rounding, so that "exactly one second" can be said.
TICK = 1 / 1024
gaps = st.lists(st.integers(0, 3 * 1024).map(lambda ticks: ticks * TICK), max_size=120)
limits = st.tuples(st.integers(1, 12), st.integers(1, 40))


def starts_of(limiter, idle):
    """Start each request as early as the limiter lets it, after some idle time of our own.

    Its answer is there at once.
    """
    now, starts = 0.0, []
    for gap in idle:
        now += gap
        now += limiter.wait(now)
        limiter.take()
        limiter.settle(now)
        starts.append(now)
    return starts


def spend(limiter, *ends):
    for end in ends:
        limiter.take()
        limiter.settle(end)


def is_within(starts, most, span):
    return all(
        later - earlier >= span for earlier, later in zip(starts, starts[most:], strict=False)
    )


@given(limits, gaps)
def test_no_second_and_no_minute_ever_holds_more_than_its_limit(limit, idle):
    burst, steady = limit
    starts = starts_of(Pace(Limit(burst, steady), share=1), idle)
    assert is_within(starts, burst, 1.0)
    assert is_within(starts, steady, 60.0)


@given(limits, gaps)
def test_nothing_starts_later_than_the_limits_ask(limit, idle):
    burst, steady = limit
    starts = starts_of(Pace(Limit(burst, steady), share=1), idle)
    asked = 0.0
    for place, (start, gap) in enumerate(zip(starts, idle, strict=True)):
        asked = (starts[place - 1] if place else 0.0) + gap
        due = [asked]
        if place >= burst:
            due.append(starts[place - burst] + 1 * (1 + MARGIN))
        if place >= steady:
            due.append(starts[place - steady] + 60 * (1 + MARGIN))
        assert start == max(due)


def test_the_check_of_a_window_catches_one_request_too_many():
    assert is_within([0.0, 0.5, 1.0], 2, 1.0)
    assert not is_within([0.0, 0.5, 0.99], 2, 1.0)


def test_a_hundred_requests_of_ten_a_second_take_less_than_ten_seconds():
    assert starts_of(Pace(Limit(10, 150), share=1), [0.0] * 100)[-1] < 9.1


def test_a_share_is_left_to_the_other_programs_of_the_account():
    starts = starts_of(Pace(Limit(10, 150)), [0.0] * 121)
    assert starts[7] == 0.0
    assert starts[8] == pytest.approx(1.0, rel=0.011)
    assert starts[119] == pytest.approx(14.0, rel=0.011)
    assert starts[120] == pytest.approx(60.0, rel=0.011)


@pytest.mark.parametrize(
    ("burst", "share", "ours"), [(1, 0.8, 1), (10, 0.01, 1), (100, 0.29, 29), (10, 0.79, 7)]
)
def test_the_share_is_rounded_down_and_never_to_nothing(burst, share, ours):
    assert starts_of(Pace(Limit(burst, 1000), share), [0.0] * (ours + 1))[-2:] == [0.0, 1 + MARGIN]


@pytest.mark.parametrize("share", [0, -0.1, 1.1, float("nan")])
def test_a_share_of_nothing_or_more_than_all_is_a_mistake(share):
    with pytest.raises(ValueError, match="share"):
        Pace(Limit(10, 150), share)


def test_a_wait_says_its_reason():
    limiter = Pace(Limit(2, 3), share=1)
    assert limiter.reason(0.0) == ""
    spend(limiter, 0.0, 0.0)
    assert limiter.reason(0.5) == "burst"
    assert limiter.reason(1.0) == "burst"
    assert limiter.reason(1.01) == ""
    spend(limiter, 1.01)
    assert limiter.reason(2.0) == "steady"
    limiter.hold(100.0)
    assert limiter.reason(2.0) == "asked to wait"
    assert limiter.reason(100.0) == ""


def test_an_answer_that_asks_to_wait_moves_everybody():
    limiter = Pace(Limit(10, 150))
    limiter.hold(7.0)
    assert limiter.wait(2.0) == 5.0


def test_a_shorter_request_to_wait_shortens_nothing():
    limiter = Pace(Limit(10, 150))
    limiter.hold(7.0)
    limiter.hold(3.0)
    assert limiter.wait(2.0) == 5.0


def test_the_endpoints_have_the_limits_of_their_pages():
    assert pace.EVENTS_LIMIT == pace.PROFILES_LIMIT == pace.Limit(10, 150)
    assert pace.JOB_LIMIT == pace.FAILURES_LIMIT == pace.Limit(10, 150)


def on_the_way(limiter, latencies, at_once, *, settles_at_start=False):
    """Return when each request started and was over; some are on their way at once.

    ``settles_at_start`` seeds the fault of a limiter that looks at starts alone.
    """
    now, found, flying = 0.0, [], []
    for latency in latencies:
        while len(flying) >= at_once or limiter.wait(now) > 0:
            due = math.inf if len(flying) >= at_once else now + limiter.wait(now)
            # A wait may be too short to change the time that it is added to.
            now = max(math.nextafter(now, math.inf), min([due, *flying[:1]]))
            while flying and flying[0] <= now:
                end = heapq.heappop(flying)
                if not settles_at_start:
                    limiter.settle(end)
        limiter.take()
        if settles_at_start:
            limiter.settle(now)
        heapq.heappush(flying, now + latency)
        found.append((now, now + latency))
    return found


def refused_by(server, ways, draw):
    """Let each request arrive somewhere on its way and count those that the server refuses."""
    moment = [0.0]
    limits = Limits(lambda: moment[0])
    refused = 0
    for arrival in sorted(
        draw.choice((start, end, draw.uniform(start, end))) for start, end in ways
    ):
        moment[0] = server + arrival
        refused += not limits.ask("events", Allowance(10, 150)).granted
    return refused


@given(
    st.floats(0, 60), st.integers(0, 10**9), st.sampled_from((0.01, 0.3, 4.0)), st.integers(1, 12)
)
def test_no_window_of_the_server_refuses_a_request_however_late(server, seed, latest, at_once):
    draw = random.Random(seed)
    latencies = [draw.uniform(0, latest) for _ in range(320)]
    ways = on_the_way(Pace(Limit(10, 150), share=1), latencies, at_once)
    assert not refused_by(server, ways, draw)


def test_the_check_finds_a_limiter_that_looks_at_starts_alone():
    draw = random.Random(1)
    latencies = [draw.uniform(0, 0.3) for _ in range(320)]
    ways = on_the_way(Pace(Limit(10, 150), share=1), latencies, 4, settles_at_start=True)
    assert any(refused_by(server / 8, ways, draw) for server in range(8))


def test_a_request_on_its_way_keeps_its_place_until_its_answer_is_there():
    limiter = Pace(Limit(2, 150), share=1)
    limiter.take()
    limiter.take()
    assert (limiter.wait(30.0), limiter.reason(30.0)) == (math.inf, "")
    limiter.settle(30.0)
    assert limiter.wait(30.0) == pytest.approx(1 + MARGIN)


def test_nothing_is_over_that_was_not_on_its_way():
    limiter = Pace(Limit(1, 150), share=1)
    limiter.settle(1.0)
    assert limiter.wait(1.0) == 0.0


@dataclass
class Kept:
    ended: tuple[float, ...] = ()
    held_until: float = 0.0
    flying: int = 0

    def take(self):
        self.flying += 1

    def settle(self, end):
        self.flying -= 1
        self.ended += (end,)

    def hold(self, until):
        self.held_until = until


def test_a_run_begins_with_what_an_earlier_one_left_of_the_minute():
    kept = Kept()
    starts_of(Pace(Limit(10, 150), share=1, ledger=kept), [0.0] * 150)
    after = Pace(Limit(10, 150), share=1, ledger=kept)
    assert after.reason(20.0) == "steady"
    assert after.wait(20.0) == pytest.approx(40, abs=1)


def test_a_wait_that_was_asked_for_holds_the_next_run_too():
    kept = Kept()
    Pace(Limit(10, 150), ledger=kept).hold(50.0)
    assert Pace(Limit(10, 150), ledger=kept).wait(20.0) == 30.0


def test_the_share_can_be_changed_between_two_requests():
    limiter = Pace(Limit(10, 150), share=0.5)
    spend(limiter, *[0.0] * 5)
    assert limiter.reason(0.5) == "burst"
    limiter.use_share(1)
    assert limiter.reason(0.5) == ""
    with pytest.raises(ValueError, match="share"):
        limiter.use_share(0)
