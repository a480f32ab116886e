"""An account is asked no more often than is good for it, and remembered for as long as is safe."""

import threading

import pytest

from klaviyo_gui.core.outcome import Outcome, Verdict
from klaviyo_gui.sending import account_reader
from klaviyo_gui.sending.account_reader import (
    KEPT_SECONDS,
    WHOSE,
    AccountMemory,
    AccountReader,
    Memories,
)

SEEN = Outcome(Verdict.ACCEPTED, 200)


class Account:
    """Answers everything, and counts how often it was asked."""

    def __init__(self, outcome=SEEN):
        self.outcome = outcome
        self.asked = []

    def metrics(self, before_page):
        before_page()
        return self._told("metrics", ["metric"])

    def flows_of_metric(self, metric_id):
        return self._told(f"flows {metric_id}", ["flow"])

    def properties_of_metric(self, metric_id):
        return self._told(f"properties {metric_id}", {"Brand": frozenset()})

    def properties_of_people(self):
        return self._told("people", {"Points": frozenset()})

    def _told(self, what, found):
        self.asked.append(what)
        return self.outcome, found


class Clock(threading.Event):
    """Lets time pass by waiting for it alone."""

    def __init__(self):
        super().__init__()
        self.now = 1_000.0

    def wait(self, timeout=None):
        self.now += timeout or 0
        return self.is_set()


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(account_reader.time, "monotonic", lambda: clock.now)
    return clock


def reads(reader):
    """Everything that can be asked, once."""
    return [
        reader.metrics(),
        reader.flows("M1"),
        reader.properties_of_metric("M1"),
        reader.properties_of_people(),
    ]


EVERYTHING = ["metrics", "flows M1", "properties M1", "people"]


def test_what_was_told_is_good_for_a_while_and_flows_for_a_shorter_one(clock):
    account, memory = Account(), AccountMemory()
    first = reads(AccountReader(account, clock, memory))
    clock.now += KEPT_SECONDS["flows"] - 1
    again = reads(AccountReader(account, clock, memory))
    assert [found for _, found in again] == [found for _, found in first]
    assert all(outcome.verdict is Verdict.ACCEPTED for outcome, _ in again)
    assert account.asked == EVERYTHING
    clock.now += 2
    reads(AccountReader(account, clock, memory))
    assert account.asked == [*EVERYTHING, "flows M1"]
    clock.now += max(KEPT_SECONDS.values())
    reads(AccountReader(account, clock, memory))
    assert account.asked[len(EVERYTHING) + 1 :] == EVERYTHING


def test_what_is_forgotten_is_asked_anew(clock):
    account, memory = Account(), AccountMemory()
    reads(AccountReader(account, clock, memory))
    begin = clock.now
    reads(AccountReader(account, clock, memory.emptied()))
    assert account.asked == EVERYTHING * 2
    # Properties of metrics may be asked for once a second, whatever was forgotten.
    assert clock.now - begin >= 1


def test_what_was_not_seen_is_asked_again(clock):
    account = Account(Outcome(Verdict.STOP, 403))
    reader = AccountReader(account, clock, AccountMemory())
    reads(reader)
    assert reads(reader)[0][0].status == 403
    assert account.asked == EVERYTHING * 2


def test_no_more_is_asked_than_the_limits_allow_whoever_asks(clock):
    account, memory = Account(), AccountMemory()
    begin = clock.now
    for at in range(14):
        AccountReader(account, clock, memory).properties_of_metric(f"M{at}")
    # 12 of the 15 a minute are ours, and of one a second one.
    assert 60 <= clock.now - begin < 63
    begin = clock.now
    for at in range(16):
        AccountReader(account, clock, memory).flows(f"M{at}")
    assert 1 <= clock.now - begin < 2


def test_after_a_stop_nothing_more_is_asked(clock):
    account = Account()
    clock.set()
    answers = reads(AccountReader(account, clock, AccountMemory()))
    assert {outcome.verdict for outcome, _ in answers} == {Verdict.UNKNOWN}
    assert [found for _, found in answers] == [[], [], {}, {}]
    assert account.asked == []


def test_whose_a_key_is_is_remembered_for_as_long_as_its_answers(clock):
    memory = AccountMemory()
    assert memory.answer(WHOSE, "") is None
    memory.keep(WHOSE, "", "Acme")
    clock.now += KEPT_SECONDS[WHOSE] - 1
    assert (memory.answer(WHOSE, ""), memory.emptied().answer(WHOSE, "")) == (("Acme",), None)
    clock.now += 1
    assert memory.answer(WHOSE, "") is None


def test_whoever_asks_an_account_shares_its_limits_and_what_it_has_told(clock):
    memories = Memories()
    memory = memories.of("AbC123")
    assert memories.of("AbC123") is memory
    assert memories.of("XyZ789") is not memory
    account = Account()
    AccountReader(account, clock, memory).metrics()
    AccountReader(account, clock, memories.of("AbC123")).metrics()
    assert account.asked == ["metrics"]
    memories.forget()
    assert memories.of("AbC123") is not memory
    AccountReader(account, clock, memories.of("AbC123")).metrics()
    assert account.asked == ["metrics", "metrics"]


def test_moments_are_reserved_one_behind_the_other_before_anybody_waits(clock):
    memory = AccountMemory()
    waits = [memory.reserve("of metric") for _ in range(3)]
    assert waits[0] == 0
    assert waits[1] > 1
    assert waits[2] > 2 * waits[1] - 0.1
