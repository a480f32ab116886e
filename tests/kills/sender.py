"""A sender that is killed: sends a file, or goes on with the run that is left of it.

Says ``on`` when the first request may go out, and in the end the state of its run with its counts.
Kills itself at the n-th moment between two steps of a request; 0 for never.
"""

import errno
import os
import signal
from itertools import count
from multiprocessing import reduction, resource_tracker
from multiprocessing.forkserver import ForkServer
from pathlib import Path
from threading import Event

from klaviyo_gui.core.account_name import account_key
from klaviyo_gui.core.batch import ITEMS_MAX
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.way import Way
from klaviyo_gui.klaviyo.pace import Limit
from klaviyo_gui.practice.behaviour import PRACTICE_KEY
from klaviyo_gui.sending import limits, pool, run
from klaviyo_gui.sending.pool import Pool
from klaviyo_gui.sending.progress import Finished, Progress, RunState
from klaviyo_gui.sending.run import Run
from klaviyo_gui.sending.send import Destination, Order, resume, send
from klaviyo_gui.source.table import open_csv
from klaviyo_gui.store.history import history
from klaviyo_gui.store.journal import Journal
from klaviyo_gui.store.steps import Steps
from tests.doubles.files import mapping
from tests.kills.faults import FAULTS

ITEMS = 3
"""Records of one request, so that a small file takes many."""

WORKERS = 2
"""Requests in flight at once, and processes: more of them would only take longer to start."""

LABEL = "Practice Klaviyo (PRACTI)"
"""An account is known by its public key."""

ON = "on"
"""What a sender says when its first request may go out."""


NO_LIMIT = Limit(1_000, 100_000)
"""As much as the practice Klaviyo takes where it counts nothing."""

POLL_SECONDS = 0.02
"""Before the first look at a job, and before a request is tried again: nobody is far away."""


def main(teller, folder, address, metric, moment, way, fault):  # noqa: PLR0913, PLR0917 - as started
    folder, way = Path(folder), Way(way)
    share_fork_server()
    ITEMS_MAX.update(dict.fromkeys(Kind, ITEMS))
    pool.CORES = pool.DELIVERIES = run.DELIVERIES = WORKERS
    run._POLL_FIRST_SECONDS = POLL_SECONDS
    run._back_off = lambda _tries: POLL_SECONDS
    limits.JOB_LIMIT = NO_LIMIT
    limits.LIMITS = {each: dict.fromkeys(Kind, NO_LIMIT) for each in Way}
    if fault:
        FAULTS[fault]()
    if moment:
        die_at(moment)
    runs, locks = folder / "runs", folder / "locks"
    key = account_key(LABEL) if way is Way.PUBLIC else PRACTICE_KEY
    destination = Destination(LABEL, address, key, is_practice=True, way=way)
    begun = [each for each in history(runs) if each.state != RunState.PLANNING]
    if begun:
        events = resume(runs / begun[0].run, destination, locks, Event())
    else:
        order = Order(open_csv(folder / "orders.csv"), mapping(metric), "Orders", is_history=True)
        events = send(order, destination, runs, locks, Event())
    is_on = False
    for event in events:
        if isinstance(event, Progress) and not is_on:
            is_on = True
            teller.send((ON, {}))
        if isinstance(event, Finished):
            accepted = {kind.value: event.tally.of(kind).accepted for kind in Kind}
            teller.send((event.state.value, accepted))


def _received(client, size, receive=reduction.recvfds):
    """Let the process that is copied pass over a sender killed as it asked for a worker."""
    try:
        return receive(client, size)
    except EOFError:
        raise ConnectionAbortedError(errno.ECONNABORTED, "killed") from None


# It runs in the process that is copied, which imports this module; of its own it would end there.
reduction.recvfds = _received


def share_fork_server():
    """Let the workers be copies of the process that this one is a copy of.

    Python would start one more for them, which imports everything anew: most of a sender's life.
    """
    ForkServer.ensure_running = lambda _self: resource_tracker.ensure_running()


def die_at(moment):
    """End this process, by a signal that nobody can answer, at the n-th moment from now."""
    left = count(moment, -1)

    def between(step):
        def taken(*arguments, **named):
            if next(left) == 1:
                os.kill(os.getpid(), signal.SIGKILL)
            return step(*arguments, **named)

        return taken

    Pool.submit, Run._apply = between(Pool.submit), between(Run._apply)
    Journal.set_state, Journal.add_child = map(between, (Journal.set_state, Journal.add_child))
    Steps.acknowledge = between(Steps.acknowledge)
