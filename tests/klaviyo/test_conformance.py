"""Every request that the program can make, held against Klaviyo's own SDK and specification.

``docs/conformance.md`` says what was checked; it is compared with what was seen.
"""

import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import jsonschema
import orjson
import pytest

import klaviyo_gui
from klaviyo_gui.core import catalog
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.outcome import Verdict
from klaviyo_gui.klaviyo import transport, wire
from klaviyo_gui.klaviyo.client import Client
from klaviyo_gui.klaviyo.probing import permissions_of
from tests.klaviyo.alone import ALONE, seen_alone
from tests.klaviyo.loopback import Loopback, answering
from tests.klaviyo.official import (
    BODIES,
    JOB_ID,
    KEY,
    LIST_ID,
    METRIC_ID,
    REQUESTS,
    KlaviyoAPI,
    body_of,
    keeps_everything,
    model,
    nulls_in,
    record_of,
    seen_of_official,
    seen_of_ours,
)
from tests.klaviyo.official_answers import ANSWERS
from tests.klaviyo.specification import MEDIA_TYPE, answer_validator, body_validator, operations

LIST = Path(__file__).parents[2] / "docs" / "conformance.md"
CODE = Path(klaviyo_gui.__file__).parent

OF_THE_LINE = {"host", "connection", "accept-encoding", "content-length"}
"""Headers that say how a request travels, not what it asks."""

OUR_OWN = {"user-agent", "x-klaviyo-revision-fall-forward-opt-out"}

NOT_SPECIFIED = {"get_flows_triggered_by_metric", "get_flows_triggered_by_list"}
"""Operations that the copy of the specification beside this project does not hold."""

every_request = pytest.mark.parametrize(
    "asked",
    REQUESTS,
    ids=lambda each: f"{each.method}-{each.endpoint}" + ("_next" if each.page else ""),
)
specified_request = pytest.mark.parametrize(
    "asked",
    [each for each in REQUESTS if each.operation not in NOT_SPECIFIED],
    ids=lambda each: f"{each.method}-{each.endpoint}" + ("_next" if each.page else ""),
)


def request(name):
    return next(each for each in REQUESTS if each.endpoint == name)


def path_of(asked):
    """Return the path with the ids filled in that the tests ask for, as they are quoted."""
    quoted = {"job": JOB_ID.replace("=", "%3D"), "metric": METRIC_ID, "list": LIST_ID}
    return getattr(wire, asked.endpoint).path.format(**quoted)


def is_as_the_sdk_asks(asked):
    """Check one request of ours against the one that the SDK makes."""
    answer = ANSWERS[asked.operation]
    ours, _ = seen_of_ours(asked, answer)
    official, _ = seen_of_official(asked, answer)
    assert (ours.method, ours.path, ours.query) == (official.method, official.path, official.query)
    for name, value in official.headers.items():
        if name not in OF_THE_LINE | OUR_OWN:
            assert ours.headers.get(name) == value, name
    assert ours.headers.keys() - official.headers.keys() <= OF_THE_LINE | OUR_OWN
    if asked.body:
        assert nulls_in(ours.document) == []
        keeps_everything(ours.document, official.document)
        # Nor does the SDK find anything that is missing.
        keeps_everything(official.document, ours.document)
    else:
        assert ours.body == official.body == b""


def is_as_specified(asked):
    """Check one request of ours against the specification."""
    method, path, found = operations()[asked.operation]
    ours, _ = seen_of_ours(asked, ANSWERS[asked.operation])
    assert ours.method == method
    assert re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", path), ours.path), ours.path
    parameters = {each["name"]: each for each in found["parameters"]}
    for name, value in ours.query.items():
        schema = parameters[name]["schema"]
        read = {"integer": int, "array": lambda words: words.split(",")}.get(schema["type"], str)
        jsonschema.validate(read(value), schema)
    for each in parameters.values():
        if each["in"] == "header" and each["required"]:
            assert each["name"] in ours.headers, each["name"]
    if asked.body:
        assert ours.headers["content-type"] in found["requestBody"]["content"]
        body_validator(asked.operation).validate(ours.document)


@every_request
def test_every_request_is_the_one_that_the_official_sdk_makes(asked):
    is_as_the_sdk_asks(asked)


