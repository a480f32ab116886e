import io
import os
import signal
import sys
import threading

import pytest

from klaviyo_gui import paths
from klaviyo_gui.cli import following, sending
from klaviyo_gui.cli.exits import exit_of_run
from klaviyo_gui.core.errors import RunInterrupted
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.outcome import Outcome, Verdict
from klaviyo_gui.core.tally import Counts, Tally
from klaviyo_gui.klaviyo.client import Client
from klaviyo_gui.klaviyo.trouble import Trouble
from klaviyo_gui.practice.shop import Flow, Shop
from klaviyo_gui.sending.alike import Alike
from klaviyo_gui.sending.progress import (
    ANSWERS_LOST,
    BATCH_DAMAGED,
    REFUSED_ALIKE,
    DamagedBatch,
    Finished,
    Progress,
    RunState,
)
from klaviyo_gui.store.lock import account_lock

KEYS = {"run", "account", "records", "requests", "seconds", "state"}
STATES = ("accepted", "refused", "held", "unknown", "unsent")


def adds_up(records):
    return all(
        each["read"] == sum(each[state] for state in STATES) and set(each) == {"read", *STATES}
        for each in records.values()
    )


def test_a_send_ends_with_one_document_that_adds_up(cli, practice, orders, preset):
    klaviyo = practice()
    words = ("--preset", preset(), "--practice", "--history", "--json")
    said = cli("send", orders("good", "bad", "good"), *words)
    assert said.code == 3
    assert set(said.json) == KEYS
    assert adds_up(said.json["records"])
    none = dict.fromkeys(STATES, 0)
    counts = none | {"read": 3, "accepted": 2, "held": 1}
    assert said.json["records"] == {"events": counts, "profiles": counts}
    assert (said.json["account"], said.json["state"]) == ("Practice Klaviyo", "done")
    assert klaviyo.counts()["events"] == 2


def test_progress_stands_on_standard_error_a_line_for_every_tenth(cli, practice, orders, preset):
    practice()
    said = cli("send", orders("good"), "--preset", preset(), "--practice", "--live")
    assert said.code == 0
    lines = said.err.splitlines()
    # The first half is the reading that judges the file as a whole.
    assert lines[:2] == ["Planning: 50%, 0 rows", "Planning: 100%, 1 row"]
    assert lines[-1].startswith("Sending: 100%, 2 accepted, 0 refused, 0 to go")
    assert len(lines) <= 12
    out = said.out.decode().splitlines()
    assert out[0] == (
        "1 event: 1 accepted by Klaviyo, 0 refused, 0 held back, 0 unknown, 0 not sent"
    )
    assert out[1].startswith("1 person row: 1 accepted")
    assert out[2].endswith(": done, 4 requests.")


def test_history_writes_to_nobody_where_a_live_send_would(cli, practice, orders, preset):
    shop = Shop(flows=(Flow("Thanks", metric="Bought"),))
    for effect, messages in (("--history", 0), ("--live", 2)):
        klaviyo = practice(shop=shop)
        words = ("--preset", preset(profiles=[]), "--practice", effect)
        assert cli("send", orders("good", "good"), *words).code == 0
        counts = klaviyo.counts()
        assert (counts["events"], counts["messages"]) == (2, messages)


def test_a_kind_that_is_not_mapped_is_not_spoken_of(cli, practice, orders, preset):
    practice()
    words = ("--preset", preset(profiles=[]), "--practice", "--history")
    assert "person" not in cli("send", orders("good"), *words).out.decode()


def test_a_limit_sends_the_first_rows_only(cli, practice, orders, preset):
    klaviyo = practice()
    words = ("--preset", preset(profiles=[]), "--practice", "--history", "--json", "--limit", 2)
    said = cli("send", orders(*["good"] * 4), *words)
    assert said.json["records"]["events"]["read"] == 2
    assert said.json["records"]["profiles"]["read"] == 0
    assert klaviyo.counts()["events"] == 2


