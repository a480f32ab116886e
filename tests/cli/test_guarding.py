"""Nobody starts flows by pressing Enter: a live send says what it would start and wants a name."""

import io
import re
import sys
from datetime import UTC

import pytest

from klaviyo_gui.cli import opening
from klaviyo_gui.practice.account import Account
from klaviyo_gui.practice.behaviour import EVERY_SCOPE

SHOP = Account(name="Acme Ltd")


class Terminal(io.StringIO):
    """Somebody who types these lines."""

    def isatty(self):
        return True


@pytest.fixture
def typed(monkeypatch):
    monkeypatch.setenv("KLAVIYO_GUI_API_KEY", "pk_practice")

    def type_(words):
        monkeypatch.setattr(sys, "stdin", Terminal(words))

    return type_


@pytest.fixture
def send(cli, orders, preset, typed):
    """Send one order of this name to the account of the environment."""

    def send(metric, *words, answer="\n"):
        typed(answer)
        events = [
            {"target": "profile.email", "column": "email"},
            {"target": "metric", "text": metric},
            {"target": "unique_id", "column": "id"},
        ]
        mapping = preset(events=events, profiles=[])
        return cli("send", orders("good"), "--preset", mapping, "--account", "env", *words)

    return send


def messages(klaviyo):
    return klaviyo.get("/practice/messages").json["data"]


@pytest.mark.parametrize("answer", ["\n", "y\n", "yes\n", "acme\n", ""])
def test_a_live_flow_is_named_and_starts_by_no_other_answer_than_the_name(practice, send, answer):
    klaviyo = practice(account=SHOP)
    said = send("Placed Order", "--live", "--json", answer=answer)
    assert (said.code, said.error) == (2, "NotConfirmed")
    assert "Live events would start a live flow: “Order thank you”." in said.err
    assert "Type the account's name, Acme Ltd, to do it:" in said.err
    assert "the name of the account was not typed" in said.json["error"]["message"]
    assert (klaviyo.counts()["events"], messages(klaviyo)) == (0, [])


def test_names_of_an_account_move_no_cursor_and_begin_no_line(practice, send):
    klaviyo = practice(account=Account(name="Acme\x1b[2J\r\nLtd\u202e"))
    flow = {"name": "Win\x1b[2J\nback", "metric": "Placed Order"}
    assert klaviyo.post("/practice/flows", [flow]).status == 200
    said = send("Placed Order", "--live", answer="\n")
    assert "Win\\x1b[2J\\nback" in said.err
    assert "Acme\\x1b[2J" in said.err
    assert not {"\x1b", "\r", "\u202e"} & {*said.err}
    assert not any(line.startswith(("back", "Ltd")) for line in said.err.splitlines())


@pytest.mark.parametrize("name", ["", " "])
def test_an_account_without_a_name_wants_its_id(practice, send, name):
    klaviyo = practice(account=Account(name=name))
    said = send("Placed Order", "--live", "--json", answer="\n")
    assert (said.code, said.error) == (2, "NotConfirmed")
    assert "Type the account's name, PRACTI, to do it:" in said.err
    assert klaviyo.counts()["events"] == 0


def test_the_name_sends_live_events_and_the_flow_starts(practice, send):
    klaviyo = practice(account=SHOP)
    assert send("Placed Order", "--live", answer="acme  LTD\n").code == 0
    (stored,) = klaviyo.get("/practice/events").json["data"]
    assert not stored["backfill"]
    (message,) = messages(klaviyo)
    assert message["flow"] == "Order thank you"


def test_history_starts_nothing_and_asks_for_no_more_than_a_yes(practice, send):
    klaviyo = practice(account=SHOP)
    said = send("Placed Order", "--history", answer="y\n")
    assert said.code == 0
    assert "flow:" not in said.err
    (stored,) = klaviyo.get("/practice/events").json["data"]
    assert stored["backfill"]
    assert messages(klaviyo) == []


def test_events_that_start_nothing_need_a_yes_only_and_a_new_name_is_told(practice, send):
    klaviyo = practice(account=SHOP)
    said = send("placed order", "--live", answer="y\n")
    assert said.code == 0
    assert "No live flow starts with these events." in said.err
    assert "“placed order” is new in this account, and a name can never be changed" in said.err
    assert "The account has “Placed Order”, which may be what you mean." in said.err
    assert klaviyo.counts()["events"] == 1


