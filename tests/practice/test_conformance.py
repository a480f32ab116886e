"""The practice Klaviyo against Klaviyo's own specification and the models of its own SDK."""

import re
from pathlib import Path
from urllib.parse import urlencode

import jsonschema
import pytest
from openapi_client.models.event_create_query_v2 import EventCreateQueryV2
from openapi_client.models.events_bulk_create_job import EventsBulkCreateJob
from openapi_client.models.get_account_response_collection import GetAccountResponseCollection
from openapi_client.models.get_flow_response_collection import GetFlowResponseCollection
from openapi_client.models.get_list_list_response_collection_compound_document import (
    GetListListResponseCollectionCompoundDocument,
)
from openapi_client.models.get_metric_property_response_collection import (
    GetMetricPropertyResponseCollection,
)
from openapi_client.models.get_metric_response_collection import GetMetricResponseCollection
from openapi_client.models.get_profile_response_collection import GetProfileResponseCollection
from openapi_client.models.profile_import_job_create_query import ProfileImportJobCreateQuery

from klaviyo_gui.practice.operations import ROUTES
from tests.klaviyo import specification as klaviyos
from tests.practice.bodies import (
    entry,
    event,
    events_body,
    one_event_alone,
    profile,
    profiles_body,
)
from tests.practice.caller import EVENTS, PROFILES

LIST = Path(__file__).parents[2] / "docs" / "practice.md"
ACCOUNTS = "/api/accounts"
METRICS = "/api/metrics"
LISTS = "/api/lists"
PEOPLE = "/api/profiles"
PROPERTIES = f"{METRICS}/{{id}}/metric-properties"
SAMPLES = urlencode({"additional-fields[metric-property]": "sample_values"})
JOB = f"{PROFILES}/{{job_id}}"
ERRORS = f"{PROFILES}/{{id}}/import-errors"

GOOD_EVENTS = events_body(
    entry(
        profile(phone_number="+4915112345678", location={"zip": "01067", "latitude": 51.05}),
        event(value_currency="EUR", backfill=True),
        event("o-2", value=3),
        backfill=True,
    )
)
GOOD_PROFILES = profiles_body(
    profile(properties={"Size": 42}), profile("bob+failed@shop.io"), lists=("Y6nRLr",)
)
GOOD_EVENT = one_event_alone(profile(anonymous_id="a-1"), value_currency="EUR", backfill=True)
GOOD_PROFILE = {"data": profile(anonymous_id="a-1", properties={"Size": 42})}
ALONE = (
    ("/api/events", "", GOOD_EVENT),
    ("/client/events", "?company_id=PRACTI", GOOD_EVENT),
    ("/client/profiles", "?company_id=PRACTI", GOOD_PROFILE),
)
BAD_EVENTS = (
    events_body(entry(profile(), event(value="9.99"))),
    events_body(entry(profile(), event(unique_id=5))),
    events_body(entry(profile(), event(properties=[]))),
    events_body(entry(profile(), event(backfill="true"))),
    events_body(entry(profile(location={"zip": 1067}), event())),
    events_body(entry(profile(title=5), event())),
)


@pytest.fixture(scope="module")
def specification():
    return klaviyos.specification()


def validate(schema, document):
    klaviyos.validator(schema).validate(document)


def answer_schema(specification, path, method, status):
    answer = specification["paths"][path][method]["responses"][status]
    while "$ref" in answer:
        answer = specification["components"]["responses"][answer["$ref"].rpartition("/")[2]]
    return answer["content"]["application/vnd.api+json"]["schema"]


def request_schema(specification, path):
    body = specification["paths"][path]["post"]["requestBody"]
    return body["content"]["application/vnd.api+json"]["schema"]


def without_null_links(document):
    """Leave out ends of paging: the real API shows them as null, the specification has no null."""
    links = {name: link for name, link in document["links"].items() if link is not None}
    return {**document, "links": links}


