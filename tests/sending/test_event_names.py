"""What the events of a file are called is read before anybody is asked about their flows."""

from dataclasses import replace
from threading import Event

import pytest

from klaviyo_gui.core.mapping import Column, Fixed, Mapping, Pair
from klaviyo_gui.practice.behaviour import PRACTICE_KEY, Behaviour
from klaviyo_gui.practice.server import PracticeServer
from klaviyo_gui.sending.event_names import EventNames, event_names, names_vary
from klaviyo_gui.sending.going_on import look_at_rows_again
from klaviyo_gui.sending.send import Destination, Order
from klaviyo_gui.store.presets import mapping_as_json
from tests.doubles.files import opened

MAIL = Pair("profile.email", Column("email"))
BY_ROW = Mapping((Pair("metric", Column("what")), MAIL))


@pytest.fixture
def order(tmp_path):
    file = opened(tmp_path, b"email,what\nann@shop.io,Sale\nbob@shop.io,Placed Order\n")
    return Order(file, BY_ROW, "x", is_history=False)


def test_the_names_of_all_rows_are_told(order):
    found = event_names(order)
    assert (set(found.names), found.is_every) == ({"Sale", "Placed Order"}, True)


def test_of_people_there_is_nothing_to_be_read_and_of_what_was_stopped_nobody_knows_all(order):
    people = Mapping(profiles=(Pair("email", Column("email")),))
    assert event_names(replace(order, mapping=people)) == EventNames()
    stop = Event()
    stop.set()
    found = event_names(order, stop)
    assert (found.names, found.is_every) == ((), False)


def test_only_a_column_lets_names_vary():
    assert names_vary(BY_ROW)
    assert not names_vary(Mapping((Pair("metric", Fixed("Sale")), MAIL)))


def test_rows_are_looked_at_by_the_names_that_their_file_has_now(order):
    facts = {"is_history": False, "mapping": mapping_as_json(BY_ROW)}
    with PracticeServer(Behaviour(limits=False)) as server:
        there = Destination("Practice (PRACTI)", server.address, PRACTICE_KEY)
        seen = look_at_rows_again(facts, "run", there, Event(), event_names(order))
        assert set(seen.names) == {"Sale", "Placed Order"}
        assert [each.name for each in seen.report.flows.flows] == ["Order thank you"]
        some = EventNames(("Sale",), is_every=False)
        assert not look_at_rows_again(facts, "run", there, Event(), some).report.is_whole