@specified_request
def test_every_request_is_as_specified(asked):
    is_as_specified(asked)


@every_request
def test_every_answer_is_one_that_the_official_sdk_reads_and_so_do_we(asked):
    answer = ANSWERS[asked.operation]
    seen, ours = seen_of_ours(asked, answer)
    _, official = seen_of_official(asked, answer)
    outcome = ours[0] if isinstance(ours, tuple) else ours
    assert outcome.verdict is Verdict.ACCEPTED
    if asked.answer:
        if any(name.startswith("fields[") for name in seen.query):
            # Of answers that were asked for in part the SDK makes no model by itself.
            official = model(asked.answer).from_dict(official)
        # Nor does it of those that it did not understand.
        assert isinstance(official, model(asked.answer))
        keeps_everything(answer, official.to_dict())
    else:
        assert official is None


@specified_request
def test_every_answer_is_as_specified(asked):
    if asked.answer:
        status = getattr(wire, asked.endpoint).success
        answer_validator(asked.operation, status).validate(ANSWERS[asked.operation])


def test_the_revision_is_the_one_of_the_official_sdk():
    assert KlaviyoAPI._REVISION == wire.REVISION


# Every property.


def is_taken_whole(kind, record):
    """Check a record by the model of the SDK."""
    body = orjson.loads(body_of(kind, record))
    assert nulls_in(body) == []
    keeps_everything(body, model(BODIES[kind]).from_dict(body).to_dict())


def records_of_each_property(kind):
    """Yield a record for each property of the catalogue, with what every record needs."""
    needed = {catalog.identifiers(kind)[0]} | ({"metric"} if kind is Kind.EVENTS else set())
    dated = needed | {"time"}
    for target in catalog.targets(kind):
        yield target.key, record_of(kind, needed | {target.key})
    yield (
        "nothing in any other cell",
        record_of(
            kind, cells={each.key: "" for each in catalog.targets(kind) if each.key not in dated}
        ),
    )


@pytest.mark.parametrize("kind", Kind)
def test_each_property_by_itself_is_taken_whole_and_empty_cells_send_no_null(kind):
    for key, record in records_of_each_property(kind):
        assert record.body is not None, key
        assert [each.code for each in record.problems if each.severity == "hold"] == [], key
        is_taken_whole(kind, record)


@pytest.mark.parametrize("kind", Kind)
def test_each_property_by_itself_is_as_specified(kind):
    operation = {Kind.EVENTS: "bulk_create_events", Kind.PROFILES: "bulk_import_profiles"}[kind]
    for _, record in records_of_each_property(kind):
        body_validator(operation).validate(orjson.loads(body_of(kind, record)))


@pytest.mark.parametrize("kind", Kind)
def test_the_empty_document_that_tries_a_key_is_refused_by_both_witnesses(kind):
    with pytest.raises(ValueError, match="validation error"):
        model(BODIES[kind]).from_dict({})


@pytest.mark.parametrize("operation", ["bulk_create_events", "bulk_import_profiles"])
def test_the_empty_document_that_tries_a_key_is_not_as_specified(operation):
    with pytest.raises(jsonschema.ValidationError, match="'data' is a required property"):
        body_validator(operation).validate({})


# The list.


def table(title, text):
    """Return the rows of the table below a heading, without its head."""
    (part,) = re.findall(rf"^## {title}\n\n(.*?)(?:\n\n|\Z)", text, re.MULTILINE | re.DOTALL)
    _, _, *rows = part.splitlines()
    return [tuple(cell.strip() for cell in row.strip("|").split("|")) for row in rows]


def endpoints(*, are_lone=False):
    """Return the endpoints of a private key, or those of a public one."""
    every = {name: each for name, each in vars(wire).items() if isinstance(each, wire.Endpoint)}
    return {name for name, each in every.items() if each.is_lone is are_lone}


def listed_requests():
    """Return the rows that the list must have, by what is seen of each request."""
    rows = {}
    for asked in REQUESTS:
        endpoint = getattr(wire, asked.endpoint)
        seen, _ = seen_of_ours(asked, ANSWERS[asked.operation])
        assert seen.path == path_of(asked)
        queries = rows[asked.endpoint][3] if asked.endpoint in rows else set()
        rows[asked.endpoint] = (
            f"`{asked.endpoint}`",
            asked.operation,
            f"{seen.method} {endpoint.path}",
            queries | set(seen.query),
            asked.body,
            f"{asked.answer or 'empty'}, {endpoint.success}",
            "no: not in our copy" if asked.operation in NOT_SPECIFIED else "yes",
        )
    return [(*row[:3], " ".join(sorted(row[3])), *row[4:]) for row in rows.values()]


