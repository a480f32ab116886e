"""Every fault of the network at every endpoint: the class it is taken for, and what the run does.

The fault befalls the first request of its kind; all others are answered as they should be.
"""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Event

import orjson
import pytest

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.outcome import Verdict
from klaviyo_gui.core.tally import Counts
from klaviyo_gui.core.way import Way
from klaviyo_gui.klaviyo import answer, transport
from klaviyo_gui.klaviyo.bodies import lone, unwrap, wrap
from klaviyo_gui.klaviyo.pace import Limit, Pace
from klaviyo_gui.sending import run as run_module
from klaviyo_gui.sending import worker
from klaviyo_gui.sending.progress import Finished, Refused, RunState
from klaviyo_gui.sending.run import Run
from klaviyo_gui.sending.verdicts import JOB_FORGOTTEN
from klaviyo_gui.store import journal as journal_module
from klaviyo_gui.store.journal import BatchState, Journal
from tests.sending.network_bench import ROWS, Bench
from tests.sending.network_faults import COLUMNS, FAULTS, MANY, RIGHT

CLASS = {
    "A": Verdict.ACCEPTED,
    "R": Verdict.REFUSED,
    "S": Verdict.STOP,
    "W": Verdict.WAIT,
    "U": Verdict.UNKNOWN,
}
KINDS = {"events": Kind.EVENTS, "profiles": Kind.PROFILES, "alone": Kind.EVENTS}
LARGE = 4_400_000
"""As much as a request holds, and more than leaves at once."""


@pytest.fixture(scope="module")
def threads():
    """Give a pool whose one worker is a thread of this process."""
    with ThreadPoolExecutor(1) as pool:
        yield pool


@pytest.fixture(autouse=True)
def _light(monkeypatch):
    """Let nothing wait for the disk or for the pace, and keep proxies of this computer out."""
    monkeypatch.setattr(journal_module, "_database", in_memory)
    monkeypatch.setattr(journal_module, "sync_folder", lambda _folder: None)
    for name in ("_BACK_OFF_MAX_SECONDS", "_POLL_FIRST_SECONDS", "_POLL_MAX_SECONDS"):
        monkeypatch.setattr(run_module, name, 0.0)
    monkeypatch.setattr(worker, "_pages", Pace(Limit(1_000, 100_000), 1))
    monkeypatch.setattr(transport, "MAX_ANSWER_BYTES", MANY - 1)
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def in_memory(_path, _mode, _seconds):
    return sqlite3.connect(":memory:", isolation_level=None)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """Return the path of a journal that never comes to the disk."""
    return tmp_path_factory.mktemp("run-1") / "journal.db"


def item(kind, at, note):
    person = {"type": "profile", "attributes": {"email": f"p{at}@shop.io", "last_name": note}}
    if kind is Kind.PROFILES:
        return orjson.dumps(person)
    event = {"type": "event", "attributes": {"unique_id": f"o{at}", "properties": {"note": note}}}
    attributes = {"profile": {"data": person}, "events": {"data": [event]}}
    return orjson.dumps({"type": "event-bulk-create", "attributes": attributes})


def freeze(place, column, note):
    """Freeze a batch of the kind that a column is about."""
    kind, rows = KINDS.get(column, Kind.PROFILES), rows_of(column)
    items = [item(kind, at, note) for at in range(rows)]
    is_alone = column == "alone"
    journal = Journal.create(place, {"way": Way.PUBLIC if is_alone else Way.PRIVATE})
    body = lone(kind, *items) if is_alone else wrap(kind, items)
    journal.add_batch(kind, range(2, 2 + rows), body)
    journal.finish_planning({})
    return journal


def rows_of(column):
    return 1 if column == "alone" else ROWS


def told(journal, threads):
    *events, end = Run(journal, threads, Event()).events()
    assert isinstance(end, Finished)
    return [row for each in events if isinstance(each, Refused) for row in each.rows], end


