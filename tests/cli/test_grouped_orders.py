"""Exports of orders with a line for each item go the whole road: check, preview, send, results."""

import csv
import json
from datetime import datetime

import pytest

from tests.cli.test_retrying import _one_pool
from tests.doubles.order_exports import german, shopify_like, woocommerce_like

__all__ = ["_one_pool"]

KEY = ("--account", "env", "--yes", "--history")


@pytest.fixture(autouse=True)
def _with_key(monkeypatch):
    monkeypatch.setenv("KLAVIYO_GUI_API_KEY", "pk_practice")


@pytest.fixture
def given(write):
    """Write an export with its preset, and return the words that name them."""

    def give(export, content=None, **changes):
        preset = json.dumps(export.preset | changes)
        file = write(export.name, content or export.content)
        return (file, "--preset", write("preset.json", preset))

    return give


def stored(klaviyo):
    """Return all events that the practice Klaviyo has, by their id, as the exports tell them."""
    found, after = {}, 0
    while after is not None:
        page = klaviyo.get(f"/practice/events?after={after}&limit=5000").json
        for each in page["data"]:
            assert each["unique_id"] not in found, "an order is stored once"
            found[each["unique_id"]] = content_of(each)
        after = page["next"]
    return found


def content_of(event):
    told = {name: event["properties"][name] for name in event["properties"]}
    told.pop("BillingAddress", None)
    moment = datetime.fromisoformat(event["time"]).isoformat(timespec="seconds")
    return told | {"email": event["email"], "value": event["value"], "time": moment}


def rows_of(path):
    """Return the rows of a table of results without what stands behind those of the file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    return {int(row[header.index("line")]): row[: header.index("line")] for row in rows}


@pytest.mark.parametrize("make", [shopify_like, woocommerce_like, german])
def test_an_export_goes_the_whole_road_and_every_line_comes_back(
    cli, practice, given, tmp_path, make
):
    export = make()
    words = given(export)
    klaviyo = practice(limits=False)
    said = cli("check", *words, "--json")
    assert (said.code, said.json["findings"]) == (0, [])
    counted = [said.json[name] for name in ("rows", "unwanted", "arranged")]
    assert counted == [export.lines, 0, len(export.events)]
    assert said.json["records"]["events"] == {
        "read": len(export.events), "ready": len(export.events), "held": 0
    }  # fmt: skip
    shown = cli("preview", *words).lines
    assert sorted(line for each in shown for line in each["lines"]) == [*range(2, export.lines + 2)]
    sent = cli("send", *words, *KEY, "--json")
    assert (sent.code, sent.json["records"]["events"]["accepted"]) == (0, len(export.events))
    found = stored(klaviyo)
    assert found == export.events
    previewed = [each["item"]["attributes"]["events"]["data"][0]["attributes"] for each in shown]
    assert [each["properties"]["Items"] for each in previewed] == [
        found[each["unique_id"]]["Items"] for each in previewed
    ]
    assert cli("results", sent.json["run"], "--out", tmp_path / "out").code == 0
    assert rows_of(tmp_path / "out" / "accepted.csv") == export.rows()
    assert rows_of(tmp_path / "out" / "refused.csv") == {}


def test_how_many_rows_are_put_together_is_said_in_words(cli, given):
    export = german(60)
    told = f"60 rows, put together into {len(export.events)} → {len(export.events)} events"
    assert told in cli("check", *given(export)).out.decode()


def test_what_tells_of_a_line_but_is_taken_once_holds_its_orders_with_both_texts(cli, given):
    export = german(60)
    grouping = export.preset["grouping"]
    per_item = [name for name in grouping["per_item"] if name != "Artikelnummer"]
    words = given(export, grouping=grouping | {"per_item": per_item})
    said = cli("check", *words, "--json")
    (found,) = said.json["findings"]
    assert (said.code, found["code"], found["target"]) == (
        3, "lines_differ", "properties.Items[].SKU"
    )  # fmt: skip
    assert found["count"] == sum(len(each["Items"]) > 1 for each in export.events.values())
    assert all(other > line for line, other in zip(found["lines"], found["related"], strict=True))


def test_an_order_that_was_refused_is_sent_again_with_all_its_items_once_it_is_put_right(
    cli, practice, given, tmp_path
):
    export = german(60)
    number, wrong = next(
        (number, event) for number, event in export.events.items() if len(event["Items"]) > 2
    )
    klaviyo = practice(limits=False)
    mail = wrong["email"].encode()
    lines = export.content.split(b"\r\n")
    at = [at for at, line in enumerate(lines) if line.startswith(f"{number};".encode())]
    broken = [
        line.replace(mail, b"jo+refused@shop-demo.com") if place in at else line
        for place, line in enumerate(lines)
    ]
    file, *preset = given(export, b"\r\n".join(broken))
    sent = cli("send", file, *preset, *KEY, "--json")
    assert sent.code == 3
    assert sent.json["records"]["events"]["refused"] == 1
    run = sent.json["run"]
    assert cli("results", run, "--out", tmp_path / "out").code == 0
    assert sorted(rows_of(tmp_path / "out" / "refused.csv")) == [place + 1 for place in at]
    file.write_bytes(export.content)
    again = cli("retry", run, "--json")
    assert (again.code, again.json["records"]["events"]["accepted"]) == (0, 1)
    assert stored(klaviyo) == export.events
