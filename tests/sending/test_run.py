import json
from contextlib import suppress
from itertools import pairwise
from threading import Event

import orjson
import psutil
import pytest

from klaviyo_gui.core.mapping import Column, Kind, Mapping, Pair
from klaviyo_gui.core.tally import Counts, State
from klaviyo_gui.core.way import Way
from klaviyo_gui.klaviyo.pace import Limit
from klaviyo_gui.klaviyo.trouble import Trouble
from klaviyo_gui.practice.behaviour import PRACTICE_KEY, Behaviour
from klaviyo_gui.practice.server import PracticeServer
from klaviyo_gui.sending import limits, run
from klaviyo_gui.sending.pool import Pool
from klaviyo_gui.sending.progress import Finished, Progress, Refused, RunState
from klaviyo_gui.sending.run import Run
from klaviyo_gui.sending.verdicts import Settled, Verdicts
from klaviyo_gui.store.journal import BatchState, Journal
from tests.doubles.accounts import Account, errors, event_pointer, failures, job, practice
from tests.doubles.files import mapping, orders
from tests.klaviyo.loopback import answering

FAULTS = (
    "429",
    "500-before",
    "500-after",
    "reset-before",
    "reset-after",
    "truncated",
    "html",
    "challenge",
    "redirect",
)
EVENTS, PROFILES = (Kind.EVENTS,), (Kind.PROFILES,)


def events_of(request):
    return json.loads(request.body)["data"]["attributes"]["events-bulk-create"]["data"]


def notes_of(request):
    """Return what tells the events of a request apart."""
    return [
        each["attributes"]["events"]["data"][0]["attributes"]["properties"]["note"]
        for each in events_of(request)
    ]


def posts(script):
    return [each for each in script.requests if each.method == "POST"]


@pytest.mark.usefixtures("small_batches")
@pytest.mark.parametrize("fault", FAULTS)
def test_no_fault_of_the_network_loses_or_doubles_a_record(account, frozen, drive, mark, fault):
    rows = orders(12, mark=mark)
    journal = frozen(rows, f"Metric{mark}")
    account.spoil(fault, fault)
    *_, end = drive(journal, account)
    assert end.state is RunState.DONE
    assert end.tally.events == end.tally.profiles == Counts(accepted=12)
    stored = [each for each in account.stored("events") if each["metric"] == f"Metric{mark}"]
    assert sorted(each["unique_id"] for each in stored) == sorted(row[1] for row in rows)
    people = {each["email"]: each.get("first_name") for each in account.stored("people")}
    assert {row[0]: row[3] for row in rows}.items() <= people.items()
    assert len(account.stored("people")) == 12


def test_the_last_event_is_terminal_and_the_counts_only_grow(account, frozen, drive, mark):
    events = drive(frozen(orders(7, mark=mark)), account)
    assert [type(each) for each in events if type(each) is Finished] == [Finished]
    assert type(events[-1]) is Finished
    steps = [each.tally.total for each in events if type(each) is Progress]
    assert all(each.read == 14 for each in steps)
    assert all(before.accepted <= after.accepted for before, after in pairwise(steps))


def test_pointed_rows_are_refused_with_klaviyos_words_and_the_rest_is_sent(
    account, frozen, drive, mark
):
    rows = [*orders(4, mark=mark), (f"x{mark}+refused@shop.io", f"bad{mark}", "n", "X")]
    journal = frozen(rows)
    told = drive(journal, account)
    refused = {row for each in told if type(each) is Refused for row in each.rows}
    assert {(row.line, row.kind, row.detail) for row in refused} == {
        (6, kind, "Invalid email address") for kind in Kind
    }
    assert told[-1].tally.events == told[-1].tally.profiles == Counts(accepted=4, refused=1)
    assert told[-1].state is RunState.DONE
    assert {each["unique_id"] for each in account.stored("events")} == {row[1] for row in rows[:4]}


def test_a_refusal_without_pointers_is_halved_until_the_culprit_is_alone(script, frozen, drive):
    def answer(request):
        return (400, errors(None)) if "note 5" in notes_of(request) else (202, None)

    script.play(answer)
    journal = frozen(orders(8), kinds=EVENTS)
    told = drive(journal, script)
    assert told[-1].tally.events == Counts(accepted=7, refused=1)
    (refused,) = [row for each in told if type(each) is Refused for row in each.rows]
    assert (refused.line, refused.detail) == (7, "Invalid email address")
    accepted = [note for each in posts(script) for note in notes_of(each) if answer(each)[0] == 202]
    assert sorted(accepted) == [f"note {at}" for at in range(8) if at != 5]


