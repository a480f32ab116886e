"""The lists of a practice Klaviyo, and who is put on them, seen over loopback."""

from urllib.parse import urlencode

import pytest

from klaviyo_gui.practice.behaviour import EVERY_SCOPE
from klaviyo_gui.practice.shop import ContactList, Flow, Shop
from tests.practice.bodies import profile, profiles_body
from tests.practice.caller import PROFILES

LISTS = "/api/lists"
NEWSLETTER, CUSTOMERS = "Y6nRLr", "Vk2mXt"


def members(practice):
    return [(each["list"], each["person"]) for each in practice.stored("members")]


def test_lists_have_a_name_and_a_process_of_opting_in(practice):
    data = practice.get(f"{LISTS}?fields[list]=name,opt_in_process").json["data"]
    assert [(each["id"], each["attributes"]) for each in data] == [
        (NEWSLETTER, {"name": "Newsletter", "opt_in_process": "double_opt_in"}),
        (CUSTOMERS, {"name": "Customers", "opt_in_process": "single_opt_in"}),
        ("RqT8wB", {"name": "Old shop", "opt_in_process": "single_opt_in"}),
    ]


def test_lists_come_ten_a_page_and_no_more_can_be_asked_for(start):
    many = tuple(ContactList(f"List{number:02}", f"List {number}") for number in range(21))
    practice = start(shop=Shop(lists=many))
    pages = practice.pages(LISTS)
    assert [len(page) for page in pages] == [10, 10, 1]
    assert [each["id"] for page in pages for each in page] == [each.id for each in many]
    assert practice.get(f"{LISTS}?{urlencode({'page[size]': 11})}").status == 400
    assert len(practice.get(f"{LISTS}?{urlencode({'page[size]': 2})}").json["data"]) == 2


@pytest.mark.parametrize("parameter", ["filter", "sort", "include"])
def test_what_the_practice_does_not_do_with_lists_it_refuses(practice, parameter):
    reply = practice.get(f"{LISTS}?{parameter}=name")
    assert (reply.status, reply.json["errors"][0]["source"]) == (400, {"parameter": parameter})


def test_an_import_puts_whom_it_saves_on_its_lists(practice):
    people = (
        profile(),
        profile("bob@shop.io"),
        profile("ANN@shop.io"),
        profile("eve+failed@shop.io"),
        profile("dan@example.com"),
    )
    practice.post(PROFILES, profiles_body(*people, lists=(CUSTOMERS, NEWSLETTER)))
    practice.post(PROFILES, profiles_body(profile("cat@shop.io")))
    practice.post(PROFILES, profiles_body(profile("cat@shop.io"), profile(), lists=(CUSTOMERS,)))
    assert members(practice) == [
        (CUSTOMERS, 1),
        (CUSTOMERS, 2),
        (NEWSLETTER, 1),
        (NEWSLETTER, 2),
        (CUSTOMERS, 3),
    ]


def test_an_import_into_an_unknown_list_is_refused_as_a_whole(practice):
    reply = practice.post(PROFILES, profiles_body(profile(), lists=(NEWSLETTER, "AAAAAA")))
    assert reply.status == 400
    assert reply.problems == [("/data", "There is no list with the id AAAAAA.")]
    counts = practice.counts()
    assert (counts["people"], counts["jobs"], members(practice)) == (0, 0, [])


def test_a_list_shows_the_flows_that_it_starts(practice):
    (flow,) = practice.get(f"{LISTS}/{NEWSLETTER}/flow-triggers").json["data"]
    assert (flow["attributes"]["name"], flow["attributes"]["trigger_type"]) == (
        "Welcome",
        "Added to List",
    )
    assert practice.get(f"{LISTS}/{CUSTOMERS}/flow-triggers").json["data"] == []
    assert practice.get(f"{LISTS}/AAAAAA/flow-triggers").status == 404


def test_the_flows_of_a_list_are_shown_to_a_key_that_may_read_both(start):
    for lacking in ("flows:read", "lists:read"):
        practice = start(scopes=EVERY_SCOPE - {lacking})
        assert practice.get(f"{LISTS}/{NEWSLETTER}/flow-triggers").status == 403


def test_the_flows_of_a_list_may_be_read_three_times_a_second(start):
    reply = start().get(f"{LISTS}/{NEWSLETTER}/flow-triggers")
    assert reply.headers["RateLimit-Limit"] == "3, 3;w=1, 60;w=60"


def test_a_new_member_of_a_list_with_a_live_flow_gets_a_message_once(practice):
    for _ in range(2):
        practice.post(PROFILES, profiles_body(profile(), lists=(NEWSLETTER, CUSTOMERS)))
    assert practice.stored("messages") == [{"id": 1, "person": 1, "flow": "Welcome", "event": None}]


def test_a_list_whose_flow_is_off_writes_to_nobody(start):
    practice = start(shop=Shop(flows=(Flow("Welcome", list_id=NEWSLETTER, status="draft"),)))
    practice.post(PROFILES, profiles_body(profile(), lists=(NEWSLETTER,)))
    assert (members(practice), practice.stored("messages")) == ([(NEWSLETTER, 1)], [])


def test_who_joins_a_list_is_not_subscribed_by_it_and_no_event_says_so(practice):
    practice.post(PROFILES, profiles_body(profile(), lists=(NEWSLETTER,)))
    assert practice.stored("events") == []
    (person,) = practice.stored("people")
    assert "consent" not in str(person)
    assert "subscri" not in str(person)
