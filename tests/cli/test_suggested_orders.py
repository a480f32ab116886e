"""The mapping that is proposed for lines of orders builds the orders."""

from datetime import datetime

import pytest

from tests.doubles.order_exports import german, shopify_like, woocommerce_like


def told(line):
    """Return the id of an order and what a record says of it, as the exports tell it."""
    event = line["item"]["attributes"]["events"]["data"][0]["attributes"]
    moment = datetime.fromisoformat(event["time"]).isoformat(timespec="seconds")
    who = line["item"]["attributes"]["profile"]["data"]["attributes"]["email"]
    content = {"email": who, "value": event["value"], "time": moment}
    return event["unique_id"], event["properties"] | content


@pytest.mark.parametrize("make", [shopify_like, woocommerce_like])
def test_orders_are_built_as_proposed_with_their_items_and_lists(cli, write, tmp_path, make):
    export, preset = make(60), tmp_path / "proposed.json"
    file = write(export.name, export.content)
    words = ("--save", preset, "--time-zone", "UTC", "--json")
    grouping = cli("suggest", file, *words).json["grouping"]
    assert grouping["key"] == export.preset["grouping"]["key"]
    assert set(export.preset["grouping"]["per_item"]) <= set(grouping["per_item"])
    assert set(grouping["reasons"]) >= {*grouping["key"], *grouping["per_item"]}
    shown = [each for each in cli("preview", file, "--preset", preset).lines if each["item"]]
    events = dict(told(each) for each in shown if each["kind"] == "event")
    assert events.keys() == export.events.keys()
    for number, event in events.items():
        order = export.events[number]
        items = order.pop("Items")
        assert event | order == event
        for item, line in zip(event["Items"], items, strict=True):
            assert item | line == item


def test_a_proposed_grouping_is_told_in_words(cli, write):
    export = german(60)
    said = cli("suggest", write(export.name, export.content))
    first, *_ = said.out.decode().splitlines()
    orders = len(export.events)
    lines = f"as the first rows are 60 lines of {orders} orders"
    assert first.startswith(f"grouped by Bestellnummer, {lines}; of each item: ")
    assert "Items[].SKU" in said.out.decode()


def test_a_preset_shows_how_rows_are_put_together(cli, write, tmp_path):
    export, preset = german(60), tmp_path / "proposed.json"
    assert cli("suggest", write(export.name, export.content), "--save", preset).code == 0
    shown = cli("preset", "show", preset).out.decode()
    assert "rows: to orders by Bestellnummer; of each item: Pos., Artikelnummer, " in shown


def test_people_alone_and_rows_that_are_no_lines_are_not_grouped(cli, write):
    export = german(60)
    file = write(export.name, export.content)
    assert "grouping" not in cli("suggest", file, "--kind", "profiles", "--json").json
    rows = "".join(f"{at},p{at}@shop.io,S{at}\n" for at in range(9))
    plain = write("plain.csv", f"Order ID,Email,SKU\n{rows}")
    assert "grouping" not in cli("suggest", plain, "--json").json