def test_halving_has_a_cap_at_which_the_run_pauses_and_calls_no_row_refused(
    script, frozen, drive, monkeypatch
):
    monkeypatch.setattr("klaviyo_gui.sending.verdicts.HALVINGS_MAX", 2)
    script.play(lambda request: (413, errors(None, detail="Too large")))
    *_, end = drive(frozen(orders(8), kinds=EVENTS), script)
    assert (end.state, end.detail) == (RunState.PAUSED, "Too large")
    assert end.tally.events == Counts(unsent=8)


def test_ids_that_klaviyo_knew_before_are_held_as_already_there(
    strict_account, frozen, drive, mark
):
    rows = orders(6, mark=mark)
    drive(frozen(rows[:2], f"M{mark}", kinds=EVENTS), strict_account)
    journal = frozen(rows, f"M{mark}", kinds=EVENTS)
    *_, end = drive(journal, strict_account)
    assert end.tally.events == Counts(accepted=4, held=2)
    assert {(each.line, each.code) for each in journal.exceptions()} == {
        (2, "already_there"),
        (3, "already_there"),
    }
    stored = [each for each in strict_account.stored("events") if each["metric"] == f"M{mark}"]
    assert len(stored) == 6


@pytest.mark.usefixtures("small_batches")
@pytest.mark.parametrize("fault", ["500-after", "reset-after", "truncated"])
def test_a_refused_repeat_of_a_batch_sent_again_proves_that_it_had_arrived(
    strict_account, frozen, drive, mark, fault
):
    strict_account.spoil(fault)
    *_, end = drive(frozen(orders(12, mark=mark), f"M{mark}", kinds=EVENTS), strict_account)
    assert end.tally.events == Counts(accepted=12)
    stored = [each for each in strict_account.stored("events") if each["metric"] == f"M{mark}"]
    assert len(stored) == 12


def test_one_id_twice_in_a_request_costs_the_second_event_only(frozen, drive):
    """Klaviyo may join people whom the file tells apart, and then their ids collide."""
    rows = [("ann@shop.io", "o1", "first", ""), ("", "o1", "second", "7")]
    pairs = (*mapping(kinds=EVENTS).events, Pair("profile.external_id", Column("first")))
    with practice(repeats="refuse") as account:
        drive(frozen([("ann@shop.io", "o0", "before", "7")], mapped=Mapping(pairs)), account)
        journal = frozen(rows, mapped=Mapping(pairs))
        *_, end = drive(journal, account)
        assert end.tally.events == Counts(accepted=1, held=1)
        _, stored = account.stored("events")
    assert stored["properties"] == {"note": "first"}
    assert [(each.line, each.code) for each in journal.exceptions()] == [(3, "already_there")]


def test_people_who_failed_in_their_job_are_joined_back_to_all_their_rows(
    account, frozen, drive, mark
):
    bad = f"bad{mark}+failed@shop.io"
    rows = [
        (bad, "1", "a", "A"),
        *orders(3, mark=mark),
        (bad.replace("shop", "SHOP"), "2", "b", "B"),
    ]
    journal = frozen(rows, kinds=PROFILES)
    told = drive(journal, account)
    assert told[-1].state is RunState.DONE
    assert told[-1].tally.profiles == Counts(accepted=3, refused=2)
    refused = [row for each in told if type(each) is Refused for row in each.rows]
    assert [(row.line, row.detail) for row in refused] == [
        (2, "The profile could not be imported."),
        (6, "The profile could not be imported."),
    ]
    assert len(account.stored("people")) == 3


def profile_script(*looks, page=None):
    """Take every import, and answer the looks at its job one after another, the last for ever."""
    left = list(looks)

    def answer(request):
        if request.method == "POST":
            return 202, job("queued")
        if "import-errors" in request.target:
            return page
        return left.pop(0) if len(left) > 1 else left[0]

    return answer


def test_a_cancelled_job_leaves_its_people_unknown_and_is_not_sent_again(script, frozen, drive):
    script.play(profile_script((200, job("processing")), (200, job("cancelled"))))
    journal = frozen(orders(5, people=4), kinds=PROFILES)
    *_, end = drive(journal, script)
    assert end.state is RunState.DONE
    assert end.tally.profiles == Counts(unknown=5)
    assert len(posts(script)) == 1
    assert journal.tally() == end.tally


