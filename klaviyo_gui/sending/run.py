"""The run: frozen batches go out, answers come in, the journal knows first.

A plain generator of events. It never looks at the file and never at the screen.
"""

from __future__ import annotations

import math
import threading
import time
from collections import Counter
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import TYPE_CHECKING

from klaviyo_gui.core.errors import FlowsChanged, RunDamaged
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.outcome import JobStatus, Outcome, Verdict
from klaviyo_gui.core.tally import State
from klaviyo_gui.core.way import Way
from klaviyo_gui.sending.alike import AlikeRefusals
from klaviyo_gui.sending.books import Books
from klaviyo_gui.sending.due import Due, DueQueue
from klaviyo_gui.sending.facts import way_of
from klaviyo_gui.sending.helm import Helm
from klaviyo_gui.sending.limits import Limits
from klaviyo_gui.sending.pool import DELIVERIES
from klaviyo_gui.sending.progress import (
    ANSWERS_LOST,
    BATCH_DAMAGED,
    FLOWS_CHANGED,
    FLOWS_UNSEEN,
    REFUSED_ALIKE,
    WORKER_ENDED,
    DamagedBatch,
    Finished,
    Progress,
    Refused,
    RefusedRow,
    RunState,
)
from klaviyo_gui.sending.verdicts import Settled, Verdicts
from klaviyo_gui.sending.vigil import Vigil
from klaviyo_gui.sending.worker import DeliverTask, deliver, look
from klaviyo_gui.store.journal import OPEN, Batch, BatchState, Journal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from threading import Event

    from klaviyo_gui.core.standing import Standing
    from klaviyo_gui.klaviyo.pace import Pace
    from klaviyo_gui.sending.alike import Alike
    from klaviyo_gui.sending.pool import Pool
    from klaviyo_gui.store.spent import Spent

TICK_SECONDS = 0.2
"""The screen hears of a waiting run five times a second."""

ATTEMPTS_MAX = 6
"""Sends of one batch with unknown outcome until the run pauses; a resumed run counts anew."""

STOP_SECONDS = 15.0
"""How long a stopped run still looks at the jobs that Klaviyo has taken, so that they are known."""

LOOKS_MAX = 10
"""Looks at one job without a usable answer in one session; then the run pauses."""

FAILURES_MAX = 8
"""Failures in a row to reach Klaviyo at all; then the run pauses."""

_KEY_REFUSED = frozenset({401, 403})
_ANSWERED = "alike_answered"
"""The fact of a run that names the causes about which somebody was asked."""
_BACK_OFF_MAX_SECONDS = 30.0
_POLL_FIRST_SECONDS = 0.25
_POLL_MAX_SECONDS = 15.0