def test_when_every_row_is_held_nothing_is_sent_and_the_counts_are_told(
    cli, practice, orders, preset
):
    practice()
    words = ("--preset", preset(), "--practice", "--history", "--json")
    said = cli("send", orders("bad", "bad"), *words)
    assert (said.code, said.error) == (3, "NothingToSend")
    assert set(said.json) >= KEYS
    assert adds_up(said.json["records"])
    assert said.json["records"]["events"]["held"] == 2
    assert said.json["state"] == "stopped"
    advice = said.json["error"]["advice"]
    assert "klaviyo-gui check" in advice
    assert "--skip-problems" in advice
    assert "Preview" not in said.err
    assert cli("runs", "--json").json == []


class TestAccountOfTheEnvironment:
    @pytest.fixture
    def words(self, orders, preset, monkeypatch):
        monkeypatch.setenv("KLAVIYO_GUI_API_KEY", "pk_practice")
        words = ("--preset", preset(), "--account", "env", "--history", "--yes", "--json")
        return (orders("good", "bad"), *words)

    def test_problems_stop_a_send_unless_they_may_be_skipped(self, cli, practice, words):
        klaviyo = practice()
        said = cli("send", *words)
        assert (said.code, said.error) == (3, "RunBlocked")
        assert said.json["records"]["events"]["unsent"] == 1
        assert said.json["state"] == "stopped"
        assert "“klaviyo-gui check” names them." in said.json["error"]["advice"]
        assert "--skip-problems" in said.json["error"]["advice"]
        assert klaviyo.counts()["events"] == 0

        said = cli("send", *words, "--skip-problems")
        assert said.code == 3
        assert said.json["records"]["events"]["accepted"] == 1
        assert said.json["account"].startswith("Practice")
        assert klaviyo.counts()["events"] == 1

    def test_a_wrong_key_is_refused_and_never_shown(self, cli, practice, words, monkeypatch):
        practice()
        monkeypatch.setenv("KLAVIYO_GUI_API_KEY", "pk_wrong_secret")
        said = cli("send", *words)
        assert (said.code, said.error) == (5, "AccountRefused")
        assert b"wrong_secret" not in said.out + said.err.encode()

    @pytest.mark.parametrize("meant", ["Other Ltd", "Oth456", "practi", "Practice"])
    def test_a_key_of_another_account_than_the_one_that_is_meant_is_refused(
        self, cli, practice, words, monkeypatch, meant
    ):
        klaviyo = practice()
        monkeypatch.setenv("KLAVIYO_GUI_ACCOUNT", meant)
        said = cli("send", *words, "--skip-problems")
        assert (said.code, said.error) == (5, "KeyOfAnother")
        assert f"KLAVIYO_GUI_ACCOUNT says {meant}." in said.err
        assert "belongs to Practice Klaviyo (PRACTI)" in said.err
        assert klaviyo.counts()["events"] == 0

    @pytest.mark.parametrize("meant", ["PRACTI", "practice  klaviyo", " "])
    def test_the_account_that_is_meant_is_sent_to_and_said(
        self, cli, practice, words, monkeypatch, meant
    ):
        klaviyo = practice()
        monkeypatch.setenv("KLAVIYO_GUI_ACCOUNT", meant)
        said = cli("send", *words, "--skip-problems")
        assert said.code == 3
        assert "orders.csv goes to Practice Klaviyo (PRACTI)." in said.err
        assert klaviyo.counts()["events"] == 1

    def test_a_key_that_is_revoked_in_mid_run_pauses_it(self):
        end = Finished("run", RunState.PAUSED, Tally(), 1, 0.1, "Invalid key", 401)
        assert exit_of_run(end) == 5

    def test_without_a_key_nothing_is_asked(self, cli, practice, words, monkeypatch):
        practice()
        monkeypatch.setenv("KLAVIYO_GUI_API_KEY", " ")
        assert cli("send", *words).error == "KeyMissing"

    def test_without_another_address_klaviyo_itself_is_asked(self, cli, words):
        said = cli("send", *words)
        assert (said.code, said.error) == (2, "AccountUnreachable")
        assert "https://a.klaviyo.com does not say whose key it is." in said.err

    def test_another_name_is_unknown(self, cli, words):
        said = cli("send", *(word if word != "env" else "Shop" for word in words))
        assert (said.code, said.error) == (2, "AccountMissing")
        assert "There is no account “Shop”." in said.err

    def test_an_address_that_nobody_answers_at_is_told(self, cli, practice, words, monkeypatch):
        monkeypatch.setenv("KLAVIYO_GUI_API", "http://127.0.0.1:1")
        said = cli("send", *words)
        assert (said.code, said.error) == (2, "AccountUnreachable")
        assert "Nothing was sent." in said.err

    def test_an_account_that_asks_to_wait_for_ever_is_told(self, cli, practice, words, monkeypatch):
        def ask(_client):
            asked.append(1)
            return Outcome(Verdict.WAIT, 429, "Try later.", retry_after=0.0), None

        asked = []
        practice()
        monkeypatch.setattr(Client, "account", ask)
        said = cli("send", *words)
        assert said.error == "AccountUnreachable"
        assert "does not say whose key it is. Try later.\n" in said.err
        assert len(asked) > 3

    def test_a_key_that_cannot_be_one_is_told_as_such(self, cli, practice, words, monkeypatch):
        practice()
        monkeypatch.setenv("KLAVIYO_GUI_API_KEY", "pk_schlüssel")
        said = cli("send", *words)
        assert (said.code, said.error) == (5, "KeyUnusable")
        assert "The key holds characters that no key has." in said.err
        assert "schlüssel" not in said.err + said.out.decode()

    @pytest.mark.parametrize("effect", ["--history", "--live"])
    @pytest.mark.parametrize("stream", [None, io.StringIO("y\n")])
    def test_where_nobody_can_be_asked_nothing_is_sent_without_yes(  # noqa: PLR0913, PLR0917 - fixtures
        self, cli, practice, words, monkeypatch, effect, stream
    ):
        klaviyo = practice()
        monkeypatch.setattr(sys, "stdin", stream)
        words = [effect if word == "--history" else word for word in words if word != "--yes"]
        said = cli("send", *words, "--skip-problems")
        assert (said.code, said.error) == (2, "NotConfirmed")
        assert "Nothing was sent" in said.err
        assert "--yes" in said.err
        assert klaviyo.counts()["events"] == 0
        assert cli("runs", "--json").json == []
        assert cli("send", *words, "--skip-problems", "--yes").code == 3
        assert klaviyo.counts()["events"] == 1

    @pytest.mark.parametrize("answer", ["", "n\n", "yes\n"])
    def test_a_person_at_a_terminal_is_asked(self, cli, practice, words, monkeypatch, answer):
        class Terminal(io.StringIO):
            def isatty(self):
                return True

        klaviyo = practice()
        monkeypatch.setattr(sys, "stdin", Terminal(answer))
        words = [word for word in words if word != "--yes"]
        if answer != "n\n":
            words = ["--live" if word == "--history" else word for word in words]
        said = cli("send", *words, "--skip-problems")
        how = "as history, without flows of these events"
        if answer != "n\n":
            how = "live, so that flows may start"
        assert "Send orders.csv to Practice" in said.err
        assert f"{how}? [y/N]" in said.err
        if answer.startswith("y"):
            assert said.code == 3
            assert klaviyo.counts()["events"] == 1
        else:
            assert (said.code, said.error) == (2, "NotConfirmed")
            assert klaviyo.counts()["events"] == 0


