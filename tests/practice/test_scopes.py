"""What a key may do, seen over loopback."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from klaviyo_gui.practice.admission import CLIENT
from klaviyo_gui.practice.behaviour import EVERY_SCOPE
from klaviyo_gui.practice.operations import ROUTES, Operation
from tests.klaviyo.specification import specification
from tests.practice.bodies import one_event, profile, profiles_body
from tests.practice.caller import EVENTS, PROFILES

TRIGGERS = {
    Operation.GET_FLOWS_OF_METRIC: ("metrics_api", "get_flows_triggered_by_metric"),
    Operation.GET_FLOWS_OF_LIST: ("lists_api", "get_flows_triggered_by_list"),
}


def test_a_key_may_do_everything_unless_told_otherwise(practice):
    assert frozenset().union(*(route.scopes for route in ROUTES)) == EVERY_SCOPE
    assert practice.post(EVENTS, one_event()).status == 202


def test_what_a_key_may_not_do_is_refused_with_the_scopes_that_it_lacks(start):
    practice = start(scopes=EVERY_SCOPE - {"events:write"})
    reply = practice.post(EVENTS, one_event())
    (error,) = reply.json["errors"]
    assert (reply.status, error["status"], error["code"]) == (403, 403, "permission_denied")
    assert "requires: events:write." in error["detail"]
    assert practice.counts()["events"] == 0
    assert practice.post(PROFILES, profiles_body(profile())).status == 202


@pytest.mark.parametrize("lacking", ["profiles:write", "lists:write"])
def test_an_import_takes_both_its_scopes_even_without_a_list(start, lacking):
    practice = start(scopes=EVERY_SCOPE - {lacking})
    assert practice.post(PROFILES, profiles_body(profile())).status == 403
    assert practice.counts()["people"] == 0


def test_a_wrong_key_is_told_nothing_of_scopes(start):
    practice = start(scopes=frozenset())
    reply = practice.post(EVENTS, one_event(), Authorization="Klaviyo-API-Key pk_other")
    assert reply.status == 401


def test_limits_and_scopes_are_those_of_the_specification():
    seen = set()
    for path, operations in specification()["paths"].items():
        filled = re.sub(r"\{\w+\}", "1", path)
        for route in ROUTES:
            specified = operations.get(route.method.lower())
            if specified is not None and route.path.fullmatch(filled):
                seen.add(route.operation)
                limit = specified["x-klaviyo-ratelimit"]
                allowed = (f"{route.allowance.burst}/s", f"{route.allowance.steady}/m")
                assert allowed == (limit["burst"], limit["steady"]), path
                # Where no key is taken, the specification still names scopes.
                needs_none = specified.get("security") == []
                scopes = set() if needs_none else set(specified["x-klaviyo-scopes"])
                assert route.scopes == scopes, path
                assert needs_none == path.startswith(CLIENT)
    # What starts flows is in no copy of the specification that stands beside the project.
    assert {route.operation for route in ROUTES} - seen == set(TRIGGERS)


@pytest.mark.parametrize("operation", TRIGGERS)
def test_limits_and_scopes_of_flow_triggers_are_those_of_the_official_sdk(operation):
    module, call = TRIGGERS[operation]
    # Importing it would load some thousand models.
    source = Path(find_spec("openapi_client").origin).with_name("api") / f"{module}.py"
    words = source.read_text(encoding="utf-8").partition(f"def {call}(")[2].partition(":param")[0]
    limits = re.findall(r"`(\d+)/[sm]`", words)
    scopes = re.findall(r"`(\w+:\w+)`", words)
    (route,) = (route for route in ROUTES if route.operation is operation)
    assert [str(route.allowance.burst), str(route.allowance.steady)] == limits
    assert route.scopes == set(scopes)
