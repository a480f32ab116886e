"""A run goes on by itself only where it starts what somebody has seen and confirmed."""

import json
import threading
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from klaviyo_gui.core.contact_list import ContactList
from klaviyo_gui.core.flow import Flow
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.seen_flows import SeenFlows
from klaviyo_gui.core.way import Way
from klaviyo_gui.practice.behaviour import PRACTICE_KEY, Behaviour
from klaviyo_gui.practice.server import PracticeServer
from klaviyo_gui.sending.account_look import AccountReport, flows_seen
from klaviyo_gui.sending.account_reader import AccountMemory
from klaviyo_gui.sending.facts import facts_of_order
from klaviyo_gui.sending.flow_guard import Effect, FlowReport
from klaviyo_gui.sending.going_on import (
    Starting,
    agreed_to,
    is_still_blind,
    look_at_rows_again,
    names_left,
    standing,
    starting,
    starting_again,
)
from klaviyo_gui.sending.list_guard import ListReport
from klaviyo_gui.sending.send import Destination, Order
from klaviyo_gui.store.journal import SEEN as SEEN_KEY
from klaviyo_gui.store.presets import mapping_as_json
from klaviyo_gui.store.seen_form import seen_as_json, seen_in
from tests.doubles.files import csv_file, mapping, orders

THANKS, WELCOME = Flow("F1", "Thank you", "live"), Flow("F2", "Welcome", "live")
LIST = ContactList("Y6nRLr", "Newsletter", "PRACTI")
SEEN = SeenFlows(("Sale",), (THANKS,))


def report(*flows, joined=(), is_whole=True):
    effects = (Effect("Sale", seen=flows),)
    return AccountReport(FlowReport(effects, is_whole=is_whole), ListReport(seen=joined))


@pytest.mark.parametrize(
    ("before", "now", "names", "is_same"),
    [
        (SEEN, report(THANKS), ("Sale",), True),
        (SEEN, report(THANKS, WELCOME), ("Sale",), False),
        (SEEN, report(THANKS, joined=(WELCOME,)), ("Sale",), False),
        (SEEN, report(THANKS), ("Return",), False),
        (SEEN, report(is_whole=False), ("Sale",), False),
        (SEEN, report(), ("Return",), True),
        (None, report(), ("Sale",), True),
        (None, report(THANKS), ("Sale",), False),
        (None, report(is_whole=False), ("Sale",), False),
    ],
)
def test_it_stands_where_the_same_starts_or_nothing(before, now, names, is_same):
    assert standing(before, now, names).is_same is is_same


def test_who_could_not_look_before_may_still_be_blind_but_sees_what_is_seen():
    assert is_still_blind(None, report(is_whole=False))
    assert not is_still_blind(None, report(THANKS, is_whole=False))
    assert not is_still_blind(None, report(joined=(THANKS,), is_whole=False))
    assert not is_still_blind(None, report())
    assert not is_still_blind(SEEN, report(is_whole=False))


def test_what_starts_is_told_by_the_mapping_and_by_history():
    people = mapping(kinds=(Kind.PROFILES,)).joining(LIST)
    assert starting(mapping(), is_history=False) == Starting(True, None)
    assert starting(mapping(), is_history=True).is_nothing
    assert starting(people, is_history=False) == Starting(False, LIST)
    assert starting(mapping(kinds=(Kind.EVENTS,)).joining(LIST), is_history=True).is_nothing
    seen = report(THANKS, joined=(WELCOME,))
    assert Starting(True, None).of(seen).seen == (THANKS,)
    assert Starting(False, LIST).of(seen).seen == (WELCOME,)


def test_the_names_that_are_left_are_those_of_the_frozen_events(frozen):
    assert names_left(frozen(orders(2), 'A "sale"')) == ('A "sale"',)
    assert names_left(frozen(orders(2), kinds=(Kind.PROFILES,))) == ()


def test_what_was_seen_whole_is_kept_with_the_run(tmp_path, account):
    order = Order(csv_file(tmp_path, orders(1)), mapping(), "x", is_history=False)
    now = _moment()
    assert agreed_to(report(THANKS, is_whole=False), ("Sale",)).seen is None
    order = replace(order, agreed=agreed_to(report(THANKS), ("Sale",)))
    facts = json.loads(json.dumps(facts_of_order(order, account.destination, now)))
    assert seen_in(facts) == SEEN
    assert starting_again(facts, "run") == Starting(True, None)
    facts = facts_of_order(replace(order, agreed=None), account.destination, now)
    assert seen_in(facts) is None


def _moment():
    return datetime(2026, 11, 27, tzinfo=UTC)


def test_only_flows_of_what_starts_are_looked_at():
    stop = threading.Event()
    with PracticeServer(Behaviour(limits=False)) as server:
        there = Destination("Practice (PRACTI)", server.address, PRACTICE_KEY)

        def look(names, joins, way=Way.PRIVATE):
            return flows_seen(replace(there, way=way), names, joins, stop, AccountMemory())

        found = look(("Placed Order",), None)
        assert [each.name for each in found.flows.flows] == ["Order thank you"]
        assert not found.is_harmless
        assert [each.name for each in look((), LIST).joined.flows] == ["Welcome"]
        assert look((), None).is_harmless
        for names, joins in ((("Placed Order",), None), ((), LIST)):
            assert not look(names, joins, Way.PUBLIC).is_whole
        assert look((), None, Way.PUBLIC).is_whole
        for way in Way:
            # Who knows of no name, and that there are some, has seen nothing.
            there = replace(there, way=way)
            found = flows_seen(there, (), None, stop, AccountMemory(), is_every_name=False)
            assert not found.is_whole


def test_rows_of_which_nobody_saw_the_flows_are_looked_at_by_the_names_of_their_mapping():
    live = {"is_history": False, "mapping": mapping_as_json(mapping("Placed Order"))}
    with PracticeServer(Behaviour(limits=False)) as server:
        there = Destination("Practice (PRACTI)", server.address, PRACTICE_KEY)

        def look(facts):
            return look_at_rows_again(facts, "run", there, threading.Event())

        assert look(live | {"is_history": True}) is None
        blind = look(live)
        assert [each.name for each in blind.report.flows.flows] == ["Order thank you"]
        assert (blind.names, blind.stands.is_known, blind.stands.is_same) == (
            ("Placed Order",),
            False,
            False,
        )
        known = look(live | {SEEN_KEY: seen_as_json(as_seen(blind))})
        assert known.stands.is_same
        people = mapping(kinds=(Kind.PROFILES,)).joining(LIST)
        joined = look({"is_history": True, "mapping": mapping_as_json(people)})
        assert (joined.names, joined.begins) == ((), Starting(False, LIST))


def as_seen(outlook):
    """Return what a run keeps whose flows were seen as these are now."""
    return SeenFlows(outlook.names, outlook.report.seen)
