import pytest

from klaviyo_gui.sending.estimate import Estimate, seconds_before


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


def test_only_the_last_half_minute_counts():
    estimate = Estimate(0.0)
    for second in range(1, 11):
        estimate.add(second, second * 1_000)
    for second in range(11, 61):
        estimate.add(second, 10_000 + second)
    assert estimate.rate == pytest.approx(1.0)
    assert len(estimate._points) <= 33


def test_a_pause_shows_in_the_rate():
    estimate = Estimate(0.0)
    estimate.add(1.0, 100)
    estimate.add(20.0, 100)
    assert estimate.rate == 5.0


def test_before_a_run_klaviyos_limits_decide_how_long_it_takes():
    assert seconds_before(0, 0) == 0.0
    assert seconds_before(10, 0) == pytest.approx(1.0, abs=0.01)
    assert seconds_before(10, 10) == pytest.approx(2.0, abs=0.01)
    # 24 requests of 1,000 behind the first one, ten a second, and some time to prepare.
    assert seconds_before(24_310, 0) == pytest.approx(1.0 + 2.4 + 24_310 / 20_000)
    # 150 requests go in one minute; the next one waits for the next minute.
    within, beyond = seconds_before(150_000, 0), seconds_before(151_000, 0)
    assert beyond - within > 40
