"""People join the list that was chosen for them, in this account alone, and no other list ever."""

import sys
from contextlib import closing
from threading import Event

import orjson
import pytest

from klaviyo_gui.core.agreed import Agreed
from klaviyo_gui.core.contact_list import ContactList
from klaviyo_gui.core.errors import ListElsewhere, NothingToSend
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.record import Plan
from klaviyo_gui.core.tally import Counts
from klaviyo_gui.klaviyo.bodies import list_in, unwrap
from klaviyo_gui.sending import check as checking
from klaviyo_gui.sending import earlier as comparing
from klaviyo_gui.sending.again import order_again
from klaviyo_gui.sending.progress import RunState
from klaviyo_gui.sending.send import Order, earlier_to, send
from klaviyo_gui.store import sent_before
from klaviyo_gui.store.draft import Draft
from klaviyo_gui.store.results import read_results
from tests.doubles.accounts import errors, job
from tests.doubles.builders import Builders
from tests.doubles.files import csv_file, mapping, orders
from tests.practice.caller import Caller
from tests.sending.test_retry import shop
from tests.sending.test_send import borrowed, lent, places

__all__ = ["borrowed", "lent", "places", "shop"]

PEOPLE = Kind.PROFILES
CUSTOMERS, NEWSLETTER = "Vk2mXt", "Y6nRLr"


def in_shop(shop, list_id=CUSTOMERS, account=""):
    """Let the people of this shop join a list of it, or of another account."""
    joins = ContactList(list_id, "A list", account or shop.destination.account)
    shop.mapping = mapping(kinds=(PEOPLE,)).joining(joins)
    return shop


def on_lists(shop):
    """Return who of this test is on which list."""
    people = {each["id"]: each["email"] for each in shop.account.stored("people")}
    with Caller(shop.account.address) as caller:
        found = caller.get("/practice/members?limit=10000").json["data"]
    return [(each["list"], people[each["person"]]) for each in found if each["person"] in people]


def test_people_join_the_list_and_those_refused_do_not(shop, mark):
    rows = [*orders(2, mark=mark), shop.bad(1)]
    end = in_shop(shop).send(rows)
    assert end.tally.profiles == Counts(accepted=2, refused=1)
    assert on_lists(shop) == [(CUSTOMERS, row[0]) for row in rows[:2]]
    assert read_results(shop.runs, end.run).joined == "A list"


def test_without_a_list_nobody_joins_one(shop, mark):
    shop.mapping = mapping(kinds=(PEOPLE,))
    end = shop.send(orders(2, mark=mark))
    assert on_lists(shop) == []
    assert read_results(shop.runs, end.run).joined == ""


def test_events_alone_ask_for_no_list_whatever_the_mapping_says(shop, mark):
    shop.mapping = mapping(kinds=(Kind.EVENTS,)).joining(ContactList("X", "x", "elsewhere"))
    assert shop.send(orders(2, mark=mark)).tally.events == Counts(accepted=2)


def test_a_list_of_another_account_is_refused_before_anything_is_sent(shop, mark):
    with pytest.raises(ListElsewhere) as caught:
        in_shop(shop, account="AbC123").send(orders(2, mark=mark))
    assert (caught.value.name, caught.value.account) == ("A list", shop.destination.account)
    assert shop.account.stored("people") == []
    assert not any(shop.runs.glob("*/journal.db"))


def test_a_list_that_is_gone_stops_the_run_at_its_first_request(shop, mark):
    end = in_shop(shop, "AAAAAA").send(orders(9, mark=mark))
    assert (end.state, end.status, end.requests) == (RunState.PAUSED, 400, 1)
    assert end.detail == "There is no list with the id AAAAAA."
    assert end.tally.profiles == Counts(unsent=9)
    assert shop.account.stored("people") == []


def test_what_is_left_of_a_refused_request_keeps_the_list(script, tmp_path, places):
    bodies = []

    def answer(request):
        if request.method == "GET":
            return 200, job("complete", total=2)
        bodies.append(request.body)
        if len(bodies) == 1:
            return 400, errors("/data/attributes/profiles/data/1/attributes/email")
        return 202, job("queued")

    script.play(answer)
    joins = ContactList(CUSTOMERS, "Customers", script.destination.account)
    file = csv_file(tmp_path, orders(3))
    order = Order(
        file,
        mapping(kinds=(PEOPLE,)).joining(joins),
        "People",
        is_history=True,
        agreed=Agreed(is_binding=False),
    )
    *_, end = send(order, script.destination, *places, Event())
    assert end.tally.profiles == Counts(accepted=2, refused=1)
    assert [(list_in(body), len(unwrap(PEOPLE, body))) for body in bodies] == [
        (CUSTOMERS, 3),
        (CUSTOMERS, 2),
    ]
    assert all(orjson.loads(body)["data"]["relationships"] for body in bodies)


