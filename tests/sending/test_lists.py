"""People join the list that was chosen for them, in this account alone, and no other list ever."""

from threading import Event

import orjson
import pytest

from klaviyo_gui.core.contact_list import ContactList
from klaviyo_gui.core.errors import ListElsewhere, NothingToSend
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.tally import Counts
from klaviyo_gui.klaviyo.bodies import list_in, unwrap
from klaviyo_gui.sending.again import order_again
from klaviyo_gui.sending.progress import RunState
from klaviyo_gui.sending.send import Order, send
from klaviyo_gui.store import sent_before
from klaviyo_gui.store.results import read_results
from tests.doubles.accounts import errors, job
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
    order = Order(file, mapping(kinds=(PEOPLE,)).joining(joins), "People", is_history=True)
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