def test_every_request_has_its_row_in_the_list_of_what_was_checked():
    rows = re.findall(r"^\| `(\w+) (\S+)`", LIST.read_text(encoding="utf-8"), re.MULTILINE)
    assert {
        route
        for method, path in rows
        for route in ROUTES
        if route.method == method and route.path.fullmatch(path)
    } == set(ROUTES)
    assert len(rows) == len(ROUTES)


def test_the_account_has_the_specified_shape(specification, practice):
    schema = answer_schema(specification, ACCOUNTS, "get", "200")
    account = practice.get(ACCOUNTS).json
    validate(schema, without_null_links(account))
    assert GetAccountResponseCollection.from_dict(account).data[0].id == "PRACTI"


def test_jobs_have_the_specified_shape(specification, practice):
    reply = practice.post(PROFILES, GOOD_PROFILES)
    validate(answer_schema(specification, PROFILES, "post", "202"), reply.json)
    job_id = reply.json["data"]["id"]
    for _ in range(2):
        job = practice.get(f"{PROFILES}/{job_id}").json
        validate(answer_schema(specification, JOB, "get", "200"), job)
    listing = practice.get(f"{PROFILES}?{urlencode({'sort': 'created_at'})}").json
    schema = answer_schema(specification, PROFILES, "get", "200")
    validate(schema, without_null_links(listing))
    errors = practice.get(f"{PROFILES}/{job_id}/import-errors").json
    assert len(errors["data"]) == 1
    schema = answer_schema(specification, ERRORS, "get", "200")
    validate(schema, without_null_links(errors))


def test_metrics_have_the_specified_shape(specification, practice):
    practice.post(EVENTS, events_body(entry(profile(), event(metric="Viewed Size Chart"))))
    metrics = practice.get(METRICS).json
    schema = answer_schema(specification, METRICS, "get", "200")
    validate(schema, without_null_links(metrics))
    assert len(GetMetricResponseCollection.from_dict(metrics).data) == len(metrics["data"])


@pytest.mark.parametrize("query", ["", f"?{SAMPLES}"])
def test_metric_properties_have_the_specified_shape(specification, practice, query):
    practice.post(EVENTS, GOOD_EVENTS)
    schema = answer_schema(specification, PROPERTIES, "get", "200")
    for metric in practice.get(METRICS).json["data"]:
        properties = practice.get(f"{METRICS}/{metric['id']}/metric-properties{query}").json
        validate(schema, without_null_links(properties))
        assert GetMetricPropertyResponseCollection.from_dict(properties) is not None


def test_lists_have_the_specified_shape(specification, practice):
    lists = practice.get(LISTS).json
    validate(answer_schema(specification, LISTS, "get", "200"), without_null_links(lists))
    assert len(GetListListResponseCollectionCompoundDocument.from_dict(lists).data) == 3


def test_profiles_have_the_specified_shape(specification, practice):
    practice.post(EVENTS, GOOD_EVENTS)
    practice.post(PROFILES, profiles_body(profile(None, external_id="7")))
    profiles = practice.get(PEOPLE).json
    validate(
        answer_schema(specification, PEOPLE, "get", "200"),
        without_null_links(profiles),
    )
    assert len(GetProfileResponseCollection.from_dict(profiles).data) == 2


def test_flows_have_the_shape_of_the_official_sdk(specification, practice):
    found = []
    for metric in practice.get(METRICS).json["data"]:
        flows = practice.get(f"{METRICS}/{metric['id']}/flow-triggers").json
        assert GetFlowResponseCollection.from_dict(flows) is not None
        found += flows["data"]
    for each in practice.get(LISTS).json["data"]:
        flows = practice.get(f"{LISTS}/{each['id']}/flow-triggers").json
        assert GetFlowResponseCollection.from_dict(flows) is not None
        found += flows["data"]
    schema = specification["components"]["schemas"]["FlowResponseObjectResource"]
    for flow in found:
        validate(schema, flow)
    assert {flow["attributes"]["status"] for flow in found} == {"draft", "manual", "live"}
    causes = {flow["attributes"]["trigger_type"] for flow in found}
    assert causes == {"Metric", "Added to List"}