def test_failures_that_klaviyo_does_not_name_leave_their_batch_unknown(script, frozen, drive):
    named = {"data": {"attributes": {"email": "P0@shop.io"}}}
    stranger = {"email": "nobody@shop.io"}
    page = (200, failures(named, stranger, {}))
    script.play(profile_script((200, job("complete", failed=2)), page=page))
    *_, end = drive(frozen(orders(4), kinds=PROFILES), script)
    assert end.state is RunState.DONE
    assert end.tally.profiles == Counts(refused=1, unknown=3)


def test_a_look_that_goes_wrong_is_taken_again(script, frozen, drive):
    def broken(talk):
        talk.reset()

    looks = [(500, errors(None)), broken, (429, errors(None)), (200, job("complete"))]
    script.play(profile_script(*looks))
    *_, end = drive(frozen(orders(2), kinds=PROFILES), script)
    assert end.state is RunState.DONE
    assert end.tally.profiles == Counts(accepted=2)
    assert len(posts(script)) == 1


def test_a_failure_page_that_cannot_be_read_is_asked_for_again(script, frozen, drive):
    pages = [(500, errors(None)), (200, failures({"email": "p0@shop.io"}))]
    taken = profile_script((200, job("complete", failed=1)))

    def answer(request):
        return pages.pop(0) if "import-errors" in request.target else taken(request)

    script.play(answer)
    *_, end = drive(frozen(orders(2), kinds=PROFILES), script)
    assert end.tally.profiles == Counts(accepted=1, refused=1)


@pytest.mark.parametrize("status", [401, 403])
def test_a_job_that_may_not_be_looked_at_pauses_the_run(script, frozen, drive, status):
    script.play(profile_script((status, errors(None, detail="No"))))
    journal = frozen(orders(2), kinds=PROFILES)
    *_, end = drive(journal, script)
    assert (end.state, end.status, end.detail) == (RunState.PAUSED, status, "No")
    assert [each.job for each in journal.batches(BatchState.IMPORTING)] == ["job-1"]
    script.play(profile_script((200, job("complete"))))
    *_, end = drive(journal, script)
    assert (end.state, end.tally.profiles) == (RunState.DONE, Counts(accepted=2))
    assert posts(script) == []


@pytest.mark.parametrize("status", [404, 410, 400])
def test_a_job_that_klaviyo_no_longer_knows_leaves_its_people_unknown_and_blocks_nothing(
    script, frozen, drive, status
):
    script.play(profile_script((status, errors(None, detail="No"))))
    journal = frozen(orders(2))
    *_, end = drive(journal, script)
    assert end.state is RunState.DONE
    assert (end.tally.events, end.tally.profiles) == (Counts(accepted=2), Counts(unknown=2))
    assert {each.code for each in journal.exceptions()} == {"job_forgotten"}


def test_people_whom_a_finished_job_does_not_count_are_unknown(script, frozen, drive):
    script.play(profile_script((200, job("complete", total=4, completed=1))))
    journal = frozen(orders(4), kinds=PROFILES)
    *_, end = drive(journal, script)
    assert end.tally.profiles == Counts(unknown=4)
    assert {each.code for each in journal.exceptions()} == {"unnamed_failure"}


def test_a_job_without_a_usable_answer_is_not_asked_about_for_ever(
    script, frozen, drive, monkeypatch
):
    monkeypatch.setattr(run, "LOOKS_MAX", 3)
    script.play(profile_script(*[(500, errors(None))] * 9))
    journal = frozen(orders(2), kinds=PROFILES)
    *_, end = drive(journal, script)
    assert (end.state, end.status, end.detail) == (RunState.PAUSED, 0, "Invalid email address")
    assert [each.job for each in journal.batches(BatchState.IMPORTING)] == ["job-1"]


def test_a_job_that_takes_hours_is_looked_at_again_and_again():
    assert run._growing(0.25, 10_000, 15.0) == 15.0


def test_a_stopped_run_still_learns_what_became_of_the_jobs_that_klaviyo_took(
    script, frozen, drive
):
    script.play(profile_script((200, job("processing")), (200, job("complete", total=2))))
    *_, end = drive(
        frozen(orders(2), kinds=PROFILES), script, stop_at=lambda event: event.requests >= 1
    )
    assert end.tally.profiles == Counts(accepted=2)
    assert end.state is RunState.DONE


