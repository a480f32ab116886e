import csv
import io
import json
import os
import shutil
import stat
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from klaviyo_gui.core.errors import (
    AccountRefused,
    AddressRefused,
    ColumnsMissing,
    FileChanged,
    NothingToSend,
    RunBlocked,
    RunDamaged,
    RunOngoing,
)
from klaviyo_gui.core.mapping import Column, Kind, Mapping, Pair
from klaviyo_gui.core.tally import Counts, Tally
from klaviyo_gui.core.way import Way
from klaviyo_gui.klaviyo.pace import Limit
from klaviyo_gui.sending import delivery, limits
from klaviyo_gui.sending import send as sending
from klaviyo_gui.sending.limits import LOOKS
from klaviyo_gui.sending.progress import ANSWERS_LOST, Finished, Planning, Progress, RunState
from klaviyo_gui.sending.send import Destination, Order, resume, send
from klaviyo_gui.store import journal as journals
from klaviyo_gui.store.export import export
from klaviyo_gui.store.history import history, summary, write_summary
from klaviyo_gui.store.journal import JOURNAL, Journal
from klaviyo_gui.store.lock import account_lock, file_of_account
from klaviyo_gui.store.spent import Spent
from tests.doubles.accounts import practice
from tests.doubles.files import HEADER, csv_bytes, csv_file, mapping, opened, orders
from tests.doubles.tasks import send_all
from tests.store.conftest import child

__all__ = ["child"]


@pytest.fixture
def places(tmp_path):
    return tmp_path / "runs", tmp_path / "locks"


@pytest.fixture
def lent(monkeypatch):
    """Let runs borrow the workers of an account instead of starting their own."""

    def lend(account):
        class Lent:
            def __init__(self, address, key, way):
                wanted = account.destination
                assert (address, key, way) == (wanted.address, wanted.key, Way.PRIVATE)

            def __enter__(self):
                return account.pool

            def __exit__(self, *_error):
                pass

        monkeypatch.setattr(sending, "Pool", Lent)
        return account

    return lend


@pytest.fixture
def borrowed(account, lent):
    """The practice Klaviyo, its workers lent to every run."""
    return lent(account)


def order(file, metric="Placed Order", **options):
    return Order(file, mapping(metric), "Orders", is_history=True, **options)


def run(order, destination, places, stop=None):
    return list(send(order, destination, *places, stop or Event()))


def test_a_whole_run_tells_its_plan_its_progress_and_one_end(tmp_path, places):
    with practice() as account:
        file = csv_file(tmp_path, orders(5))
        told = run(order(file), account.destination, places)
        steps = [type(each) for each in told if type(each) is not Progress]
        # The file is read once to judge it as a whole, and once more to build its records.
        assert steps == [Planning, Planning, Finished]
        end = told[-1]
        assert (end.state, end.status, end.detail) == (RunState.DONE, 0, "")
        assert end.tally.events == end.tally.profiles == Counts(accepted=5)
        assert account.counts()["events"] == 5
        assert all(each["backfill"] for each in account.stored("events"))
    (known,) = history(places[0])
    assert (known.run, known.state, known.tally) == (end.run, "done", end.tally)
    assert known.requests == end.requests > 0


def test_workers_are_started_before_the_journal_is_made(borrowed, tmp_path, places, monkeypatch):
    began = []
    create, start = Journal.create, borrowed.pool.start
    monkeypatch.setattr(borrowed.pool, "start", lambda: began.append("workers") or start())
    monkeypatch.setattr(Journal, "create", lambda *given: began.append("journal") or create(*given))
    run(order(csv_file(tmp_path, orders(1))), borrowed.destination, places)
    assert began == ["workers", "journal"]


def test_a_run_begins_with_what_another_left_of_the_minute(borrowed, tmp_path, places, monkeypatch):
    monkeypatch.setitem(limits.LIMITS[Way.PRIVATE], Kind.EVENTS, Limit(10, 150))
    real = replace(borrowed.destination, is_practice=False)
    path = file_of_account(places[1], real.account, ".spent")
    now = time.monotonic()
    with Spent(path, (*Kind, LOOKS), now) as spent:
        for _ in range(120):
            spent.of(Kind.EVENTS).take()
            spent.of(Kind.EVENTS).settle(now)
    file = csv_file(tmp_path, orders(5))
    stop = Event()
    waited = []
    for event in send(order(file), real, *places, stop):
        if isinstance(event, Progress) and event.waiting == "steady":
            waited.append(event.tally.events)
            stop.set()
    assert waited[0] == Counts(unsent=5)
    assert event.state is RunState.STOPPED
    assert event.tally.events == Counts(unsent=5)
    # What sends people has a limit of its own.
    with Spent(path, (*Kind, LOOKS), time.monotonic()) as spent:
        asked = [len(spent.of(limit).ended) for limit in (Kind.PROFILES, LOOKS)]
    assert asked[0] == 1
    assert sum(asked) == event.requests


