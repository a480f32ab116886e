import json
import os
import threading

import pytest

from klaviyo_gui import paths
from klaviyo_gui.cli import sending
from klaviyo_gui.cli.following import follow
from klaviyo_gui.core.tally import Tally
from klaviyo_gui.sending.progress import Comparing, Finished, Planning, RunState


@pytest.fixture
def stopped(cli, practice, orders, preset, monkeypatch):
    """A run that was stopped before its first request, and the practice Klaviyo it is for."""

    def make(*words, **saved):
        klaviyo = practice()
        send = sending.send

        def stopping(order, destination, runs, locks, stop):
            for event in send(order, destination, runs, locks, stop):
                yield event
                if not isinstance(event, Planning):
                    stop.set()

        monkeypatch.setattr(sending, "send", stopping)
        said = cli("send", orders("good", "good"), "--preset", preset(**saved), *words, "--json")
        monkeypatch.setattr(sending, "send", send)
        assert (said.code, said.json["state"]) == (4, "stopped")
        assert said.json["records"]["events"]["unsent"] == 2
        assert f"“klaviyo-gui resume {said.json['run']}” continues it." in said.err
        return klaviyo, said.json["run"]

    return make


def test_a_stopped_run_is_continued_to_its_end(cli, stopped):
    klaviyo, run = stopped("--practice", "--history")
    assert cli("runs", "--json").json[0]["state"] == "stopped"
    said = cli("resume", "--json")
    assert said.code == 0
    assert said.json["run"] == run
    assert said.json["state"] == "done"
    assert said.json["records"]["events"]["accepted"] == 2
    counts = klaviyo.counts()
    assert (counts["people"], counts["events"], counts["repeats_ignored"]) == (2, 2, 0)

    said = cli("resume", run, "--json")
    assert (said.code, said.error) == (2, "RunFinished")
    assert cli("resume", "--json").error == "RunMissing"


def test_a_run_is_continued_with_the_key_of_its_account_only(cli, stopped, practice, monkeypatch):
    monkeypatch.setenv("KLAVIYO_GUI_API_KEY", "pk_practice")
    klaviyo, run = stopped("--account", "env", "--history", "--yes")
    path = paths.runs() / run / "run.json"
    monkeypatch.delenv("KLAVIYO_GUI_API_KEY")
    assert cli("resume", "--json").error == "KeyMissing"
    monkeypatch.setenv("KLAVIYO_GUI_API_KEY", "pk_practice")
    assert json.loads(path.read_bytes())["is_practice"] is False
    assert cli("resume", run).code == 0
    assert klaviyo.counts()["events"] == 2


@pytest.mark.parametrize(
    ("words", "again"),
    [
        (("--live",), False),
        (("--live", "--resend-lost"), True),
        (("--history",), True),
        (("--history", "--hold-lost"), False),
    ],
)
def test_what_is_lost_goes_again_where_it_can_start_nothing_or_somebody_says_so(  # noqa: PLR0913, PLR0917 - fixtures
    cli, practice, orders, preset, monkeypatch, words, again
):
    """That Klaviyo counts an event once does not say that a flow starts once."""
    monkeypatch.setenv("KLAVIYO_GUI_API_KEY", "pk_practice")
    klaviyo = practice(limits=False, faults=("500-after",), repeats="retrigger")
    events = [
        {"target": "profile.email", "column": "email"},
        {"target": "metric", "text": "Placed Order"},
        {"target": "unique_id", "column": "id"},
    ]
    mapped = preset(events=events, profiles=[])
    sent = ("send", orders("good"), "--preset", mapped, "--account", "env", "--yes")

    def messages():
        return len(klaviyo.get("/practice/messages").json["data"])

    said = cli(*sent, *words, "--json")
    counts = klaviyo.counts()
    assert (counts["events"], counts["repeats_ignored"]) == (1, int(again))
    # By this reading a copy starts the flow once more.
    assert messages() == ("--live" in words) * (1 + again)
    if again:
        assert (said.code, said.json["state"]) == (0, "done")
        return
    assert (said.code, said.json["records"]["events"]["unknown"]) == (4, 1)
    assert f"“klaviyo-gui resume {said.json['run']} --resend-lost” sends them again" in said.err
    said = cli("resume", "--yes", "--json")
    assert (said.code, klaviyo.counts()["repeats_ignored"]) == (4, 0)
    said = cli("resume", "--yes", "--resend-lost", "--json")
    assert (said.code, klaviyo.counts()["repeats_ignored"]) == (0, 1)


