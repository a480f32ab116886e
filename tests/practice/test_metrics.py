"""The metrics that a practice Klaviyo shows, seen over loopback."""

from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest

from klaviyo_gui.practice.shop import API, KLAVIYO, SHOPIFY, Metric, Shop
from tests.practice.bodies import entry, event, events_body, one_event, profile
from tests.practice.caller import EVENTS

METRICS = "/api/metrics"
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
EMPTY = Shop(metrics=())


def shown(practice, **query):
    return practice.get(f"{METRICS}?{urlencode(query)}").json["data"]


def named(practice, name, source="API"):
    (found,) = (
        metric
        for metric in shown(practice)
        if metric["attributes"]["name"] == name
        and metric["attributes"]["integration"]["name"] == source
    )
    return found


def properties(practice, metric, **query):
    target = f"{METRICS}/{metric['id']}/metric-properties?{urlencode(query)}"
    return [each["attributes"] for each in practice.get(target).json["data"]]


def types(practice, metric):
    return {each["property"]: each["inferred_type"] for each in properties(practice, metric)}


def test_a_name_may_be_that_of_a_shop_and_of_the_api(practice):
    ids = {named(practice, "Placed Order", source)["id"] for source in ("API", "Shopify")}
    assert len(ids) == 2
    assert {len(each) for each in ids} == {6}


def test_an_integration_has_a_category_that_is_a_text_or_an_object(practice):
    integrations = [metric["attributes"]["integration"] for metric in shown(practice)]
    assert {"id": API.id, "key": "api", "name": "API", "category": "API"} in integrations
    assert {each["category"] for each in integrations if each["name"] == SHOPIFY.name} == {
        "eCommerce"
    }
    assert [each["category"] for each in integrations if each["name"] == KLAVIYO.name] == [
        {"name": "Internal"}
    ] * 2


def test_an_event_makes_its_metric_and_says_when_it_was_used_last(start):
    moments = [NOON, NOON.replace(hour=13)]
    practice = start(shop=EMPTY, server_options={"now": lambda: moments.pop(0)})
    assert shown(practice) == []
    for number in range(2):
        practice.post(EVENTS, one_event(unique_id=str(number), metric="Viewed Size Chart"))
    (metric,) = shown(practice)
    assert metric["attributes"] == {
        "name": "Viewed Size Chart",
        "created": "2026-06-01T12:00:00+00:00",
        "updated": "2026-06-01T13:00:00+00:00",
        "integration": {"id": API.id, "key": "api", "name": "API", "category": "API"},
    }


def test_an_event_by_key_goes_to_the_metric_of_the_api_and_leaves_that_of_the_shop(practice):
    before = named(practice, "Placed Order", "Shopify")
    practice.post(EVENTS, one_event())
    assert named(practice, "Placed Order", "Shopify") == before
    updated = named(practice, "Placed Order")["attributes"]["updated"]
    assert updated > before["attributes"]["updated"]


def test_a_name_in_another_case_is_another_metric(start):
    practice = start(shop=EMPTY)
    for metric in ("Placed order", "Placed Order"):
        practice.post(EVENTS, one_event(metric=metric))
    assert [metric["attributes"]["name"] for metric in shown(practice)] == [
        "Placed order",
        "Placed Order",
    ]


def test_events_that_are_refused_or_dropped_make_no_metric(start):
    practice = start(shop=EMPTY)
    practice.post(EVENTS, one_event(value="9.99"))
    practice.post(EVENTS, events_body(entry(profile("ann@example.com"), event())))
    assert shown(practice) == []


def test_metrics_come_two_hundred_a_page_and_no_other_number_can_be_asked_for(start):
    many = tuple(Metric(f"Metric {number}", SHOPIFY) for number in range(401))
    practice = start(shop=Shop(metrics=many))
    pages = practice.pages(f"{METRICS}?filter=equals(integration.name,'Shopify')")
    assert [len(page) for page in pages] == [200, 200, 1]
    names = [metric["attributes"]["name"] for page in pages for metric in page]
    assert names == [metric.name for metric in many]
    reply = practice.get(f"{METRICS}?{urlencode({'page[size]': 50})}")
    assert (reply.status, reply.json["errors"][0]["source"]) == (400, {"parameter": "page[size]"})


def test_metrics_can_be_asked_for_by_integration_but_not_by_its_category(practice):
    found = shown(practice, filter='equals(integration.name,"Shopify")')
    assert {metric["attributes"]["integration"]["name"] for metric in found} == {"Shopify"}
    assert len(found) == 2
    assert shown(practice, filter="equals(integration.category,'API')") == []
    assert practice.get(f"{METRICS}?{urlencode({'filter': 'equals(name,1)'})}").status == 400


def test_properties_and_their_types_are_those_of_the_stored_events(start):
    practice = start(shop=EMPTY)
    first = {"Size": 42, "Colour": "red", "Gift": False, "Items": ["a"], "Box": {"x": 1}}
    practice.post(EVENTS, one_event(properties=first, value_currency="EUR"))
    practice.post(EVENTS, one_event(unique_id="o-2", properties={"Size": "42", "Fit": "L"}))
    assert types(practice, named(practice, "Placed Order")) == {
        "$value": "numeric",
        "$value_currency": "string",
        "Box": "object",
        "Colour": "string",
        "Fit": "string",
        "Gift": "boolean",
        "Items": "List",
        "Size": "numeric",
    }


def test_what_klaviyo_never_sets_and_what_it_ignores_makes_no_property(start):
    practice = start(shop=EMPTY)
    practice.post(EVENTS, one_event(properties={"None": None, "Zero": 0, "Empty": ""}, value=None))
    practice.post(EVENTS, one_event(properties={"Later": 1}))
    assert types(practice, named(practice, "Placed Order")) == {}


def test_some_properties_are_known_before_anything_is_sent(practice):
    known = types(practice, named(practice, "Placed Order", "Shopify"))
    assert known["DiscountValue"] == "numeric"
    practice.post(EVENTS, one_event(properties={"DiscountValue": "five"}))
    assert types(practice, named(practice, "Placed Order"))["DiscountValue"] == "numeric"


def test_samples_are_shown_to_those_who_ask_for_them(start):
    practice = start(shop=EMPTY)
    practice.post(EVENTS, one_event(properties={"Size": 42, "Items": ["a"]}))
    metric = named(practice, "Placed Order")
    assert properties(practice, metric) == [
        {
            "label": "Placed Order Value",
            "property": "$value",
            "inferred_type": "numeric",
            "sample_values": None,
        },
        {"label": "Items", "property": "Items", "inferred_type": "List", "sample_values": None},
        {"label": "Size", "property": "Size", "inferred_type": "numeric", "sample_values": None},
    ]
    asked = {"additional-fields[metric-property]": "sample_values"}
    samples = [each["sample_values"] for each in properties(practice, metric, **asked)]
    assert samples == [[9.99], [], [42]]


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("AAAAAA/metric-properties", 404),
        ("AAAAAA/metric-properties?additional-fields[metric-property]=all", 400),
    ],
)
def test_unknown_metrics_and_fields_are_refused(practice, target, status):
    assert practice.get(f"{METRICS}/{target}").status == status


def test_what_was_there_before_is_there_once_however_often_a_store_is_served(tmp_path, start):
    options = {"path": tmp_path / "practice.sqlite"}
    first = start(server_options=options)
    first.post(EVENTS, one_event())
    second = start(server_options=options)
    assert shown(first) == [
        {**metric, "relationships": mine["relationships"], "links": mine["links"]}
        for metric, mine in zip(shown(second), shown(first), strict=True)
    ]
