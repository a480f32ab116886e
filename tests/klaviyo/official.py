"""Each request that the program can make, beside the call of Klaviyo's own SDK that means the same.

The SDK is a witness only: it drops keys that it does not know and adds others, so what it makes of
a body is compared with the body, key by key.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import cached_property, partial
from importlib import import_module
from urllib.parse import parse_qsl, urlsplit

import orjson

from klaviyo_gui.core import catalog
from klaviyo_gui.core.mapping import Column, Kind, Mapping, Pair
from klaviyo_gui.core.record import Plan, compile_plan
from klaviyo_gui.klaviyo import wire
from klaviyo_gui.klaviyo.bodies import wrap
from klaviyo_gui.klaviyo.client import Client
from tests.core.cells import NOW
from tests.klaviyo.loopback import Loopback, answering

KEY = "pk_0123456789abcdef0123456789abcdef01"
JOB_ID = "UFJPRklMRV9JTVBPUlQ6bWFpbi8xOg=="
METRIC_ID = "XyZ123"
LIST_ID = "Y6nRLr"
CURSOR = "bmV4dDo6aWQ6OjE="
PAGE = {"page[size]": "1"}


def _official_sdk():
    """Return the SDK, which cannot be imported beside Qt as it is.

    Its packages take any name for a module of their own, also those by which Qt's part of the
    import asks whether a module is a wrapper.
    """
    for name in ("openapi_client", "openapi_client.api", "openapi_client.models"):
        package = import_module(name)
        package.__getattr__ = partial(_found, package.__getattr__)
    return import_module("klaviyo_api").KlaviyoAPI


def _found(look_up, name):
    if name.startswith("__"):
        raise AttributeError(name)
    return look_up(name)


KlaviyoAPI = _official_sdk()

BODIES = {Kind.EVENTS: "EventsBulkCreateJob", Kind.PROFILES: "ProfileImportJobCreateQuery"}


def model(name):
    """Return a model of the SDK by its name; each lies in a module of its own."""
    snake = "".join(f"_{each.lower()}" if each.isupper() else each for each in name)
    return getattr(import_module(f"openapi_client.models.{snake.lstrip('_')}"), name)


def record_of(kind, keys=None, cells=None):
    """Return a record with these properties of the catalogue, all of them if none are named."""
    chosen = [each for each in catalog.targets(kind) if keys is None or each.key in keys]
    pairs = tuple(Pair(each.key, Column(each.key)) for each in chosen)
    plan = Plan(Mapping().with_pairs(kind, pairs), tuple(each.key for each in chosen), NOW)
    examples = [(cells or {}).get(each.key, each.example) for each in chosen]
    return compile_plan(plan, kind)(examples)


def body_of(kind, *records, list_id=""):
    """Return a whole body around records, one of every property of the catalogue if none are."""
    return wrap(kind, [each.body for each in records or (record_of(kind),)], list_id)


def joining_body():
    """Return a whole body of people who join a list."""
    return body_of(Kind.PROFILES, list_id=LIST_ID)


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: the endpoint of ``wire.py``, the method of the client and what it is given.

    ``official`` makes the same request by the SDK; ``page`` is the query of the link to it.
    """

    operation: str
    endpoint: str
    answer: str
    method: str
    official: Callable
    arguments: tuple = ()
    body: str = ""
    page: str = ""

    def ours(self, address):
        """Make the request of this address."""
        with Client(address, KEY) as client:
            return getattr(client, self.method)(*self.arguments)


