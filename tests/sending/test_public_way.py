"""By a public key each record goes alone, and every promise of a run holds all the same."""

import time
from contextlib import closing
from dataclasses import replace
from threading import Event

import orjson
import pytest

from klaviyo_gui.core.agreed import Agreed
from klaviyo_gui.core.contact_list import ContactList
from klaviyo_gui.core.errors import KeyMissing, ListUnjoinable
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.tally import Counts
from klaviyo_gui.core.way import Way
from klaviyo_gui.klaviyo.pace import LIMITS, Limit
from klaviyo_gui.practice.behaviour import PRACTICE_KEY, Behaviour
from klaviyo_gui.practice.server import PracticeServer
from klaviyo_gui.sending import limits
from klaviyo_gui.sending.estimate import seconds_before
from klaviyo_gui.sending.limits import LOOKS
from klaviyo_gui.sending.pool import Pool
from klaviyo_gui.sending.progress import Finished, Progress, Refused, RefusedRow, RunState
from klaviyo_gui.sending.send import Destination, Order, resume, send
from klaviyo_gui.store.journal import JOURNAL, BatchState, Journal
from klaviyo_gui.store.lock import file_of_account
from klaviyo_gui.store.spent import Spent
from tests.doubles.accounts import Account
from tests.doubles.files import csv_file, mapping, orders

PUBLIC, LABEL = "PRACTI", "Shop (PRACTI)"
FAULTS = ("429", "500-before", "500-after", "reset-before", "reset-after", "truncated", "html")
EVENTS = (Kind.EVENTS,)


@pytest.fixture(scope="module")
def shop():
    """A practice Klaviyo with workers that have its public key only."""
    with (
        PracticeServer(Behaviour(limits=False)) as server,
        Pool(server.address, PUBLIC, Way.PUBLIC) as pool,
    ):
        yield Account(server.address, pool, server)


@pytest.fixture
def account(shop):
    shop.begin()
    shop.forget()
    return shop


def destination(account, **changes):
    found = Destination(LABEL, account.address, PUBLIC, way=Way.PUBLIC)
    return replace(found, **changes)


def order(tmp_path, rows, metric="Sale", **options):
    file = csv_file(tmp_path, rows)
    return Order(file, mapping(metric), "Orders", **{"is_history": True, **options})


@pytest.fixture
def places(tmp_path):
    return tmp_path / "runs", tmp_path / "locks"


def bodies(journal):
    return [
        (batch.kind, orjson.loads(journal.body(batch.id))["data"])
        for batch in journal.batches(BatchState.READY)
    ]


def test_each_record_is_frozen_in_a_request_of_its_own(frozen, mark):
    rows = orders(3, mark=mark)
    journal = frozen(rows, "Sale", way=Way.PUBLIC)
    found = bodies(journal)
    assert [kind for kind, _ in found].count(Kind.EVENTS) == 3
    assert {data["type"] for kind, data in found if kind is Kind.EVENTS} == {"event"}
    emails = [
        (data["attributes"]["profile"]["data"] if kind is Kind.EVENTS else data)["attributes"][
            "email"
        ]
        for kind, data in found
    ]
    assert sorted(emails) == sorted(2 * [row[0] for row in rows])


@pytest.mark.parametrize("fault", FAULTS)
def test_no_fault_of_the_network_loses_or_doubles_a_record(account, frozen, drive, mark, fault):
    rows = orders(6, mark=mark)
    journal = frozen(rows, f"Metric{mark}", way=Way.PUBLIC)
    account.spoil(fault, fault)
    *_, end = drive(journal, account)
    assert end.state is RunState.DONE
    assert end.tally.events == end.tally.profiles == Counts(accepted=6)
    stored = account.stored("events")
    assert sorted(each["unique_id"] for each in stored) == sorted(row[1] for row in rows)
    assert all(each["backfill"] for each in stored)
    people = {each["email"]: each.get("first_name") for each in account.stored("people")}
    assert {row[0]: row[3] for row in rows} == people


def test_a_record_whose_answer_is_lost_goes_again_with_the_same_bytes(script, frozen, drive):
    answers = iter([(500, None)])
    script.play(lambda _: next(answers, (202, None)))
    with Pool(script.destination.address, PUBLIC, Way.PUBLIC) as pool:
        script_of_public = replace_pool(script, pool)
        *_, end = drive(frozen(orders(1), kinds=EVENTS, way=Way.PUBLIC), script_of_public)
    assert end.tally.events == Counts(accepted=1)
    first, second = script.requests
    assert (first.body, first.target) == (second.body, second.target)


def replace_pool(script, pool):
    """Return an account with other workers."""
    return Account(script.destination.address, pool)


def test_a_refused_record_is_told_with_klaviyos_words_and_its_property(
    account, frozen, drive, mark
):
    rows = [*orders(2, mark=mark), (f"x{mark}+refused@shop.io", f"bad{mark}", "n", "X")]
    told = drive(frozen(rows, way=Way.PUBLIC), account)
    refused = [row for each in told if type(each) is Refused for row in each.rows]
    assert {(row.line, row.kind) for row in refused} == {(4, kind) for kind in Kind}
    assert {(row.detail, row.field) for row in refused} == {("Invalid email address", "email")}
    assert all(isinstance(row, RefusedRow) for row in refused)
    assert told[-1].tally.events == told[-1].tally.profiles == Counts(accepted=2, refused=1)


