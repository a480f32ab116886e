"""The command line keeps and forgets runs as the window does."""

import os

import pytest

from klaviyo_gui import paths
from klaviyo_gui.cli.tidying import tidy
from klaviyo_gui.core.tally import Counts, Tally
from klaviyo_gui.store.history import known_run, write_summary
from klaviyo_gui.store.journal import JOURNAL, Journal
from klaviyo_gui.store.lock import account_lock
from klaviyo_gui.store.pasted import keep_pasted

FACTS = {
    "name": "Orders",
    "account": "Shop",
    "file": "orders.csv",
    "created": "2026-01-01T10:00:00",
}


@pytest.fixture
def run():
    """Make a run that stands in this state."""

    def make(state, tally):
        folder = paths.runs() / "run-1"
        Journal.create(folder / JOURNAL, FACTS).close()
        write_summary(folder, FACTS, state, tally)
        return "run-1"

    return make


DONE = "done", Tally(Counts(accepted=2))
PAUSED = "paused", Tally(Counts(accepted=2, unsent=3), Counts(unknown=1))


def test_a_run_is_kept_until_it_is_released(cli, run):
    name = run(*DONE)
    for option, is_kept in (("--keep", True), ("--release", False)):
        said = cli("runs", option, name, "--json")
        assert (said.code, said.json) == (0, {"run": name, "is_kept": is_kept})
        assert known_run(paths.runs(), name).is_kept == is_kept
        [listed] = cli("runs", "--json").json
        assert listed["is_kept"] == is_kept
    assert cli("runs", "--keep", name).out.startswith(b"Kept")
    assert cli("runs", "--release", name).out.startswith(b"Released")


def test_a_forgotten_run_is_gone(cli, run):
    name = run(*DONE)
    said = cli("runs", "--forget", name, "--json")
    assert (said.code, said.json) == (0, {"run": name, "is_forgotten": True})
    assert cli("runs", "--json").json == []
    run(*DONE)
    assert cli("runs", "--forget", name).out.startswith(b"Forgotten")


def test_what_is_still_to_be_sent_is_forgotten_only_where_that_is_meant(cli, run):
    name = run(*PAUSED)
    said = cli("runs", "--forget", name, "--json")
    assert (said.code, said.error) == (2, "RunUnfinished")
    assert "3 events and 1 person row would never be sent" in said.err
    assert known_run(paths.runs(), name)
    assert cli("runs", "--forget", name, "--yes").code == 0
    assert cli("runs", "--json").json == []


def test_a_run_that_is_on_is_not_forgotten(cli, run):
    name = run(*DONE)
    with account_lock(paths.locks(), "Shop"):
        said = cli("runs", "--forget", name, "--json")
    assert (said.code, said.error) == (2, "RunOngoing")
    assert known_run(paths.runs(), name)


def test_a_damaged_run_is_listed_and_forgotten_only_where_that_is_meant(cli, run):
    name = run(*DONE)
    folder = paths.runs() / name
    (folder / JOURNAL).write_bytes(b"nonsense" * 999)
    said = cli("runs", "--forget", name, "--json")
    assert (said.code, said.error) == (2, "RunDamaged")
    [listed] = cli("runs", "--json").json
    assert (listed["state"], listed["account"]) == ("damaged", "Shop")
    said = cli("runs", "--forget", name, "--json")
    assert (said.code, said.error) == (2, "RunDamaged")
    assert "add --yes" in said.err
    (folder / "run.json").write_bytes(b"{")
    assert cli("runs").out.startswith(b"run-1  damaged   unknown  unknown: nothing")
    assert cli("runs", "--forget", name, "--yes").code == 0
    assert cli("runs", "--json").json == []


@pytest.mark.parametrize("option", ["--keep", "--release", "--forget"])
@pytest.mark.parametrize("name", ["never", "../home", ""])
def test_a_run_that_there_is_not_is_told(cli, run, option, name):
    run(*DONE)
    said = cli("runs", option, name, "--json")
    assert (said.code, said.error) == (2, "RunMissing")


def test_one_thing_is_done_at_a_time(cli):
    assert cli("runs", "--keep", "a", "--forget", "a").code == 2


def test_a_command_that_sends_removes_what_was_pasted_long_ago():
    old, young = (keep_pasted("a\n1\n", "Pasted") for _ in range(2))
    os.utime(old, (0, 0))
    tidy()
    assert not old.exists()
    assert young.exists()