def listed_headers():
    """Return the rows of headers that the list must have."""
    plain, _ = seen_of_ours(request("ACCOUNT"), ANSWERS["get_accounts"])
    full, _ = seen_of_ours(request("EVENTS"))
    alone = seen_alone("CLIENT_EVENTS")

    def whose(name, value):
        if plain.headers.get(name) != value:
            return "requests with a body"
        return "every request" if name in alone.headers else "every request by a private key"

    assert alone.headers.keys() <= full.headers.keys()
    return [
        (name, value.replace(KEY, "pk_…").replace(klaviyo_gui.__version__, "…"), whose(name, value))
        for name, value in sorted(full.headers.items())
        if name not in OF_THE_LINE
    ]


def listed_alone():
    """Return the rows of requests by a public key that the list must have."""
    rows = []
    for each in ALONE:
        seen, endpoint = seen_alone(each.endpoint), getattr(wire, each.endpoint)
        request = f"{seen.method} {seen.path}"
        query, answer = " ".join(seen.query), f"empty, {endpoint.success}"
        rows.append((f"`{each.endpoint}`", each.operation, request, query, each.body, answer))
    return rows


def list_is_true():
    """Check that the list names what is checked, and nothing else."""
    text = LIST.read_text(encoding="utf-8")
    assert {each.endpoint for each in REQUESTS} == endpoints()
    assert {each.endpoint for each in ALONE} == endpoints(are_lone=True)
    assert table("Requests", text) == listed_requests()
    assert table("Requests by a public key", text) == listed_alone()
    assert table("Headers", text) == listed_headers()
    assert f"(revision {wire.REVISION}, the one that the program sends)" in text


def test_the_list_names_every_endpoint_with_what_was_seen_of_it_and_nothing_else():
    list_is_true()


def test_what_the_list_calls_specified_is_in_the_specification():
    named = {each.operation for each in REQUESTS}
    assert named - operations().keys() == NOT_SPECIFIED


def test_the_client_can_make_no_other_request():
    methods = {name for name, each in vars(Client).items() if callable(each) and name[0] != "_"}
    # Closing asks nothing, and an empty document is sent by the trials of a key alone.
    assert methods == {each.method for each in REQUESTS} | {"close", "try_empty"}


def test_the_trials_of_a_key_ask_nothing_that_is_not_listed():
    server = Loopback((answering(404, b'{"errors": []}'),))
    try:
        with Client(server.address, KEY) as client:
            permissions_of(client)
    finally:
        server.close()
    known = {tuple(row[2].split(" ")): set(row[3].split()) for row in listed_requests()}
    for each in server.requests:
        path, _, query = each.target.partition("?")
        plain = re.sub("(?<=/metrics/)[^/]+", "{metric}", path)
        assert (
            set(re.findall("[^=&]+(?==)", query.replace("%5B", "[").replace("%5D", "]")))
            <= (known[each.method, plain])
        )
        assert each.body in {b"", b"{}"}


def test_endpoints_are_written_down_in_one_file_and_asked_through_one_other():
    makers = {"Endpoint(": {"klaviyo/wire.py", "klaviyo/probing.py"}}
    makers["Transport("] = {
        "klaviyo/transport.py",
        "klaviyo/client.py",
        "klaviyo/public_client.py",
    }
    for word, files in makers.items():
        found = {
            path.relative_to(CODE).as_posix()
            for path in CODE.rglob("*.py")
            if re.search(rf"\b{re.escape(word)}", path.read_text(encoding="utf-8"))
        }
        assert found <= files, word


# Faults that these tests must find.


def changed(name, **changes):
    return lambda patch: patch.setattr(wire, name, replace(getattr(wire, name), **changes))


def without(header):
    headers = {name: value for name, value in wire.HEADERS.items() if name != header}
    return lambda patch: patch.setattr(transport, "HEADERS", headers)