def test_the_practice_begins_with_all_of_its_limits(borrowed, tmp_path, places):
    run(order(csv_file(tmp_path, orders(5))), borrowed.destination, places)
    assert not list(places[1].glob("*.spent"))


def test_the_file_may_vanish_after_planning(borrowed, tmp_path, places, mark):
    file = csv_file(tmp_path, orders(5, mark=mark))
    told = []
    for event in send(order(file), borrowed.destination, *places, Event()):
        told.append(event)
        if type(event) is Progress and file.path.exists():
            file.path.unlink()
    assert not file.path.exists()
    assert (told[-1].state, told[-1].tally.total) == (RunState.DONE, Counts(accepted=10))
    assert len(borrowed.stored("events")) == 5


def test_a_file_that_changes_during_planning_sends_nothing(borrowed, tmp_path, places, mark):
    file = csv_file(tmp_path, orders(5, mark=mark))
    events = send(order(file), borrowed.destination, *places, Event())
    assert type(next(events)) is Planning
    file.path.write_bytes(csv_bytes(orders(6, mark=mark)))
    with pytest.raises(FileChanged):
        next(events)
    assert borrowed.stored("events") == []
    assert list(places[0].iterdir()) == []


def test_a_file_that_changed_before_is_not_even_planned(account, tmp_path, places):
    file = csv_file(tmp_path, orders(5))
    file.path.write_bytes(csv_bytes(orders(6)))
    with pytest.raises(FileChanged):
        run(order(file), account.destination, places)
    assert not places[0].exists()


def test_a_mapping_for_another_file_is_refused_before_anything_begins(account, tmp_path, places):
    file = csv_file(tmp_path, orders(1))
    wrong = Mapping(profiles=(Pair("email", Column("mail")),))
    with pytest.raises(ColumnsMissing):
        run(Order(file, wrong, "x", is_history=True), account.destination, places)
    assert not places[0].exists()


@pytest.mark.parametrize(
    "given",
    [
        ([("none", "1", "x", "A")], {}, NothingToSend),
        ([("none", "1", "x", "A"), *orders(2)], {"skips_problems": False}, RunBlocked),
        (orders(2), {"limit": 0}, NothingToSend),
    ],
)
def test_a_run_that_cannot_begin_leaves_no_folder(borrowed, tmp_path, places, given):
    rows, options, error = given
    file = csv_file(tmp_path, rows)
    with pytest.raises(error) as caught:
        run(order(file, **options), borrowed.destination, places)
    assert caught.value.tally.total.held == (0 if "limit" in options else 2)
    assert list(places[0].iterdir()) == []
    assert borrowed.stored("events") == []


def test_the_good_rows_go_where_the_sender_leaves_out_the_others(borrowed, tmp_path, places, mark):
    file = csv_file(tmp_path, [("none", "1", "x", "A"), *orders(2, mark=mark)])
    *_, end = run(order(file), borrowed.destination, places)
    assert end.tally.events == Counts(accepted=2, held=1)


def test_a_trial_sends_the_first_rows_only(borrowed, tmp_path, places, mark):
    rows = orders(5, mark=mark)
    *_, end = run(order(csv_file(tmp_path, rows), limit=2), borrowed.destination, places)
    assert end.tally.events == Counts(accepted=2)
    assert [each["unique_id"] for each in borrowed.stored("events")] == [row[1] for row in rows[:2]]


def test_rows_that_are_chosen_by_their_lines_go_and_no_others(borrowed, tmp_path, places, mark):
    rows = orders(5, mark=mark)
    file = csv_file(tmp_path, rows)
    lines = {Kind.EVENTS: (3, 5)}
    *_, end = run(order(file, lines=lines), borrowed.destination, places)
    assert end.tally.events == Counts(accepted=2)
    sent = [rows[1][1], rows[3][1]]
    assert [each["unique_id"] for each in borrowed.stored("events")] == sent


