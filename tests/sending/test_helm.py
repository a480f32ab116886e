"""A run as whoever watches it wants it: paused, slower, faster, asking, holding what was lost."""

import threading

import pytest

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.tally import Counts
from klaviyo_gui.core.way import Way
from klaviyo_gui.klaviyo.pace import Limit
from klaviyo_gui.sending import alike, limits, run
from klaviyo_gui.sending.helm import Helm
from klaviyo_gui.sending.progress import ANSWERS_LOST, REFUSED_ALIKE, Progress, RunState
from klaviyo_gui.store.journal import BatchState
from tests.doubles.accounts import errors, event_pointer, failures, job
from tests.doubles.files import orders

EVENTS, PROFILES = (Kind.EVENTS,), (Kind.PROFILES,)
pytestmark = pytest.mark.usefixtures("small_batches")


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(run, "TICK_SECONDS", 0.01)


def progresses(told):
    return [each for each in told if type(each) is Progress]


def test_a_paused_run_starts_nothing_and_goes_on_when_it_may(script, frozen, drive):
    helm = Helm(is_paused=True)
    waits = []

    def watch(event):
        if type(event) is Progress and event.waiting == "paused":
            assert script.requests == []
            assert event.seconds_left is None
            waits.append(event.wait_seconds)
            helm.is_paused = len(waits) < 5
        return False

    script.play(lambda request: (202, None))
    *_, end = drive(frozen(orders(20), kinds=EVENTS), script, watch, helm=helm)
    assert waits == [0.0] * 5
    assert (end.state, end.tally.events) == (RunState.DONE, Counts(accepted=20))


def test_a_paused_run_lets_its_requests_end_and_looks_at_its_jobs(script, frozen, drive):
    helm = Helm()

    def answer(request):
        helm.is_paused = True
        return (202, job("queued")) if request.method == "POST" else (200, job("complete", total=5))

    def watch(event):
        if type(event) is Progress and event.waiting == "paused" and event.tally.profiles.accepted:
            seen.append(event.tally.profiles)
            return len(seen) > 3
        return False

    seen = []
    script.play(answer)
    *_, end = drive(frozen(orders(100), kinds=PROFILES), script, watch, helm=helm)
    assert end.state is RunState.STOPPED
    posts = [each for each in script.requests if each.method == "POST"]
    assert end.tally.profiles == Counts(unsent=100 - 5 * len(posts), accepted=5 * len(posts))
    assert len(posts) <= run.DELIVERIES


def test_a_paused_run_can_be_stopped(script, frozen, drive):
    told = drive(
        frozen(orders(10), kinds=EVENTS),
        script,
        lambda event: type(event) is Progress and event.waiting == "paused",
        helm=Helm(is_paused=True),
    )
    assert (told[-1].state, told[-1].tally.events) == (RunState.STOPPED, Counts(unsent=10))


def test_an_answer_that_is_lost_after_the_stop_starts_nothing_new(script, frozen, drive):
    is_over = threading.Event()

    def watch(event):
        is_stopped = stops[-1]
        if is_stopped:
            is_over.set()
        stops.append(is_stopped or event.requests > 0)
        return stops[-1]

    def answer(request):
        assert is_over.wait(60)
        return 503, None

    stops = [False]
    script.play(answer)
    *_, end = drive(frozen(orders(5), kinds=EVENTS), script, watch)
    assert (end.state, end.tally.events) == (RunState.STOPPED, Counts(unknown=5))
    assert len(script.requests) == 1


def test_a_greater_share_takes_effect_while_the_run_waits(script, frozen, drive, monkeypatch):
    monkeypatch.setitem(limits.LIMITS[Way.PRIVATE], Kind.EVENTS, Limit(100, 10))
    helm = Helm(share=0.1)

    def watch(event):
        if type(event) is Progress and event.waiting == "steady":
            assert event.requests == 1
            assert 0 < event.wait_seconds < 61
            helm.share = 1.0
        return False

    script.play(lambda request: (202, None))
    told = drive(frozen(orders(30), kinds=EVENTS), script, watch, helm=helm)
    assert told[-1].tally.events == Counts(accepted=30)
    assert {each.share for each in progresses(told)} == {0.1, 1.0}


