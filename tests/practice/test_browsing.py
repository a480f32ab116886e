"""What the pages for whoever looks into a practice Klaviyo show, read by their reader."""

import http.server
import socket
import threading
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from klaviyo_gui.core.errors import PracticeSilent
from klaviyo_gui.practice.browsed import FlowMessages, FoundPerson, Happening, Written
from klaviyo_gui.practice.database import Database
from klaviyo_gui.practice.finding import Finding
from klaviyo_gui.practice.server import PracticeServer
from klaviyo_gui.practice.visiting import Visitor
from tests.practice.bodies import entry, event, events_body, profiles_body
from tests.practice.caller import EVENTS, PROFILES, each_page

NEWSLETTER = "Y6nRLr"
NOW = datetime(2026, 5, 1, 10, tzinfo=UTC)
ANN = {
    "email": "Ann@shop.io",
    "phone_number": "+4915112345678",
    "external_id": "c-1",
    "first_name": "Änne",
    "last_name": "O'Hara",
    "properties": {"Size": 38},
}


@pytest.fixture
def practice(start):
    return start(server_options={"now": lambda: NOW})


@pytest.fixture
def visitor(practice):
    return Visitor(f"http://{practice.connection.host}:{practice.connection.port}")


def whole(person):
    return {"type": "profile", "attributes": person}


def send_people(practice, *people, lists=()):
    body = profiles_body(*map(whole, people), lists=lists)
    assert practice.post(PROFILES, body).status == 202


def send_events(practice, *events, person=ANN):
    body = events_body(entry(whole(person), *events))
    assert practice.post(EVENTS, body).status == 202


def numbers(page):
    return [each.number for each in page.people]


PEOPLE = (ANN, {"email": "bob@shop.io", "last_name": 'B"\\b'}, {"external_id": "X-3"})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [1, 2, 3]),
        ("  ", [1, 2, 3]),
        ("ann@SHOP.io", [1]),
        ("shop.io", [1, 2]),
        ("+49 151 12345678", [1]),
        ("C-1", [1]),
        ("x-3", [3]),
        ("ÄNNE o'hara", [1]),
        ("hara änne", [1]),
        ('b"\\B', [2]),
        ("size", []),
        ("38", []),
        ("änne bob", []),
        ("%", []),
    ],
)
def test_people_are_found_by_what_identifies_them_and_by_their_names(
    practice, visitor, text, found
):
    send_people(practice, *PEOPLE)
    page = visitor.found(text)
    assert (numbers(page), page.found, page.following) == (found, len(found), None)


def and_next(ask, *of, limit):
    """Return what asks for a page, and tells where the next one begins."""

    def read(after):
        page = ask(*of, after=after, limit=limit)
        return page, page.following

    return read


def test_people_found_come_by_pages_and_are_counted_on_the_first(practice, visitor):
    send_people(practice, *({"email": f"p{at}@{'a' if at % 2 else 'b'}.io"} for at in range(9)))
    for text, wanted in (("", range(1, 10)), ("@A.io", range(2, 10, 2))):
        pages = list(each_page(0, and_next(visitor.found, text, limit=2)))
        assert [at for page in pages for at in numbers(page)] == list(wanted)
        assert [page.found for page in pages] == [len(wanted), *[None] * (len(pages) - 1)]
        assert [len(page.people) for page in pages[:-1]] == [2] * (len(pages) - 1)


def test_a_search_goes_on_behind_those_whom_it_looks_at_in_one_go(monkeypatch):
    monkeypatch.setattr("klaviyo_gui.practice.finding._AT_A_TIME", 3)
    database = Database()
    with database.transaction() as connection:
        connection.executemany(
            "INSERT INTO people (number, body) VALUES (?, ?)",
            [(at, b'{"email":"p%d@a.io"}' % at) for at in range(1, 101)],
        )
    finding = Finding(database)
    page = finding.found("p1", 0, 5, only_written=False)
    assert (numbers(page), page.found) == ([1, 10, 11, 12, 13], 12)
    page = finding.found("p1", 19, 5, only_written=False)
    assert (numbers(page), page.found, page.following) == ([100], None, None)
    database.close()


def test_a_person_found_is_one_line_with_events_and_flows(practice, visitor):
    send_events(practice, event("o-1"), event("o-2"), event("o-3", "Viewed Product"))
    assert visitor.found().people == (
        FoundPerson(
            1,
            "Ann@shop.io",
            "+4915112345678",
            "c-1",
            "Änne O'Hara",
            events=3,
            flows=("Order thank you",),
        ),
    )


def test_who_would_have_got_messages_is_told_by_flow_and_can_be_listed(practice, visitor):
    assert visitor.written() == Written(0, ())
    bob = {"email": "bob@shop.io"}
    send_events(practice, event("o-1"), event("o-2"))
    send_events(practice, event("o-3", backfill=True), person=bob)
    send_people(practice, {"email": "eve@shop.io"}, lists=(NEWSLETTER,))
    assert visitor.written() == Written(
        2, (FlowMessages("Order thank you", 2, 1), FlowMessages("Welcome", 1, 1))
    )
    page = visitor.found(only_written=True)
    assert (numbers(page), page.found) == ([1, 3], 2)
    first = visitor.found(only_written=True, limit=1)
    assert (numbers(first), first.found) == ([1], 2)
    assert numbers(visitor.found(only_written=True, after=first.following, limit=1)) == [3]
    assert numbers(visitor.found("EVE", only_written=True)) == [3]
    assert numbers(visitor.found("bob", only_written=True)) == []


