"""Everything worth knowing of an account is looked up at once, and what is not seen is left out."""

import threading
from dataclasses import replace
from functools import partial

import pytest

from klaviyo_gui.core.contact_list import ContactList
from klaviyo_gui.core.further_event import FurtherEvent
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping, Pair, ValueType
from klaviyo_gui.core.revenue_guard import Revenue, RevenueNote
from klaviyo_gui.core.way import Way
from klaviyo_gui.klaviyo.client import Client
from klaviyo_gui.klaviyo.trouble import Trouble
from klaviyo_gui.practice.behaviour import EVERY_SCOPE, PRACTICE_KEY, Behaviour
from klaviyo_gui.practice.server import PracticeServer
from klaviyo_gui.sending.account_look import look_at_account, looked_at, names_seen
from klaviyo_gui.sending.account_reader import AccountMemory, AccountReader
from klaviyo_gui.sending.flow_guard import FlowReport
from klaviyo_gui.sending.list_guard import ListReport
from klaviyo_gui.sending.send import Destination

MAPPING = Mapping(
    (
        Pair("metric", Fixed("Placed Order")),
        Pair("profile.email", Column("email")),
        Pair("properties.DiscountValue", Column("discount")),
        Pair("profile.properties.Points", Column("points")),
    ),
    (Pair("email", Column("email")), Pair("properties.Points", Column("points"))),
)


@pytest.fixture
def look():
    """Look with a key that has these scopes, after somebody with points was saved."""
    servers = []

    def start(*lacking):
        server = PracticeServer(Behaviour(limits=False, scopes=EVERY_SCOPE - {*lacking}))
        servers.append(server.__enter__())
        client = Client(server.address, PRACTICE_KEY)
        servers.append(client)
        person = b'{"type":"profile","attributes":{"email":"a@b.io","properties":{"Points":3}}}'
        body = (
            b'{"data":{"type":"profile-bulk-import-job","attributes":{"profiles":{"data":[%b]}}}}'
        )
        job = client.send_profiles(body % person, 1).job
        # Without this scope nobody may look at a job either.
        looks = (client.look_at_job(job.id) for _ in range(100))
        assert "lists:read" in lacking or any(each.job.is_finished for each in looks)
        reader = AccountReader(client, threading.Event(), AccountMemory())
        return partial(look_at_account, reader)

    yield start
    for each in reversed(servers):
        each.__exit__(None, None, None)


def test_flows_properties_and_values_are_looked_up(look):
    report = look()(MAPPING, ("Placed Order",), "USD")
    assert [flow.name for flow in report.flows.flows] == ["Order thank you"]
    assert [(each.kind, each.name, each.theirs) for each in report.clashes] == [
        (Kind.EVENTS, "DiscountValue", frozenset({ValueType.NUMBER})),
        (Kind.EVENTS, "Points", frozenset({ValueType.NUMBER})),
        (Kind.PROFILES, "Points", frozenset({ValueType.NUMBER})),
    ]
    assert report.revenue == (RevenueNote(Revenue.NO_VALUE),)


def test_of_several_events_each_is_compared_with_those_of_its_own_name(look):
    discount = Pair("properties.DiscountValue", Column("a"), ValueType.TEXT)
    checkout = FurtherEvent((Pair("metric", Fixed("Started Checkout")), discount))
    of_main = MAPPING.without(Kind.EVENTS, discount.target)
    several = replace(of_main, profiles=(), further=(checkout,))
    report = look()(several, ("Placed Order", "Started Checkout"), "USD")
    assert all(each.name != "DiscountValue" for each in report.clashes), (
        "it is no event's of that name"
    )
    placed = replace(checkout, pairs=(Pair("metric", Fixed("Placed Order")), discount))
    renamed = of_main.with_pair(Kind.EVENTS, Pair("metric", Fixed("Another Event")))
    several = replace(renamed, profiles=(), further=(placed,))
    report = look()(several, ("Another Event", "Placed Order"), "USD")
    assert [(each.event, each.name) for each in report.clashes] == [
        ("", "Points"),
        ("Placed Order", "DiscountValue"),
    ]
    assert [(each.event, each.note) for each in report.revenue] == [
        ("Placed Order", Revenue.NO_VALUE)
    ]