def test_a_record_whose_answer_was_lost_is_unknown_until_it_is_known(script, frozen, drive):
    answers = [(503, None), (202, None)]
    script.play(lambda request: answers.pop(0))
    told = progresses(drive(frozen(orders(3), kinds=EVENTS), script))
    assert Counts(unknown=3) in [each.tally.events for each in told]
    assert {each.trouble for each in told if each.tally.events.unknown} != {""}
    assert (told[-1].tally.events, told[-1].trouble) == (Counts(accepted=3), "")


def test_what_was_lost_is_held_for_whoever_wished_so_and_all_else_is_sent(script, frozen, drive):
    answers = [(503, None), (202, None), (202, None)]
    script.play(lambda request: answers.pop(0))
    journal = frozen(orders(15), kinds=EVENTS)
    *_, end = drive(journal, script, holds_lost=True)
    assert (end.state, end.detail) == (RunState.PAUSED, ANSWERS_LOST)
    assert end.tally.events == Counts(accepted=10, unknown=5)
    *_, end = drive(journal, script, holds_lost=True)
    assert (end.state, end.detail, end.requests) == (RunState.PAUSED, ANSWERS_LOST, 0)
    script.play(lambda request: (202, None))
    (lost,) = journal.batches(BatchState.UNKNOWN)
    *_, end = drive(journal, script)
    assert (end.state, end.tally.events) == (RunState.DONE, Counts(accepted=15))
    assert [each.body for each in script.requests] == [journal.body(lost.id)]


def refused_all(request):
    pointers = [event_pointer(at) for at in range(5)]
    return 400, errors(*pointers, detail=f"Bad {len(request.body)}")


def test_the_same_refusal_again_and_again_pauses_the_run_once(script, frozen, drive, monkeypatch):
    monkeypatch.setattr(alike, "ALIKE_RECORDS", 10)
    script.play(refused_all)
    journal = frozen(orders(100), kinds=EVENTS)
    *_, end = drive(journal, script)
    assert (end.state, end.detail, end.status) == (RunState.PAUSED, REFUSED_ALIKE, 0)
    assert (end.alike.kind, end.alike.field) == (Kind.EVENTS, "unique_id")
    assert end.tally.events.unsent >= 100 - 5 * (2 + run.DELIVERIES)
    assert end.tally.events.refused == end.alike.records
    *_, end = drive(journal, script)
    assert (end.state, end.alike, end.tally.events) == (RunState.DONE, None, Counts(refused=100))


def test_a_file_of_which_nothing_is_left_is_not_asked_about(script, frozen, drive, monkeypatch):
    monkeypatch.setattr(alike, "ALIKE_RECORDS", 10)
    script.play(refused_all)
    *_, end = drive(frozen(orders(10), kinds=EVENTS), script)
    assert (end.state, end.tally.events) == (RunState.DONE, Counts(refused=10))


def test_refusals_between_accepted_records_do_not_pause_the_run(script, frozen, drive, monkeypatch):
    monkeypatch.setattr(alike, "ALIKE_RECORDS", 10)

    def answer(request):
        is_whole = request.body.count(b'"event"') == 5
        return (400, errors(event_pointer(0), event_pointer(1))) if is_whole else (202, None)

    script.play(answer)
    *_, end = drive(frozen(orders(100), kinds=EVENTS), script)
    assert (end.state, end.tally.events) == (RunState.DONE, Counts(accepted=60, refused=40))


def test_people_whose_jobs_all_fail_alike_pause_the_run(script, frozen, drive, monkeypatch):
    monkeypatch.setattr(alike, "ALIKE_RECORDS", 5)
    # The job of the first request is over before the second one may start.
    monkeypatch.setitem(limits.LIMITS[Way.PRIVATE], Kind.PROFILES, Limit(1, 100))
    rows = orders(30)

    def answer(request):
        if request.method == "POST":
            return 202, job("queued")
        if "import-errors" in request.target:
            return 200, failures(*({"email": row[0]} for row in rows[:5]))
        return 200, job("complete", failed=5, total=5)

    script.play(answer)
    *_, end = drive(frozen(rows, kinds=PROFILES), script)
    assert (end.state, end.detail) == (RunState.PAUSED, REFUSED_ALIKE)
    assert end.alike.kind is Kind.PROFILES