def with_body(before, after):
    """Let the body that is sent be another one."""

    def seed(patch):
        ask = transport.Transport.ask

        def asking(self, path, query, body=None):
            return ask(self, path, query, body and body.replace(before, after))

        patch.setattr(transport.Transport, "ask", asking)

    return seed


def test_a_list_that_is_named_otherwise_is_found_out(monkeypatch):
    joining = [each for each in REQUESTS if each.endpoint == "PROFILES"][1]
    is_as_the_sdk_asks(joining)
    is_as_specified(joining)
    with_body(b'"type":"list"', b'"type":"lists"')(monkeypatch)
    with pytest.raises((AssertionError, ValueError)):
        is_as_the_sdk_asks(joining)
    with pytest.raises((AssertionError, jsonschema.ValidationError)):
        is_as_specified(joining)


def with_media_type(patch):
    patch.setattr(transport, "MEDIA_TYPE", "text/plain")


def with_large_pages(patch):
    patch.setattr(wire, "PAGE_SIZE", 101)


FAULTS = {
    "a wrong type": ("EVENTS", with_body(b'"value":150.75', b'"value":"150.75"')),
    "a number for a text": ("PROFILES", with_body(b'"zip":"10017"', b'"zip":10017')),
    "an unknown key": ("EVENTS", with_body(b'"email":', b'"$email":')),
    "an unknown key of a person": ("PROFILES", with_body(b'"first_name":', b'"anonymous_id":')),
    "an unknown type of resource": ("EVENTS", with_body(b'"event-bulk-create"', b'"bulk"')),
    "a body of another kind": ("PROFILES", with_body(b"profile-bulk-import-job", b"event")),
    "a missing revision": ("ACCOUNT", without("revision")),
    "another media type": ("EVENTS", with_media_type),
    "a wrong path": ("EVENTS", changed("EVENTS", path="/api/event-bulk-create-job")),
    "a wrong path to read": ("JOB", changed("JOB", path="/api/profile-import-jobs/{job}")),
    "pages that are too large": ("FAILURES", with_large_pages),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_request_that_is_wrong_is_found_out_by_the_official_sdk(fault, monkeypatch):
    name, seed = FAULTS[fault]
    is_as_the_sdk_asks(request(name))
    seed(monkeypatch)
    with pytest.raises((AssertionError, ValueError)):
        is_as_the_sdk_asks(request(name))


@pytest.mark.parametrize("fault", FAULTS)
def test_a_request_that_is_wrong_is_found_out_by_the_specification(fault, monkeypatch):
    name, seed = FAULTS[fault]
    is_as_specified(request(name))
    seed(monkeypatch)
    with pytest.raises((AssertionError, jsonschema.ValidationError)):
        is_as_specified(request(name))


def test_a_request_without_a_key_is_found_out(monkeypatch):
    monkeypatch.setattr(transport._Key, "__call__", lambda _self, made: made)
    with pytest.raises(AssertionError, match="authorization"):
        is_as_the_sdk_asks(request("ACCOUNT"))


def test_a_null_is_found_out():
    record = SimpleNamespace(body=record_of(Kind.PROFILES).body.replace(b'"Sarah"', b"null"))
    with pytest.raises(AssertionError, match="first_name"):
        is_taken_whole(Kind.PROFILES, record)


def with_another_endpoint(patch):
    patch.setattr(wire, "MORE", wire.Endpoint("/api/x", 200, wire.Content.JOB), raising=False)


@pytest.mark.parametrize(
    "seed",
    [
        lambda patch: patch.setattr(
            wire, "MORE", wire.Endpoint("/api/x", 200, wire.Content.JOB), raising=False
        ),
        changed("ACCOUNT", path="/api/account"),
        changed("EVENTS", success=201),
        changed("CLIENT_EVENTS", path="/client/event"),
        changed("CLIENT_PROFILES", is_lone=False),
        without("X-Klaviyo-Revision-Fall-Forward-Opt-Out"),
        lambda patch: patch.setitem(transport.HEADERS, "X-More", "1"),
    ],
)
def test_a_list_that_is_not_true_is_found_out(seed, monkeypatch):
    list_is_true()
    seed(monkeypatch)
    with pytest.raises(AssertionError):
        list_is_true()


def test_the_media_type_is_the_specified_one():
    assert wire.MEDIA_TYPE == MEDIA_TYPE