def test_a_flow_of_another_cause_would_be_noticed(practice):
    metric_ids = [metric["id"] for metric in practice.get(METRICS).json["data"]]
    flows = [practice.get(f"{METRICS}/{each}/flow-triggers").json for each in metric_ids]
    (some, *_others) = (each for each in flows if each["data"])
    some["data"][0]["attributes"]["trigger_type"] = "Whim"
    with pytest.raises(ValueError, match="trigger_type"):
        GetFlowResponseCollection.from_dict(some)


def test_refusals_have_the_specified_shape(specification, start):
    practice = start(faults=("429", "500-before"))
    schema = answer_schema(specification, EVENTS, "post", "4XX")
    replies = [
        practice.post(EVENTS, GOOD_EVENTS),
        practice.post(EVENTS, GOOD_EVENTS),
        practice.post(EVENTS, BAD_EVENTS[0]),
        practice.get(ACCOUNTS, Authorization=None),
        practice.get(ACCOUNTS, revision=None),
        practice.get("/api/nowhere"),
    ]
    assert [reply.status for reply in replies] == [429, 500, 400, 401, 400, 404]
    for reply in replies:
        validate(schema, reply.json)


def test_a_job_without_its_total_would_be_noticed(specification, practice):
    job = practice.post(PROFILES, GOOD_PROFILES).json
    del job["data"]["attributes"]["total_count"]
    with pytest.raises(jsonschema.ValidationError, match="total_count"):
        validate(answer_schema(specification, PROFILES, "post", "202"), job)


@pytest.mark.parametrize(("path", "body"), [(EVENTS, GOOD_EVENTS), (PROFILES, GOOD_PROFILES)])
def test_what_the_specification_allows_is_taken(specification, practice, path, body):
    validate(request_schema(specification, path), body)
    assert practice.post(path, body).status == 202


@pytest.mark.parametrize(("path", "query", "body"), ALONE)
def test_what_the_specification_allows_alone_is_taken(specification, practice, path, query, body):
    validate(request_schema(specification, path), body)
    assert practice.post(path + query, body).status == 202


@pytest.mark.parametrize(("path", "query", "body"), ALONE)
def test_refusals_of_one_thing_have_the_specified_shape(specification, practice, path, query, body):
    schema = answer_schema(specification, path, "post", "4XX")
    bad = {"data": {**body["data"], "type": "whim"}}
    with pytest.raises(jsonschema.ValidationError):
        validate(request_schema(specification, path), bad)
    replies = [practice.post(path + query, bad), practice.post(path, body, Authorization=None)]
    assert [reply.status for reply in replies] == [400, 401 if not query else 400]
    for reply in replies:
        validate(schema, reply.json)


@pytest.mark.parametrize("body", BAD_EVENTS)
def test_what_the_specification_forbids_is_refused(specification, practice, body):
    with pytest.raises(jsonschema.ValidationError):
        validate(request_schema(specification, EVENTS), body)
    assert practice.post(EVENTS, body).status == 400


def test_the_models_of_the_official_sdk_take_what_the_practice_takes(practice):
    assert EventsBulkCreateJob.from_dict(GOOD_EVENTS) is not None
    assert practice.post(EVENTS, GOOD_EVENTS).status == 202
    assert EventCreateQueryV2.from_dict(GOOD_EVENT) is not None
    assert practice.post("/api/events", GOOD_EVENT).status == 202
    assert ProfileImportJobCreateQuery.from_dict(GOOD_PROFILES) is not None
    assert practice.post(PROFILES, GOOD_PROFILES).status == 202


@pytest.mark.parametrize("body", BAD_EVENTS)
def test_the_practice_refuses_what_the_models_of_the_official_sdk_refuse(practice, body):
    with pytest.raises(ValueError, match="validation error"):
        EventsBulkCreateJob.from_dict(body)
    assert practice.post(EVENTS, body).status == 400
