import pytest

from klaviyo_gui.core.outcome import ImportFailure
from klaviyo_gui.klaviyo.jobs import failures_in, next_link

PERSON = {"email": "ann@shop.test", "phone_number": "+4512345678", "external_id": "A-1"}


def page(payload, **attributes):
    return {
        "data": [
            {"type": "import-error", "attributes": {"original_payload": payload, **attributes}}
        ]
    }


@pytest.mark.parametrize(
    "payload",
    [PERSON, {"attributes": PERSON}, {"data": {"type": "profile", "attributes": PERSON}}],
)
def test_the_person_of_a_failure_is_found_in_every_shape(payload):
    assert failures_in(page(payload)) == (
        ImportFailure("ann@shop.test", "+4512345678", "A-1", code="", detail=""),
    )


@pytest.mark.parametrize("payload", [None, "text", [], {}, {"email": 5}, {"data": []}])
def test_a_failure_without_a_person_is_still_a_failure(payload):
    assert failures_in(page(payload)) == (ImportFailure("", "", "", code="", detail=""),)


def test_a_failure_says_what_and_where():
    found = failures_in(
        page(
            {"email": "ann@shop"},
            code="invalid",
            title="Invalid input",
            detail="Invalid email.",
            source={"pointer": "/data/attributes/email"},
        )
    )
    assert found == (ImportFailure("ann@shop", "", "", "invalid", "Invalid email.", "email"),)


def test_a_failure_without_a_sentence_has_its_title():
    (failure,) = failures_in(page(None, title="Invalid input"))
    assert failure.detail == "Invalid input"


def test_a_long_identifier_is_kept_whole():
    (failure,) = failures_in(page({"external_id": "x" * 600}))
    assert len(failure.external_id) == 600


@pytest.mark.parametrize("document", [{}, {"data": None}, {"data": {}}])
def test_what_is_no_list_is_no_page(document):
    assert failures_in(document) is None


@pytest.mark.parametrize(
    ("links", "link"),
    [({"next": "/x"}, "/x"), ({"next": None}, ""), ({"next": ""}, ""), ({}, ""), (None, "")],
)
def test_the_last_page_has_no_next(links, link):
    assert next_link({"links": links}) == link


def test_a_page_that_says_nothing_of_links_is_the_last():
    assert next_link({}) == ""


def test_a_link_may_be_an_object():
    assert next_link({"links": {"next": {"href": "/x", "meta": {}}}}) == "/x"


@pytest.mark.parametrize("link", [["/x"], 5, True, {}, {"href": ""}, {"href": None}, {"url": "/x"}])
def test_a_link_of_another_shape_is_not_the_end(link):
    assert next_link({"links": {"next": link}}) is None


@pytest.mark.parametrize("links", ["", "/x", [], [{"next": "/x"}], 0, False])
def test_links_of_another_shape_are_not_the_end(links):
    assert next_link({"links": links}) is None


@pytest.mark.parametrize("odd", [None, "ann@shop.test", 5, []])
def test_a_failure_of_any_shape_is_one(odd):
    assert failures_in({"data": [odd]}) == (ImportFailure("", "", "", code="", detail=""),)
