"""Metrics and flows are read without trust in the shape of what comes."""

import pytest

from klaviyo_gui.core.flow import Flow
from klaviyo_gui.klaviyo.flows import flows_in, is_flow
from klaviyo_gui.klaviyo.metrics import Metric, is_metric, metrics_in


def metric(**attributes):
    return {"type": "metric", "id": "UcMGZ4", "attributes": attributes}


def flow(**attributes):
    return {"type": "flow", "id": "XyZ789", "attributes": attributes}


@pytest.mark.parametrize(
    ("integration", "is_of_api"), [({"name": "API"}, True), ({"name": "Shopify"}, False)]
)
def test_a_metric_says_whose_it_is(integration, is_of_api):
    (found,) = metrics_in([metric(name="Placed Order", integration=integration, updated="2026")])
    assert found == Metric("UcMGZ4", "Placed Order", integration["name"], "2026")
    assert found.is_of_api is is_of_api


@pytest.mark.parametrize(
    "odd",
    [
        {"type": "flow", "id": "1", "attributes": {"name": "x"}},
        {"type": "metric", "attributes": {"name": "x"}},
        {"type": "metric", "id": "1", "attributes": {"name": None}},
        {"type": "metric", "id": "1", "attributes": {"name": ""}},
        {"type": "metric", "id": "1", "attributes": {"name": ["x"]}},
        {"type": "metric", "id": "1", "attributes": None},
        {"type": "metric", "id": "1"},
        "metric",
        None,
    ],
)
def test_what_has_no_name_or_is_something_else_is_no_metric(odd):
    assert not is_metric(odd)


def test_a_metric_need_not_say_whose_it_is():
    one = {"type": "metric", "id": "2", "attributes": {"name": "x", "integration": "API"}}
    assert is_metric(one)
    assert metrics_in([one]) == [Metric("2", "x", "")]


@pytest.mark.parametrize(
    ("status", "is_archived", "may_act"),
    [
        ("live", False, True),
        ("live", True, False),
        ("Draft", False, False),
        ("manual", False, False),
        ("something new", False, True),
        (None, False, True),
    ],
)
def test_a_flow_may_act_unless_it_is_known_to_rest(status, is_archived, may_act):
    (found,) = flows_in([flow(name="Thanks", status=status, archived=is_archived)])
    assert found == Flow("XyZ789", "Thanks", status or "", is_archived)
    assert found.may_act is may_act


def test_a_flow_without_a_name_is_one():
    assert is_flow(flow())
    assert flows_in([flow()]) == [Flow("XyZ789", "", "")]
    assert not is_flow(metric(name="x"))
    assert not is_flow({"type": "flow"})