def test_a_key_that_may_not_see_flows_is_taken_for_the_worst(practice, send):
    klaviyo = practice(account=SHOP, scopes=EVERY_SCOPE - {"flows:read"})
    said = send("Placed Order", "--live", "--json", answer="y\n")
    assert (said.code, said.error) == (2, "NotConfirmed")
    assert "The key may not see flows" in said.err
    assert "Record them as history" in said.err
    assert klaviyo.counts()["events"] == 0


def test_a_new_name_is_told_where_flows_may_not_be_seen(practice, send):
    practice(account=SHOP, scopes=EVERY_SCOPE - {"flows:read"})
    said = send("placed\u00a0Order", "--live", answer="\n")
    assert "“placed\u00a0Order” is new in this account" in said.err
    assert "The account has “Placed Order”, which may be what you mean." in said.err


def test_a_scheduled_send_of_history_tells_of_a_new_name(practice, send):
    klaviyo = practice(account=SHOP)
    said = send("Placed Ordre", "--history", "--yes", answer="")
    assert said.code == 0
    assert "“Placed Ordre” is new in this account" in said.err
    assert klaviyo.counts()["events"] == 1
    assert "new in this account" not in send("Placed Order", "--history", "--yes", answer="").err


def test_a_scheduled_send_of_history_says_where_names_may_not_be_seen(practice, send):
    practice(account=SHOP, scopes=EVERY_SCOPE - {"metrics:read"})
    said = send("Sale", "--history", "--yes", answer="")
    assert said.code == 0
    assert "Whether names of events are new in the account cannot be told" in said.err


def test_a_scheduled_live_send_says_what_it_starts(practice, send):
    klaviyo = practice(account=SHOP)
    said = send("Placed Order", "--live", "--yes", answer="")
    assert said.code == 0
    assert "“Order thank you”" in said.err
    assert len(messages(klaviyo)) == 1


def test_what_the_account_knows_otherwise_is_told_before_anybody_is_asked(
    cli, practice, write, preset, typed
):
    klaviyo = practice(account=SHOP)
    typed("n\n")
    events = [
        {"target": "profile.email", "column": "email"},
        {"target": "metric", "text": "Placed Order"},
        {"target": "properties.DiscountValue", "column": "discount"},
        {"target": "properties.Order ID", "column": "id"},
    ]
    file = write("orders.csv", "email,id,discount\na@shop-demo.com,1,5\n")
    words = ("--preset", preset(events=events, profiles=[]), "--account", "env", "--history")
    said = cli("send", file, *words, "--json")
    assert (said.code, said.error) == (2, "NotConfirmed")
    assert "“DiscountValue” holds numbers in the account, and you send texts" in said.err
    assert "The account has “OrderId”, and “Order ID” would be another property" in said.err
    assert "No value is mapped, so these orders count as no revenue." in said.err
    assert "Shopify has events of the same name" in said.err
    assert klaviyo.counts()["events"] == 0
    assert "DiscountValue" not in cli("send", file, *words, "--yes").err


def test_a_date_parts_history_from_live_events(cli, practice, write, preset, typed):
    klaviyo = practice(account=SHOP)
    typed("Acme Ltd\n")
    events = [
        {"target": "profile.email", "column": "email"},
        {"target": "metric", "text": "Placed Order"},
        {"target": "time", "column": "when"},
        {"target": "unique_id", "column": "id"},
    ]
    rows = "a@shop-demo.com,1,2026-10-31T23:59:59Z\nb@shop-demo.com,2,2026-11-01T00:00:00Z\n"
    file = write("orders.csv", f"email,id,when\n{rows}")
    words = ("--preset", preset(events=events, profiles=[]), "--account", "env")
    said = cli("send", file, *words, "--live", "--history-before", "2026-11-01")
    assert said.code == 0
    assert "as history before 1 November 2026, 00:00 (+00:00), and live from then on" in said.err
    stored = klaviyo.get("/practice/events").json["data"]
    assert {each["unique_id"]: each["backfill"] for each in stored} == {"1": True, "2": False}
    assert [each["event"] for each in messages(klaviyo)] == [stored[1]["id"]]


NIGHT = "a@shop-demo.com,1,2026-10-31 20:00\nb@shop-demo.com,2,2026-11-01 09:00\n"


