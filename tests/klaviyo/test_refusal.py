import pytest

from klaviyo_gui.core.outcome import Refusal
from klaviyo_gui.klaviyo.refusal import is_of_list, is_of_repeat, refusals_in
from klaviyo_gui.klaviyo.wire import ACCOUNT, CLIENT_EVENTS, EVENTS, PROFILES

IN_EVENTS = "/data/attributes/events-bulk-create/data/"
IN_PROFILES = "/data/attributes/profiles/data/"


def only(source, endpoint, count=10):
    (refusal,) = refusals_in({"errors": [{"source": source}]}, endpoint, count)
    return refusal.position, refusal.field


@pytest.mark.parametrize(
    ("pointer", "endpoint", "position", "field"),
    [
        (IN_PROFILES + "0/attributes/email", PROFILES, 0, "email"),
        (IN_PROFILES + "9/attributes/location/zip", PROFILES, 9, "zip"),
        (IN_PROFILES + "3", PROFILES, 3, ""),
        (IN_PROFILES + "3/", PROFILES, 3, "3"),
        (IN_EVENTS + "4/attributes/email", EVENTS, 4, "email"),
        (IN_EVENTS + "4/attributes/events/data/7/attributes/time", EVENTS, 4, "time"),
        (IN_EVENTS + "2/attributes/profile/data/attributes/a~1b~01", EVENTS, 2, "a/b~1"),
        (IN_PROFILES + "10/attributes/email", PROFILES, -1, "email"),
        (IN_PROFILES + "9999999999/attributes/email", PROFILES, -1, "email"),
        (IN_PROFILES + "-1/attributes/email", PROFILES, -1, "email"),
        (IN_PROFILES + "03/attributes/email", PROFILES, -1, "email"),
        (IN_PROFILES + "3x/attributes/email", PROFILES, -1, "email"),
        (IN_PROFILES + "٣/attributes/email", PROFILES, -1, "email"),
        (IN_PROFILES + "3\n", PROFILES, -1, "3\n"),
        (IN_PROFILES, PROFILES, -1, "data"),
        (IN_PROFILES + "1/attributes/email", EVENTS, -1, "email"),
        (IN_EVENTS + "1/attributes/email", PROFILES, -1, "email"),
        ("/data/1", PROFILES, -1, "1"),
        ("/data", EVENTS, -1, "data"),
        ("", EVENTS, -1, ""),
        (5, EVENTS, -1, ""),
        (None, EVENTS, -1, ""),
        ("/data/0", ACCOUNT, -1, "0"),
    ],
)
def test_a_pointer_gives_the_place_of_the_item_and_its_field(pointer, endpoint, position, field):
    assert only({"pointer": pointer}, endpoint) == (position, field)


@pytest.mark.parametrize(
    ("pointer", "event"),
    [
        (IN_EVENTS + "4/attributes/events/data/7/attributes/time", 7),
        (IN_EVENTS + "4/attributes/events/data/0", 0),
        (IN_EVENTS + "4/attributes/events/data/07/attributes/time", -1),
        (IN_EVENTS + "4/attributes/profile/data/attributes/email", -1),
        (IN_EVENTS + "44/attributes/events/data/7/attributes/time", -1),
    ],
)
def test_a_pointer_into_an_event_tells_which_of_its_item_it_is(pointer, event):
    errors = {"errors": [{"source": {"pointer": pointer}}]}
    assert [each.event for each in refusals_in(errors, EVENTS, 10)] == [event]


@pytest.mark.parametrize("source", [None, "text", [], {}])
def test_an_error_without_a_pointer_belongs_to_the_whole_request(source):
    assert only(source, PROFILES) == (-1, "")


def test_an_error_of_a_parameter_names_it():
    assert only({"parameter": "page[size]"}, PROFILES) == (-1, "page[size]")


def test_words_that_are_no_text_are_left_out():
    document = {"errors": [{"code": 5, "detail": {"a": 1}, "title": None}, "no error"]}
    assert refusals_in(document, EVENTS, 1) == (Refusal(-1, "", ""),)


@pytest.mark.parametrize(
    ("code", "detail", "field"),
    [
        ("invalid", "Duplicate unique_id found for profile and metric.", ""),
        ("duplicate_unique_id", "Invalid input.", ""),
        ("invalid", "Duplicated value.", "unique_id"),
        ("invalid", "The unique IDs of events must be unique.", ""),
        ("invalid", "An event with this unique id already exists.", ""),
        ("invalid", "unique event ID is repeated", ""),
    ],
)
def test_repeated_unique_ids_are_recognised(code, detail, field):
    assert is_of_repeat(Refusal(0, code, detail, field))


@pytest.mark.parametrize(
    ("code", "detail", "field"),
    [
        ("duplicate_profile", "A profile already exists with one of these identifiers.", ""),
        ("invalid", "unique_id must have 1 to 255 characters.", "unique_id"),
        ("invalid", "Invalid email.", "email"),
        ("invalid", "The list was duplicated.", ""),
        ("", "", ""),
    ],
)
def test_other_refusals_are_not_taken_for_repeats(code, detail, field):
    assert not is_of_repeat(Refusal(0, code, detail, field))


@pytest.mark.parametrize(
    ("source", "position", "field"),
    [
        ({"pointer": "/data/attributes/profile/data/attributes/email"}, 0, "email"),
        ({"pointer": "/data/attributes/properties/company_id"}, 0, "company_id"),
        ({}, 0, ""),
        ({"parameter": "company_id"}, -1, "company_id"),
        ({"pointer": "/data", "parameter": "company_id"}, 0, "data"),
    ],
)
def test_whatever_is_wrong_with_one_record_alone_is_its_own_unless_the_query_is(
    source, position, field
):
    assert only(source, CLIENT_EVENTS) == (position, field)


@pytest.mark.parametrize(
    ("position", "detail", "list_id", "is_of_it"),
    [
        (-1, "There is no list with the id Y6nRLr.", "Y6nRLr", True),
        (-1, "'Y6nRLr' is no list.", "Y6nRLr", True),
        (-1, "There is no list with the id Y6nRLrX.", "Y6nRLr", False),
        (-1, "Tags must be a list.", "Y6nRLr", False),
        (0, "Y6nRLr is no e-mail address.", "Y6nRLr", False),
        (-1, "There is no list.", "", False),
    ],
)
def test_only_a_whole_request_is_refused_for_the_list_that_it_names(
    position, detail, list_id, is_of_it
):
    assert is_of_list(Refusal(position, "invalid", detail), list_id) is is_of_it
