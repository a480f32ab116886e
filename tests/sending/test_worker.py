import multiprocessing
import zlib
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

import orjson
import pytest

from klaviyo_gui.core.mapping import Column, Kind, Pair
from klaviyo_gui.core.outcome import JobStatus, Verdict
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.record import Plan
from klaviyo_gui.klaviyo.client import Client
from klaviyo_gui.klaviyo.pace import Limit, Pace
from klaviyo_gui.sending import worker
from klaviyo_gui.sending.worker import BuildTask, DeliverTask, build, deliver, look, start
from tests.doubles.accounts import failures, job
from tests.doubles.files import csv_bytes, mapping, opened

RAGGED = (
    csv_bytes([("ann@shop.io", "1", "a", "A"), ("no address", "2", "b", "B")])
    + b"short,row\r\n"
    + b"bo\xff@shop.io,3,\x80 5,Bo\r\n"
)


@pytest.fixture
def task(tmp_path):
    def made(content=RAGGED, **options):
        file = opened(tmp_path, content)
        (found,) = file.index().ranges()
        plan = Plan(mapping(), file.header, datetime(2026, 1, 2, tzinfo=UTC))
        return BuildTask(file.path, file.dialect, found, plan, **options)

    return made


def test_what_is_said_of_people_is_compared_by_a_check_alone(task):
    asked = task(csv_bytes([("ann@shop.io", "1", "a", "A"), ("bo@shop.io", "2", "b", "B")]))
    about = Pair("profile.first_name", Column("first"))
    plan = replace(asked.plan, mapping=mapping(kinds=(Kind.EVENTS,)).with_pair(Kind.EVENTS, about))
    first, second = build(replace(asked, plan=plan)).records[Kind.EVENTS].said
    assert first != second
    sent = build(replace(asked, plan=plan, is_for_sending=True)).records[Kind.EVENTS]
    assert (len(sent.bodies), sent.said) == (2, [])


@contextmanager
def client_for(account, monkeypatch):
    with Client(account.server.address, "pk_1") as client:
        monkeypatch.setattr(worker, "_client", client)
        yield


def test_a_check_carries_neither_the_rows_nor_the_bodies_of_events(task):
    built = build(task())
    assert built.frozen == b""
    assert built.records[Kind.EVENTS].bodies == []
    assert len(built.records[Kind.EVENTS].lines) == len(built.records[Kind.PROFILES].bodies) == 1


def test_a_range_becomes_ready_and_held_records(task):
    built = build(task(is_for_sending=True))
    assert built.rows == 4
    for kind, records in built.records.items():
        assert records.lines == [2]
        assert len(records.bodies) == len(records.has_made_id) == 1
        assert list(map(len, records.keys)) == [16]
        email = "profile.email" if kind is Kind.EVENTS else "email"
        assert records.held == [
            (3, Code.EMAIL_INVALID, "no address", email),
            (4, Code.ROW_TOO_SHORT, "", ""),
            (5, Code.ROW_UNDECODABLE, "", ""),
        ]
    assert {each.code for each in built.findings} >= {Code.EMAIL_INVALID, Code.ROW_TOO_SHORT}


def test_the_rows_are_kept_as_they_were_read(task):
    lines, cells = orjson.loads(zlib.decompress(build(task(is_for_sending=True)).frozen))
    assert lines == [2, 3, 4, 5]
    assert cells[2] == ["short", "row"]
    assert cells[3] == ["bo\u00ff@shop.io", "3", "\u20ac 5", "Bo"]
    whole = build(task(csv_bytes([("ann@shop.io", "1", "\u00e4", "A")]), is_for_sending=True))
    assert orjson.loads(zlib.decompress(whole.frozen)) == [
        [2],
        [["ann@shop.io", "1", "\u00e4", "A"]],
    ]


def test_a_range_is_cut_short_where_a_limit_says_so(task):
    assert build(task(rows_max=2)).rows == 2
    assert build(task(rows_max=0)).rows == 0


def test_each_kind_goes_to_its_own_address(script, monkeypatch):
    script.play(lambda request: (202, job("queued") if "profile" in request.target else None))
    with client_for(script, monkeypatch):
        for kind in Kind:
            assert deliver(DeliverTask(kind, b"{}", 1)).verdict is Verdict.ACCEPTED
    assert [each.target for each in script.requests] == [
        "/api/event-bulk-create-jobs",
        "/api/profile-bulk-import-jobs",
    ]
    assert "ann@shop.io" not in repr(DeliverTask(Kind.EVENTS, b"ann@shop.io", 1))


def test_only_a_finished_job_with_failures_brings_them_along(script, monkeypatch):
    answers = [
        (200, job("processing", failed=1)),
        (200, job("complete")),
        (200, job("complete", failed=1)),
        (200, failures({"email": "ann@shop.io"})),
        (200, job("complete", failed=1)),
        (500, None),
    ]
    script.play(lambda request: answers.pop(0))
    with client_for(script, monkeypatch):
        assert look("job-1").job.status is JobStatus.PROCESSING
        assert look("job-1").failures == ()
        with_failures = look("job-1")
        assert with_failures.job.status is JobStatus.COMPLETE
        assert [each.email for each in with_failures.failures] == ["ann@shop.io"]
        assert look("job-1").verdict is Verdict.UNKNOWN


def test_the_pages_of_failures_keep_the_pace(script, monkeypatch):
    next_page = {"links": {"next": script.server.address + "/next?page[cursor]=2"}}
    answers = [
        (200, job("complete", failed=2)),
        (200, failures({}) | next_page),
        (200, failures({})),
    ]
    monkeypatch.setattr(worker, "_pages", pace := Pace(Limit(10, 150)))
    script.play(lambda request: answers.pop(0))
    with client_for(script, monkeypatch):
        assert len(look("job-1").failures) == 2
    assert len(pace._ended) == 2


def test_a_worker_starts_with_a_client_and_ends_with_its_parent(monkeypatch):
    """In this process the end is only noted; the tests of the pool kill a real parent."""
    ended = []
    near, far = multiprocessing.Pipe()
    monkeypatch.setattr(worker.os, "_exit", ended.append)
    monkeypatch.setattr(worker.signal, "signal", lambda *_: None)
    monkeypatch.setattr(worker.gc, "freeze", lambda: None)
    monkeypatch.setattr(worker.gc, "set_threshold", lambda *_: None)
    monkeypatch.setattr(worker, "_client", None)
    far.close()
    worker._end_with(near.fileno())
    near.close()
    assert ended == [1]
    start("http://127.0.0.1:9", "pk_1")
    assert repr(worker._client) == "Client('http://127.0.0.1:9')"
    start("", "")
    assert worker._client is None
    with pytest.raises(AssertionError):
        look("job-1")
    with pytest.raises(AssertionError):
        deliver(DeliverTask(Kind.EVENTS, b"", 0))
