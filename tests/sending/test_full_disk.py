"""A disk that fills up: the run ends in words, loses nothing that it told, and goes on later."""

import errno
import os
import shutil
import sqlite3
from contextlib import closing, suppress
from itertools import chain, count, repeat
from threading import Event

import pytest

from klaviyo_gui.core.errors import RunDamaged, RunInterrupted, RunUnwritable
from klaviyo_gui.core.tally import Counts, State
from klaviyo_gui.sending import run
from klaviyo_gui.sending.interruption import interruptions
from klaviyo_gui.sending.progress import Progress, RunState
from klaviyo_gui.sending.send import Order, resume, send
from klaviyo_gui.sending.verdicts import Settled, Verdicts
from klaviyo_gui.store.journal import JOURNAL, Journal
from tests.doubles.disks import at_step, fill, make_room, small_disk
from tests.doubles.files import csv_file, mapping, orders
from tests.sending.test_send import lent

__all__ = ["lent"]

ROWS = 12


@pytest.fixture
def places(tmp_path):
    """Keep the runs on a small disk of their own."""
    with small_disk(tmp_path / "runs", 600_000) as runs:
        yield runs, tmp_path / "locks"


@pytest.fixture
def strict(strict_account, lent):
    """A Klaviyo that refuses stored ids, so that a wrong re-send shows."""
    strict_account.begin()
    return lent(strict_account)


def order(folder, mark, rows=None):
    file = csv_file(folder, rows or orders(ROWS, mark=mark))
    return Order(file, mapping(f"M{mark}"), "Orders", is_history=True)


def test_a_disk_without_room_keeps_a_run_from_beginning(strict, tmp_path, places, mark):
    fill(places[0])
    with pytest.raises(RunUnwritable) as caught:
        list(send(order(tmp_path, mark), strict.destination, *places, Event()))
    assert caught.value.cause
    make_room(places[0])
    assert list(places[0].iterdir()) == []
    assert strict.stored("events") == []


def test_a_disk_that_fills_up_while_the_run_is_planned_sends_nothing(
    strict, tmp_path, places, mark
):
    many = orders(4_000, mark=mark)
    with pytest.raises(RunUnwritable) as caught:
        list(send(order(tmp_path, mark, many), strict.destination, *places, Event()))
    assert "full" in caught.value.cause
    assert list(places[0].iterdir()) == []
    assert strict.stored("events") == []


@pytest.fixture
def filled_at(strict, tmp_path, places, mark, monkeypatch):
    """Fill the disk at a step of a run and let it go on later; tell whether it came so far."""
    monkeypatch.setattr(run, "TICK_SECONDS", 0.0)

    def told_of(name, number):
        told = [Counts()]
        with monkeypatch.context() as patched:
            is_full = at_step(number, lambda: fill(places[0]), patched)
            events = send(order(tmp_path, name), strict.destination, *places, Event())
            with suppress(RunInterrupted):
                told += (each.tally.total for each in events if isinstance(each, Progress))
        return is_full(), told[-1]

    turns = count(1)

    def fill_at(number):
        name = f"{mark}-{next(turns)}"
        is_full, told = told_of(name, number)
        if is_full:
            make_room(places[0])
        (folder,) = places[0].iterdir()
        with closing(Journal.open(folder / JOURNAL)) as journal:
            kept = journal.tally().total
        assert kept.read == 2 * ROWS
        assert kept.accepted >= told.accepted
        *_, end = resume(folder, strict.destination, places[1], Event())
        assert (end.state, end.tally.total) == (RunState.DONE, Counts(accepted=2 * ROWS))
        stored = [each for each in strict.stored("events") if each["metric"] == f"M{name}"]
        assert len(stored) == ROWS
        shutil.rmtree(folder)
        return is_full

    return fill_at


@pytest.mark.usefixtures("small_batches")
def test_a_disk_that_fills_up_at_any_step_loses_nothing_and_the_run_goes_on_later(filled_at):
    # Six batches take at least so many steps, and never four times as many.
    assert [filled_at(number) for number in (1, 2, 4, 5, 7, 9, 10, 11, 40)] == [True] * 8 + [False]


@pytest.mark.usefixtures("small_batches")
def test_a_run_that_tells_more_than_it_could_write_is_found_out(filled_at, monkeypatch):
    accept = Verdicts.accept

    def careless(self, batch):
        try:
            return accept(self, batch)
        except sqlite3.Error:
            return Settled({State.ACCEPTED: batch.items})

    monkeypatch.setattr(Verdicts, "accept", careless)
    # Which step is whose depends on which answers come together: a few rounds always meet one.
    with pytest.raises(AssertionError):
        sum(map(filled_at, chain.from_iterable(repeat(range(1, 16), 8))))


def test_a_step_for_which_there_is_no_room_says_so_and_leaves_no_trace(places):
    def add(count):
        with journal.transaction():
            for at in range(count):
                journal.add_slice(at, os.urandom(10_000))

    with closing(Journal.create(places[0] / "run-1" / JOURNAL, {})) as journal:
        with pytest.raises(sqlite3.OperationalError, match="full"):
            add(200)
        add(1)
        assert journal._database.execute("SELECT count(*) FROM slice").fetchone() == (1,)


def of_sqlite(kind, message, code):
    error = kind(message)
    error.sqlite_errorcode = code
    return error


FULL = of_sqlite(sqlite3.OperationalError, "database or disk is full", sqlite3.SQLITE_FULL)
MALFORMED = of_sqlite(
    sqlite3.DatabaseError, "database disk image is malformed", sqlite3.SQLITE_CORRUPT_INDEX
)
NO_ROOM = OSError(errno.ENOSPC, "No space left on device", "run.json")


@pytest.mark.parametrize(
    ("name", "error", "told"),
    [
        ("", FULL, RunUnwritable("database or disk is full")),
        ("run-1", FULL, RunInterrupted("run-1", "database or disk is full")),
        ("", NO_ROOM, RunUnwritable("No space left on device: run.json")),
        ("run-1", NO_ROOM, RunInterrupted("run-1", "No space left on device: run.json")),
        ("run-1", OSError("odd"), RunInterrupted("run-1", "odd")),
        ("", MALFORMED, RunUnwritable("database disk image is malformed")),
        ("run-1", MALFORMED, RunDamaged("run-1", "database disk image is malformed")),
    ],
)
def test_what_the_system_refuses_is_told_by_what_was_sent(name, error, told):
    def broken():
        with interruptions() as standing:
            standing.run = name
            raise error

    with pytest.raises(type(told)) as caught:
        broken()
    assert vars(caught.value) == vars(told)


@pytest.mark.parametrize("error", [sqlite3.IntegrityError("twice"), ValueError("odd")])
def test_a_fault_of_the_program_stays_one(error):
    with pytest.raises(type(error)), interruptions():
        raise error
