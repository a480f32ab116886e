"""The flows of a practice Klaviyo, and whom they would have written to, seen over loopback."""

import pytest

from klaviyo_gui.practice.behaviour import EVERY_SCOPE
from klaviyo_gui.practice.shop import SHOPIFY, Flow, Shop
from tests.practice.bodies import entry, event, events_body, one_event, profile
from tests.practice.caller import EVENTS

METRICS = "/api/metrics"


def metric_id(practice, name, source="API"):
    (found,) = (
        metric["id"]
        for metric in practice.get(METRICS).json["data"]
        if metric["attributes"]["name"] == name
        and metric["attributes"]["integration"]["name"] == source
    )
    return found


def flows(practice, name, source="API", query=""):
    target = f"{METRICS}/{metric_id(practice, name, source)}/flow-triggers{query}"
    return [each["attributes"] for each in practice.get(target).json["data"]]


def live(practice, name, source="API"):
    return [
        each["name"]
        for each in flows(practice, name, source)
        if each["status"] == "live" and not each["archived"]
    ]


def test_a_metric_shows_every_flow_that_it_starts_or_would_start(practice):
    assert [
        (each["name"], each["status"], each["archived"]) for each in flows(practice, "Placed Order")
    ] == [
        ("Order thank you", "live", False),
        ("Review request", "manual", False),
        ("Second order", "draft", False),
        ("Thank you 2022", "live", True),
    ]
    assert flows(practice, "Viewed Product") == []


def test_the_metric_of_a_shop_has_flows_of_its_own(practice):
    assert flows(practice, "Placed Order", "Shopify") == []
    (flow,) = flows(practice, "Checkout Started", "Shopify")
    assert flow == {
        "name": "Abandoned checkout",
        "status": "live",
        "archived": False,
        "created": "2024-01-01T09:00:00+00:00",
        "updated": "2024-01-01T09:00:00+00:00",
        "trigger_type": "Metric",
    }


def test_some_attributes_can_be_asked_for(practice):
    query = "?fields[flow]=name,status"
    assert flows(practice, "Placed Order", query=query)[0] == {
        "name": "Order thank you",
        "status": "live",
    }
    target = f"{METRICS}/{metric_id(practice, 'Placed Order')}/flow-triggers?fields[flow]=colour"
    assert practice.get(target).status == 400


def test_flows_are_shown_to_a_key_that_may_read_both_flows_and_metrics(start):
    for lacking in ("flows:read", "metrics:read"):
        practice = start(scopes=EVERY_SCOPE - {lacking})
        assert practice.get(f"{METRICS}/AAAAAA/flow-triggers").status == 403
    assert start().get(f"{METRICS}/AAAAAA/flow-triggers").status == 404


def test_a_live_event_of_a_metric_with_a_live_flow_is_a_message(practice):
    document = events_body(
        entry(profile(), event("o-1"), event("o-2", "Viewed Product")),
        entry(profile("bob@shop.io"), event("o-3")),
    )
    practice.post(EVENTS, document)
    assert practice.stored("messages") == [
        {"id": 1, "person": 1, "flow": "Order thank you", "event": 1},
        {"id": 2, "person": 2, "flow": "Order thank you", "event": 3},
    ]
    assert practice.counts()["messages"] == 2


def test_an_event_that_is_recorded_as_history_is_no_message(practice):
    document = events_body(
        entry(profile(), event("o-1", backfill=True)),
        entry(profile(), event("o-2"), event("o-3", backfill=False), backfill=True),
    )
    practice.post(EVENTS, document)
    assert [each["event"] for each in practice.stored("messages")] == [3]


def test_an_event_that_is_not_stored_is_no_message(practice):
    practice.post(EVENTS, one_event())
    practice.post(EVENTS, one_event())
    practice.post(EVENTS, events_body(entry(profile(), event("o-1"), event("o-2"), event("o-2"))))
    practice.post(EVENTS, one_event(unique_id="o-3", value="9.99"))
    practice.post(EVENTS, events_body(entry(profile("ann@example.com"), event("o-4"))))
    assert [each["event"] for each in practice.stored("messages")] == [1, 2]


@pytest.mark.parametrize(
    "flow",
    [
        Flow("Thanks", "Placed Order", status="manual"),
        Flow("Thanks", "Placed Order", status="draft"),
        Flow("Thanks", "Placed Order", archived=True),
        Flow("Thanks", "Placed Order", integration=SHOPIFY),
        Flow("Thanks", "Refunded Order"),
    ],
)
def test_only_a_live_flow_of_the_very_metric_writes(start, flow):
    practice = start(shop=Shop(flows=(flow,)))
    practice.post(EVENTS, one_event())
    assert practice.stored("messages") == []


def test_a_flow_can_be_made_while_the_practice_runs(practice):
    told = [{"name": "Back again", "metric": "Viewed Product"}]
    assert practice.post("/practice/flows", told).json == {"added": 1}
    assert live(practice, "Viewed Product") == ["Back again"]
    practice.post(EVENTS, one_event(metric="Viewed Product"))
    assert [each["flow"] for each in practice.stored("messages")] == ["Back again"]


def test_a_flow_of_the_same_name_is_changed(practice):
    before = flows(practice, "Placed Order")[0]
    told = {"name": "Order thank you", "metric": "Placed Order", "status": "draft"}
    practice.post("/practice/flows", [told])
    after = flows(practice, "Placed Order")[0]
    assert (after["status"], after["created"]) == ("draft", before["created"])
    assert after["updated"] > before["updated"]
    assert len(flows(practice, "Placed Order")) == 4
    told = {"name": "Order thank you", "metric": "Placed Order", "integration": "shopify"}
    practice.post("/practice/flows", [told])
    assert live(practice, "Placed Order") == []
    assert live(practice, "Placed Order", "Shopify") == ["Order thank you"]


@pytest.mark.parametrize(
    "told",
    [
        ["Order thank you"],
        [{"metric": "Placed Order"}],
        [{"name": "Both", "metric": "Placed Order", "list_id": "Y6nRLr"}],
        [{"name": "Neither"}],
        [{"name": "Odd", "metric": "Placed Order", "status": "asleep"}],
        [{"name": "Odd", "metric": "Placed Order", "integration": "abacus"}],
        [{"name": "Odd", "metric": "Placed Order", "colour": "red"}],
    ],
)
def test_a_flow_that_is_not_understood_is_refused(practice, told):
    assert practice.post("/practice/flows", told).status == 400
    assert live(practice, "Placed Order") == ["Order thank you"]