def test_a_public_key_that_nobody_has_pauses_the_run_and_refuses_no_record(account, frozen, drive):
    with Pool(account.address, "AAAAAA", Way.PUBLIC) as pool:
        *_, end = drive(frozen(orders(3), way=Way.PUBLIC), Account(account.address, pool))
    assert (end.state, end.status) == (RunState.PAUSED, 400)
    assert end.detail == "There is no account with this public key."
    assert end.tally.events == end.tally.profiles == Counts(unsent=3)
    assert account.counts()["events"] == 0


def test_a_live_run_carries_no_flag(account, tmp_path, places, mark):
    *_, end = send(
        order(tmp_path, orders(1, mark=mark), is_history=False, agreed=Agreed(("Sale",))),
        destination(account),
        *places,
        Event(),
    )
    assert end.state is RunState.DONE
    (event,) = account.stored("events")
    assert not event["backfill"]


def test_nobody_joins_a_list_by_it(account, tmp_path, places, mark):
    joins = ContactList("Y6nRLr", "Newsletter", PUBLIC)
    given = order(tmp_path, orders(1, mark=mark))
    given = replace(given, mapping=given.mapping.joining(joins))
    with pytest.raises(ListUnjoinable) as caught:
        list(send(given, destination(account), *places, Event()))
    assert (caught.value.name, caught.value.account) == ("Newsletter", "Shop")
    assert account.counts()["people"] == 0


def stopped(account, tmp_path, places, mark, to):
    """Return the name of a run that was stopped before its first request."""
    stop = Event()
    for event in send(order(tmp_path, orders(4, mark=mark)), to, *places, stop):
        if isinstance(event, Progress):
            stop.set()
        if isinstance(event, Finished):
            return event.run
    raise AssertionError("it told no end")


def test_a_run_goes_on_by_its_public_key_though_the_account_has_a_private_one_by_now(
    account, tmp_path, places, mark
):
    run = stopped(account, tmp_path, places, mark, destination(account))
    private = destination(account, key=PRACTICE_KEY, way=Way.PRIVATE)
    *_, end = resume(places[0] / run, private, places[1], Event())
    assert end.tally.events == end.tally.profiles == Counts(accepted=4)
    assert account.counts()["events"] == 4


def test_a_run_that_began_by_a_private_key_wants_it_again(account, tmp_path, places, mark):
    private = destination(account, key=PRACTICE_KEY, way=Way.PRIVATE)
    run = stopped(account, tmp_path, places, mark, private)
    with pytest.raises(KeyMissing) as caught:
        list(resume(places[0] / run, destination(account), places[1], Event()))
    assert caught.value.name == "Shop"
    *_, end = resume(places[0] / run, private, places[1], Event())
    assert end.tally.events == Counts(accepted=4)


def test_a_run_of_before_there_was_a_choice_goes_on_by_the_private_key(
    account, tmp_path, places, mark
):
    private = destination(account, key=PRACTICE_KEY, way=Way.PRIVATE)
    run = stopped(account, tmp_path, places, mark, private)
    with closing(Journal.open(places[0] / run / JOURNAL)) as journal:
        facts = journal.facts
        assert facts.pop("way") == "private"
        raw = orjson.dumps(facts)
        with journal.transaction():
            journal._database.execute("UPDATE run SET facts = ?", (raw,))
    *_, end = resume(places[0] / run, private, places[1], Event())
    assert end.tally.events == Counts(accepted=4)


def test_what_the_public_key_sent_is_known_to_a_later_run_by_the_private_one(
    account, tmp_path, places, mark
):
    rows = orders(3, mark=mark)
    *_, end = send(order(tmp_path, rows[:2]), destination(account), *places, Event())
    assert end.tally.events == Counts(accepted=2)
    private = destination(account, key=PRACTICE_KEY, way=Way.PRIVATE)
    *_, end = send(order(tmp_path, rows, only_new=True), private, *places, Event())
    assert end.tally.events == Counts(accepted=1, held=2)


def test_it_keeps_to_limits_of_its_own_which_the_next_run_knows(
    account, tmp_path, places, mark, monkeypatch
):
    monkeypatch.setitem(limits.LIMITS[Way.PUBLIC], Kind.EVENTS, Limit(350, 3_500))
    path, now = file_of_account(places[1], LABEL, ".lone-spent"), time.monotonic()
    requests = max(each.steady for each in LIMITS[Way.PUBLIC].values())
    with Spent(path, (*Kind, LOOKS), now, requests) as spent:
        for _ in range(2_800):
            spent.of(Kind.EVENTS).take()
            spent.of(Kind.EVENTS).settle(now)
    stop, waited = Event(), []
    rows = orders(3, mark=mark)
    for event in send(order(tmp_path, rows), destination(account), *places, stop):
        if isinstance(event, Progress) and event.waiting == "steady":
            waited.append(event.tally.events)
            stop.set()
    assert waited[0] == Counts(unsent=3)
    assert event.state is RunState.STOPPED


def test_a_long_run_of_single_records_takes_as_long_as_its_limits_or_its_answers():
    assert seconds_before(10, 0, Way.PUBLIC) < 2
    # Twenty a second are answered, whatever the limits allow.
    assert seconds_before(100_000, 0, Way.PUBLIC) == pytest.approx(5_000, rel=0.01)
    assert seconds_before(100_000, 0) < 100