def test_a_second_run_for_the_account_is_refused_while_one_is_on(account, tmp_path, places):
    file = csv_file(tmp_path, orders(1))
    destination = account.destination
    with account_lock(places[1], destination.account):
        with pytest.raises(RunOngoing):
            run(order(file), destination, places)
        with pytest.raises(RunOngoing):
            next(resume(places[0] / "run", destination, places[1], Event()))
    assert not places[0].exists()


def test_no_key_goes_to_a_foreign_address(tmp_path, places):
    file = csv_file(tmp_path, orders(1))
    with pytest.raises(AddressRefused):
        run(order(file), Destination("Shop", "http://shop.example", "pk_1"), places)
    assert not places[0].exists()
    assert "pk_1" not in repr(Destination("Shop", "http://shop.example", "pk_1"))


@pytest.mark.parametrize("moment", ["at once", "while planning"])
def test_a_run_stopped_before_its_first_request_sends_nothing(borrowed, tmp_path, places, moment):
    file = csv_file(tmp_path, orders(3))
    stop = Event()
    if moment == "at once":
        stop.set()
    told = []
    for event in send(order(file), borrowed.destination, *places, stop):
        stop.set()
        told.append(event)
    assert (told[-1].state, told[-1].requests) == (RunState.STOPPED, 0)
    assert list(places[0].iterdir()) == []
    assert borrowed.stored("events") == []


@pytest.mark.usefixtures("small_batches")
def test_a_stopped_run_is_resumed_to_its_end_without_doubling(borrowed, tmp_path, places, mark):
    file = csv_file(tmp_path, orders(40, mark=mark))
    ignored = borrowed.counts()["repeats_ignored"]
    stop = Event()
    told = []
    for event in send(order(file), borrowed.destination, *places, stop):
        told.append(event)
        if type(event) is Progress:
            stop.set()
    first = told[-1]
    assert first.state is RunState.STOPPED
    folder = places[0] / first.run
    assert summary(folder).state == "stopped"
    *_, end = resume(folder, borrowed.destination, places[1], Event())
    assert (end.state, end.run, end.tally.total) == (
        RunState.DONE,
        first.run,
        Counts(accepted=80),
    )
    assert len(borrowed.stored("events")) == 40
    assert borrowed.counts()["repeats_ignored"] == ignored
    assert summary(folder).state == "done"
    assert summary(folder).requests == first.requests + end.requests


def test_a_run_holds_what_was_lost_until_somebody_wants_it_sent_again(
    script, lent, tmp_path, places
):
    lent(script)
    script.play(lambda request: (503 if "event" in request.target else 202, None))
    file = csv_file(tmp_path, orders(3))
    wish = Order(file, mapping(kinds=(Kind.EVENTS,)), "Orders", is_history=True, holds_lost=True)
    *_, first = run(wish, script.destination, places)
    assert (first.state, first.detail) == (RunState.PAUSED, ANSWERS_LOST)
    folder = places[0] / first.run
    script.play(lambda request: (202, None))
    for sends_lost, counts in ((False, Counts(unknown=3)), (True, Counts(accepted=3))):
        *_, end = resume(folder, script.destination, places[1], Event(), sends_lost=sends_lost)
        assert end.tally.events == counts
    assert len(script.requests) == 1


def test_a_run_whose_summary_is_lost_can_be_resumed(borrowed, tmp_path, places, mark):
    file = csv_file(tmp_path, orders(2, mark=mark))
    *_, end = run(order(file), borrowed.destination, places)
    folder = places[0] / end.run
    (folder / "run.json").unlink()
    *_, again = resume(folder, borrowed.destination, places[1], Event())
    assert (again.state, again.requests, again.tally) == (RunState.DONE, 0, end.tally)
    assert summary(folder).tally == end.tally


def test_an_incomplete_plan_is_never_sent(account, tmp_path, places):
    folder = places[0] / "run-1"
    with closing(Journal.create(folder / "journal.db", {"account": "Practice Klaviyo"})) as journal:
        journal.add_batch(Kind.EVENTS, [2], b"half of a plan")
    with pytest.raises(RunDamaged):
        list(resume(folder, account.destination, places[1], Event()))


def test_a_run_goes_on_at_its_own_account_only(account, places):
    folder = places[0] / "run-1"
    facts = {"name": "x", "account": "Other shop", "file": "x", "created": ""}
    with closing(Journal.create(folder / "journal.db", facts)) as journal:
        journal.finish_planning({})
        write_summary(folder, facts, RunState.STOPPED, journal.tally())
    with pytest.raises(AccountRefused) as caught:
        list(resume(folder, account.destination, places[1], Event()))
    assert "Other shop" in caught.value.detail