REQUESTS = (
    Asked(
        "bulk_create_events",
        "EVENTS",
        "",
        "send_events",
        lambda api: api.Events.bulk_create_events(orjson.loads(body_of(Kind.EVENTS))),
        (body_of(Kind.EVENTS), 1),
        "EventsBulkCreateJob",
    ),
    Asked(
        "bulk_import_profiles",
        "PROFILES",
        "PostProfileImportJobResponse",
        "send_profiles",
        lambda api: api.Profiles.bulk_import_profiles(orjson.loads(body_of(Kind.PROFILES))),
        (body_of(Kind.PROFILES), 1),
        "ProfileImportJobCreateQuery",
    ),
    Asked(
        "bulk_import_profiles",
        "PROFILES",
        "PostProfileImportJobResponse",
        "send_profiles",
        lambda api: api.Profiles.bulk_import_profiles(orjson.loads(joining_body())),
        (joining_body(), 1),
        "ProfileImportJobCreateQuery",
    ),
    Asked(
        "get_bulk_import_profiles_job",
        "JOB",
        "GetProfileImportJobResponseCompoundDocument",
        "look_at_job",
        lambda api: api.Profiles.get_bulk_import_profiles_job(JOB_ID),
        (JOB_ID,),
    ),
    Asked(
        "get_errors_for_bulk_import_profiles_job",
        "FAILURES",
        "GetImportErrorResponseCollection",
        "import_failures",
        lambda api: api.Profiles.get_errors_for_bulk_import_profiles_job(JOB_ID, page_size=100),
        (JOB_ID,),
    ),
    Asked(
        "get_errors_for_bulk_import_profiles_job",
        "FAILURES",
        "GetImportErrorResponseCollection",
        "import_failures",
        lambda api: api.Profiles.get_errors_for_bulk_import_profiles_job(
            JOB_ID, page_size=100, page_cursor=CURSOR
        ),
        (JOB_ID,),
        page="page%5Bcursor%5D=bmV4dDo6aWQ6OjE%3D&page%5Bsize%5D=100",
    ),
    Asked(
        "get_accounts",
        "ACCOUNT",
        "GetAccountResponseCollection",
        "account",
        lambda api: api.Accounts.get_accounts(),
    ),
    Asked(
        "get_metrics",
        "METRICS",
        "GetMetricResponseCollectionCompoundDocument",
        "metrics",
        lambda api: api.Metrics.get_metrics(),
    ),
    Asked(
        "get_metrics",
        "METRICS",
        "GetMetricResponseCollectionCompoundDocument",
        "metrics",
        lambda api: api.Metrics.get_metrics(page_cursor=CURSOR),
        page="page%5Bcursor%5D=bmV4dDo6aWQ6OjE%3D",
    ),
    Asked(
        "get_properties_for_metric",
        "METRIC_PROPERTIES",
        "GetMetricPropertyResponseCollection",
        "properties_of_metric",
        lambda api: api.Metrics.get_properties_for_metric(METRIC_ID),
        (METRIC_ID,),
    ),
    Asked(
        "get_flows_triggered_by_metric",
        "METRIC_FLOWS",
        "GetFlowResponseCollection",
        "flows_of_metric",
        lambda api: api.Metrics.get_flows_triggered_by_metric(METRIC_ID),
        (METRIC_ID,),
    ),
    Asked(
        "get_bulk_import_profiles_jobs",
        "JOBS",
        "GetProfileImportJobResponseCollectionCompoundDocument",
        "try_out",
        lambda api: api.Profiles.get_bulk_import_profiles_jobs(page_size=1),
        (wire.JOBS, PAGE),
    ),
    Asked(
        "get_lists",
        "LISTS",
        "GetListListResponseCollectionCompoundDocument",
        "try_out",
        lambda api: api.Lists.get_lists(page_size=1),
        (wire.LISTS, PAGE),
    ),
    Asked(
        "get_lists",
        "LISTS",
        "GetListListResponseCollectionCompoundDocument",
        "lists",
        lambda api: api.Lists.get_lists(),
    ),
    Asked(
        "get_lists",
        "LISTS",
        "GetListListResponseCollectionCompoundDocument",
        "lists",
        lambda api: api.Lists.get_lists(page_cursor=CURSOR),
        page="page%5Bcursor%5D=bmV4dDo6aWQ6OjE%3D",
    ),
    Asked(
        "get_flows_triggered_by_list",
        "LIST_FLOWS",
        "GetFlowResponseCollection",
        "flows_of_list",
        lambda api: api.Lists.get_flows_triggered_by_list(LIST_ID),
        (LIST_ID,),
    ),
    Asked(
        "get_profiles",
        "PEOPLE",
        "GetProfileResponsePluralConversationsCollectionCompoundDocument",
        "try_out",
        lambda api: api.Profiles.get_profiles(page_size=1),
        (wire.PEOPLE, PAGE),
    ),
    Asked(
        "get_profiles",
        "PEOPLE",
        "GetProfileResponsePluralConversationsCollectionCompoundDocument",
        "properties_of_people",
        lambda api: api.Profiles.get_profiles(
            page_size=100, sort="-updated", fields_profile=["properties"]
        ),
    ),
)


@dataclass(frozen=True)
class Seen:
    """A request as it came over the wire."""

    method: str
    target: str
    headers: dict
    body: bytes

    @property
    def path(self):
        return urlsplit(self.target).path

    @property
    def query(self):
        return dict(parse_qsl(urlsplit(self.target).query))

    @cached_property
    def document(self):
        return orjson.loads(self.body)


def answers_of(asked, answer):
    """Return what a server does that leads to the page which is asked for."""
    status = getattr(wire, asked.endpoint).success
    first = orjson.dumps({"data": [], "links": {"next": f"?{asked.page}"}})
    last = answering(status, b"" if answer is None else orjson.dumps(answer))
    return (answering(status, first), last) if asked.page else (last,)


def seen_of_ours(asked, answer=None):
    """Make a request by the program; return it and what the program made of the answer."""
    server = Loopback(answers_of(asked, answer))
    try:
        outcome = asked.ours(server.address)
    finally:
        server.close()
    found = server.requests[-1]
    return Seen(found.method, found.target, found.headers, found.body), outcome


def seen_of_official(asked, answer=None):
    """Make the same request by the SDK; return it and what the SDK made of the answer."""
    server = Loopback(answers_of(asked, answer)[-1:])
    try:
        api = KlaviyoAPI(KEY, max_retries=1, test_host=server.address)
        outcome = asked.official(api)
    finally:
        server.close()
    (found,) = server.requests
    return Seen(found.method, found.target, found.headers, found.body), outcome


def keeps_everything(sent, taken):
    """Check that a model kept every key and value of what was sent."""
    if isinstance(sent, dict):
        for key, value in sent.items():
            assert key in taken, f"the model dropped {key}"
            keeps_everything(value, taken[key])
    elif isinstance(sent, list):
        assert len(sent) == len(taken)
        for one, other in zip(sent, taken, strict=True):
            keeps_everything(one, other)
    elif isinstance(taken, Enum):
        assert sent == taken.value
    elif isinstance(taken, datetime):
        assert datetime.fromisoformat(sent) == taken
    else:
        assert (sent, type(sent)) == (taken, type(taken))


def nulls_in(document, place=""):
    """Return where a document holds null, which would empty what Klaviyo has."""
    if isinstance(document, dict):
        parts = document.items()
    elif isinstance(document, list):
        parts = enumerate(document)
    else:
        return [place] if document is None else []
    return [found for key, part in parts for found in nulls_in(part, f"{place}/{key}")]