def test_a_wrong_key_pauses_the_run_and_loses_nothing(account, frozen, drive, mark):
    journal = frozen(orders(5, mark=mark))
    with Pool(account.address, "pk_wrong") as pool:
        *_, end = Run(journal, pool, Event()).events()
    assert (end.state, end.status) == (RunState.PAUSED, 401)
    assert end.detail == "Incorrect authentication credentials."
    assert end.tally.total == Counts(unsent=10)
    assert account.stored("events") == []
    *_, end = drive(journal, account)
    assert (end.state, end.tally.total) == (RunState.DONE, Counts(accepted=10))


def test_a_server_that_went_away_pauses_the_run_which_goes_on_later(
    account, frozen, drive, mark, small_batches
):
    journal = frozen(orders(12, mark=mark))
    with practice() as gone:
        pass
    with Pool(gone.address, "pk_practice") as pool:
        *_, end = Run(journal, pool, Event()).events()
    assert (end.state, end.status, end.detail) == (RunState.PAUSED, 0, "no connection")
    assert end.tally.total == Counts(unsent=24)
    *_, end = drive(journal, account)
    assert (end.state, end.tally.total) == (RunState.DONE, Counts(accepted=24))
    assert len(account.stored("events")) == 12


@pytest.mark.usefixtures("small_batches")
def test_a_server_that_stops_in_the_middle_costs_a_pause_and_no_record(
    frozen, drive, tmp_path, monkeypatch
):
    monkeypatch.setattr(run, "DELIVERIES", 1)
    monkeypatch.setattr(run, "TICK_SECONDS", 0.0)
    store = tmp_path / "practice.db"
    journal = frozen(orders(60), kinds=EVENTS)
    server = PracticeServer(Behaviour(limits=False), path=store)
    with Pool(server.address, PRACTICE_KEY) as pool:
        with server:
            told = Run(journal, pool, Event()).events()
            # Whatever is told, the run has an end.
            assert any(each.tally.events.accepted for each in told)
        *_, end = told
        assert end.state is RunState.PAUSED
        assert 0 < end.tally.events.accepted < 60
        with PracticeServer(Behaviour(limits=False), port=server.port, path=store):
            account = Account(server.address, pool)
            *_, end = drive(journal, account)
            assert (end.state, end.tally.events) == (RunState.DONE, Counts(accepted=60))
            assert len(account.stored("events")) == 60


def test_a_batch_that_stays_unknown_pauses_the_run_after_its_tries(script, frozen, drive):
    script.play(lambda request: (503, None))
    journal = frozen(orders(2), kinds=EVENTS)
    for _ in range(2):
        *_, end = drive(journal, script)
        assert (end.state, end.status, end.detail) == (RunState.PAUSED, 0, Trouble.NOT_JSON)
        assert end.tally.events == Counts(unknown=2)
    assert len(script.requests) == 2 * run.ATTEMPTS_MAX
    assert len({each.body for each in script.requests}) == 1


def test_a_page_in_place_of_klaviyos_answer_is_no_refusal_of_the_key(script, frozen, drive):
    script.play(lambda request: answering(403, b"<html>", "text/html"))
    *_, end = drive(frozen(orders(2), kinds=EVENTS), script)
    assert (end.state, end.status, end.detail) == (RunState.PAUSED, 0, Trouble.NOT_JSON)
    assert end.tally.events == Counts(unknown=2)


def test_an_unknown_answer_that_asks_for_a_pause_gets_it(script, frozen, drive, monkeypatch):
    held = []
    monkeypatch.setattr(limits.Pace, "hold", lambda self, until: held.append(until))
    answers = [
        lambda talk: talk.send(b"HTTP/1.1 503 No\r\nRetry-After: 0.05\r\nContent-Length: 0\r\n\r\n")
    ]
    script.play(lambda request: answers.pop() if answers else (202, None))
    *_, end = drive(frozen(orders(2), kinds=EVENTS), script)
    assert end.tally.events == Counts(accepted=2)
    assert len(held) == 1


