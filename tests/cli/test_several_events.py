"""Rows of several events go the whole road: check, preview, send, results."""

import json
from collections import Counter

import pytest

from tests.cli.test_retrying import _one_pool

__all__ = ["_one_pool"]

KEY = ("--account", "env", "--yes", "--history", "--skip-problems")
ROWS = """\
Order,Email,Placed,Shipped,Sku,Price
1001,ann@shop-demo.com,2024-05-31 14:30,2024-06-02 09:00,S-1,10
1002,bob@shop-demo.com,2024-06-01 09:00,,S-2,20
1001,ann@shop-demo.com,2024-05-31 14:30,2024-06-02 09:00,S-3,5
1003,cy@shop-demo.com,2024-06-01 10:00,soon,S-1,10
"""
EVENTS = [
    {"target": "metric", "text": "Placed Order"},
    {"target": "unique_id", "column": "Order"},
    {"target": "time", "column": "Placed"},
    {"target": "profile.email", "column": "Email"},
    {"target": "properties.Items[].SKU", "column": "Sku"},
]
FULFILLED = {
    "event": [
        {"target": "metric", "text": "Fulfilled Order"},
        {"target": "unique_id", "column": "Order"},
        {"target": "time", "column": "Shipped"},
    ],
    "condition": {"conditions": [{"column": "Shipped", "test": "is filled"}]},
}
PRODUCT = {
    "event": [
        {"target": "metric", "text": "Ordered Product"},
        {"target": "time", "column": "Placed"},
        {"target": "properties.SKU", "column": "Sku"},
        {"target": "value", "column": "Price"},
    ],
    "per_item": True,
}


@pytest.fixture(autouse=True)
def _with_key(monkeypatch):
    monkeypatch.setenv("KLAVIYO_GUI_API_KEY", "pk_practice")


@pytest.fixture
def given(write, preset):
    """Return the words that name the file and its preset."""

    def give(content=ROWS, **changes):
        mapping = {
            "events": EVENTS,
            "profiles": [],
            "options": {"time_zone": "UTC"},
            "grouping": {"key": ["Order"], "per_item": ["Sku", "Price"]},
            "further_events": [FULFILLED, PRODUCT],
        }
        return write("orders.csv", content), "--preset", preset(**mapping | changes)

    return give


def names_in(item):
    return [
        each["attributes"]["metric"]["data"]["attributes"]["name"]
        for each in item["attributes"]["events"]["data"]
    ]


def test_an_order_with_its_lines_goes_the_whole_road(cli, practice, given, tmp_path):
    words = given()
    said = cli("check", *words, "--json")
    assert said.json["records"]["events"] == {"read": 3, "ready": 2, "held": 1}
    assert said.json["events"] == {"Placed Order": 2, "Fulfilled Order": 1, "Ordered Product": 3}
    (finding,) = said.json["findings"]
    assert finding["code"] == "time_invalid"
    assert finding["message"].startswith("Fulfilled Order, Time")
    lines = cli("check", *words).out.decode().splitlines()
    assert lines[1] == "events: 2 Placed Order, 1 Fulfilled Order, 3 Ordered Product"
    shown = {each["line"]: each["item"] for each in cli("preview", *words).lines}
    assert names_in(shown[2]) == ["Placed Order", "Fulfilled Order", *["Ordered Product"] * 2]
    assert (names_in(shown[3]), shown[5]) == (["Placed Order", "Ordered Product"], None)
    klaviyo = practice(limits=False)
    sent = cli("send", *words, *KEY, "--json")
    assert sent.json["records"]["events"] == {
        "read": 3,
        "unsent": 0,
        "accepted": 2,
        "refused": 0,
        "held": 1,
        "unknown": 0,
    }
    stored = klaviyo.stored("events")
    assert Counter(each["metric"] for each in stored) == said.json["events"]
    assert len({each["unique_id"] for each in stored if each["metric"] == "Ordered Product"}) == 3
    assert sent.json["events"] == said.json["events"]
    out = tmp_path / "results"
    assert cli("results", sent.json["run"], "--out", out).code in {0, 3}
    report = json.loads((out / "report.json").read_bytes())
    assert report["events"] == said.json["events"]
    page = (out / "report.html").read_text()
    assert "2 Placed Order, 1 Fulfilled Order, 3 Ordered Product" in page
    cli("send", *words, *KEY, "--only-new", "--json")
    counted = klaviyo.counts()
    assert (counted["events"], counted["repeats_ignored"]) == (len(stored), 0)


@pytest.mark.parametrize("only_new", [(), ("--only-new",)])
def test_a_date_that_came_later_is_sent_although_its_order_was(cli, practice, given, only_new):
    klaviyo = practice(limits=False)
    words = given()
    cli("send", *words, *KEY)
    before = klaviyo.counts()["events"]
    later = given(ROWS.replace("09:00,,S-2", "09:00,2024-06-05 08:00,S-2"))
    found = cli("check", *later, "--json").json["findings"]
    assert [each["lines"] for each in found if each["code"] == "sent_in_part"] == [[3]]
    cli("send", *later, *KEY, *only_new)
    assert klaviyo.counts()["events"] == before + 1
    assert {each["metric"] for each in klaviyo.stored("events")[before:]} == {"Fulfilled Order"}


def test_a_preset_shows_its_further_events(cli, given):
    _, _, saved = given(condition={"conditions": [{"column": "Placed", "test": "is filled"}]})
    lines = cli("preset", "show", saved).out.decode().splitlines()
    assert "the event is sent of: only rows in which Placed is filled" in lines
    assert "further event: Fulfilled Order, only rows in which Shipped is filled" in lines
    assert "further event: Ordered Product of each line" in lines


def test_an_event_of_lines_that_are_not_put_together_is_refused(cli, given):
    said = cli("check", *given(grouping=None), "--json")
    assert (said.code, said.error) == (2, "ListUngrouped")
    said = cli("check", *given(grouping=None, events=EVENTS[:4]), "--json")
    assert (said.code, said.error) == (2, "ItemsUngrouped")


def test_a_column_of_a_condition_that_drifted_is_told_with_its_likely_name(cli, given):
    said = cli("check", *given(ROWS.replace("Shipped", "SHIPPED", 1)), "--json")
    assert (said.code, said.error) == (2, "ColumnsMissing")
    assert "Shipped is now SHIPPED: use it?" in said.json["error"]["advice"]


def test_the_end_of_a_run_tells_how_many_events_of_each_name_arrived(cli, practice, given):
    practice(limits=False)
    lines = cli("send", *given(), *KEY).out.decode().splitlines()
    assert "accepted events: 2 Placed Order, 1 Fulfilled Order, 3 Ordered Product" in lines


def test_where_each_row_has_one_event_nothing_is_told_of_names(cli, practice, given, tmp_path):
    practice(limits=False)
    words = given(further_events=[])
    sent = cli("send", *words, *KEY, "--json")
    assert "events" not in sent.json
    out = tmp_path / "results"
    cli("results", sent.json["run"], "--out", out)
    assert "events" not in json.loads((out / "report.json").read_bytes())