@pytest.fixture
def killed(strict_account, lent, tmp_path, places, mark, child):  # noqa: PLR0913, PLR0917 - all of them make the one scene
    """Kill a run after so many of its events; return its folder and its metric."""

    def kill(events):
        what = order(csv_file(tmp_path, orders(3_000, mark=mark)), f"M{mark}")
        process, pipe = child(send_all, what, strict_account.destination, *places)
        for _ in range(events):
            is_last, _ = pipe.recv()
            assert not is_last
        process.kill()
        process.join()
        lent(strict_account)
        (folder,) = places[0].iterdir()
        return folder, f"M{mark}"

    return kill


@pytest.mark.parametrize("events", [1, 4, 7])
def test_a_run_that_was_killed_is_resumed_with_nothing_lost_or_doubled(
    killed, strict_account, places, events
):
    """The program is killed in mid-run; refusals of stored ids would show a wrong re-send."""
    folder, metric = killed(events)
    if summary(folder).state == "planning":
        with pytest.raises(RunDamaged):
            list(resume(folder, strict_account.destination, places[1], Event()))
        return
    *_, end = resume(folder, strict_account.destination, places[1], Event())
    assert end.tally.events == end.tally.profiles == Counts(accepted=3_000)
    stored = [each for each in strict_account.stored("events") if each["metric"] == metric]
    assert len(stored) == len({each["unique_id"] for each in stored}) == 3_000


def test_the_results_hold_every_row_of_the_file_once(borrowed, tmp_path, places, mark):
    good = orders(3, mark=mark)
    rows = [
        *good,
        (good[0][0], f"z{mark}", "=merged", "Later"),
        ("none", "5", "two\r\nlines", ""),
        (f"x{mark}+refused@shop.io", f"6{mark}", "n", "X"),
        ("short", "row"),
        ("too@shop.io", "8", "long", "row", "and", "more"),
    ]
    content = csv_bytes(rows) + b"bo\xff@shop.io,9,\x80,Bo\r\n"
    *_, end = run(order(opened(tmp_path, content)), borrowed.destination, places)
    assert end.tally.events == Counts(accepted=4, refused=1, held=4)
    paths = export(places[0], end.run, tmp_path / "out", lambda each: (each.code, "advice"))
    accepted, refused = (
        list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
        for path in paths[:2]
    )
    assert accepted[0] == [*HEADER, "line", "state"]
    assert refused[0] == [*HEADER, "line", "state", "reason", "advice"]
    assert accepted[1:] == [
        *([*row, str(line), "accepted"] for line, row in enumerate(good, start=2)),
        [good[0][0], f"z{mark}", "'=merged", "Later", "5", "accepted"],
    ]
    told = {row[4]: row for row in refused[1:]}
    assert told["6"][:4] == ["none", "5", "two\r\nlines", ""]
    assert told["8"][:6] == [*rows[5], "8", "refused"]
    assert told["9"][:4] == ["short", "row", "", ""]
    assert told["10"][:4] == ["too@shop.io", "8", "long", "row"]
    assert told["10"][-2:] == ["and", "more"]
    assert told["11"][:4] == ["bo\u00ff@shop.io", "9", "\u20ac", "Bo"]
    assert len(told) == 5
    report = json.loads(paths[2].read_bytes())
    assert report["records"]["events"]["read"] == 9


def test_names_that_are_no_text_do_not_keep_a_run_from_its_journal(
    borrowed, tmp_path, places, mark
):
    (tmp_path / "odd").mkdir()
    content = csv_bytes(orders(1, mark=mark), (*HEADER[:3], "first", "b\u00e4d"))
    content = content.replace("\u00e4".encode(), b"\xe4").replace(b"Name 0", b"Name 0,x")
    file = opened(tmp_path / "odd", content)
    *_, end = run(order(file), borrowed.destination, places)
    assert end.tally.events == Counts(accepted=1)
    assert summary(places[0] / end.run).file == "orders.csv"


def test_what_an_interrupted_planning_left_is_removed_at_the_next_start(
    tmp_path, borrowed, places, mark
):
    dead, foreign = tmp_path / "runs" / "dead", tmp_path / "runs" / "foreign"
    bare = tmp_path / "runs" / "bare"
    facts = {"account": "Practice Klaviyo", "name": "x", "file": "x.csv", "created": "2026"}
    Journal.create(dead / "journal.db", facts).close()
    write_summary(dead, facts, RunState.PLANNING, Tally())
    write_summary(bare, facts, RunState.PLANNING, Tally())
    write_summary(foreign, facts | {"account": "Shop"}, RunState.PLANNING, Tally())
    *_, end = run(order(csv_file(tmp_path, orders(3, mark=mark))), borrowed.destination, places)
    assert end.state is RunState.DONE
    assert not dead.exists()
    assert not bare.exists()
    assert foreign.exists()


