"""What tests hand to worker processes, and what they let run in processes that get killed."""

import os
from pathlib import Path
from threading import Event

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.sending.pool import Pool
from klaviyo_gui.sending.progress import Finished
from klaviyo_gui.sending.send import send
from klaviyo_gui.store.journal import BatchState, Journal
from klaviyo_gui.store.lock import account_lock


def echo(number):
    return number


def process_id(_task):
    return os.getpid()


def nap(task):
    """Tell by a file who works on this, and go on when the mark is taken away."""
    mark, number = task
    Path(f"{mark}-{number}-{os.getpid()}").touch()
    while Path(mark).exists():
        Event().wait(0.01)
    return number


def napping(mark, count=1):
    """Return the processes that nap at this mark, as soon as there are so many."""
    while len(found := list(mark.parent.glob(f"{mark.name}-*"))) < count:
        Event().wait(0.01)
    return [int(each.name.rpartition("-")[2]) for each in sorted(found)]


def die_once(task):
    """End this process unless an earlier try left its mark."""
    mark, number = task
    if not Path(mark).exists():
        Path(mark).touch()
        os._exit(9)
    return number


def die_always(_task):
    os._exit(9)


def hold_lock(folder, account, pipe):
    with account_lock(folder, account):
        pipe.send("held")
        pipe.recv()


def keep_journal(path, pipe):
    """Plan, send and settle batches for ever, telling each step when it is on the disk."""
    journal = Journal.create(path, {"name": "victim"})
    line = 0
    while True:
        with journal.transaction():
            batch = journal.add_batch(Kind.EVENTS, [line, line + 1], b"body %d" % line)
        pipe.send(("ready", batch))
        journal.set_state(batch, BatchState.SENT, attempts=1)
        pipe.send(("sent", batch))
        journal.set_state(batch, BatchState.ACCEPTED)
        pipe.send(("accepted", batch))
        line += 2


def work_until_orphaned(pipe):
    """Start a worker, tell who it is, and wait to be killed."""
    with Pool() as pool:
        pipe.send(pool.submit(process_id, 0).result())
        pipe.recv()


def send_all(order, destination, runs, locks, pipe):
    """Send a file as a process of its own, telling every event."""
    for event in send(order, destination, runs, locks, Event()):
        pipe.send((type(event) is Finished, event))
