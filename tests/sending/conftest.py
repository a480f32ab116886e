import itertools
from contextlib import closing
from functools import partial
from threading import Event

import pytest

from klaviyo_gui.core.batch import ITEMS_MAX
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.record import Plan
from klaviyo_gui.core.way import Way
from klaviyo_gui.klaviyo.pace import Limit
from klaviyo_gui.sending import limits, run, survey
from klaviyo_gui.sending.plan import freeze
from klaviyo_gui.sending.run import Run
from klaviyo_gui.sending.survey import Part
from klaviyo_gui.source import table
from klaviyo_gui.source.index import scan
from klaviyo_gui.store.journal import Journal
from tests import measuring
from tests.doubles.accounts import practice, scripted
from tests.doubles.files import csv_file, mapping

NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def one_practice():
    with practice() as account:
        measuring.warm(account.pool)
        yield account


@pytest.fixture
def account(one_practice):
    """The practice Klaviyo, looked at from now on."""
    one_practice.begin()
    return one_practice


@pytest.fixture(scope="session")
def strict_account():
    """A practice Klaviyo that refuses ids which it has stored."""
    with practice(repeats="refuse-stored") as account:
        yield account


@pytest.fixture(scope="session")
def one_script():
    with scripted() as account:
        measuring.warm(account.pool)
        yield account


@pytest.fixture
def script(one_script):
    """A Klaviyo that answers as the test says."""
    one_script.play(None)
    return one_script


@pytest.fixture
def mark():
    """A text that no other test uses, so that one practice Klaviyo serves them all."""
    return f"-{next(NUMBERS)}"


@pytest.fixture(autouse=True)
def hurry(monkeypatch):
    """Shorten all waits; the pauses that Klaviyo asks for stay."""
    monkeypatch.setattr(limits, "JOB_LIMIT", Limit(1_000, 100_000))
    fast = {way: dict.fromkeys(Kind, Limit(1_000, 100_000)) for way in Way}
    monkeypatch.setattr(limits, "LIMITS", fast)
    monkeypatch.setattr(run, "_BACK_OFF_MAX_SECONDS", 0.02)
    monkeypatch.setattr(run, "_POLL_FIRST_SECONDS", 0.01)
    monkeypatch.setattr(run, "_POLL_MAX_SECONDS", 0.02)


@pytest.fixture
def small_batches(monkeypatch):
    """Let requests hold five records."""
    for kind in Kind:
        monkeypatch.setitem(ITEMS_MAX, kind, 5)


@pytest.fixture
def small_ranges(monkeypatch):
    """Build files in ranges of a row or two."""
    monkeypatch.setattr(table, "scan", partial(scan, step=64))
    monkeypatch.setattr(survey, "TASK_BYTES", 1)


@pytest.fixture
def frozen(tmp_path, builders):
    """Freeze rows into a journal, and return it."""
    opened = []

    def freeze_rows(rows, metric="Placed Order", *, mapped=None, way=Way.PRIVATE, **options):
        file = csv_file(tmp_path, rows)
        plan = Plan(mapped or mapping(metric, **options), file.header)
        journal = Journal.create(tmp_path / f"run-{next(NUMBERS)}" / "journal.db", {"way": way})
        opened.append(journal)
        for _ in freeze(Part(file, plan, is_for_sending=True), builders, journal, Event()):
            pass
        return journal

    yield freeze_rows
    for journal in opened:
        journal.close()


@pytest.fixture
def drive():
    """Run a journal to its end, or until ``stop_at`` says so of an event; return the events."""

    def driven(journal, account, stop_at=None, **options):
        stop = Event()
        events = []
        with closing(Run(journal, account.pool, stop, **options).events()) as told:
            for event in told:
                events.append(event)
                if stop_at is not None and stop_at(event):
                    stop.set()
        return events

    return driven