def test_what_is_lost_of_a_live_send_is_no_second_choice(cli, orders, preset):
    words = ("--practice", "--live", "--hold-lost", "--resend-lost")
    assert cli("send", orders("good"), "--preset", preset(), *words).code == 2


def test_a_run_that_is_not_there_is_told(cli, home):
    assert cli("resume", "--json").json["error"] == {
        "code": "RunMissing",
        "message": "There is no unfinished run.",
        "advice": "“klaviyo-gui runs” lists them all.",
    }
    for name in ("never", "../home", "", "a/b"):
        said = cli("resume", name, "--json")
        assert (said.code, said.error) == (2, "RunMissing")


def test_a_run_whose_plan_was_cut_short_is_not_continued(cli, stopped):
    _, run = stopped("--practice", "--history")
    path = paths.runs() / run / "run.json"
    path.write_text(path.read_text().replace('"stopped"', '"planning"'))
    said = cli("resume", run, "--json")
    assert (said.code, said.error) == (2, "RunUnplanned")
    assert cli("resume", "--json").error == "RunMissing"


def test_a_damaged_journal_is_told(cli, stopped):
    _, run = stopped("--practice", "--history")
    (paths.runs() / run / "journal.db").write_bytes(b"nonsense" * 999)
    for _ in range(2):
        said = cli("resume", run, "--json")
        assert (said.code, said.error) == (2, "RunDamaged")
    assert cli("resume", "--json").error == "RunMissing"


def test_a_run_whose_summary_is_lost_is_listed_and_continued(cli, stopped):
    klaviyo, run = stopped("--practice", "--history")
    (paths.runs() / run / "run.json").write_bytes(b"")
    [listed] = cli("runs", "--json").json
    assert (listed["run"], listed["state"]) == (run, "paused")
    assert cli("resume", "--json").json["records"]["events"]["accepted"] == 2
    assert klaviyo.counts()["repeats_ignored"] == 0


def test_a_run_of_a_practice_klaviyo_of_ones_own_needs_its_address(cli, stopped, monkeypatch):
    klaviyo, run = stopped("--practice", "--history")
    address = os.environ["KLAVIYO_GUI_API"]
    monkeypatch.delenv("KLAVIYO_GUI_API")
    said = cli("resume", "--json")
    assert (said.code, said.error) == (2, "PracticeGone")
    assert "KLAVIYO_GUI_API" in said.err
    monkeypatch.setenv("KLAVIYO_GUI_API", address)
    assert cli("resume", run).code == 0
    assert klaviyo.counts()["events"] == 2


def test_a_run_whose_practice_klaviyo_is_gone_is_told(cli, stopped, monkeypatch):
    _, run = stopped("--practice", "--history")
    path = paths.runs() / run / "run.json"
    path.write_bytes(path.read_bytes().replace(b'_store": ""', b'_store": "0123456789abcdef"'))
    said = cli("resume", "--json")
    assert (said.code, said.error) == (2, "PracticeGone")
    assert "send the file again" in said.err


def test_a_run_that_goes_on_tells_that_it_compares_first(capsys):
    end = Finished("run-1", RunState.DONE, Tally(), 0, 0.0, "", 0)
    events = iter([Comparing(30_000, 100_000), end])
    follow(events, "Acme", threading.Event(), as_json=False)
    assert "Comparing with other runs: 30%\n" in capsys.readouterr().err
