"""What each answer does to its batch in the journal; the only place that acts on outcomes.

Every method is one synced transaction and returns what changed, so that the screen can follow.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import orjson

from klaviyo_gui.core.errors import RunError
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.outcome import ImportFailure, Outcome, Refusal
from klaviyo_gui.core.same_person import identifiers
from klaviyo_gui.core.tally import State
from klaviyo_gui.klaviyo.bodies import list_in, unwrap, wrap
from klaviyo_gui.sending.progress import RefusedRow
from klaviyo_gui.store.journal import Batch, BatchState, Journal
from klaviyo_gui.store.sent_before import states_elsewhere

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

HALVINGS_MAX = 100
"""Batches that may be halved in one session of a run; then it pauses, and nothing is guessed."""

ALREADY_THERE = "already_there"
"""Code of events whose id Klaviyo knew before this run sent them."""

UNNAMED_FAILURE = "unnamed_failure"
"""Code of people in a job of which Klaviyo says that some failed, but not which."""


JOB_FORGOTTEN = "job_forgotten"
"""Code of people whose import job Klaviyo no longer knows, as it forgets them after seven days."""


@dataclass(frozen=True, slots=True)
class Settled:
    """How many records changed from unsent to each state, and the refused ones.

    ``is_exhausted`` tells that the cause of a refusal cannot be found by halving any further.
    """

    counts: dict[State, int] = field(default_factory=dict)
    refused: tuple[RefusedRow, ...] = ()
    is_exhausted: bool = False


class Verdicts:
    """Applies outcomes to the journal of one run; ``earlier`` are those of others to its place."""

    def __init__(self, journal: Journal, earlier: Sequence[Path] = ()) -> None:
        self._journal = journal
        self._earlier = earlier
        self._halvings = 0

    def intend(self, *batches: Batch) -> list[Batch]:
        """Write down, in one step, that these batches go out, before their first byte does."""
        with self._journal.transaction():
            for batch in batches:
                self._journal.set_state(batch.id, BatchState.SENT, attempts=1)
        return [self._journal.batch(batch.id) for batch in batches]

    def accept(self, batch: Batch) -> Settled:
        """Settle a batch of which Klaviyo took everything."""
        with self._journal.transaction():
            return self._accept(batch)

    def unknown(self, batch: Batch) -> Settled:
        """Leave a batch whose answer nobody knows; the same bytes go again later."""
        with self._journal.transaction():
            self._journal.set_state(batch.id, BatchState.UNKNOWN)
        return Settled()

    def again(self, batch: Batch) -> Settled:
        """Put a batch back of which nothing was processed, as if this attempt had not been."""
        with self._journal.transaction():
            self._again(batch)
        return Settled()

    def importing(self, batch: Batch, job: str) -> Settled:
        """Note the job in which Klaviyo works on the batch."""
        with self._journal.transaction():
            self._journal.set_state(batch.id, BatchState.IMPORTING, job=job)
        return Settled()

    def refuse(self, batch: Batch, outcome: Outcome) -> Settled:
        """Refuse the pointed rows; nothing was processed, so the rest lives on in children."""
        pointed = _by_position(outcome.refusals, batch.items)
        with self._journal.transaction():
            if outcome.speaks_of_repeats:
                return self._repeated(batch, outcome, pointed)
            if pointed:
                return self._refuse_pointed(batch, pointed)
            return self._halve_or_refuse(batch, outcome)

    def complete(self, batch: Batch, outcome: Outcome) -> Settled:
        """Join the failures of a finished job back to their rows; the others are accepted."""
        assert outcome.job is not None, "only a look at a job ends here"
        with self._journal.transaction():
            silent = max(0, outcome.job.total - outcome.job.completed - outcome.job.failed)
            if not outcome.job.failed and not silent:
                return self._accept(batch)
            where = self._people(batch)
            failed: dict[int, Refusal] = {}
            for failure in outcome.failures:
                at = _place(failure, where)
                if at >= 0:
                    failed[at] = Refusal(at, failure.code, failure.detail, failure.field)
            refused = self._mark(batch, failed)
            records = self._journal.records_in(batch.id)
            if len(failed) < outcome.job.failed + silent:
                return self._unnamed(batch, refused, records)
            self._journal.set_state(batch.id, BatchState.ACCEPTED)
            return Settled({State.REFUSED: len(refused), State.ACCEPTED: records}, refused)

    def cancelled(self, batch: Batch) -> Settled:
        """Admit that nobody knows what became of the rows of a cancelled job."""
        with self._journal.transaction():
            return self._unnamed(batch, (), self._journal.records_in(batch.id))

    def forgotten(self, batch: Batch) -> Settled:
        """Admit the same of a job that Klaviyo no longer knows; it took the people once."""
        with self._journal.transaction():
            records = self._journal.records_in(batch.id)
            return self._unnamed(batch, (), records, code=JOB_FORGOTTEN)

    def part(self, batch: Batch, sorts: dict[int, str]) -> None:
        """Part events of an open batch that other runs have sent from the rest, each sort apart.

        ``sorts`` are theirs, by their places; an empty one is what Klaviyo has for certain, of
        which nothing needs to go out again where it may have already.
        """
        is_in_doubt = batch.attempts > 0
        found: dict[str | None, list[int]] = {}
        for at in range(batch.items):
            found.setdefault(sorts.get(at), []).append(at)
        with self._journal.transaction():
            if is_in_doubt:
                there = [(at, ALREADY_THERE, "", "unique_id") for at in found.pop("", ())]
                self._journal.add_exceptions(batch.id, State.ACCEPTED, there)
            self._split(batch, *found.values(), in_doubt=is_in_doubt)

    def _again(self, batch: Batch) -> None:
        state = BatchState.UNKNOWN if batch.attempts > 1 else BatchState.READY
        self._journal.set_state(batch.id, state, attempts=-1)

    def _accept(self, batch: Batch) -> Settled:
        records = self._journal.records_in(batch.id)
        self._journal.set_state(batch.id, BatchState.ACCEPTED)
        return Settled({State.ACCEPTED: records})

    def _unnamed(
        self,
        batch: Batch,
        refused: tuple[RefusedRow, ...],
        records: int,
        code: str = UNNAMED_FAILURE,
    ) -> Settled:
        positions = range(batch.items)
        known = {row.line for row in refused}
        self._journal.add_exceptions(
            batch.id,
            State.UNKNOWN,
            (
                (at, code, "", "")
                for at in positions
                if known.isdisjoint(self._journal.lines_at(batch.id, at))
            ),
        )
        self._journal.set_state(batch.id, BatchState.REFUSED)
        return Settled({State.REFUSED: len(refused), State.UNKNOWN: records}, refused)

    def _repeated(self, batch: Batch, outcome: Outcome, pointed: dict[int, Refusal]) -> Settled:
        """Repeated ids are no fault of the rows.

        At a first attempt the pointed events were at Klaviyo before this run. Of a batch sent
        again they are the proof that the first copy arrived. A refusal that points at none may
        speak of what another run has sent.
        """
        is_first = batch.attempts <= 1
        if not pointed and batch.items > 1 and self._earlier:
            settled = self._part_shared(batch, outcome, is_first=is_first)
            if settled is not None:
                return settled
        if not is_first and len(pointed) in (0, batch.items):
            return self._accept(batch)
        if not pointed:
            return self._halve_repeats(batch, outcome)
        state = State.HELD if is_first else State.ACCEPTED
        records = self._journal.add_exceptions(
            batch.id,
            state,
            ((at, ALREADY_THERE, each.detail, each.field) for at, each in pointed.items()),
        )
        self._leave_rest(batch, pointed)
        return Settled({state: records})

    def _halve_repeats(self, batch: Batch, outcome: Outcome) -> Settled:
        """Find the repeated ones without pointers: a single one that repeats is already there.

        Of several nobody can say so, and none of them was processed.
        """
        if batch.items == 1:
            row = (0, ALREADY_THERE, outcome.detail, "unique_id")
            records = self._journal.add_exceptions(batch.id, State.HELD, (row,))
            self._journal.set_state(batch.id, BatchState.REFUSED)
            return Settled({State.HELD: records})
        return self._halve_or_refuse(batch, outcome)

    def _part_shared(self, batch: Batch, outcome: Outcome, *, is_first: bool) -> Settled | None:
        """Part the events that other runs have sent from those whose repeat would be a proof.

        What Klaviyo has from another run needs no asking. None where no other run has sent any, or
        where halves alone can tell.
        """
        keys = self._journal.keys_at(batch.id)
        try:
            known = states_elsewhere(batch.kind, keys.values(), self._earlier)
        except (RunError, OSError):
            # Nobody can tell which they are.
            return None if is_first else self._halve_or_refuse(batch, outcome, in_doubt=True)
        if not known:
            return None
        states = [known.get(keys.get(at, b"")) for at in range(batch.items)]
        there, perhaps, own = (
            [at for at, state in enumerate(states) if state is wanted]
            for wanted in (State.ACCEPTED, State.UNKNOWN, None)
        )
        if len(perhaps) == batch.items:
            return None if is_first else self._halve_or_refuse(batch, outcome, in_doubt=True)
        state = State.HELD if is_first else State.ACCEPTED
        records = self._journal.add_exceptions(
            batch.id, state, ((at, ALREADY_THERE, outcome.detail, "unique_id") for at in there)
        )
        self._split(batch, *filter(None, (perhaps, own)), in_doubt=not is_first)
        return Settled({state: records})

    def _halve_or_refuse(
        self, batch: Batch, outcome: Outcome, *, in_doubt: bool = False
    ) -> Settled:
        """Look for the cause in either half; at the cap the batch stays unsent."""
        if batch.items == 1:
            return self._refuse_pointed(batch, {0: Refusal(0, "refused", outcome.detail)})
        if self._halvings >= HALVINGS_MAX:
            # Nothing was processed, and calling good rows refused would be a guess.
            self._again(batch)
            return Settled(is_exhausted=True)
        self._halvings += 1
        half = batch.items // 2
        self._split(batch, range(half), range(half, batch.items), in_doubt=in_doubt)
        return Settled()

    def _refuse_pointed(self, batch: Batch, pointed: dict[int, Refusal]) -> Settled:
        refused = self._mark(batch, pointed)
        self._leave_rest(batch, pointed)
        return Settled({State.REFUSED: len(refused)}, refused)

    def _leave_rest(self, batch: Batch, pointed: dict[int, Refusal]) -> None:
        """Let the events that nobody pointed at live on in a child, if there are any."""
        rest = [at for at in range(batch.items) if at not in pointed]
        if rest:
            self._split(batch, rest)
        else:
            self._journal.set_state(batch.id, BatchState.REFUSED)

    def _mark(self, batch: Batch, pointed: dict[int, Refusal]) -> tuple[RefusedRow, ...]:
        rows = [(at, each.code, each.detail, each.field) for at, each in pointed.items()]
        self._journal.add_exceptions(batch.id, State.REFUSED, rows)
        return tuple(
            RefusedRow(line, batch.kind, code, detail, name)
            for at, code, detail, name in rows
            for line in self._journal.lines_at(batch.id, at)
        )

    def _split(self, batch: Batch, *parts: list[int] | range, in_doubt: bool = False) -> None:
        whole = self._journal.body(batch.id)
        items, list_id = unwrap(batch.kind, whole), list_in(whole)
        for part in parts:
            body = wrap(batch.kind, [items[at] for at in part], list_id)
            self._journal.add_child(batch.id, part, body, in_doubt=in_doubt)
        self._journal.set_state(batch.id, BatchState.SPLIT)

    def _people(self, batch: Batch) -> dict[tuple[str, str], int]:
        """Return the place of every person of the batch by each identifier it carries."""
        where: dict[tuple[str, str], int] = {}
        for at, item in enumerate(unwrap(Kind.PROFILES, self._journal.body(batch.id))):
            for name in identifiers(orjson.loads(item)["attributes"]).items():
                where.setdefault(name, at)
        return where


def _place(failure: ImportFailure, where: dict[tuple[str, str], int]) -> int:
    """Return the place of the person who failed, -1 when none of the names is of this batch."""
    names = identifiers(
        {
            "email": failure.email,
            "phone_number": failure.phone_number,
            "external_id": failure.external_id,
        }
    )
    found = (where.get(name) for name in names.items())
    return next((at for at in found if at is not None), -1)


def _by_position(refusals: tuple[Refusal, ...], items: int) -> dict[int, Refusal]:
    """Return the first refusal of every item that is pointed at."""
    pointed: dict[int, Refusal] = {}
    for refusal in refusals:
        if 0 <= refusal.position < items:
            pointed.setdefault(refusal.position, refusal)
    return pointed