class Cell:
    """One fault at one endpoint: what it was taken for, and what the run did."""

    def __init__(self, fault, column, bench, journal, threads):
        self.fault = fault
        self.column = column
        self.rows = rows_of(column)
        self.threads = threads
        self.bench = bench
        self.journal = journal
        self.frozen = self.journal.body(1)
        self.refused, self.end = told(self.journal, threads)
        self.outcome = self.bench.client.outcome

    def prove(self):
        outcome, bad = self.outcome, self.bench.bad
        assert outcome.verdict is CLASS[self.fault.class_of(self.column)]
        assert self.fault.says in {None, outcome.detail}
        assert outcome.retry_after == self.fault.pause
        if bad is not None and self.column in KINDS:
            arrived = b"" if self.fault.place == "half read" else self.frozen
            assert [each.body for each in bad.requests] == [arrived]
        if self.column in KINDS:
            self._prove_sent(KINDS[self.column])
        else:
            self._prove_asked()
        assert self.end.state is RunState.DONE

    def _prove_sent(self, kind):
        batch, posts = self.journal.batch(1), self.bench.posts()
        match self.outcome.verdict:
            case Verdict.ACCEPTED:
                assert (posts, batch.attempts) == ([], 1)
            case Verdict.WAIT:
                # The very same bytes, and only what may have arrived counts as an attempt.
                assert (posts, batch.attempts) == ([self.frozen], 1)
            case Verdict.UNKNOWN:
                assert (posts, batch.attempts) == ([self.frozen], 2)
            case Verdict.STOP:
                assert (posts, batch.state, batch.attempts) == ([], BatchState.READY, 0)
                assert self.journal.tally().of(kind) == Counts(unsent=self.rows)
                self._go_on()
                assert self.bench.posts() == [self.frozen]
            case Verdict.REFUSED if self.column == "alone":
                assert (posts, batch.state) == ([], BatchState.REFUSED)
                assert [row.line for row in self.refused] == [2]
            case Verdict.REFUSED:
                items = unwrap(kind, self.frozen)
                pointed = [each.position for each in self.outcome.refusals if each.position >= 0]
                rest = [each for at, each in enumerate(items) if at not in pointed]
                assert [item for body in posts for item in unwrap(kind, body)] == rest
                assert len(posts) == (1 if pointed else 2)
                assert [row.line for row in self.refused] == [2 + at for at in pointed]
                assert batch.state is BatchState.SPLIT
        lost = len(self.refused)
        assert self.journal.tally().of(kind) == Counts(accepted=self.rows - lost, refused=lost)

    def _prove_asked(self):
        """Whatever befalls a question about a job, nobody is sent again because of it."""
        is_stop, status = self.outcome.verdict is Verdict.STOP, self.outcome.status
        if is_stop and status in {401, 403}:
            assert [each.job for each in self.journal.batches(BatchState.IMPORTING)] == ["job-1"]
            self._go_on()
        assert self.bench.posts() == [self.frozen]
        people = self.journal.tally().profiles
        if self.outcome.verdict is Verdict.REFUSED or (is_stop and status in {404, 410}):
            assert people == Counts(unknown=ROWS)
            assert {each.code for each in self.journal.exceptions()} == {JOB_FORGOTTEN}
        else:
            assert people == Counts(accepted=ROWS - 1, refused=1)
            assert [row.line for row in self.refused] == [2]

    def _go_on(self):
        """Continue a run that has paused, once what made it pause is over."""
        assert (self.end.state, self.end.status) == (RunState.PAUSED, self.outcome.status)
        self.refused, self.end = told(self.journal, self.threads)


@pytest.fixture
def proved(place, threads, monkeypatch):
    """Return what lets a fault happen at an endpoint and proves what follows."""

    def prove(fault, column):
        with ExitStack() as stack, monkeypatch.context() as patched:
            is_large = fault.place == "half read" and column in KINDS
            journal = freeze(place, column, "x" * (LARGE // rows_of(column) if is_large else 1))
            stack.callback(journal.close)
            bench = Bench(fault, column, stack, patched)
            Cell(fault, column, bench, journal, threads).prove()

    return prove


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_every_fault_ends_in_its_class_and_the_run_goes_on_from_there(fault, column, proved):
    proved(fault, column)


def no_byte_is_seen_to_leave(monkeypatch):
    monkeypatch.setattr(
        transport.WatchedBody, "read", lambda self, size=-1: self._content.read(size)
    )


def server_errors_refuse(monkeypatch):
    monkeypatch.setattr(answer, "_REFUSING", answer._REFUSING | {500})


def any_document_accepts(monkeypatch):
    monkeypatch.setattr(answer, "document_in", lambda _type, _body: RIGHT["job"][1])


def redirects_are_followed(monkeypatch):
    ask = transport.Transport.ask

    def followed(self, path, query, body=None):
        reply = ask(self, path, query, body)
        return ask(self, "/portal", {}, body) if getattr(reply, "status", 0) == 307 else reply

    monkeypatch.setattr(transport.Transport, "ask", followed)


def cut_answers_are_whole(monkeypatch):
    read = transport._read
    monkeypatch.setattr(transport, "_read", lambda response: (read(response)[0], False))


def a_page_stops(monkeypatch):
    read = answer.document_in
    monkeypatch.setattr(answer, "document_in", lambda kind, body: read(kind, body) or {})


def an_unknown_batch_is_mixed_anew(monkeypatch):
    body = Journal.body
    monkeypatch.setattr(
        Journal,
        "body",
        lambda self, number: (
            body(self, number).replace(b'"x"', b'"y"')
            if self.batch(number).attempts
            else body(self, number)
        ),
    )


def a_job_in_doubt_is_sent_again(monkeypatch):
    def again(self, due, outcome, now):
        self._journal.set_state(due.batch.id, BatchState.UNKNOWN)
        self._queue(self._journal.batch(due.batch.id), now)

    monkeypatch.setattr(Run, "_wait", again)


@pytest.mark.parametrize(
    ("seed", "name", "column"),
    [
        (no_byte_is_seen_to_leave, "reset after the body", "events"),
        (server_errors_refuse, "500 in JSON", "profiles"),
        (any_document_accepts, "a page with 202", "profiles"),
        (redirects_are_followed, "a redirect by 307", "events"),
        (cut_answers_are_whole, "an answer cut in its body", "events"),
        (a_page_stops, "401 as a page", "job"),
        (an_unknown_batch_is_mixed_anew, "an end without an answer", "events"),
        (an_unknown_batch_is_mixed_anew, "an end without an answer", "alone"),
        (server_errors_refuse, "500 in JSON", "alone"),
        (a_job_in_doubt_is_sent_again, "502 in JSON", "job"),
    ],
)
def test_a_wrong_class_or_a_wrong_next_step_is_found_out(seed, name, column, proved, monkeypatch):
    (fault,) = (each for each in FAULTS if each.name == name)
    proved(fault, column)
    seed(monkeypatch)
    with pytest.raises(AssertionError):
        proved(fault, column)