@pytest.mark.parametrize("begin", [Path.touch, lambda path: journals._connect(path).close()])
def test_what_was_killed_while_its_journal_was_made_is_removed_unless_something_is_missing(
    tmp_path, begin
):
    facts = {"account": "Shop", "name": "x", "file": "x.csv", "created": "2026"}
    folders = [tmp_path / name for name in ("dead", "logged", "counted")]
    _, logged, counted = folders
    for folder in folders:
        folder.mkdir()
        begin(folder / JOURNAL)
        write_summary(folder, facts, RunState.PLANNING, Tally())
    (logged / f"{JOURNAL}-wal").write_bytes(b"steps")
    shutil.copy(counted_steps(tmp_path / "other"), counted / f"{JOURNAL}-steps")
    sending._clear_unplanned(tmp_path, "Shop")
    assert [folder.exists() for folder in folders] == [False, True, True]


def counted_steps(folder):
    """Return the count of the steps of a journal that has acknowledged one."""
    with closing(Journal.create(folder / JOURNAL, {})) as journal, journal.transaction():
        pass
    return folder / f"{JOURNAL}-steps"


def test_an_interrupted_planning_that_somebody_looks_at_keeps_nothing_from_being_sent(
    tmp_path, borrowed, places, mark
):
    read = places[0] / "read"
    facts = {"account": "Practice Klaviyo", "name": "x", "file": "x.csv", "created": "2026"}
    with closing(Journal.create(read / JOURNAL, facts)):
        write_summary(read, facts, RunState.PLANNING, Tally())
        what = order(csv_file(tmp_path, orders(1, mark=mark)))
        events = send(what, borrowed.destination, *places, Event())
        next(events)
    *_, end = events
    assert end.state is RunState.DONE
    assert read.exists()
    run(order(csv_file(tmp_path, orders(1, mark=f"{mark}x"))), borrowed.destination, places)
    assert not read.exists()


def test_a_run_that_has_sent_is_kept_though_its_summary_says_it_is_planned(
    tmp_path, borrowed, places, mark
):
    folders = []
    for name in ("sent", "damaged"):
        (tmp_path / name).mkdir()
        file = csv_file(tmp_path / name, orders(2, mark=f"{mark}{name}"))
        *_, end = run(order(file), borrowed.destination, places)
        folders.append(places[0] / end.run)
        with closing(Journal.open(folders[-1] / "journal.db")) as journal:
            write_summary(folders[-1], journal.facts, RunState.PLANNING, Tally())
    sent, damaged = folders
    (damaged / "journal.db").write_bytes(b"no journal" * 1_000)
    run(order(csv_file(tmp_path, orders(1, mark=f"{mark}later"))), borrowed.destination, places)
    assert (summary(sent).state, summary(sent).tally.total.accepted) == (RunState.SENDING, 4)
    assert (damaged / "journal.db").exists()


def test_the_summary_follows_the_run_so_that_a_crash_leaves_true_figures(
    tmp_path, borrowed, places, mark, monkeypatch
):
    monkeypatch.setattr(delivery, "SUMMARY_SECONDS", 0.0)
    file = csv_file(tmp_path, orders(3, mark=mark))
    told = [
        history(tmp_path / "runs")[0].tally == event.tally
        for event in send(order(file), borrowed.destination, *places, Event())
        if isinstance(event, Progress)
    ]
    assert told
    assert all(told)


def test_bodies_are_erased_once_a_run_is_done(tmp_path, borrowed, places, mark):
    *_, end = run(order(csv_file(tmp_path, orders(3, mark=mark))), borrowed.destination, places)
    with closing(Journal.open(tmp_path / "runs" / end.run / "journal.db")) as journal:
        with pytest.raises(RunDamaged):
            journal.body(1)
        assert journal.tally() == end.tally


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps folders apart by its own lists")
def test_nobody_else_can_look_into_the_runs(tmp_path, borrowed, places, mark):
    run(order(csv_file(tmp_path, orders(3, mark=mark))), borrowed.destination, places)
    assert stat.S_IMODE((tmp_path / "runs").stat().st_mode) == 0o700
