"""A preset with a list is enough to join it; what that starts wants a name, or the word live."""

import pytest

from klaviyo_gui.cli import sending
from klaviyo_gui.practice.account import Account
from klaviyo_gui.practice.behaviour import EVERY_SCOPE
from klaviyo_gui.sending.progress import Planning
from tests.cli.test_guarding import SHOP, messages, typed

__all__ = ["typed"]

NEWSLETTER, CUSTOMERS = "Y6nRLr", "Vk2mXt"


@pytest.fixture
def send(cli, orders, preset, typed):
    """Send a person who joins a list to the account of the environment."""

    def send(list_id, *words, account="PRACTI", answer="\n"):
        typed(answer)
        joins = {"id": list_id, "name": "Newsletter", "account": account}
        mapping = preset(events=[], version=2, list=joins)
        return cli("send", orders("good"), "--preset", mapping, "--account", "env", *words)

    return send


def members(klaviyo):
    return [each["list"] for each in klaviyo.get("/practice/members").json["data"]]


@pytest.mark.parametrize("word", ["--live", "--history"])
@pytest.mark.parametrize("answer", ["\n", "y\n"])
def test_a_list_that_starts_a_live_flow_wants_the_name_whatever_is_said_of_events(
    practice, send, word, answer
):
    klaviyo = practice(account=SHOP)
    said = send(NEWSLETTER, word, "--json", answer=answer)
    assert (said.code, said.error) == (2, "NotConfirmed")
    assert "Joining “Newsletter” would start a live flow: “Welcome”." in said.err
    assert "Joining a list is no consent" in said.err
    assert "and onto the list “Newsletter”? Type the account's name, Acme Ltd" in said.err
    assert (members(klaviyo), messages(klaviyo)) == ([], [])


def test_the_name_lets_people_join(practice, send):
    klaviyo = practice(account=SHOP)
    assert send(NEWSLETTER, "--history", answer="acme ltd\n").code == 0
    assert (members(klaviyo), len(messages(klaviyo))) == ([NEWSLETTER], 1)


def test_a_list_that_starts_nothing_needs_a_yes_only(practice, send):
    klaviyo = practice(account=SHOP)
    said = send(CUSTOMERS, "--history", answer="y\n")
    assert said.code == 0
    assert "No live flow starts where somebody joins “Newsletter”." in said.err
    assert (members(klaviyo), messages(klaviyo)) == ([CUSTOMERS], [])


@pytest.mark.parametrize("lacking", ["flows:read", None])
def test_nobody_joins_unasked_what_may_start_flows_where_history_was_said(practice, send, lacking):
    klaviyo = practice(account=SHOP, scopes=EVERY_SCOPE - {lacking})
    said = send(NEWSLETTER, "--history", "--yes", "--json")
    assert (said.code, said.error) == (2, "NotConfirmed")
    assert "joining the list is always live" in said.json["error"]["message"]
    assert members(klaviyo) == []
    assert send(NEWSLETTER, "--live", "--yes").code == 0
    assert members(klaviyo) == [NEWSLETTER]


def test_a_scheduled_send_lets_people_join_a_quiet_list(practice, send):
    klaviyo = practice(account=SHOP)
    assert send(CUSTOMERS, "--history", "--yes").code == 0
    assert members(klaviyo) == [CUSTOMERS]


@pytest.mark.parametrize("words", [("--history", "--yes"), ("--history",), ("--live", "--yes")])
def test_a_list_that_comes_to_start_a_flow_meanwhile_is_joined_by_who_said_live_alone(
    practice, send, monkeypatch, words
):
    klaviyo = practice(account=SHOP)

    def watched(*given, **more):
        for event in send_whole(*given, **more):
            if isinstance(event, Planning):
                klaviyo.post("/practice/flows", [{"name": "Hello", "list_id": CUSTOMERS}])
            yield event

    send_whole = sending.send
    monkeypatch.setattr(sending, "send", watched)
    said = send(CUSTOMERS, *words, "--json", answer="y\n")
    if "--live" in words:
        assert (said.code, members(klaviyo)) == (0, [CUSTOMERS])
        return
    assert (said.code, said.error) == (2, "FlowsChanged")
    assert "“Hello” was added and is live" in said.json["error"]["message"]
    assert (members(klaviyo), messages(klaviyo)) == ([], [])


def test_a_list_that_is_gone_or_of_another_account_is_refused(practice, send):
    klaviyo = practice(account=Account(name="Acme Ltd", id="AbC123"))
    said = send("AAAAAA", "--live", "--json", account="AbC123", answer="Acme Ltd\n")
    assert (said.code, said.error) == (2, "ListGone")
    assert said.json["error"]["message"] == "Acme Ltd has no list “Newsletter” any more."
    said = send(NEWSLETTER, "--live", "--json", answer="Acme Ltd\n")
    assert (said.code, said.error) == (2, "ListElsewhere")
    assert "The list “Newsletter” is not one of Acme Ltd." in said.json["error"]["message"]
    assert klaviyo.counts()["people"] == 0


def test_a_list_of_an_account_cannot_be_joined_in_practice(cli, orders, preset):
    joins = {"id": NEWSLETTER, "name": "Newsletter", "account": "AbC123"}
    words = ("--preset", preset(version=2, list=joins), "--practice", "--history", "--json")
    assert cli("send", orders("good"), *words).error == "ListElsewhere"