def test_a_person_is_shown_with_all_that_was_sent_and_all_messages(practice, visitor):
    send_events(practice, event("o-1"), event("o-2"))
    send_people(practice, ANN, lists=(NEWSLETTER,))
    person = visitor.person(1)
    assert (person.number, person.content, person.events) == (1, ANN, 2)
    assert person.messages == (
        FlowMessages("Order thank you", 2, 1),
        FlowMessages("Welcome", 1, 1),
    )


def test_a_timeline_has_events_whole_messages_and_lists_the_newest_first(practice, visitor):
    properties = {"OrderId": "1", "Items": ["a", "b"], "Gift": False}
    send_events(
        practice,
        event("o-1", time="2026-04-01T09:00:00+00:00", value_currency="EUR", properties=properties),
        event("o-2", time="2026-06-01T09:00:00+02:00", value=None, backfill=True),
        event("o-3", time="2026-06-01T08:30:00+00:00", value=None, properties={}),
        event(None, "Viewed Product", time=None, value=None, properties={}),
    )
    send_people(practice, ANN, lists=(NEWSLETTER, "Vk2mXt"))
    page = visitor.timeline(1)
    thanks = ("Order thank you",)
    here = "2026-05-01T10:00:00+00:00"
    assert page.happenings == (
        Happening(
            True,
            "Placed Order",
            "2026-06-01T08:30:00+00:00",
            thanks,
            unique_id="o-3",
            properties={},
        ),
        Happening(
            True,
            "Placed Order",
            "2026-06-01T09:00:00+02:00",
            (),
            unique_id="o-2",
            is_history=True,
            properties={"OrderId": "1"},
        ),
        Happening(False, "Customers", here, ()),
        Happening(False, "Newsletter", here, ("Welcome",)),
        Happening(True, "Viewed Product", here, (), properties={}),
        Happening(
            True,
            "Placed Order",
            "2026-04-01T09:00:00+00:00",
            thanks,
            value=9.99,
            currency="EUR",
            unique_id="o-1",
            properties=properties,
        ),
    )
    assert page.following is None


@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_pages_of_a_timeline_have_everything_once_and_in_order(practice, visitor, limit):
    hours = [9, 12, 9, 10, 10, 10, 8]
    send_events(
        practice,
        *(event(f"o-{at}", time=f"2026-05-01T{hour:02}:00:00Z") for at, hour in enumerate(hours)),
    )
    send_events(practice, event("other"), person={"email": "bob@shop.io"})
    send_people(practice, ANN, lists=(NEWSLETTER,))
    whole = visitor.timeline(1).happenings
    assert [each.unique_id for each in whole] == [
        "o-1", "", "o-5", "o-4", "o-3", "o-2", "o-0", "o-6",
    ]  # fmt: skip
    pages = each_page(0, and_next(visitor.timeline, 1, limit=limit))
    assert tuple(each for page in pages for each in page.happenings) == whole


def test_somebody_without_events_has_a_timeline_of_lists(practice, visitor):
    send_people(practice, ANN)
    assert visitor.timeline(1).happenings == ()
    send_people(practice, ANN, lists=(NEWSLETTER,))
    assert [each.name for each in visitor.timeline(1, limit=1).happenings] == ["Newsletter"]


def test_looking_is_no_request_of_klaviyo_and_needs_no_key(practice, visitor):
    visitor.found()
    assert practice.counts()["requests"] == 0


@pytest.mark.parametrize(
    ("page", "status"),
    [
        ("person?number=7", 404),
        ("person?number=x", 400),
        ("found?limit=0", 400),
        ("found?limit=10001", 400),
        ("found?written=2", 400),
        ("timeline?person=1&after=7", 400),
    ],
)
def test_what_is_not_there_or_not_understood_is_refused(practice, page, status):
    assert practice.get(f"/practice/{page}").status == status


def test_a_place_that_refuses_is_silent_to_its_visitor(visitor):
    with pytest.raises(PracticeSilent) as caught:
        visitor.person(7)
    assert caught.value.reason == "404 Not Found"


def test_nobody_at_the_address_is_told():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(PracticeSilent):
            Visitor(f"http://127.0.0.1:{taken.getsockname()[1]}").found()


@contextmanager
def saying(body):
    """A server that says this to everything."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.wfile.write(body)

        def log_message(self, *_arguments):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("body", [b"", b"What?\r\n\r\n", b"HTTP/1.0 200 OK\r\n\r\n<html>"])
def test_something_else_at_the_address_is_told(body):
    with saying(body) as address, pytest.raises(PracticeSilent):
        Visitor(address).found()


def test_an_older_file_is_completed_for_those_who_look(tmp_path):
    path = tmp_path / "practice.db"
    database = Database(path)
    with database.transaction() as connection:
        for change in ("events DROP COLUMN happened", "members DROP COLUMN joined"):
            connection.execute(f"ALTER TABLE {change}")
        connection.execute('INSERT INTO people (number, body) VALUES (1, \'{"email":"a@b.io"}\')')
        connection.execute("INSERT INTO members (list, person) VALUES (?, 1)", (NEWSLETTER,))
    database.close()
    with PracticeServer(path=path) as server:
        (joined,) = Visitor(server.address).timeline(1).happenings
    assert (joined.name, joined.time) == ("Newsletter", "")