def test_what_may_not_be_seen_is_compared_with_nothing(look):
    report = look("metrics:read")(MAPPING, ("Placed Order",), "USD")
    assert not report.flows.is_harmless
    assert [each.name for each in report.clashes] == ["Points", "Points"]


def test_people_alone_start_nothing_and_earn_nothing(look):
    people = Mapping((), MAPPING.profiles)
    report = look()(people, (), "USD")
    assert (report.flows, report.revenue) == (FlowReport(), ())
    assert [each.name for each in report.clashes] == ["Points"]


NEWS = ContactList("Y6nRLr", "Newsletter", "PRACTI")


def test_the_lists_of_people_are_looked_up_with_what_joining_one_would_start(look):
    people = Mapping((), MAPPING.profiles)
    asking = look()
    joined = asking(people, (), "USD").joined
    assert [each.name for each in joined.lists] == ["Newsletter", "Customers", "Old shop"]
    assert (joined.flows, joined.is_harmless, joined.is_gone) == ((), True, False)
    report = asking(people.joining(NEWS), (), "USD")
    assert [flow.name for flow in report.joined.flows] == ["Welcome"]
    assert (report.joined.is_harmless, report.is_whole) == (False, True)
    assert report.seen == report.joined.seen
    quiet = asking(people.joining(replace(NEWS, id="Vk2mXt")), (), "USD").joined
    assert (quiet.seen, quiet.is_harmless) == ((), True)
    gone = asking(people.joining(replace(NEWS, id="AAAAAA")), (), "USD").joined
    assert (gone.is_gone, gone.seen) == (True, ())


@pytest.mark.parametrize("lacking", ["lists:read", "flows:read"])
def test_a_list_of_which_not_everything_may_be_seen_is_never_harmless(look, lacking):
    report = look(lacking)(Mapping((), MAPPING.profiles).joining(NEWS), (), "USD")
    assert (report.joined.is_harmless, report.joined.status, report.is_whole) == (False, 403, False)


def test_every_flow_that_was_seen_is_told_once_also_those_that_rest(look):
    report = look()(MAPPING.joining(NEWS), ("Placed Order",), "USD")
    assert {flow.name for flow in report.seen} == {
        "Order thank you",
        "Review request",
        "Second order",
        "Thank you 2022",
        "Welcome",
    }
    assert [flow.id for flow in report.seen] == sorted(flow.id for flow in report.seen)


def test_events_alone_ask_for_no_list(look):
    report = look("lists:read")(Mapping(MAPPING.events), ("Placed Order",), "USD")
    assert report.joined == ListReport()
    assert report.is_whole


def test_an_account_is_looked_at_with_its_key_and_by_a_public_one_next_to_nothing_is_seen():
    with PracticeServer(Behaviour(limits=False)) as server:
        there = Destination("Practice (PRACTI)", server.address, PRACTICE_KEY, currency="USD")

        def look(way):
            given = replace(there, way=way), MAPPING, ("Placed Order",), threading.Event()
            return looked_at(*given, AccountMemory(), is_every_name=True)

        report = look(Way.PRIVATE)
        assert [flow.name for flow in report.flows.flows] == ["Order thank you"]
        blind = look(Way.PUBLIC)
        assert (blind.is_whole, blind.seen, blind.flows.detail) == (False, (), Trouble.PUBLIC)
        assert blind.revenue == (RevenueNote(Revenue.NO_VALUE),)


def test_names_alone_are_looked_up_with_the_key_and_by_a_public_one_not_at_all():
    with PracticeServer(Behaviour(limits=False)) as server:
        there = Destination("Practice (PRACTI)", server.address, PRACTICE_KEY)
        names, stop = ("Placed Order", "Placed Ordre"), threading.Event()
        report = names_seen(there, names, stop, AccountMemory())
        assert [(each.name, each.is_new, each.seen) for each in report.effects] == [
            ("Placed Order", False, ()),
            ("Placed Ordre", True, ()),
        ]
        blind = names_seen(replace(there, way=Way.PUBLIC), names, stop, AccountMemory())
        assert (blind.is_whole, blind.effects, blind.detail) == (False, (), Trouble.PUBLIC)
