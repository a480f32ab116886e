"""A question is asked again where a time to wait is named, a few times and not for long."""

import threading

import pytest

from klaviyo_gui.core.outcome import Outcome, Verdict
from klaviyo_gui.klaviyo import patience
from klaviyo_gui.klaviyo.patience import TRIES, patiently

WAIT = Outcome(Verdict.WAIT, 429, retry_after=7.0), None
FOUND = Outcome(Verdict.ACCEPTED, 200), "found"


@pytest.fixture
def waits(monkeypatch):
    """The waits that were asked for, none of which takes any time."""
    waits = []

    class Stop(threading.Event):
        def wait(self, timeout=None):
            waits.append(timeout)
            return self.is_set()

    monkeypatch.setattr(patience.threading, "Event", Stop)
    return waits


def asking(*answers):
    left = list(answers)
    return lambda: left.pop(0) if len(left) > 1 else left[0]


def test_a_time_to_wait_is_waited_and_the_question_asked_again(waits):
    assert patiently(asking(WAIT, WAIT, FOUND)) == FOUND
    assert waits == [7.0, 7.0]


def test_nobody_waits_longer_than_somebody_would_look_on(waits):
    long = Outcome(Verdict.WAIT, 429, retry_after=3_600.0), None
    assert patiently(asking(long, FOUND)) == FOUND
    assert waits == [patience.WAIT_MAX_SECONDS]


def test_a_question_that_is_never_answered_ends(waits):
    assert patiently(asking(WAIT)) == WAIT
    assert len(waits) == TRIES - 1


@pytest.mark.parametrize(
    "outcome", [Outcome(Verdict.WAIT), Outcome(Verdict.STOP, 401), Outcome(Verdict.UNKNOWN)]
)
def test_what_names_no_time_to_wait_is_the_answer(waits, outcome):
    assert patiently(asking((outcome, None), FOUND)) == (outcome, None)
    assert waits == []


def test_whoever_stops_has_the_last_answer(waits):
    stop = patience.threading.Event()
    stop.set()
    assert patiently(asking(WAIT, FOUND), stop) == WAIT