def test_rows_that_are_put_right_join_the_list_of_their_run_and_none_chosen_since(shop, mark):
    rows = [*orders(1, mark=mark), shop.bad(1)]
    first = in_shop(shop).send(rows)
    in_shop(shop, NEWSLETTER)
    again = shop.retry(first.run, [rows[0], shop.good(1)])
    assert again.tally.profiles == Counts(accepted=1)
    assert on_lists(shop) == [(CUSTOMERS, rows[0][0]), (CUSTOMERS, shop.good(1)[0])]
    found = order_again(shop.runs, first.run)
    found.file.close()
    assert found.mapping.contact_list.id == CUSTOMERS


@pytest.mark.parametrize("before", ["", NEWSLETTER])
def test_only_new_people_are_those_too_who_were_sent_without_this_list(shop, mark, before):
    rows = orders(2, mark=mark)
    shop.mapping = mapping(kinds=(PEOPLE,))
    first = (in_shop(shop, before) if before else shop).send(rows)
    with shop.journal(first.run) as journal:
        # Of runs of one second nobody knows which was the later one.
        journal.add_facts({"created": "2026-01-01T00:00:00+00:00"})
    assert in_shop(shop).send(rows, only_new=True).tally.profiles == Counts(accepted=2)
    assert [each for each in on_lists(shop) if each[0] == CUSTOMERS] == [
        (CUSTOMERS, row[0]) for row in rows
    ]
    with pytest.raises(NothingToSend):
        shop.send(rows, only_new=True)
    # Who joins none now is known all the same.
    shop.mapping = mapping(kinds=(PEOPLE,))
    with pytest.raises(NothingToSend):
        shop.send(rows, only_new=True)


def test_people_who_were_taken_for_sent_without_their_list_would_be_found_out(
    shop, mark, monkeypatch
):
    """The negative control: were lists not compared, they would never join."""
    monkeypatch.setattr(sent_before, "_JOINED", "?5 IS NOT NULL")
    shop.mapping = mapping(kinds=(PEOPLE,))
    shop.send(orders(1, mark=mark))
    with pytest.raises(NothingToSend):
        in_shop(shop).send(orders(1, mark=mark), only_new=True)


def foretold(shop, rows):
    """Return of whom the check says that nothing is new, at once and compared again.

    Between the two it knows what a check for people who join no list has found.
    """
    mapped, others = shop.mapping, shop.mapping.joining(None)
    journals = earlier_to(shop.runs, shop.destination)
    file, told = shop.file(rows), []
    for first in (mapped, others):
        plan = Plan(first, file.header)
        *_, found = checking.check(file, plan, Builders(), Event(), earlier=journals)
        with closing(found):
            if first is others:
                found = comparing.compared(found, mapped, journals)
            lines = [each.lines for each in found.findings if each.code is Code.PERSON_UNCHANGED]
        told.append(lines)
    file.close()
    at_once, again = told
    assert at_once == again
    return {line for found in at_once for line in found}


def forecast_holds(shop, mark, before, now):
    """Compare of whom it is foretold that nothing is new with whom a send for the rest leaves out.

    One of three was sent to the first list, the others to the second; one of them says more now.
    """
    rows = orders(4, mark=mark)
    for at, (list_id, part) in enumerate(zip(before, (rows[:1], rows[1:3]), strict=True)):
        shop.mapping = mapping(kinds=(PEOPLE,))
        end = (in_shop(shop, list_id) if list_id else shop).send(part)
        with shop.journal(end.run) as journal:
            journal.add_facts({"created": f"2026-01-0{at + 1}T00:00:00+00:00"})
    shop.mapping = mapping(kinds=(PEOPLE,))
    shop = in_shop(shop, now) if now else shop
    rows[2] = (*rows[2][:2], "says more", rows[2][3])
    told = foretold(shop, rows)
    end = shop.send(rows, only_new=True)
    left_out = {line for (line, _), code in shop.reasons(end.run).items() if code == "person_known"}
    assert told == left_out
    assert end.tally.profiles == Counts(accepted=len(rows) - len(told), held=len(told))
    return told


@pytest.mark.parametrize(
    ("before", "now", "known"),
    [
        (("", ""), "", {2, 3}),
        (("", ""), CUSTOMERS, set()),
        ((CUSTOMERS, NEWSLETTER), CUSTOMERS, {2}),
        ((NEWSLETTER, ""), NEWSLETTER, {2}),
        ((CUSTOMERS, NEWSLETTER), "", {2, 3}),
    ],
)
def test_of_people_who_join_a_list_the_check_foretells_who_is_new(shop, mark, before, now, known):
    assert forecast_holds(shop, mark, before, now) == known


@pytest.mark.parametrize("comparison", [checking, comparing])
def test_a_forecast_that_knows_of_no_list_would_be_found_out(shop, mark, monkeypatch, comparison):
    """The negative control: each comparison in turn forgets the list that people join."""
    sound = Draft.compare

    def forgetful(draft, kind, journals, *, joins="", **options):
        if sys._getframe(1).f_globals["__name__"] == comparison.__name__:
            joins = ""
        sound(draft, kind, journals, joins=joins, **options)

    monkeypatch.setattr(Draft, "compare", forgetful)
    with pytest.raises(AssertionError):
        forecast_holds(shop, mark, ("", ""), CUSTOMERS)
