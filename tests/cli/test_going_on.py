"""What goes on, or is sent again, starts only what somebody confirmed when the run began."""

import io
import json
import sys
from contextlib import closing

import pytest

from klaviyo_gui import paths
from klaviyo_gui.cli import guarding
from klaviyo_gui.core.outcome import Outcome, Verdict
from klaviyo_gui.klaviyo.client import Client
from klaviyo_gui.sending import last_look
from klaviyo_gui.store.journal import SEEN, Journal
from tests.cli.test_resuming import stopped
from tests.cli.test_retrying import BAD, GOOD, HEADER, MENDED, _one_pool, key

__all__ = ["_one_pool", "key", "stopped"]

MAILS_ALL = {"name": "Mail everybody", "metric": "Placed Order"}


class Terminal(io.StringIO):
    """Somebody who types these lines."""

    def isatty(self):
        return True


@pytest.fixture(autouse=True)
def nobody(monkeypatch):
    """Let nobody sit at the terminal until the test says so."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))


@pytest.fixture
def typed(monkeypatch):
    return lambda words: monkeypatch.setattr(sys, "stdin", Terminal(words))


def messages(klaviyo):
    return klaviyo.get("/practice/messages").json["data"]


def named(metric):
    return [
        {"target": "profile.email", "column": "email"},
        {"target": "metric", "text": metric},
        {"target": "unique_id", "column": "id"},
    ]


def test_a_live_run_goes_on_over_a_new_flow_only_by_the_name(cli, stopped, key, typed):
    klaviyo, run = stopped(*key, "--live", events=named("Placed Order"), profiles=[])
    klaviyo.post("/practice/flows", [MAILS_ALL])
    said = cli("resume", "--json")
    assert (said.code, said.error) == (2, "NotConfirmed")
    assert "“Mail everybody” was added and is live" in said.json["error"]["message"]
    typed("y\n")
    assert cli("resume", run, "--json").error == "NotConfirmed"
    assert (klaviyo.counts()["events"], messages(klaviyo)) == (0, [])
    typed("Practice Klaviyo\n")
    said = cli("resume", run, "--json")
    assert said.code == 0
    assert (
        "Live events would start 2 live flows: “Order thank you” and “Mail everybody”." in said.err
    )
    assert len(messages(klaviyo)) == 4


def test_a_live_run_goes_on_unasked_while_its_flows_are_the_same(cli, stopped, key):
    klaviyo, _ = stopped(*key, "--live", events=named("Placed Order"), profiles=[])
    said = cli("resume")
    assert said.code == 0
    assert "Live events would start a live flow: “Order thank you”." in said.err
    assert klaviyo.counts()["events"] == 2


@pytest.mark.parametrize("wrong", [{"account": ""}, {"is_practice": True}], ids=str)
def test_a_summary_that_says_otherwise_than_the_journal_hides_no_flow(cli, stopped, key, wrong):
    klaviyo, run = stopped(*key, "--live", events=named("Placed Order"), profiles=[])
    klaviyo.post("/practice/flows", [MAILS_ALL])
    path = paths.runs() / run / "run.json"
    path.write_text(json.dumps(json.loads(path.read_bytes()) | wrong))
    said = cli("resume", run, "--json")
    assert (said.code, said.error) == (2, "NotConfirmed")
    assert klaviyo.counts()["events"] == 0


def test_yes_goes_on_whatever_it_starts_and_says_so(cli, stopped, key):
    klaviyo, _ = stopped(*key, "--live", events=named("Placed Order"), profiles=[])
    klaviyo.post("/practice/flows", [MAILS_ALL])
    said = cli("resume", "--yes")
    assert said.code == 0
    assert "“Mail everybody” was added and is live" in said.err
    assert len(messages(klaviyo)) == 4


def test_a_run_of_which_nobody_saw_the_flows_asks_when_live_ones_are_seen(cli, stopped, key):
    klaviyo, run = stopped(*key, "--live", events=named("Placed Order"), profiles=[])
    with closing(Journal.open(paths.runs() / run / "journal.db")) as journal:
        journal.add_facts({SEEN: None})
    said = cli("resume", "--json")
    assert (said.code, said.error) == (2, "NotConfirmed")
    assert "nobody saw which flows it would start" in said.json["error"]["message"]
    assert klaviyo.counts()["events"] == 0


def test_history_goes_on_whatever_flows_there_are(cli, stopped, key):
    klaviyo, _ = stopped(*key, "--history", events=named("Placed Order"), profiles=[])
    klaviyo.post("/practice/flows", [MAILS_ALL])
    assert cli("resume").code == 0
    assert messages(klaviyo) == []


def test_rows_are_not_sent_again_under_another_name_onto_flows_that_nobody_confirmed(  # noqa: PLR0913, PLR0917 - fixtures
    cli, practice, write, preset, key, typed
):
    klaviyo = practice(limits=False)
    file = write("orders.csv", HEADER + GOOD + BAD)
    first = preset(events=named("Harmless"), profiles=[])
    run = cli("send", file, "--preset", first, *key, "--live", "--json").json["run"]
    write("orders.csv", HEADER + GOOD + MENDED)
    other = preset(events=named("Placed Order"), profiles=[])
    said = cli("retry", run, "--preset", other, "--json")
    assert (said.code, said.error) == (2, "NotConfirmed")
    assert "events of the name “Placed Order”" in said.json["error"]["message"]
    klaviyo.post("/practice/flows", [MAILS_ALL | {"metric": "Harmless"}])
    said = cli("retry", run, "--json")
    assert (said.code, said.error) == (2, "NotConfirmed")
    assert "“Mail everybody” was added" in said.json["error"]["message"]
    assert messages(klaviyo) == []
    typed("Practice Klaviyo\n")
    assert cli("retry", run, "--json").code == 0
    assert len(messages(klaviyo)) == 1


def test_a_live_send_whose_flows_cannot_be_seen_for_a_while_is_a_run_that_goes_on(  # noqa: PLR0913, PLR0917 - fixtures
    cli, practice, orders, preset, key, typed, monkeypatch
):
    klaviyo = practice(limits=False)
    monkeypatch.setattr(last_look, "BACK_OFF_SECONDS", (0.0, 0.0, 0.0))
    typed("y\n")
    agrees, asked, lost = guarding.agrees, Client.flows_of_metric, []

    def agreeing(question):
        lost[:] = range(4)
        return agrees(question)

    def flows(client, metric_id):
        if lost:
            lost.pop()
            return Outcome(Verdict.UNKNOWN, 500), []
        return asked(client, metric_id)

    monkeypatch.setattr(guarding, "agrees", agreeing)
    monkeypatch.setattr(Client, "flows_of_metric", flows)
    klaviyo.post("/practice/flows", [MAILS_ALL | {"metric": "Viewed Product", "status": "draft"}])
    mapped = preset(events=named("Viewed Product"), profiles=[])
    words = ("send", orders("good"), "--preset", mapped, "--account", "env", "--live", "--json")
    # The account knows the name of the events, so that there are flows to be looked at.
    assert cli("send", orders("good"), "--preset", mapped, *key, "--history").code == 0
    before = klaviyo.counts()["events"]
    said = cli(*words)
    assert (said.code, said.json["state"]) == (4, "paused")
    assert "Whether the flows are still as they were confirmed could not be seen." in said.err
    assert f"“klaviyo-gui resume {said.json['run']}” continues it" in said.err
    assert klaviyo.counts()["events"] == before
    assert cli("resume").code == 0


def test_a_flow_that_went_live_while_somebody_thought_stops_the_send(  # noqa: PLR0913, PLR0917 - fixtures
    cli, practice, orders, preset, key, typed, monkeypatch
):
    klaviyo = practice(limits=False)
    typed("y\n")
    agrees = guarding.agrees

    def slowly(question):
        klaviyo.post("/practice/flows", [MAILS_ALL | {"metric": "Viewed Product"}])
        return agrees(question)

    events = named("Viewed Product")
    mapped = preset(events=events, profiles=[])
    words = ("send", orders("good"), "--preset", mapped, "--account", "env", "--live", "--json")
    assert cli(*words).code == 0
    typed("y\n")
    monkeypatch.setattr(guarding, "agrees", slowly)
    said = cli(*words)
    assert (said.code, said.error) == (2, "FlowsChanged")
    assert "“Mail everybody” was added and is live" in said.json["error"]["message"]
    assert messages(klaviyo) == []