def test_stop_lets_the_present_requests_end_and_the_run_goes_on_later(
    account, frozen, drive, mark, small_batches
):
    before = account.counts()["repeats_ignored"]
    journal = frozen(orders(40, mark=mark))
    *_, end = drive(journal, account, stop_at=lambda event: event.tally.total.unsent == 80)
    assert end.state is RunState.STOPPED
    assert journal.batches(BatchState.SENT) == ()
    *_, end = drive(journal, account)
    assert (end.state, end.tally.total) == (RunState.DONE, Counts(accepted=80))
    assert len(account.stored("events")) == 40
    assert account.counts()["repeats_ignored"] == before


def test_a_worker_killed_in_mid_delivery_leaves_its_batch_unknown_and_it_goes_again(
    script, frozen, drive
):
    bodies = []

    def answer(request):
        bodies.append(request.body)
        if len(bodies) > 1:
            return 202, None

        def kill(talk):
            for each in psutil.Process().children(recursive=True):
                # A worker that has ended since it was listed is not the one that waits here.
                with suppress(psutil.NoSuchProcess):
                    ends = (end.raddr for end in each.net_connections("tcp") if end.raddr)
                    if talk.server.port in {end.port for end in ends}:
                        each.kill()

        return kill

    script.play(answer)
    journal = frozen(orders(3), kinds=EVENTS)
    *_, end = drive(journal, script)
    assert (end.state, end.tally.events) == (RunState.DONE, Counts(accepted=3))
    assert len(bodies) == 2
    assert len(set(bodies)) == 1
    (batch,) = journal.batches(BatchState.ACCEPTED)
    assert batch.attempts == 2


def test_what_a_crash_left_open_goes_first_and_unchanged(
    script, frozen, drive, small_batches, tmp_path
):
    script.play(lambda request: (202, None))
    journal = frozen(orders(20), kinds=EVENTS)
    last = journal.batches(BatchState.READY)[-1]
    body = journal.body(last.id)
    Verdicts(journal).intend(last)
    path = journal.path
    journal.close()
    journal = Journal.open(path)
    try:
        (first, *_) = drive(journal, script)
        assert first.tally.events == Counts(unsent=15, unknown=5)
        assert sorted(each.body for each in script.requests).count(body) == 1
        assert journal.batch(last.id).attempts == 2
    finally:
        journal.close()


def test_the_pace_says_why_nothing_starts(script, frozen, drive, small_batches, monkeypatch):
    monkeypatch.setitem(limits.LIMITS[Way.PRIVATE], Kind.EVENTS, Limit(2, 100_000))
    monkeypatch.setitem(limits.LIMITS[Way.PRIVATE], Kind.PROFILES, Limit(2, 100_000))
    monkeypatch.setattr(limits, "JOB_LIMIT", Limit(1, 100_000))
    monkeypatch.setattr(run, "TICK_SECONDS", 0.01)
    script.play(
        lambda request: (
            (202, job("queued") if "profile" in request.target else None)
            if request.method == "POST"
            else (200, job("complete"))
        )
    )
    told = drive(frozen(orders(10)), script)
    assert told[-1].tally.total == Counts(accepted=20)
    assert "burst" in {each.waiting for each in told if type(each) is Progress}


@pytest.mark.usefixtures("small_batches")
@pytest.mark.parametrize(("rows", "is_warmed"), [(50, False), (55, True)])
def test_all_workers_have_started_before_more_requests_than_a_second_takes(  # noqa: PLR0913, PLR0917 - all of them make the one scene
    script, frozen, drive, monkeypatch, rows, is_warmed
):
    monkeypatch.setitem(limits.LIMITS[Way.PRIVATE], Kind.EVENTS, Limit(10, 150))
    requests = []
    script.play(lambda request: requests.append(request) or (202, None))
    before_requests = []
    monkeypatch.setattr(script.pool, "warm", lambda: before_requests.append(len(requests)))
    drive(frozen(orders(rows), kinds=EVENTS), script)
    assert before_requests == [0] * is_warmed


@pytest.mark.parametrize("word", ["retry", "jobs"])
def test_a_wait_without_requests_in_flight_says_what_for(script, frozen, drive, monkeypatch, word):
    monkeypatch.setattr(run, "TICK_SECONDS", 0.001)
    # So long that a busy computer has the time to tell of the wait.
    for name in ("_BACK_OFF_MAX_SECONDS", "_POLL_FIRST_SECONDS", "_POLL_MAX_SECONDS"):
        monkeypatch.setattr(run, name, 0.3)
    script.play(
        profile_script(*[(200, job("processing"))] * 4, (200, job("complete")))
        if word == "jobs"
        else (lambda request: (500, None) if len(script.requests) < 3 else (202, None))
    )
    told = drive(frozen(orders(2), kinds=PROFILES if word == "jobs" else EVENTS), script)
    assert word in {each.waiting for each in told if type(each) is Progress}


