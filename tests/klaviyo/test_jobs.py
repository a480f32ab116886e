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
    [({"next": "/x"}, "/x"), ({"next": None}, ""), ({}, ""), (None, ""), ("", "")],
)
def test_the_last_page_has_no_next(links, link):
    assert next_link({"links": links}) == link