@pytest.mark.parametrize(
    "address",
    [
        "https://a.klaviyo.com",
        "http://example.com",
        "http://127.0.0.1@example.com",
        "http://127.0.0.1.example.com",
        "ftp://127.0.0.1",
        "nonsense",
    ],
)
def test_an_address_that_is_not_loopback_is_refused(cli, sample, monkeypatch, address):
    monkeypatch.setenv("KLAVIYO_GUI_API", address)
    monkeypatch.setenv("KLAVIYO_GUI_API_KEY", "pk_x")
    for account in (["--practice"], ["--account", "env"]):
        said = cli("send", *sample, *account, "--history", "--json")
        assert (said.code, said.error) == (2, "AddressRefused")


def test_a_second_send_to_the_account_is_told_that_one_is_on(cli, practice, orders, preset):
    klaviyo = practice()
    words = (orders("good"), "--preset", preset(), "--practice", "--history", "--json")
    with account_lock(paths.locks(), "Practice Klaviyo"):
        said = cli("send", *words)
        assert (said.code, said.error) == (2, "RunOngoing")
        assert klaviyo.counts()["events"] == 0
        assert cli("runs", "--json").json == []
    assert cli("send", *words).code == 0


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_asks_to_stop_and_leaves_the_handlers_as_they_were(name):
    if not hasattr(signal, name):
        pytest.skip(f"this system has no {name}")
    number = getattr(signal, name)
    before = signal.signal(number, signal.SIG_DFL)  # The tests may run under nohup themselves.
    try:
        with following.stop_on_signals() as stop:
            signal.raise_signal(number)
            assert stop.is_set()
        assert signal.getsignal(number) is signal.SIG_DFL
    finally:
        signal.signal(number, before)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no nohup")
