"""Requests by a public key, held against Klaviyo's specification, and its models where they are."""

import jsonschema
import orjson
import pytest

from klaviyo_gui.core import catalog
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.way import Way
from klaviyo_gui.klaviyo import wire
from klaviyo_gui.klaviyo.pace import LIMITS
from klaviyo_gui.klaviyo.public_client import PublicClient
from tests.klaviyo.alone import ALONE, PUBLIC_KEY, body_alone, seen_alone
from tests.klaviyo.official import keeps_everything, model, nulls_in, record_of
from tests.klaviyo.specification import body_validator, operations

MODELS = {Kind.EVENTS: "EventCreateQueryV2", Kind.PROFILES: "ProfileUpsertQuery"}
"""The SDK has models of the events; of the people it has the one for private keys only."""

every_request = pytest.mark.parametrize("asked", ALONE, ids=lambda each: each.endpoint)


def is_as_specified(asked, body=None):
    method, path, found = operations()[asked.operation]
    seen = seen_alone(asked.endpoint, body)
    assert (seen.method, seen.path) == (method, path)
    assert seen.query == {"company_id": PUBLIC_KEY}
    required = {(each["in"], each["name"]) for each in found["parameters"] if each["required"]}
    assert required == {("query", "company_id"), ("header", "revision")}
    assert seen.headers["revision"] == wire.REVISION
    assert "authorization" not in seen.headers
    assert seen.headers["content-type"] in found["requestBody"]["content"]
    assert str(getattr(wire, asked.endpoint).success) in found["responses"]
    body_validator(asked.operation).validate(seen.document)


@every_request
def test_every_request_is_as_specified(asked):
    is_as_specified(asked)


@every_request
def test_its_limits_are_the_specified_ones(asked):

    limit = LIMITS[Way.PUBLIC][asked.kind]
    _, _, found = operations()[asked.operation]
    assert found["x-klaviyo-ratelimit"] == {
        "burst": f"{limit.burst}/s",
        "steady": f"{limit.steady}/m",
    }


@every_request
def test_the_model_of_the_body_is_the_one_that_is_listed(asked):
    _, _, found = operations()[asked.operation]
    (content,) = found["requestBody"]["content"].values()
    assert content["schema"]["$ref"].rpartition("/")[2] == asked.body


@every_request
def test_each_property_by_itself_is_as_specified_and_no_model_drops_any(asked):
    needed = {catalog.identifiers(asked.kind)[0]}
    needed |= {"metric"} if asked.kind is Kind.EVENTS else set()
    for target in catalog.targets(asked.kind):
        body = orjson.loads(body_alone(asked.kind, record_of(asked.kind, needed | {target.key})))
        assert nulls_in(body) == []
        body_validator(asked.operation).validate(body)
        keeps_everything(body, model(MODELS[asked.kind]).from_dict(body).to_dict())


def test_a_public_key_can_make_no_other_request():
    methods = {name for name, each in vars(PublicClient).items() if callable(each)}
    assert {name for name in methods if name[0] != "_"} == {each.method for each in ALONE} | {
        "close"
    }


@pytest.mark.parametrize(
    ("asked", "before", "after"),
    [
        (ALONE[0], b'"value":150.75', b'"value":"150.75"'),
        (ALONE[0], b'"type":"event"', b'"type":"event-bulk-create"'),
        (ALONE[0], b'"email":', b'"$email":'),
        (ALONE[1], b'"zip":"10017"', b'"zip":10017'),
    ],
)
def test_a_body_that_is_wrong_is_found_out(asked, before, after):
    body = body_alone(asked.kind)
    assert before in body
    with pytest.raises(jsonschema.ValidationError):
        is_as_specified(asked, body.replace(before, after))
