import json

import jsonschema
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openapi_client.models.events_bulk_create_job import EventsBulkCreateJob
from openapi_client.models.profile_import_job_create_query import ProfileImportJobCreateQuery
from pydantic import ValidationError

from klaviyo_gui.klaviyo.bodies import list_in, lone, overhead, unwrap, wrap
from tests.klaviyo.specification import specification

MODELS = {"events": EventsBulkCreateJob, "profiles": ProfileImportJobCreateQuery}

EVENT = {
    "type": "event-bulk-create",
    "attributes": {
        "backfill": True,
        "profile": {"data": {"type": "profile", "attributes": {"email": "ann@shop.test"}}},
        "events": {
            "data": [
                {
                    "type": "event",
                    "attributes": {
                        "properties": {"Brand": "Øre", "Items": [{"SKU": "007"}]},
                        "metric": {
                            "data": {"type": "metric", "attributes": {"name": "Placed Order"}}
                        },
                        "time": "2024-02-29T23:59:59Z",
                        "value": 9.99,
                        "value_currency": "EUR",
                        "unique_id": "1001",
                        "backfill": True,
                    },
                }
            ]
        },
    },
}
PROFILE = {
    "type": "profile",
    "attributes": {
        "email": "ann@shop.test",
        "location": {"zip": "01234"},
        "properties": {"Points": 3},
    },
}
ITEMS = {"events": EVENT, "profiles": PROFILE}
kinds = st.sampled_from(sorted(ITEMS))
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@pytest.mark.parametrize("kind", MODELS)
def test_a_body_is_what_the_models_of_klaviyo_expect(kind):
    body = json.loads(wrap(kind, [orjson.dumps(ITEMS[kind])] * 2))
    # The models drop what they do not know, so what they understood has to be the whole body.
    understood = MODELS[kind].from_dict(body)
    assert understood.model_dump(by_alias=True, exclude_none=True, mode="json") == body


@pytest.mark.parametrize("kind", MODELS)
def test_the_models_catch_a_body_of_the_other_kind(kind):
    other = next(name for name in MODELS if name != kind)
    with pytest.raises(ValidationError):
        MODELS[other].from_dict(json.loads(wrap(kind, [orjson.dumps(ITEMS[kind])])))


@pytest.mark.parametrize(
    ("kind", "schema"),
    [("events", "EventsBulkCreateJob"), ("profiles", "ProfileImportJobCreateQuery")],
)
def test_a_body_follows_the_specification(kind, schema):
    components = specification()["components"]
    rule = {"$ref": f"#/components/schemas/{schema}", "components": components}
    body = json.loads(wrap(kind, [orjson.dumps(ITEMS[kind])]))
    jsonschema.Draft202012Validator(rule).validate(body)
    body["data"]["type"] = "something-else"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(rule).validate(body)


@given(values, st.booleans())
def test_an_event_alone_says_all_that_it_says_among_others(value, is_history):
    flags = {"backfill": True} if is_history else {}
    person = {"data": {"type": "profile", "attributes": {"email": "a@b.io", "properties": value}}}
    event = {"properties": {"Note": value}, "unique_id": "1", **flags}
    inner = {"data": [{"type": "event", "attributes": event}]}
    entry = {**flags, "profile": person, "events": inner}
    item = orjson.dumps({"type": "event-bulk-create", "attributes": entry})
    said = orjson.loads(lone("events", item))["data"]
    assert said == {"type": "event", "attributes": {**event, "profile": person}}


@given(values)
def test_a_profile_alone_is_its_item_byte_for_byte(value):
    item = orjson.dumps({"type": "profile", "attributes": value})
    assert lone("profiles", item) == b'{"data":' + item + b"}"


@given(kinds, st.lists(values))
def test_the_items_come_back_byte_for_byte_as_they_went_in(kind, items):
    written = [orjson.dumps(item) for item in items]
    assert unwrap(kind, wrap(kind, written)) == written


@given(kinds, st.lists(values, min_size=1))
def test_the_overhead_and_the_items_and_their_commas_are_the_whole_body(kind, items):
    written = [orjson.dumps(item) for item in items]
    size = overhead(kind) + sum(map(len, written)) + len(written) - 1
    assert len(wrap(kind, written)) == size


@pytest.mark.parametrize(
    "body", [b"", b"{}", wrap("profiles", [b"{}"]), wrap("events", [b"{}"])[:-1] + b" "]
)
def test_a_body_of_another_make_is_not_taken_apart(body):
    with pytest.raises(ValueError, match="no body of events"):
        unwrap("events", body)


def test_a_damaged_body_is_not_taken_apart():
    with pytest.raises(ValueError, match="expected"):
        unwrap("events", wrap("events", [b"{"]))


LISTS = st.text(min_size=1)


@given(LISTS, st.lists(values))
def test_people_who_join_a_list_come_back_as_they_went_in_with_their_list(list_id, items):
    written = [orjson.dumps(item) for item in items]
    body = wrap("profiles", written, list_id)
    assert (list_in(body), unwrap("profiles", body)) == (list_id, written)
    size = overhead("profiles", list_id) + sum(map(len, written)) + max(0, len(written) - 1)
    assert len(body) == size
    assert json.loads(body)["data"]["relationships"] == {
        "lists": {"data": [{"type": "list", "id": list_id}]}
    }


@given(kinds, st.lists(values, min_size=1))
def test_nothing_that_stands_in_an_item_is_taken_for_a_list(kind, items):
    inner = wrap("profiles", [orjson.dumps(item) for item in items], "Y6nRLr")
    for item in (orjson.dumps({"text": inner.decode()}), inner):
        assert list_in(wrap(kind, [item])) == ""
        assert unwrap(kind, wrap(kind, [item])) == [orjson.dumps(orjson.loads(item))]


def test_events_join_no_list():
    with pytest.raises(ValueError, match="events join no list"):
        wrap("events", [b"{}"], "Y6nRLr")