def test_a_run_under_nohup_outlives_its_terminal():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with following.stop_on_signals() as stop:
            signal.raise_signal(signal.SIGHUP)
            assert not stop.is_set()
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_stop_while_planning_sends_nothing_and_says_so(
    cli, practice, orders, preset, monkeypatch
):
    klaviyo = practice()

    def stopped(order, destination, runs, locks, stop):
        stop.set()
        yield from send(order, destination, runs, locks, stop)

    send = sending.send
    monkeypatch.setattr(sending, "send", stopped)
    said = cli("send", orders("good"), "--preset", preset(), "--practice", "--live", "--json")
    assert said.code == 4
    assert said.json["state"] == "stopped"
    assert adds_up(said.json["records"])
    assert "Stopped before anything was sent." in said.err
    assert klaviyo.counts()["events"] == 0
    assert cli("resume").code == 2


def test_a_run_that_cannot_be_written_on_says_how_it_goes_on(
    cli, practice, orders, preset, monkeypatch
):
    tally = Tally().with_counts(Kind.EVENTS, Counts(unsent=1))

    def failing(*_arguments):
        yield Progress(tally, 0, 0.0, (1.0, 90.0), "retry")
        raise RunInterrupted("run-1", "disk I/O error")

    practice()
    monkeypatch.setattr(sending, "send", failing)
    said = cli("send", orders("good"), "--preset", preset(), "--practice", "--live", "--json")
    assert (said.code, said.error) == (4, "RunInterrupted")
    assert "disk I/O error" in said.err
    assert "“klaviyo-gui resume run-1”" in said.err


def test_a_run_without_an_end_is_a_fault_of_the_program(cli, practice, orders, preset, monkeypatch):
    practice()
    monkeypatch.setattr(sending, "send", lambda *_: iter(()))
    said = cli("send", orders("good"), "--preset", preset(), "--practice", "--live", "--json")
    assert (said.code, said.error) == (1, "ProgramFailed")


