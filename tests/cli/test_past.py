import csv
import json
from contextlib import closing

from klaviyo_gui import paths
from klaviyo_gui.store.journal import Journal


def test_runs_are_listed_and_their_results_saved(cli, practice, orders, preset, tmp_path):
    practice()
    assert cli("runs").out == b"No runs yet.\n"
    words = ("--preset", preset(), "--practice", "--history", "--json")
    sent = cli("send", orders("good", "bad"), *words).json

    [run] = cli("runs", "--json").json
    assert run["records"] == sent["records"]
    assert (run["run"], run["file"], run["state"]) == (sent["run"], "orders.csv", "done")
    line = cli("runs").out.decode()
    assert line == (
        f"{sent['run']}  done      Practice Klaviyo  orders.csv: "
        "1 of 2 events and 1 of 2 people rows accepted\n"
    )

    out = tmp_path / "new folder" / "für mich"
    said = cli("results", sent["run"], "--out", out, "--json")
    assert said.code == 0
    names = ["accepted.csv", "refused.csv", "report.json", "report.html"]
    assert said.json == {"run": sent["run"], "files": [str(out / name) for name in names]}
    with (out / "refused.csv").open(encoding="utf-8-sig", newline="") as file:
        [row] = csv.DictReader(file)
    assert (row["email"], row["line"]) == ("nobody1", "3")
    assert "This is not an e-mail address" in row["reason"]
    assert json.loads((out / "report.json").read_bytes())["records"] == sent["records"]

    said = cli("results", sent["run"], "--out", out)
    assert said.out.decode().splitlines() == [str(out / name) for name in names]

    said = cli("results", sent["run"], "--out", tmp_path / "orders.csv", "--json")
    assert (said.code, said.error) == (2, "SystemRefused")


def test_results_of_no_run_are_told(cli, tmp_path):
    for name in ("never", "../home", ""):
        said = cli("results", name, "--out", tmp_path / "out", "--json")
        assert (said.code, said.error) == (2, "RunMissing")
    assert not (tmp_path / "out").exists()


def test_results_of_a_run_that_is_still_on_come_later(cli, practice, orders, preset, tmp_path):
    practice()
    words = ("--preset", preset(), "--practice", "--history", "--json")
    run = cli("send", orders("good"), *words).json["run"]
    with closing(Journal.open(paths.runs() / run / "journal.db")):
        said = cli("results", run, "--out", tmp_path / "out", "--json")
        assert (said.code, said.error) == (2, "RunOngoing")
        assert said.err == ("This run is still on.\nIts results can be saved when it has ended.\n")
    assert cli("results", run, "--out", tmp_path / "out").code == 0
