"""A run that was paused, or that slept, looks again before it sends more."""

from threading import Event

import pytest

from klaviyo_gui.core.errors import FlowsChanged
from klaviyo_gui.core.standing import Standing
from klaviyo_gui.sending import vigil as vigils
from klaviyo_gui.sending.helm import Helm
from klaviyo_gui.sending.progress import FLOWS_CHANGED, FLOWS_UNSEEN, Progress, RunState
from klaviyo_gui.sending.send import resume, send
from klaviyo_gui.sending.vigil import QUIET_SECONDS, Vigil
from klaviyo_gui.store.history import known_run
from klaviyo_gui.wording import pause_words
from tests.doubles.files import orders
from tests.sending.test_last_look import (
    MAILS_ALL,
    VIEWED,
    failing,
    klaviyo,
    patient,
    places,
    start,
)

__all__ = ["klaviyo", "patient", "places", "start"]


class Clocks:
    """Two clocks that stand still until somebody moves one."""

    def __init__(self):
        self.monotonic = self.wall = 1_000.0
        self.looks = 0

    def vigil(self):
        return Vigil(self.look, (lambda: self.monotonic, lambda: self.wall))

    def look(self):
        self.looks += 1


def test_what_was_quiet_for_minutes_by_either_clock_is_looked_at_again():
    for clock in ("monotonic", "wall"):
        clocks = Clocks()
        vigil = clocks.vigil()
        setattr(clocks, clock, 1_000 + QUIET_SECONDS - 1)
        assert not vigil.is_due
        vigil.note_request()
        setattr(clocks, clock, 1_000 + 2 * QUIET_SECONDS - 2)
        assert not vigil.is_due
        setattr(clocks, clock, 1_000 + 2 * QUIET_SECONDS)
        assert vigil.is_due
        vigil.look()
        assert (vigil.is_due, clocks.looks) == (False, 1)


def test_a_clock_that_is_put_back_hides_no_sleep():
    clocks = Clocks()
    vigil = clocks.vigil()
    clocks.monotonic, clocks.wall = 1_000 + QUIET_SECONDS, 0.0
    assert vigil.is_due


def test_after_a_pause_it_is_due_until_somebody_could_look():
    def look():
        raise FlowsChanged(Standing())

    vigil = Vigil(look)
    assert not vigil.is_due
    vigil.note_pause()
    with pytest.raises(FlowsChanged):
        vigil.look()
    assert vigil.is_due
    nobody = Vigil()
    nobody.note_pause()
    assert not nobody.is_due


def paused(klaviyo, mark, flows=(MAILS_ALL,), metric=VIEWED, **look):
    """Send what is paused at once, and goes on over other flows; return the end."""
    helm = Helm(is_paused=True)
    order = klaviyo.order(orders(40, mark=mark), klaviyo.seen(metric), metric=metric)
    told = []
    for event in send(order, klaviyo.there, klaviyo.runs, klaviyo.locks, Event(), helm=helm):
        told.append(event)
        if isinstance(event, Progress) and helm.is_paused and event.waiting == "paused":
            assert klaviyo.stored == (0, 0)
            if flows:
                klaviyo.add(*flows)
            if look:
                failing(**look)
            helm.is_paused = False
    return told


def test_a_flow_that_goes_live_while_a_run_is_paused_starts_nothing(klaviyo, mark):
    *told, end = paused(klaviyo, mark)
    assert (end.state, end.detail, klaviyo.stored) == (RunState.PAUSED, FLOWS_CHANGED, (0, 0))
    assert "flows" in {each.waiting for each in told if isinstance(each, Progress)}
    assert pause_words(end) == (
        "By now the rest would start what nobody has agreed to. "
        "Since it was confirmed “Mail everybody” was added and is live."
    )
    known = known_run(klaviyo.runs, end.run)
    assert (known.state, known.detail) == (RunState.PAUSED, FLOWS_CHANGED)
    agreed = klaviyo.seen(VIEWED)
    folder = klaviyo.runs / end.run
    *_, end = resume(folder, klaviyo.there, klaviyo.locks, Event(), agreed=agreed)
    assert (end.state, klaviyo.messages) == (RunState.DONE, 40)


def test_a_run_that_looks_no_more_after_a_pause_would_be_found_out(klaviyo, mark, monkeypatch):
    """The negative control."""
    monkeypatch.setattr(Vigil, "is_due", False)
    *_, end = paused(klaviyo, mark)
    assert (end.state, klaviyo.messages) == (RunState.DONE, 40)


def test_a_paused_run_whose_flows_are_the_same_goes_on(klaviyo, mark):
    *_, end = paused(klaviyo, mark, flows=())
    assert (end.state, end.stands, klaviyo.stored[0]) == (RunState.DONE, None, 40)


def test_a_paused_run_whose_flows_cannot_be_seen_stays_paused(klaviyo, mark, monkeypatch, patient):
    *_, end = paused(klaviyo, mark, (), "Placed Order", monkeypatch=monkeypatch, times=1_000)
    assert (end.state, end.detail) == (RunState.PAUSED, FLOWS_UNSEEN)
    assert (end.stands, klaviyo.stored) == (None, (0, 0))


def test_a_run_that_slept_looks_again(klaviyo, mark, monkeypatch):
    """Nothing was sent for so long, by whatever clock: here no pause is short enough."""
    order = klaviyo.order(orders(2, mark=mark), klaviyo.seen(VIEWED))
    monkeypatch.setattr(vigils, "QUIET_SECONDS", 0.0)
    events = send(order, klaviyo.there, klaviyo.runs, klaviyo.locks, Event())
    end = klaviyo.watched(events, Progress)
    assert (end.state, end.detail, klaviyo.stored) == (RunState.PAUSED, FLOWS_CHANGED, (0, 0))
