import pytest

from klaviyo_gui.practice.limits import Allowance, Grant, Limits

BULK = Allowance(burst=10, steady=150)


class Clock:
    def __init__(self):
        self.seconds = 1_000.25

    def __call__(self):
        return self.seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def limits(clock):
    return Limits(clock)


def test_the_burst_window_takes_its_number_and_refuses_the_next(limits):
    granted = [limits.ask("events", BULK) for _ in range(10)]
    assert [grant.remaining for grant in granted] == [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]
    assert all(grant.granted for grant in granted)
    assert limits.ask("events", BULK) == Grant(granted=False, retry_after=1)


def test_a_new_second_opens_a_new_burst_window(limits, clock):
    for _ in range(11):
        limits.ask("events", BULK)
    clock.seconds = 1_001.0
    assert limits.ask("events", BULK).granted


def test_the_steady_window_refuses_until_its_minute_is_over(limits, clock):
    clock.seconds = 960.0  # a multiple of 60, where a window begins
    for second in range(15):
        clock.seconds = 960.0 + second
        assert all(limits.ask("events", BULK).granted for _ in range(10))
    clock.seconds = 975.5
    assert limits.ask("events", BULK) == Grant(granted=False, retry_after=45)
    clock.seconds = 1_019.99
    assert not limits.ask("events", BULK).granted
    clock.seconds = 1_020.0
    assert limits.ask("events", BULK).granted


def test_a_refused_request_is_not_counted(limits, clock):
    clock.seconds = 960.0
    for _ in range(160):
        limits.ask("events", BULK)
    clock.seconds = 961.0
    assert limits.ask("events", BULK).granted


def test_each_operation_has_windows_of_its_own(limits):
    for _ in range(10):
        limits.ask("events", BULK)
    assert not limits.ask("events", BULK).granted
    assert limits.ask("profiles", BULK).granted


def test_the_policy_is_written_as_the_real_header():
    assert BULK.policy == "10, 10;w=1, 150;w=60"
