"""Senders that are wrong in one way each: with every one of them the loop must turn red."""

import os
import random
import re
from concurrent.futures import wait

import orjson

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.sending.run import Run
from klaviyo_gui.sending.worker import deliver
from klaviyo_gui.store.journal import BatchState, Journal

_ID = re.compile(rb'("unique_id":"[^"]*)"')


def intent_after_request():
    """Write that a request goes out only when its answer is there."""
    launch = Run._launch

    def late(self, looks, sends):
        launch(self, looks, [])
        for due, task in sends:
            future = self._pool.submit(deliver, task)
            wait([future])
            (due.batch,) = self._verdicts.intend(due.batch)
            self._flying[future] = due

    Run._launch = late


def new_ids():
    """Give events another id with every attempt."""
    body_of = Journal.body

    def renamed(self, number):
        mark = f"-{os.getpid()}-{random.random()}".encode()
        return _ID.sub(rb"\1" + mark + b'"', body_of(self, number))

    Journal.body = renamed


def mixed_batches():
    """Send what is in doubt together with what never went out."""
    body_of, gather = Journal.body, Run._gather
    mixed = {}

    def mix(self, now):
        doubtful = self._journal.batches(BatchState.SENT, BatchState.UNKNOWN)
        fresh = self._journal.batches(BatchState.READY)
        pairs = zip(
            *([each for each in every if each.kind is Kind.EVENTS] for every in (doubtful, fresh)),
            strict=False,
        )
        for one, other in pairs:
            bodies = [orjson.loads(body_of(self._journal, each.id)) for each in (one, other)]
            first, second = (
                body["data"]["attributes"]["events-bulk-create"]["data"] for body in bodies
            )
            first[-1], second[-1] = second[-1], first[-1]
            mixed.update(zip((one.id, other.id), map(orjson.dumps, bodies), strict=True))
        gather(self, now)

    def body(self, number):
        return mixed.get(number) or body_of(self, number)

    Run._gather, Journal.body = mix, body


FAULTS = {each.__name__: each for each in (intent_after_request, new_ids, mixed_batches)}
