"""What somebody agreed to is looked at once more when all is planned, right before it is sent."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from threading import Event

import pytest

from klaviyo_gui.core.agreed import Agreed
from klaviyo_gui.core.batch import ITEMS_MAX
from klaviyo_gui.core.contact_list import ContactList
from klaviyo_gui.core.effect_choice import Turn
from klaviyo_gui.core.errors import FlowsChanged
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.outcome import Outcome, Verdict
from klaviyo_gui.core.way import Way
from klaviyo_gui.klaviyo.client import Client
from klaviyo_gui.practice.behaviour import EVERY_SCOPE, PRACTICE_KEY, Behaviour
from klaviyo_gui.practice.server import PracticeServer
from klaviyo_gui.sending import last_look, run
from klaviyo_gui.sending import send as sending
from klaviyo_gui.sending.account_look import flows_seen
from klaviyo_gui.sending.account_reader import AccountMemory
from klaviyo_gui.sending.going_on import agreed_to, look_at_rest
from klaviyo_gui.sending.progress import FLOWS_UNSEEN, Planning, Progress, RunState
from klaviyo_gui.sending.retry import retry
from klaviyo_gui.sending.send import Destination, Order, resume, send
from klaviyo_gui.store.history import known_run
from klaviyo_gui.store.journal import JOURNAL, SEEN, Journal
from tests.doubles.files import csv_bytes, mapping, opened, orders
from tests.practice.caller import Caller
from tests.sending.test_send import places

__all__ = ["places"]

VIEWED = "Viewed Product"
MAILS_ALL = {"name": "Mail everybody", "metric": VIEWED}
NEWS = ContactList("Y6nRLr", "Newsletter", "PRACTI")
QUIET = ContactList("Vk2mXt", "Customers", "PRACTI")


class Klaviyo:
    """A practice Klaviyo that stands for an account of real customers, and who sends there."""

    def __init__(self, caller, places, folder):
        self.caller = caller
        self.runs, self.locks = places
        self.folder = folder
        self.there = Destination("Acme Ltd (PRACTI)", caller.address, PRACTICE_KEY)

    def seen(self, *names, joins=None):
        """Return what somebody agrees to who looks now."""
        report = flows_seen(self.there, names, joins, Event(), AccountMemory())
        return agreed_to(report, names)

    def order(self, rows, agreed, *, metric=VIEWED, is_history=False, **options):
        made = options.pop("mapped", None) or mapping(metric, kinds=(Kind.EVENTS,))
        file = opened(self.folder, csv_bytes(rows))
        return Order(file, made, "x", is_history=is_history, agreed=agreed, **options)

    def send(self, order, after=None, flows=(MAILS_ALL,)):
        """Send, and let there be other flows as soon as the first event of this kind is told."""
        events = send(order, self.there, self.runs, self.locks, Event())
        return self.watched(events, after, flows)

    def watched(self, events, after=None, flows=(MAILS_ALL,)):
        end, is_due = None, after is not None
        for end in events:
            if is_due and isinstance(end, after):
                self.add(*flows)
                is_due = False
        return end

    def add(self, *flows):
        assert self.caller.post("/practice/flows", list(flows)).status == 200

    @property
    def stored(self):
        counts = self.caller.counts()
        return counts["events"], counts["people"]

    @property
    def messages(self):
        return len(self.caller.get("/practice/messages").json["data"])


@pytest.fixture
def start(places, tmp_path):
    servers = []

    def begin(*lacking):
        behaviour = Behaviour(limits=False, scopes=EVERY_SCOPE - {*lacking})
        server = PracticeServer(behaviour)
        servers.append(server.__enter__())
        caller = Caller(server.address)
        servers.append(caller)
        caller.__enter__()
        caller.address = server.address
        return Klaviyo(caller, places, tmp_path)

    yield begin
    for each in reversed(servers):
        each.__exit__(None, None, None)


@pytest.fixture
def klaviyo(start):
    return start()


def test_of_a_live_send_whose_flows_change_while_it_is_planned_nothing_is_sent(klaviyo, mark):
    rows = orders(3, mark=mark)
    with pytest.raises(FlowsChanged) as caught:
        klaviyo.send(klaviyo.order(rows, klaviyo.seen(VIEWED)), Planning)
    (change,) = caught.value.stands.changes
    assert (change.flow.name, change.turn) == ("Mail everybody", Turn.NEW)
    assert (klaviyo.stored, klaviyo.messages) == ((0, 0), 0)
    assert list(klaviyo.runs.iterdir()) == [], "what was planned is no run"
    end = klaviyo.send(klaviyo.order(rows, klaviyo.seen(VIEWED)))
    assert (end.state, klaviyo.messages) == (RunState.DONE, 3)


def test_a_send_that_looks_no_more_would_be_found_out(klaviyo, mark, monkeypatch):
    """The negative control."""
    monkeypatch.setattr(sending, "ensure_agreed", lambda *_: None)
    klaviyo.send(klaviyo.order(orders(2, mark=mark), klaviyo.seen(VIEWED)), Planning)
    assert klaviyo.messages == 2


def test_a_list_that_comes_to_start_a_flow_meanwhile_is_joined_by_nobody(klaviyo, mark):
    people = mapping(kinds=(Kind.PROFILES,)).joining(QUIET)
    agreed = klaviyo.seen(joins=QUIET)
    assert (agreed.is_whole, agreed.flows) == (True, ())
    order = klaviyo.order(orders(2, mark=mark), agreed, mapped=people, is_history=True)
    with pytest.raises(FlowsChanged):
        klaviyo.send(order, Planning, [{"name": "Hello", "list_id": QUIET.id}])
    assert klaviyo.stored == (0, 0)


@pytest.mark.parametrize("case", ["history", "no event", "not binding", "other flow", "public"])
def test_what_starts_nothing_or_is_as_it_was_is_sent(klaviyo, mark, case):
    agreed, flow = klaviyo.seen(VIEWED), MAILS_ALL
    if case == "history":
        agreed = None
    if case == "no event":
        agreed, flow = None, MAILS_ALL | {"metric": "Started Checkout"}
    if case == "not binding":
        agreed = replace(agreed, is_binding=False)
    if case == "other flow":
        flow = MAILS_ALL | {"metric": "Started Checkout"}
    if case == "public":
        klaviyo.there = replace(klaviyo.there, key="PRACTI", way=Way.PUBLIC)
        agreed = klaviyo.seen(VIEWED)
        assert not agreed.is_whole
    order = klaviyo.order(orders(2, mark=mark), agreed, is_history=case == "history")
    assert klaviyo.send(order, Planning, (flow,)).state is RunState.DONE
    assert klaviyo.stored[0] == 2


def test_what_nobody_agreed_to_starts_nothing(start, mark):
    """Whatever way leads to a send without somebody who was told: nothing goes out."""
    klaviyo = start()
    people = mapping(kinds=(Kind.PROFILES,)).joining(NEWS)
    rows = orders(2, mark=mark)
    for options in (
        {"metric": "Placed Order"},
        {"metric": "Placed Order", "history_before": datetime.now(UTC)},
        {"mapped": people, "is_history": True},
    ):
        with pytest.raises(FlowsChanged) as caught:
            klaviyo.send(klaviyo.order(rows, None, **options))
        assert not caught.value.stands.is_known
    blind = start("flows:read")
    with pytest.raises(FlowsChanged) as caught:
        blind.send(blind.order(rows, None))
    assert not caught.value.is_passing
    blind.there = replace(blind.there, key="PRACTI", way=Way.PUBLIC)
    with pytest.raises(FlowsChanged):
        blind.send(blind.order(rows, None))
    assert klaviyo.stored == blind.stored == (0, 0)
    practice = replace(klaviyo.there, is_practice=True)
    klaviyo.there = practice
    assert klaviyo.send(klaviyo.order(rows, None, metric="Placed Order")).state is RunState.DONE


def test_what_is_left_goes_on_over_nothing_that_nobody_agreed_to(klaviyo, mark, monkeypatch):
    folder = stopped(klaviyo, orders(40, mark=mark), monkeypatch)
    before = klaviyo.stored
    klaviyo.add(MAILS_ALL)
    with pytest.raises(FlowsChanged):
        list(resume(folder, klaviyo.there, klaviyo.locks, Event()))
    assert klaviyo.stored == before


def failing(monkeypatch, times, stop=None):
    """Let the looks after the first fail so many times, as a server does that has a bad moment."""
    asked = Client.flows_of_metric
    left = [times]

    def flows(client, metric_id):
        if not left[0]:
            return asked(client, metric_id)
        left[0] -= 1
        if stop is not None:
            stop.set()
        return Outcome(Verdict.UNKNOWN, 500), []

    monkeypatch.setattr(Client, "flows_of_metric", flows)
    return left


@pytest.fixture
def patient(monkeypatch):
    monkeypatch.setattr(last_look, "BACK_OFF_SECONDS", (0.0, 0.0, 0.0))


def test_a_look_that_fails_by_what_passes_is_tried_again(klaviyo, mark, monkeypatch, patient):
    order = klaviyo.order(orders(2, mark=mark), klaviyo.seen("Placed Order"), metric="Placed Order")
    failing(monkeypatch, 3)
    assert klaviyo.send(order).state is RunState.DONE
    assert klaviyo.stored[0] == 2


def test_a_send_whose_flows_cannot_be_seen_for_a_while_waits_as_a_run_that_goes_on(
    klaviyo, mark, monkeypatch, patient
):
    agreed = klaviyo.seen("Placed Order")
    order = klaviyo.order(orders(2, mark=mark), agreed, metric="Placed Order")
    left = failing(monkeypatch, 1_000)
    end = klaviyo.send(order)
    assert (end.state, end.detail, end.requests) == (RunState.PAUSED, FLOWS_UNSEEN, 0)
    assert (end.tally.events.unsent, klaviyo.stored) == (2, (0, 0))
    folder = klaviyo.runs / end.run
    known = known_run(klaviyo.runs, end.run)
    assert (known.state, known.detail) == (RunState.PAUSED, FLOWS_UNSEEN)
    _, end = resume(folder, klaviyo.there, klaviyo.locks, Event(), agreed=agreed)
    assert (end.state, end.detail) == (RunState.PAUSED, FLOWS_UNSEEN)
    left[0] = 0
    *_, end = resume(folder, klaviyo.there, klaviyo.locks, Event(), agreed=agreed)
    assert (end.state, klaviyo.stored[0]) == (RunState.DONE, 2)


def test_a_look_that_is_tried_again_ends_with_a_stop(klaviyo, mark, monkeypatch):
    monkeypatch.setattr(last_look, "BACK_OFF_SECONDS", (600.0,))
    stop = Event()
    order = klaviyo.order(orders(2, mark=mark), klaviyo.seen("Placed Order"), metric="Placed Order")
    failing(monkeypatch, 9, stop)
    *_, end = send(order, klaviyo.there, klaviyo.runs, klaviyo.locks, stop)
    assert (end.state, klaviyo.stored) == (RunState.STOPPED, (0, 0))


def test_where_nobody_could_look_before_and_nobody_can_now_it_is_sent(start, mark):
    klaviyo = start("flows:read")
    agreed = klaviyo.seen(VIEWED)
    assert not agreed.is_whole
    order = klaviyo.order(orders(1, mark=mark), agreed)
    assert klaviyo.send(order, Planning).state is RunState.DONE


def test_flows_that_can_be_seen_since_stop_what_was_agreed_to_blindly(klaviyo, mark):
    rows = orders(1, mark=mark)
    blind = Agreed(("Placed Order",))
    for agreed in (blind, Agreed()):
        with pytest.raises(FlowsChanged) as caught:
            klaviyo.send(klaviyo.order(rows, agreed, metric="Placed Order"))
        assert "Order thank you" in {each.flow.name for each in caught.value.stands.changes}
    assert klaviyo.stored == (0, 0)
    # No flow is one that somebody may have missed.
    assert klaviyo.send(klaviyo.order(rows, Agreed())).state is RunState.DONE


def test_where_nobody_can_look_any_more_nothing_is_sent(start, klaviyo, mark):
    blind = start("flows:read")
    with pytest.raises(FlowsChanged) as caught:
        blind.send(blind.order(orders(1, mark=mark), klaviyo.seen(VIEWED)))
    assert not caught.value.stands.is_seen


def test_an_event_of_a_name_that_nobody_agreed_to_is_not_sent(klaviyo, mark):
    agreed = klaviyo.seen(VIEWED)
    with pytest.raises(FlowsChanged) as caught:
        klaviyo.send(klaviyo.order(orders(1, mark=mark), agreed, metric="Placed Order"))
    assert caught.value.stands.names == ("Placed Order",)
    # One that starts nothing does no harm.
    end = klaviyo.send(klaviyo.order(orders(1, mark=mark), agreed, metric="Nothing yet"))
    assert end.state is RunState.DONE


def stopped(klaviyo, rows, monkeypatch):
    """Return a live run that was stopped once its first request was answered."""
    monkeypatch.setitem(ITEMS_MAX, Kind.EVENTS, 1)
    stop = Event()
    order = klaviyo.order(rows, klaviyo.seen(VIEWED))
    # In the time of a tick all may be sent.
    monkeypatch.setattr(run, "TICK_SECONDS", 0.001)
    for event in send(order, klaviyo.there, klaviyo.runs, klaviyo.locks, stop):
        if isinstance(event, Progress) and event.tally.total.accepted:
            stop.set()
    assert event.state is RunState.STOPPED
    assert event.tally.total.unsent
    return klaviyo.runs / event.run


def test_what_is_left_of_a_run_goes_out_only_as_it_was_agreed_to(klaviyo, mark, monkeypatch):
    rows = orders(40, mark=mark)
    folder = stopped(klaviyo, rows, monkeypatch)
    before = klaviyo.stored
    outlook = look_at_rest(folder / JOURNAL, klaviyo.there, Event())
    assert outlook.stands.is_same
    assert outlook.names == (VIEWED,)
    klaviyo.add(MAILS_ALL)

    def go_on(agreed):
        return [*resume(folder, klaviyo.there, klaviyo.locks, Event(), agreed=agreed)][-1]

    with pytest.raises(FlowsChanged):
        go_on(outlook.agreed())
    assert klaviyo.stored == before
    again = look_at_rest(folder / JOURNAL, klaviyo.there, Event())
    assert [each.flow.name for each in again.stands.changes] == ["Mail everybody"]
    end = go_on(again.agreed())
    assert (end.state, end.tally.events.accepted) == (RunState.DONE, len(rows))
    assert klaviyo.messages > 0


def test_what_somebody_agreed_to_who_went_on_is_not_asked_about_again(klaviyo, mark, monkeypatch):
    folder = stopped(klaviyo, orders(40, mark=mark), monkeypatch)
    klaviyo.add(MAILS_ALL)

    def look():
        return look_at_rest(folder / JOURNAL, klaviyo.there, Event())

    def go_on(agreed):
        stop = Event()
        for event in resume(folder, klaviyo.there, klaviyo.locks, stop, agreed=agreed):
            if isinstance(event, Progress):
                stop.set()

    # Whoever did not look has agreed to nothing that the next one need not be asked about.
    go_on(look().agreed(is_binding=False))
    assert not look().stands.is_same
    go_on(look().agreed())
    assert look().stands.is_same
    klaviyo.add(MAILS_ALL | {"name": "One more"})
    assert [each.flow.name for each in look().stands.changes] == ["One more"]
    with closing(Journal.open(folder / JOURNAL)) as journal:
        journal.add_facts({SEEN: None})
    go_on(look().agreed())
    assert look().stands.is_same


def test_of_a_run_that_starts_nothing_or_was_never_planned_nothing_is_looked_at(klaviyo, mark):
    history = klaviyo.send(klaviyo.order(orders(1, mark=mark), None, is_history=True))
    assert look_at_rest(klaviyo.runs / history.run / JOURNAL, klaviyo.there, Event()) is None
    path = klaviyo.runs / "begun" / JOURNAL
    with closing(Journal.create(path, {"is_history": False})):
        pass
    assert look_at_rest(path, klaviyo.there, Event()) is None


def test_a_look_that_is_stopped_says_nothing_and_sends_nothing(klaviyo, mark):
    stop = Event()
    order = klaviyo.order(orders(2, mark=mark), klaviyo.seen("Placed Order"), metric="Placed Order")
    look = sending.ensure_agreed

    def stopping(*given):
        stop.set()
        look(*given)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sending, "ensure_agreed", stopping)
        *_, end = send(order, klaviyo.there, klaviyo.runs, klaviyo.locks, stop)
    assert (end.state, end.requests) == (RunState.STOPPED, 0)
    assert klaviyo.stored == (0, 0)


def test_rows_are_sent_again_only_as_it_was_agreed_to(klaviyo, mark):
    bad = (f"bad{mark}+refused@shop.io", f"b{mark}", "bad", "Bad")
    good = (f"bad{mark}@shop.io", *bad[1:])
    agreed = klaviyo.seen(VIEWED)
    first = klaviyo.send(klaviyo.order([*orders(1, mark=mark), bad], agreed))
    assert first.tally.events.refused == 1

    def again(after):
        order = klaviyo.order([*orders(1, mark=mark), good], agreed)
        events = retry(order, first.run, klaviyo.there, klaviyo.runs, klaviyo.locks, Event())
        return klaviyo.watched(events, after)

    with pytest.raises(FlowsChanged):
        again(Planning)
    assert klaviyo.stored[0] == 1
    with closing(Journal.open(klaviyo.runs / first.run / JOURNAL)) as journal:
        assert journal.is_planned
    agreed = klaviyo.seen(VIEWED)
    assert again(None).tally.events.accepted == 1