class Run:
    """Drives one journal to its end over one pool.

    ``helm`` is asked all the time. With ``holds_lost`` a batch whose answer was lost stays unknown
    until somebody decides about it; otherwise it goes out again, unchanged. ``earlier`` are the
    journals of other runs to the same place. ``vigil`` knows when it must be looked at again what
    would start by now; where that is what nobody agreed to, the run pauses.
    """

    def __init__(  # noqa: PLR0913 - a journal with all that it takes to send it, and one choice
        self,
        journal: Journal,
        pool: Pool,
        stop: Event,
        helm: Helm | None = None,
        spent: Spent | None = None,
        *,
        holds_lost: bool = False,
        earlier: Sequence[Path] = (),
        vigil: Vigil | None = None,
    ) -> None:
        self._journal = journal
        self._pool = pool
        self._stop = stop
        self._helm = helm or Helm()
        self._holds_lost = holds_lost
        self._way = way_of(journal.facts)
        self._limits = Limits(self._helm.share, spent, self._way)
        self._alike = AlikeRefusals(journal.facts.get(_ANSWERED, ()))
        self._question: Alike | None = None
        self._verdicts = Verdicts(journal, earlier)
        self._books = Books(journal, time.monotonic())
        self._due = DueQueue()
        self._flying: dict[Future[Outcome], Due] = {}
        self._failures = 0
        self._doubts: Counter[int] = Counter()
        self._damaged: list[DamagedBatch] = []
        self._pause: Outcome | None = None
        self._vigil = vigil or Vigil()
        self._must_look = False
        self._stands: Standing | None = None
        self._stopped_at: float | None = None
        self._waiting = ""
        self._idle = threading.Event()

    def events(self) -> Iterator[Progress | Refused | Finished]:
        """Yield the events of the run; the last one is Finished."""
        start = time.monotonic()
        self._gather(start)
        told = start
        yield self._progress()
        if self._limits.is_for_more_than_a_second(len(self._due)):
            # Fewer may all be late.
            self._pool.warm()
        while self._flying or self._has_more(time.monotonic()):
            now = time.monotonic()
            self._limits.use_share(self._helm.share)
            self._start_what_is_due(now)
            if self._must_look:
                self._waiting = "flows"
                yield self._progress()
                self._look_again()
            refused = self._take_answers(now)
            now = time.monotonic()
            self._books.measure(now, is_paused=self._is_paused)
            if refused:
                yield Refused(refused)
            if refused or now - told >= TICK_SECONDS:
                told = now
                yield self._progress()
        yield self._progress()
        self._books.close()
        state = self._state()
        pause = self._pause
        detail = pause.detail if pause else ""
        if pause is None and state is RunState.PAUSED:
            if self._damaged:
                detail = BATCH_DAMAGED
            elif self._holds_lost:
                detail = ANSWERS_LOST
        yield Finished(
            run=self._journal.path.parent.name,
            state=state,
            tally=self._books.tally,
            requests=self._books.requests,
            seconds=time.monotonic() - start,
            detail=detail,
            # What is no answer of Klaviyo's own may have any status, that of a refused key too.
            status=pause.status if pause and pause.verdict is Verdict.STOP else 0,
            alike=self._question if detail == REFUSED_ALIKE else None,
            damaged=tuple(self._damaged),
            stands=self._stands,
        )

    @property
    def _is_paused(self) -> bool:
        return self._helm.is_paused and not self._stop.is_set()

    def _has_more(self, now: float) -> bool:
        """Tell whether anything may still go out.

        After a stop that is only the look at jobs that Klaviyo took already, and for a while.
        """
        if self._pause is not None:
            return False
        if not self._stop.is_set():
            return bool(self._due)
        if self._stopped_at is None:
            self._stopped_at = now
            self._due.drop_requests()
        return bool(self._due) and now < self._stopped_at + STOP_SECONDS

    def _gather(self, now: float) -> None:
        """Queue what the journal holds: unknown batches first, then jobs, then the rest."""
        for batch in self._journal.batches(BatchState.SENT):
            self._verdicts.unknown(batch)
        for state in (BatchState.UNKNOWN, BatchState.IMPORTING, BatchState.READY):
            if state is BatchState.UNKNOWN and self._holds_lost:
                continue
            for batch in self._journal.batches(state):
                self._queue(batch, now, is_look=state is BatchState.IMPORTING)
                if state is BatchState.UNKNOWN:
                    self._books.lose(batch)
        for kind in Kind:
            self._books.await_again(kind, self._waiting_unknown(kind))

    def _waiting_unknown(self, kind: Kind) -> int:
        """Return the records of batches that are under way again: they wait, they are not lost."""
        return sum(
            self._journal.records_in(due.batch.id)
            for due in self._due
            if due.batch.kind is kind and due.batch.state is not BatchState.READY
        )

    def _queue(self, batch: Batch, when: float, *, is_look: bool = False, tries: int = 0) -> None:
        if self._stopped_at is not None and not is_look:
            return
        self._due.add(batch, when, is_look=is_look, tries=tries)

    def _start_what_is_due(self, now: float) -> None:
        """Start every request that time, pace and the number in flight allow."""
        self._waiting = ""
        if self._is_paused:
            self._waiting = "paused"
            self._vigil.note_pause()
        if not self._has_more(now):
            return
        may_start = partial(self._may_start, now)
        looks: list[Due] = []
        sends: list[tuple[Due, DeliverTask]] = []
        room = DELIVERIES - len(self._flying)
        while len(looks) + len(sends) < room and (due := self._due.take(now, may_start)):
            if due.is_look:
                looks.append(due)
            elif (task := self._task_of(due.batch)) is not None:
                sends.append((due, task))
            else:
                continue
            self._pace_of(due).take()
            self._books.requests += 1
        self._launch(looks, sends)
        first = self._due.first()
        if not self._waiting and not self._flying and first is not None:
            self._waiting = "jobs" if first.is_look else "retry"

    def _may_start(self, now: float, due: Due) -> bool:
        """Tell whether a request may start now, and note why not."""
        if self._is_paused and not due.is_look:
            return False
        pace = self._pace_of(due)
        self._waiting = self._waiting or pace.reason(now)
        if pace.wait(now):
            return False
        self._must_look = self._must_look or (not due.is_look and self._vigil.is_due)
        return due.is_look or not self._must_look

    def _look_again(self) -> None:
        """Look once more what would start by now; nothing more goes out where nobody agreed."""
        self._must_look = False
        try:
            self._vigil.look()
        except FlowsChanged as error:
            detail = FLOWS_UNSEEN if error.is_passing else FLOWS_CHANGED
            self._stands = None if error.is_passing else error.stands
            self._pause = Outcome(Verdict.REFUSED, detail=detail)

    def _pace_of(self, due: Due) -> Pace:
        return self._limits.of(due.batch.kind, is_look=due.is_look)

    def _task_of(self, batch: Batch) -> DeliverTask | None:
        """Return what is to be sent, or none for a batch that is left out: it was altered."""
        try:
            body = self._journal.body(batch.id)
        except RunDamaged:
            self._leave_out(batch)
            return None
        return DeliverTask(batch.kind, body, batch.items)

    def _launch(self, looks: list[Due], sends: list[tuple[Due, DeliverTask]]) -> None:
        """Start requests; of those that send, the journal knows before."""
        for due in looks:
            self._flying[self._pool.submit(look, due.batch.job)] = due
        if not sends:
            return
        self._vigil.note_request()
        intended = self._verdicts.intend(*(due.batch for due, _ in sends))
        for (due, task), batch in zip(sends, intended, strict=True):
            due.batch = batch
            self._flying[self._pool.submit(deliver, task)] = due

    def _leave_out(self, batch: Batch) -> None:
        """Leave a damaged batch as it stands in the journal; all others are sent."""
        span = self._journal.span_of(batch.id)
        records = self._journal.records_in(batch.id)
        self._damaged.append(DamagedBatch(batch.kind, records, *span))

    def _take_answers(self, now: float) -> tuple[RefusedRow, ...]:
        """Wait a tick at most for answers; write each to the journal before it counts."""
        if not self._flying:
            # Once stopped the event is set for good and would not wait any more.
            (self._idle if self._stop.is_set() else self._stop).wait(self._nap(now))
            return ()
        done, _ = wait(self._flying, timeout=self._nap(now), return_when=FIRST_COMPLETED)
        refused: tuple[RefusedRow, ...] = ()
        for future in done:
            # First of all: what their answers mean takes time to be written.
            self._pace_of(self._flying[future]).settle(time.monotonic())
        for future in done:
            due = self._flying.pop(future)
            try:
                outcome = future.result()
            except BrokenProcessPool:
                outcome = Outcome(Verdict.UNKNOWN, detail=WORKER_ENDED)
            try:
                settled = self._apply(due, outcome, time.monotonic())
            except RunDamaged:
                settled = self._apply_to_damaged(due, outcome)
            refused += settled.refused
            if settled.counts.get(State.ACCEPTED):
                self._alike.accept()
            self._ask_about_refusals()
            self._books.settle(due.batch.kind, settled.counts)
        return refused

    def _ask_about_refusals(self) -> None:
        """Pause once the same cause hits record after record, if there is more to send."""
        question = self._alike.question()
        if question is None:
            return
        self._question = question
        if self._pause is None and self._due.has_requests:
            answered = self._journal.facts.get(_ANSWERED, [])
            self._journal.add_facts({_ANSWERED: [*answered, question.cause]})
            self._pause = Outcome(Verdict.REFUSED, detail=REFUSED_ALIKE)

    def _nap(self, now: float) -> float:
        moments = [now + TICK_SECONDS]
        due = self._due.first()
        is_free = not self._is_paused and len(self._flying) < DELIVERIES
        if is_free and self._has_more(now) and due is not None:
            moments.append(max(due.when, now + self._pace_of(due).wait(now)))
        return max(0.0, min(moments) - now)

    def _apply(self, due: Due, outcome: Outcome, now: float) -> Settled:
        if outcome.verdict is not Verdict.WAIT or outcome.status:
            self._failures = 0
        is_answered = outcome.verdict in {Verdict.ACCEPTED, Verdict.REFUSED}
        self._books.trouble = "" if is_answered else outcome.detail
        if is_answered and not due.is_look:
            self._books.find(due.batch)
        if due.is_look:
            return self._apply_look(due, outcome, now)
        match outcome.verdict:
            case Verdict.ACCEPTED:
                return self._accept(due.batch, outcome, now)
            case Verdict.REFUSED:
                return self._refuse(due.batch, outcome, now)
            case Verdict.UNKNOWN:
                return self._leave_unknown(due.batch, outcome, now)
            case Verdict.WAIT:
                settled = self._verdicts.again(due.batch)
                self._wait(due, outcome, now)
                return settled
        assert outcome.verdict is Verdict.STOP, "there are five verdicts"
        self._pause = outcome
        return self._verdicts.again(due.batch)

    def _apply_to_damaged(self, due: Due, outcome: Outcome) -> Settled:
        """Leave a batch out that was altered since it was sent, and of which more must be known."""
        if outcome.verdict is Verdict.REFUSED and not due.is_look:
            # Nothing of it was processed.
            self._verdicts.again(due.batch)
        else:
            self._books.lose(due.batch)
        self._leave_out(due.batch)
        return Settled()

    def _accept(self, batch: Batch, outcome: Outcome, now: float) -> Settled:
        if batch.kind is Kind.EVENTS or self._way is Way.PUBLIC:
            return self._verdicts.accept(batch)
        assert outcome.job is not None, "an answer without its job is of unknown outcome"
        settled = self._verdicts.importing(batch, outcome.job.id)
        self._queue(self._journal.batch(batch.id), now + _POLL_FIRST_SECONDS, is_look=True)
        return settled

    def _refuse(self, batch: Batch, outcome: Outcome, now: float) -> Settled:
        settled = self._verdicts.refuse(batch, outcome)
        if settled.is_exhausted:
            self._pause = outcome
        children = self._journal.children(batch.id)
        self._alike.refuse(batch.id, settled.refused, {each.id: each.items for each in children})
        for child in children:
            self._queue(child, now)
            if child.state is BatchState.UNKNOWN:
                self._books.lose(child)
        return settled

    def _leave_unknown(self, batch: Batch, outcome: Outcome, now: float) -> Settled:
        settled = self._verdicts.unknown(batch)
        if self._holds_lost:
            return Settled({State.UNKNOWN: self._journal.records_in(batch.id)})
        self._books.lose(batch)
        self._doubts[batch.id] += 1
        if self._doubts[batch.id] >= ATTEMPTS_MAX:
            self._pause = outcome
            return settled
        pause = max(_back_off(self._doubts[batch.id]), outcome.retry_after or 0.0)
        if outcome.retry_after is not None:
            self._limits.of(batch.kind).hold(now + pause)
        self._queue(self._journal.batch(batch.id), now + pause)
        return settled

    def _apply_look(self, due: Due, outcome: Outcome, now: float) -> Settled:
        job = outcome.job
        if outcome.verdict is Verdict.ACCEPTED and job is not None:
            if job.status is JobStatus.COMPLETE:
                settled = self._verdicts.complete(due.batch, outcome)
                self._alike.refuse(due.batch.id, settled.refused, {})
                return settled
            if job.status is JobStatus.CANCELLED:
                return self._verdicts.cancelled(due.batch)
            pause = _growing(_POLL_FIRST_SECONDS, due.tries + 1, _POLL_MAX_SECONDS)
            self._queue(due.batch, now + pause, is_look=True, tries=due.tries + 1)
        elif outcome.verdict is Verdict.STOP and outcome.status in _KEY_REFUSED:
            self._pause = outcome
        elif outcome.verdict in {Verdict.STOP, Verdict.REFUSED}:
            return self._verdicts.forgotten(due.batch)
        else:
            self._doubts[due.batch.id] += outcome.verdict is Verdict.UNKNOWN
            if self._doubts[due.batch.id] >= LOOKS_MAX:
                self._pause = outcome
            else:
                self._wait(due, outcome, now)
        return Settled()

    def _wait(self, due: Due, outcome: Outcome, now: float) -> None:
        """Try again later: when Klaviyo says so, or after a growing pause without an answer."""
        if outcome.retry_after is not None:
            self._pace_of(due).hold(now + outcome.retry_after)
        if not outcome.status:
            self._failures += 1
            if self._failures >= FAILURES_MAX:
                self._pause = outcome
                return
        fresh = self._journal.batch(due.batch.id)
        pause = _back_off(due.tries + 1) if outcome.retry_after is None else outcome.retry_after
        self._queue(fresh, now + pause, is_look=due.is_look, tries=due.tries + 1)

    def _state(self) -> RunState:
        if not self._journal.batches(*OPEN):
            return RunState.DONE
        return RunState.STOPPED if self._stop.is_set() else RunState.PAUSED

    def _progress(self) -> Progress:
        requests = Counter(due.batch.kind for due in self._flying.values() if not due.is_look)
        for kind in Kind:
            requests[kind] += self._due.requests(kind)
        return self._books.progress(
            self._limits,
            requests,
            self._waiting,
            self._wait_seconds(time.monotonic()),
            is_paused=self._is_paused,
        )

    def _wait_seconds(self, now: float) -> float:
        """Return how long nothing starts, as far as that is known."""
        due = self._due.first()
        if self._waiting in {"", "paused"} or due is None:
            return 0.0
        seconds = max(self._pace_of(due).wait(now), due.when - now, 0.0)
        # No time is known for an answer, which the next request of another kind may wait for.
        return seconds if math.isfinite(seconds) else 0.0


def _back_off(tries: int) -> float:
    return _growing(0.5, tries - 1, _BACK_OFF_MAX_SECONDS)


def _growing(first: float, doublings: int, longest: float) -> float:
    # A job may be looked at for hours; the power of so many doublings is no float any more.
    return min(first * 2.0 ** min(doublings, 60), longest)
