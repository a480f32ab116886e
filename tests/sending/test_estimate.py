import pytest

from klaviyo_gui.core.way import Way
from klaviyo_gui.klaviyo.pace import EVENTS_LIMIT
from klaviyo_gui.sending.estimate import (
    Estimate,
    pace_seconds,
    requests_before,
    seconds_before,
)


def test_nothing_is_promised_before_anything_is_settled():
    estimate = Estimate(100.0)
    assert estimate.rate == 0.0
    assert estimate.seconds_left(10) is None
    estimate.add(101.0, 0)
    assert estimate.seconds_left(10) is None


def test_the_time_left_is_a_range_that_begins_at_the_present_rate():
    estimate = Estimate(100.0)
    estimate.add(102.0, 20)
    assert estimate.rate == 10.0
    assert estimate.seconds_left(100) == pytest.approx((10.0, 13.0))
    assert estimate.seconds_left(0) == (0.0, 0.0)


def test_only_the_last_minute_counts():
    estimate = Estimate(0.0)
    for second in range(1, 11):
        estimate.add(second, second * 1_000)
    for second in range(11, 91):
        estimate.add(second, 10_000 + second)
    assert estimate.rate == pytest.approx(1.0)
    assert len(estimate._points) <= 63


def test_a_run_at_its_limit_has_a_steady_rate_though_it_goes_by_fits_and_starts():
    estimate = Estimate(0.0)
    rates = []
    for second in range(1, 301):
        # The share of each minute goes out in its first fifteen seconds.
        estimate.add(second, second // 60 * 120 + min(second % 60, 15) * 8)
        rates.append(estimate.rate)
    assert all(1.9 <= rate <= 2.1 for rate in rates[60:])
    assert estimate.seconds_left(120) == pytest.approx((60.0, 78.0), rel=0.05)


def test_no_less_time_is_promised_than_the_limits_ask_for():
    estimate = Estimate(0.0)
    estimate.add(1.0, 8_000)
    assert estimate.seconds_left(80_000) == pytest.approx((10.0, 13.0))
    assert estimate.seconds_left(80_000, 200.0) == pytest.approx((200.0, 260.0))


def test_a_pause_is_forgotten():
    estimate = Estimate(0.0)
    estimate.add(10.0, 100)
    estimate.begin_again(40.0, 100)
    assert estimate.rate == 0.0
    estimate.add(41.0, 110)
    assert estimate.rate == 10.0


def test_requests_take_what_their_share_of_the_limit_asks_for():
    assert pace_seconds(0, EVENTS_LIMIT, 0.8) == pace_seconds(1, EVENTS_LIMIT, 0.8) == 0.0
    assert pace_seconds(121, EVENTS_LIMIT, 0.8) == 60.0
    assert pace_seconds(121, EVENTS_LIMIT, 1.0) == 12.0
    assert pace_seconds(3, EVENTS_LIMIT, 0.001) == 120.0


def test_a_pause_shows_in_the_rate():
    estimate = Estimate(0.0)
    estimate.add(1.0, 100)
    estimate.add(20.0, 100)
    assert estimate.rate == 5.0


def test_before_a_run_klaviyos_limits_decide_how_long_it_takes():
    assert seconds_before(0, 0) == requests_before(0, 0) == 0
    assert requests_before(24_310, 10) == 26
    assert requests_before(10, 2, Way.PUBLIC) == 12
    assert seconds_before(200_000, 0, share=1.0) < seconds_before(200_000, 0)
    assert seconds_before(10, 0) == pytest.approx(1.0, abs=0.01)
    assert seconds_before(10, 10) == pytest.approx(2.0, abs=0.01)
    # 24 requests of 1,000 behind the first one, eight a second, and some time to prepare.
    assert seconds_before(24_310, 0) == pytest.approx(1.0 + 3.0 + 24_310 / 20_000)
    # 120 requests, our share, go in one minute; the next one waits for the next minute.
    within, beyond = seconds_before(120_000, 0), seconds_before(121_000, 0)
    assert beyond - within > 40