@pytest.mark.parametrize(
    "seeded",
    [
        lambda self, batch: self._journal.set_state(batch.id, BatchState.ACCEPTED) or Settled(),
        lambda self, batch: Settled({State.ACCEPTED: batch.items}),
        lambda self, batch: (
            (
                self._journal.add_exceptions(batch.id, State.HELD, [(0, "x", "", "")]),
                self._journal.set_state(batch.id, BatchState.ACCEPTED),
            )
            and Settled({State.ACCEPTED: batch.items - 1})
        ),
        lambda self, batch: (
            (
                self._journal.add_exceptions(batch.id, State.REFUSED, [(0, "x", "", "")]),
                self._journal.set_state(batch.id, BatchState.ACCEPTED),
            )
            and Settled({State.ACCEPTED: batch.items - 1})
        ),
    ],
)
def test_books_that_do_not_balance_are_noticed(script, frozen, drive, monkeypatch, seeded):
    """The negative control of the assertions with which every run closes."""
    monkeypatch.setattr(Verdicts, "accept", seeded)
    script.play(lambda request: (202, None))
    with pytest.raises(AssertionError):
        drive(frozen(orders(2), kinds=EVENTS), script)


def test_a_record_that_vanishes_is_noticed(script, frozen, drive):
    """The negative control of the count of all records."""
    script.play(lambda request: (202, None))
    journal = frozen(orders(2), kinds=EVENTS)

    def lose(_event):
        journal._database.execute("DELETE FROM record WHERE line = 2")
        return False

    with pytest.raises(AssertionError):
        drive(journal, script, stop_at=lose)


def test_some_pointed_repeats_of_a_batch_sent_again_are_accepted_and_the_rest_goes_on(
    script, frozen, drive
):
    repeat = {"detail": "The unique_id is repeated.", "code": "invalid"}
    answers = [
        (500, None),
        (400, errors(event_pointer(0), event_pointer(2), **repeat)),
        (202, None),
    ]
    script.play(lambda request: answers.pop(0))
    journal = frozen(orders(4), kinds=EVENTS)
    *_, end = drive(journal, script)
    assert end.tally.events == Counts(accepted=4)
    assert notes_of(script.requests[-1]) == ["note 1", "note 3"]
    assert list(journal.exceptions()) == []


def test_repeats_without_pointers_at_a_first_attempt_are_looked_for_by_halves(
    script, frozen, drive
):
    def answer(request):
        known = {"note 1", "note 2"} & set(notes_of(request))
        return (409, errors(None, detail="Duplicate unique_id")) if known else (202, None)

    script.play(answer)
    journal = frozen(orders(4), kinds=EVENTS)
    *_, end = drive(journal, script)
    assert end.tally.events == Counts(accepted=2, held=2)
    assert {each.line for each in journal.exceptions()} == {3, 4}


def test_repeats_that_no_halving_can_find_stay_unsent_and_are_not_called_there(
    script, frozen, drive, monkeypatch
):
    monkeypatch.setattr("klaviyo_gui.sending.verdicts.HALVINGS_MAX", 0)
    script.play(lambda request: (409, errors(None, detail="Duplicate unique_id")))
    *_, end = drive(frozen(orders(4), kinds=EVENTS), script)
    assert (end.state, end.tally.events) == (RunState.PAUSED, Counts(unsent=4))


def test_all_repeats_pointed_at_a_first_attempt_leave_nothing_to_send(script, frozen, drive):
    pointers = [event_pointer(at) for at in range(2)]
    script.play(lambda request: (400, errors(*pointers, detail="unique_id already exists")))
    *_, end = drive(frozen(orders(2), kinds=EVENTS), script)
    assert (end.state, end.tally.events) == (RunState.DONE, Counts(held=2))


def test_the_bodies_are_those_of_the_plan(script, frozen, drive):
    script.play(lambda request: (202, None))
    journal = frozen(orders(3), kinds=EVENTS)
    (batch,) = journal.batches(BatchState.READY)
    drive(journal, script)
    assert [each.body for each in script.requests] == [journal.body(batch.id)]
    assert orjson.loads(journal.body(batch.id))["data"]["type"] == "event-bulk-create-job"
