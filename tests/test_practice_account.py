import threading
from contextlib import closing
from dataclasses import replace

import pytest

from klaviyo_gui import practice_account
from klaviyo_gui.core.batch import ITEMS_MAX
from klaviyo_gui.core.errors import AccountRefused, PracticeGone, RunOngoing
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping, Pair
from klaviyo_gui.practice.process import PracticeProcess
from klaviyo_gui.practice_account import PracticeAccount
from klaviyo_gui.sending.progress import Finished, Progress, RunState
from klaviyo_gui.sending.send import Order, resume, send
from klaviyo_gui.sending.unfinished import unfinished_runs
from klaviyo_gui.source.table import open_csv
from klaviyo_gui.store.lock import account_lock
from tests.practice.caller import Caller

MAPPING = Mapping(
    events=(
        Pair("profile.email", Column("email")),
        Pair("metric", Fixed("Bought")),
        Pair("unique_id", Column("id")),
    )
)
ROWS, ITEMS = 60, 5
"""Rows, and records of a request: 12 requests are more than may start in one second, so that a run
can be stopped in its middle."""


@pytest.fixture(autouse=True)
def _small_requests(monkeypatch):
    monkeypatch.setitem(ITEMS_MAX, Kind.EVENTS, ITEMS)


@pytest.fixture
def places(tmp_path):
    """The folders that two shells of one user share."""
    return {name: tmp_path / name for name in ("practice", "runs", "locks")}


@pytest.fixture
def shell(places):
    """Give the practice account of one more shell, such as the window or a command."""
    return lambda: closing(PracticeAccount(places["practice"], places["runs"]))


@pytest.fixture
def order(tmp_path):
    path = tmp_path / "orders.csv"
    rows = "".join(f"p{at}@shop-demo.com,{at}\n" for at in range(ROWS))
    path.write_text("email,id\n" + rows, encoding="utf-8")
    return Order(open_csv(path), MAPPING, "Orders", is_history=True)


@pytest.fixture
def begin(order, places):
    """Send until the first answer is in, or to the end."""

    def sent(account, *, rows=None, is_stopped=True):
        stop = threading.Event()
        asked = replace(order, limit=rows)
        for event in send(asked, account.destination(), places["runs"], places["locks"], stop):
            if is_stopped and isinstance(event, Progress) and event.tally.total.accepted:
                stop.set()
        assert isinstance(event, Finished)
        return event

    return sent


def stored(address):
    with Caller(address) as klaviyo:
        counts = klaviyo.counts()
    return counts["events"], counts["repeats_ignored"]


def unfinished(places):
    [run] = unfinished_runs(places["runs"])
    return run


def go_on(destination, places):
    run = unfinished(places)
    stop = threading.Event()
    *_, last = resume(places["runs"] / run.run, destination, places["locks"], stop)
    return last


def test_a_run_that_one_shell_began_meets_its_practice_klaviyo_in_the_other(shell, begin, places):
    with shell() as window:
        before = begin(window)
        assert 0 < before.tally.total.unsent < ROWS
    with shell() as command:
        destination = command.destination_of(unfinished(places))
        assert stored(destination.address) == (before.tally.total.accepted, 0)
        assert go_on(destination, places).state is RunState.DONE
        assert stored(destination.address) == (ROWS, 0)
    assert list(places["practice"].iterdir()) == []


def test_a_run_is_continued_beside_the_window_that_still_shows_it(shell, begin, places):
    with shell() as window:
        begin(window)
        with shell() as command:
            destination = command.destination_of(unfinished(places))
            assert destination.address != window.address
            assert go_on(destination, places).state is RunState.DONE
        assert stored(window.address)[0] == ROWS


def test_a_window_goes_on_with_its_own_practice_klaviyo(shell, begin, places):
    with shell() as window:
        begin(window)
        assert window.destination_of(unfinished(places)).address == window.address
        assert window.destination().address == window.address


def test_a_start_that_is_refused_leaves_the_practice_klaviyo_of_the_run_under_way(
    shell, begin, order, places
):
    with shell() as first:
        before = begin(first)
        with account_lock(places["locks"], "Practice Klaviyo"), shell() as second:
            events = send(
                order, second.destination(), places["runs"], places["locks"], threading.Event()
            )
            with pytest.raises(RunOngoing):
                next(events)
        assert stored(first.address)[0] == before.tally.total.accepted
    with shell() as third:
        destination = third.destination_of(unfinished(places))
        assert stored(destination.address)[0] == before.tally.total.accepted


def test_every_start_practises_on_an_empty_klaviyo_and_nothing_piles_up(shell, begin, places):
    for _ in range(2):
        with shell() as command:
            assert begin(command, rows=5, is_stopped=False).tally.total.accepted == 5
            assert stored(command.address) == (5, 0)
        assert list(places["practice"].iterdir()) == []


def test_what_a_killed_shell_left_goes_with_the_next_start(shell, places):
    with shell() as killed:
        killed.destination()
        killed._sweep = lambda: None
    assert list(places["practice"].iterdir()) != []
    with shell() as next_one:
        next_one.destination()
        assert len({each.stem for each in places["practice"].iterdir()}) == 1


def test_a_run_whose_practice_klaviyo_is_gone_is_not_sent_to_another(shell, begin, places):
    with shell() as command:
        begin(command)
    [store] = places["practice"].glob("*.db")
    store.write_bytes(b"torn by a crash" * 999)
    with shell() as command:
        with pytest.raises(PracticeGone) as caught:
            command.destination_of(unfinished(places))
        assert caught.value.run == unfinished(places).run
        assert command.address == ""
        # Rows that it refused may be practised on an empty one, but no others than its own.
        assert stored(command.destination_again(unfinished(places)).address) == (0, 0)
        with pytest.raises(AccountRefused):
            command.destination_again(replace(unfinished(places), is_practice=False))


def test_a_practice_klaviyo_that_cannot_start_holds_no_store(shell, places, monkeypatch):
    def fail(path):
        raise ChildProcessError(path.name)

    with shell() as command:
        with monkeypatch.context() as patched:
            patched.setattr(practice_account, "PracticeProcess", fail)
            with pytest.raises(ChildProcessError):
                command.destination()
        assert command.address == ""
        assert practice_account.PracticeProcess is PracticeProcess
        command.destination()
        assert len({each.stem for each in places["practice"].iterdir()}) == 1