@pytest.fixture
def parted(cli, practice, write, preset):
    """Part two orders around a midnight, and tell which of them became history."""

    def part(options, *words, moment="2026-11-01"):
        klaviyo = practice()
        events = [
            {"target": "profile.email", "column": "email"},
            {"target": "metric", "text": "Placed Order"},
            {"target": "time", "column": "when"},
            {"target": "unique_id", "column": "id"},
        ]
        chosen = preset(events=events, profiles=[], options=options)
        file = write("orders.csv", f"email,id,when\n{NIGHT}")
        live = ("--practice", "--live", "--history-before", moment)
        assert cli("send", file, "--preset", chosen, *live, *words).code == 0
        stored = klaviyo.get("/practice/events").json["data"]
        return {each["unique_id"]: each["backfill"] for each in stored}

    return part


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"time_zone": "America/Los_Angeles"}, ()),
        ({"time_zone": "Asia/Tokyo"}, ("--time-zone", "America/Los_Angeles")),
        ({}, ()),
    ],
)
def test_a_date_is_one_of_the_clock_of_the_file(parted, options, words):
    assert parted(options, *words) == {"1": True, "2": False}


def test_a_date_of_another_clock_would_be_found_out(parted, monkeypatch):
    """The negative control: were midnight that of Greenwich, an order of the day before is live."""
    monkeypatch.setattr(opening, "on_clock", lambda each, _zone: each.replace(tzinfo=UTC))
    assert parted({"time_zone": "America/Los_Angeles"}) == {"1": False, "2": False}


def test_a_moment_that_names_its_zone_keeps_it(parted):
    options = {"time_zone": "America/Los_Angeles"}
    assert parted(options, moment="2026-11-01T00:00+00:00") == {"1": False, "2": False}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--live", "--history-before", "soon"), "“soon” is no date such as 2026-11-01"),
        (("--history", "--history-before", "2026-11-01"), "goes with --live only"),
    ],
)
def test_a_date_that_parts_nothing_is_wrong_use(cli, orders, preset, words, said):
    answer = cli("send", orders("good"), "--preset", preset(), "--practice", *words)
    assert answer.code == 2
    assert said in answer.err


def test_people_alone_start_no_flow_of_events(cli, practice, orders, preset, typed):
    klaviyo = practice(account=SHOP)
    typed("y\n")
    words = ("--preset", preset(events=[]), "--account", "env", "--live")
    said = cli("send", orders("good"), *words)
    assert said.code == 0
    assert "flow" not in said.err.replace("so that flows may start", "")
    assert klaviyo.counts()["people"] == 1


def choose(klaviyo, *flows):
    assert klaviyo.post("/practice/flows", list(flows)).status == 200


def test_what_was_chosen_is_said_again_while_the_flows_are_the_same(practice, send):
    practice(account=SHOP)
    first = send("Placed Order", "--live", answer="Acme Ltd\n")
    assert "last time" not in first.err.casefold()
    again = send("Placed Order", "--live", "--json", answer="y\n")
    assert again.error == "NotConfirmed", "the name is typed every time"
    assert re.search(r"As last time, \d+ \w+ \d{4}: live. Its flows are the same.", again.err)
    assert "last time" not in send("Viewed Product", "--live", answer="y\n").err.casefold()


def test_a_flow_that_is_another_one_since_is_said_before_anybody_is_asked(practice, send):
    klaviyo = practice(account=SHOP)
    send("Placed Order", "--history", answer="y\n")
    choose(
        klaviyo,
        {"name": "Second order", "metric": "Placed Order", "status": "live"},
        {"name": "Win back", "metric": "Placed Order"},
    )
    said = send("Placed Order", "--live", "--json", answer="y\n")
    assert said.error == "NotConfirmed"
    assert "it was: as history. Since then " in said.err
    assert "“Second order” is live now" in said.err
    assert "“Win back” was added and is live" in said.err


def test_what_nobody_was_asked_is_not_remembered_as_chosen(practice, send):
    klaviyo = practice(account=SHOP)
    send("Placed Order", "--live", answer="Acme Ltd\n")
    choose(klaviyo, {"name": "Win back", "metric": "Placed Order"})
    for _ in range(2):
        said = send("Placed Order", "--live", "--yes", answer="")
        assert "Since then “Win back” was added and is live." in said.err


def test_where_flows_cannot_be_seen_nothing_is_remembered(practice, send):
    practice(account=SHOP)
    send("Placed Order", "--live", answer="Acme Ltd\n")
    practice(account=SHOP, scopes=EVERY_SCOPE - {"flows:read"})
    said = send("Placed Order", "--live", answer="Acme Ltd\n")
    assert "Whether the flows are still the same cannot be seen now." in said.err
    practice(account=SHOP)
    assert "last time" not in send("Placed Order", "--live", "--json").err.casefold()
