"""A run as its journal meets it: planned, sent, answered in every way, closed and opened again."""

import sys

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.outcome import ImportFailure, Job, JobStatus, Outcome, Refusal, Verdict
from klaviyo_gui.klaviyo.bodies import wrap
from klaviyo_gui.sending.verdicts import Verdicts
from klaviyo_gui.store.journal import BatchState, Journal
from tests.power_cuts.disk import Said

_ITEMS = 4
_SENDABLE = (BatchState.READY, BatchState.UNKNOWN)
_OPEN = (*_SENDABLE, BatchState.SENT, BatchState.IMPORTING)


def snapshot(journal):
    """Return all that the journal says of its batches and records."""
    return (
        journal.is_planned,
        journal.batches(*BatchState),
        {kind: journal.states(kind, 0, sys.maxsize) for kind in Kind},
        tuple(journal.exceptions()),
    )


class Work:
    """Works on one journal, and notes on the disk what is known to be in it."""

    def __init__(self, path, disk, random):
        self._path = path
        self._disk = disk
        self._random = random
        self._journal = None
        self._line = 1

    def begin(self):
        """Plan a new run."""
        self._journal = Journal.create(self._path, {"name": "Orders"})
        self._acknowledge()
        for _ in range(self._random.randint(1, 4)):
            with self._journal.transaction():
                self._plan_range()
            self._acknowledge()
        with self._journal.transaction():
            self._journal.add_keys(Kind.EVENTS, ((b"%04d" % at, at, b"") for at in range(40)))
            self._journal.finish_planning({"rows": self._line})
        self._acknowledge()

    def go_on(self):
        """Open what a power cut has left."""
        self._journal = Journal.open(self._path)
        self._acknowledge()

    def live(self, steps):
        """Send and settle for so many steps, if there is so much to do."""
        for _ in range(steps):
            if self._random.random() < 0.05:
                self._journal.close()
                self.go_on()
            batches = self._journal.batches(*_OPEN)
            if not batches or not self._journal.is_planned:
                break
            self._step(self._random.choice(batches))
            self._acknowledge()
        else:
            return
        self._journal.erase_bodies()
        self._acknowledge()

    def bodies(self):
        """Return the frozen bytes, as long as any of them may still be sent."""
        every = self._journal.batches(*BatchState) if self._journal.batches(*_OPEN) else ()
        return {each.id: self._journal.body(each.id) for each in every}

    def end(self):
        self._journal.close()

    def _acknowledge(self):
        self._disk.trace.append(Said(snapshot(self._journal)))

    def _plan_range(self):
        """Freeze some rows as planning does with each part of a file."""
        lines = range(self._line + 1, self._line + 2 + 3 * _ITEMS)
        self._line = lines[-1]
        self._journal.add_slice(lines[0], self._random.randbytes(self._random.choice((90, 9_000))))
        held, *sent = lines
        for kind in Kind:
            self._journal.add_held(kind, [(held, "email_invalid", "x", "email")])
            for at in range(0, len(sent), _ITEMS):
                part = sent[at : at + _ITEMS]
                self._journal.add_batch(kind, part, wrap(kind, [self._item(line) for line in part]))

    def _item(self, line):
        note = self._random.randbytes(self._random.choice((20, 2_000))).hex()
        return b'{"attributes":{"email":"p%d@shop.io","note":"%s"}}' % (line, note.encode())

    def _step(self, batch):
        verdicts = Verdicts(self._journal)
        if batch.state in _SENDABLE:
            verdicts.intend(batch)
        elif batch.state is BatchState.IMPORTING:
            self._end_job(verdicts, batch)
        else:
            self._answer(verdicts, batch)

    def _answer(self, verdicts, batch):
        at = self._random.randrange(batch.items)
        pointed = Outcome(Verdict.REFUSED, 400, "Bad", (Refusal(at, "invalid", "Bad", "email"),))
        blind = Outcome(Verdict.REFUSED, 400, "Bad", (Refusal(-1, "invalid", "Bad"),))
        repeated = Outcome(
            Verdict.REFUSED, 400, "Again", (Refusal(at, "", "Again"),), speaks_of_repeats=True
        )
        ways = [
            lambda: verdicts.unknown(batch),
            lambda: verdicts.again(batch),
            lambda: verdicts.refuse(batch, pointed),
            lambda: verdicts.refuse(batch, blind),
        ]
        if batch.kind is Kind.EVENTS:
            ways += [
                lambda: verdicts.accept(batch),
                lambda: verdicts.accept(batch),
                lambda: verdicts.refuse(batch, repeated),
            ]
        else:
            ways += 3 * [lambda: verdicts.importing(batch, f"job-{batch.id}")]
        self._random.choice(ways)()

    def _end_job(self, verdicts, batch):
        person = ImportFailure("p2@shop.io", "", "", "invalid", "Bad")
        failed = self._random.randint(0, 1)
        job = Job(batch.job, JobStatus.COMPLETE, batch.items, batch.items - failed, failed)
        outcome = Outcome(Verdict.ACCEPTED, 200, job=job, failures=(person,) * failed)
        self._random.choice(
            (
                lambda: verdicts.complete(batch, outcome),
                lambda: verdicts.cancelled(batch),
            )
        )()
