"""A batch that was altered on the disk is left out; all others are sent, and no answer is lost."""

import zlib
from itertools import count
from threading import Event

import pytest

from klaviyo_gui.core.errors import RunDamaged
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.tally import Counts
from klaviyo_gui.sending.progress import BATCH_DAMAGED, DamagedBatch, RunState
from klaviyo_gui.sending.run import Run
from klaviyo_gui.sending.verdicts import Verdicts
from klaviyo_gui.store.journal import BatchState
from tests.doubles.accounts import errors, event_pointer, failures, job
from tests.doubles.files import orders

EVENTS = (Kind.EVENTS,)


def alter(journal, number, body=b"no longer what it was"):
    """Change what is kept of a batch, and return what that was."""
    (before,) = journal._database.execute(
        "SELECT body FROM batch WHERE id = ?", (number,)
    ).fetchone()
    journal._database.execute("UPDATE batch SET body = ? WHERE id = ?", (body, number))
    return before


def alter_once_it_is_sent(monkeypatch):
    """Let every batch be altered between its sending and its answer."""
    intend = Verdicts.intend

    def altering(self, *batches):
        sent = intend(self, *batches)
        for batch in batches:
            alter(self._journal, batch.id)
        return sent

    monkeypatch.setattr(Verdicts, "intend", altering)


@pytest.mark.usefixtures("small_batches")
@pytest.mark.parametrize("body", [b"no longer what it was", zlib.compress(b"{}")])
def test_an_altered_batch_is_left_out_and_named_and_all_others_are_sent(
    script, frozen, drive, body
):
    script.play(lambda request: (202, None))
    journal = frozen(orders(20), kinds=EVENTS)
    second = journal.batches(BatchState.READY)[1]
    kept = alter(journal, second.id, body)
    *_, end = drive(journal, script)
    assert (end.state, end.detail, end.requests) == (RunState.PAUSED, BATCH_DAMAGED, 3)
    assert end.damaged == (DamagedBatch(Kind.EVENTS, 5, 7, 11),)
    assert end.tally.events == Counts(accepted=15, unsent=5)
    assert journal.batch(second.id).state is BatchState.READY
    alter(journal, second.id, kept)
    *_, end = drive(journal, script)
    assert (end.state, end.damaged) == (RunState.DONE, ())
    assert end.tally.events == Counts(accepted=20)


@pytest.mark.usefixtures("small_batches")
def test_a_run_that_ends_at_an_altered_batch_loses_answers_in_flight(
    script, frozen, drive, monkeypatch
):
    """The seeded fault: what is under way when the damage is met has no outcome then."""
    is_met, numbers = Event(), count()

    def fail(self, batch):
        is_met.set()
        raise RunDamaged("run", f"batch {batch.id}")

    def answer(request):
        if next(numbers):
            is_met.wait(30)
        return 202, None

    monkeypatch.setattr(Run, "_leave_out", fail)
    script.play(answer)
    journal = frozen(orders(25), kinds=EVENTS)
    alter(journal, journal.batches(BatchState.READY)[4].id)
    with pytest.raises(RunDamaged):
        drive(journal, script)
    assert len(journal.batches(BatchState.SENT)) == 3
    assert len(journal.batches(BatchState.READY)) == 1


@pytest.mark.usefixtures("small_batches")
def test_an_altered_batch_of_unknown_outcome_stays_unknown(script, frozen, drive):
    script.play(lambda request: (202, None))
    journal = frozen(orders(10), kinds=EVENTS)
    first = journal.batches(BatchState.READY)[0]
    Verdicts(journal).intend(first)
    alter(journal, first.id)
    *_, end = drive(journal, script)
    assert (end.state, end.detail) == (RunState.PAUSED, BATCH_DAMAGED)
    assert end.tally.events == Counts(accepted=5, unknown=5)


def test_a_refused_batch_that_was_altered_meanwhile_is_unsent(script, frozen, drive, monkeypatch):
    alter_once_it_is_sent(monkeypatch)
    script.play(lambda request: (400, errors(event_pointer(1))))
    journal = frozen(orders(4), kinds=EVENTS)
    *_, end = drive(journal, script)
    assert (end.state, end.detail) == (RunState.PAUSED, BATCH_DAMAGED)
    assert end.damaged == (DamagedBatch(Kind.EVENTS, 4, 2, 5),)
    assert end.tally.events == Counts(unsent=4)
    assert list(journal.exceptions()) == []


def test_people_of_an_altered_batch_whose_job_has_failures_are_unknown(
    script, frozen, drive, monkeypatch
):
    alter_once_it_is_sent(monkeypatch)

    def answer(request):
        if request.method == "POST":
            return 202, job("queued")
        if "import-errors" in request.target:
            return 200, failures({"email": "p0@shop.io"})
        return 200, job("complete", failed=1, total=3)

    script.play(answer)
    journal = frozen(orders(3), kinds=(Kind.PROFILES,))
    *_, end = drive(journal, script)
    assert (end.state, end.detail) == (RunState.PAUSED, BATCH_DAMAGED)
    assert end.tally.profiles == Counts(unknown=3)
    assert [each.job for each in journal.batches(BatchState.IMPORTING)] == ["job-1"]


def test_another_reason_to_pause_is_told_before_a_damaged_batch(
    script, frozen, drive, small_batches
):
    script.play(lambda request: (401, errors(None, detail="No")))
    journal = frozen(orders(10), kinds=EVENTS)
    alter(journal, journal.batches(BatchState.READY)[0].id)
    *_, end = drive(journal, script)
    assert (end.state, end.detail) == (RunState.PAUSED, "No")
    assert len(end.damaged) == 1