def test_a_finished_practice_run_leaves_no_store_behind(cli, orders, preset, home):
    words = (orders("good"), "--preset", preset(), "--practice", "--history", "--json")
    for _ in range(2):
        assert cli("send", *words).json["records"]["events"]["accepted"] == 1
        assert list((home / "practice").iterdir()) == []


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (Counts(unknown=2_000), "Sending: 0%, 0 accepted, 0 refused, 2,000 unknown (0/s)"),
        (
            Counts(accepted=1, unknown=1_998, unsent=1),
            "Sending: 0%, 1 accepted, 0 refused, 1,998 unknown, 1 to go (0/s)",
        ),
        (Counts(unsent=1), "Sending: 0%, 0 accepted, 0 refused, 1 to go (0/s)"),
        (
            Counts(accepted=1_998, refused=1, unsent=1),
            "Sending: 99%, 1,998 accepted, 1 refused, 1 to go (0/s)",
        ),
        (
            Counts(accepted=1, refused=1, held=2),
            "Sending: 100%, 1 accepted, 1 refused, 0 to go (0/s)",
        ),
    ],
)
def test_progress_promises_nothing_that_is_not_known(capsys, counts, words):
    tally = Tally().with_counts(Kind.EVENTS, counts)
    end = Finished("run", RunState.PAUSED, tally, 1, 0.1, "", 0)
    events = iter([Progress(tally, 1, 0.0, None, ""), end])
    following.follow(events, "Practice", threading.Event(), as_json=True)
    assert capsys.readouterr().err.splitlines()[0] == words


def test_a_run_that_asks_says_what_and_how_it_goes_on(capsys):
    tally = Tally().with_counts(Kind.EVENTS, Counts(refused=300, unsent=9))
    alike = Alike(Kind.EVENTS, "invalid", "value", "No number", 300)
    end = Finished("run", RunState.PAUSED, tally, 1, 0.1, REFUSED_ALIKE, 0, alike)
    events = iter([Progress(tally, 1, 0.0, None, ""), end])
    assert following.follow(events, "Practice", threading.Event(), as_json=True) == 4
    _, said, advice = capsys.readouterr().err.splitlines()
    assert said.startswith("The run is paused. Klaviyo refused 300 events, one after the other")
    assert advice == "Not everything was sent. “klaviyo-gui resume run” continues it."


def test_what_is_held_for_a_decision_is_not_offered_to_be_resumed(capsys):
    tally = Tally().with_counts(Kind.EVENTS, Counts(accepted=3, unknown=9))
    end = Finished("run", RunState.PAUSED, tally, 1, 0.1, ANSWERS_LOST, 0)
    events = iter([Progress(tally, 1, 0.0, None, ""), end])
    assert following.follow(events, "Practice", threading.Event(), as_json=True) == 4
    assert "“klaviyo-gui resume run --resend-lost” sends them again" in capsys.readouterr().err


def test_rows_that_were_left_out_as_damaged_are_named(capsys):
    tally = Tally().with_counts(Kind.EVENTS, Counts(accepted=3, unsent=9))
    damaged = (DamagedBatch(Kind.EVENTS, 9, 5, 13),)
    end = Finished("run", RunState.PAUSED, tally, 1, 0.1, BATCH_DAMAGED, 0, damaged=damaged)
    events = iter([Progress(tally, 1, 0.0, None, ""), end])
    assert following.follow(events, "Practice", threading.Event(), as_json=True) == 4
    _, said = capsys.readouterr().err.splitlines()
    assert "9 events (lines 5 to 13)" in said


@pytest.mark.parametrize(
    ("detail", "said"),
    [
        (Trouble.SILENT, "Klaviyo did not answer in time."),
        ("Invalid key.", "Invalid key."),
        ("Invalid key", "Invalid key."),
        ("There is no job 01GDDKASAP8TKDDA2GRZDSVP4H.", "There is no job …."),
    ],
)
def test_why_a_run_was_interrupted_is_one_plain_sentence(capsys, detail, said):
    end = Finished("run", RunState.PAUSED, Tally(), 1, 0.1, detail, 0)
    following.follow(iter([end]), "Practice", threading.Event(), as_json=True)
    assert capsys.readouterr().err.splitlines()[0] == f"The run was interrupted. {said}"
