"""Events are counted by name from the requests themselves, for as long as those are kept."""

from contextlib import closing

import pytest

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.tally import State
from klaviyo_gui.klaviyo.bodies import wrap
from klaviyo_gui.store.event_counts import accepted_events, events_in_facts
from klaviyo_gui.store.journal import ACCEPTED_EVENTS, BatchState, Journal

SEVERAL = {"mapping": {"further_events": [{"event": []}]}}


def item(*names):
    events = b",".join(
        b'{"type":"event","attributes":{"properties":{"metric":"no name"},"metric":{"data":'
        b'{"type":"metric","attributes":{"name":"%s"}}}}}' % name.encode()
        for name in names
    )
    return b'{"type":"event-bulk-create","attributes":{"events":{"data":[%s]}}}' % events


@pytest.fixture
def journal(tmp_path):
    with closing(Journal.create(tmp_path / "run-1" / "journal.db", SEVERAL)) as journal:
        yield journal


def add(journal, first, *items, state=BatchState.ACCEPTED):
    lines = range(first, first + len(items))
    number = journal.add_batch(Kind.EVENTS, lines, wrap(Kind.EVENTS, list(items), ""))
    journal.set_state(number, state)
    return number


def test_events_of_accepted_requests_are_counted_by_their_names(journal):
    add(journal, 2, item("Placed Order", "Fulfilled Order"), item("Placed Order"))
    add(journal, 4, item("Fulfilled Order", "Fulfilled Order"))
    for at, state in enumerate(set(BatchState) - {BatchState.ACCEPTED}):
        add(journal, 100 + at, item("Placed Order"), state=state)
    assert accepted_events(journal) == {"Placed Order": 2, "Fulfilled Order": 3}


def test_records_that_were_refused_within_a_request_are_not_counted(journal):
    number = add(journal, 2, item("Placed Order", "Fulfilled Order"), item("Placed Order"))
    journal.add_exceptions(number, State.REFUSED, [(0, "invalid", "", "")])
    assert accepted_events(journal) == {"Placed Order": 1}
    journal.add_exceptions(number, State.ACCEPTED, [(0, "", "", "")])
    assert accepted_events(journal) == {"Placed Order": 2, "Fulfilled Order": 1}


def test_what_had_arrived_before_its_request_was_refused_is_counted(journal):
    batch = item("Placed Order", "Fulfilled Order"), item("Placed Order")
    number = add(journal, 2, *batch, state=BatchState.REFUSED)
    journal.add_exceptions(number, State.ACCEPTED, [(0, "there", "", "")])
    assert accepted_events(journal) == {"Placed Order": 1, "Fulfilled Order": 1}


def test_people_have_no_events(journal):
    number = journal.add_batch(Kind.PROFILES, [2], b"no request at all")
    journal.set_state(number, BatchState.ACCEPTED)
    assert accepted_events(journal) == {}


def test_where_rows_have_one_event_always_no_request_is_opened(tmp_path):
    with closing(Journal.create(tmp_path / "run-2" / "journal.db", {"mapping": {}})) as journal:
        add(journal, 2, item("Placed Order"))
        assert accepted_events(journal) == {}


def test_what_was_counted_is_erased_with_the_names_of_the_mapping(journal):
    journal.add_facts({ACCEPTED_EVENTS: {"Placed Order": 2}})
    assert events_in_facts(journal.facts) == (("Placed Order", 2),)
    journal.erase_customers()
    assert events_in_facts(journal.facts) == ()
