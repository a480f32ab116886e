import json
from contextlib import closing

import pytest

from klaviyo_gui import paths
from klaviyo_gui.store import settings
from klaviyo_gui.store.history import summary
from klaviyo_gui.store.journal import Journal

HEADER = "email,id,name\n"
GOOD = "ann@shop-demo.com,1,Ann\n"
BAD, MENDED = "bob+refused@shop-demo.com,2,Bob\n", "bob@shop-demo.com,2,Bob\n"


@pytest.fixture
def key(monkeypatch):
    monkeypatch.setenv("KLAVIYO_GUI_API_KEY", "pk_practice")
    return ("--account", "env", "--yes")


@pytest.fixture
def refused(cli, practice, write, preset):
    """A run of which one row was refused, and the practice Klaviyo that it was sent to."""

    def make(*to, content=HEADER + GOOD + BAD, name="orders.csv", **saved):
        klaviyo = practice()
        file = write(name, content)
        said = cli("send", file, "--preset", preset(**saved), *to, "--history", "--json")
        assert said.code == 3
        assert said.json["records"]["events"]["refused"] == 1
        return klaviyo, said.json["run"]

    return make


def test_a_row_that_was_put_right_in_its_file_is_sent_again(cli, refused, write, key):
    klaviyo, run = refused(*key)
    said = cli("retry", run, "--json")
    assert (said.code, said.error) == (3, "NothingPutRight")
    assert said.json["records"]["events"] == counts(held=1)
    assert "leave every row in its line" in said.json["error"]["advice"]

    write("orders.csv", HEADER + GOOD + MENDED)
    said = cli("retry", run, "--json")
    assert said.code == 0
    assert set(said.json) == {"run", "account", "records", "requests", "seconds", "state"}
    assert said.json["run"] != run
    assert said.json["records"]["events"] == counts(accepted=1)
    counted = klaviyo.counts()
    assert (counted["events"], counted["people"], counted["repeats_ignored"]) == (2, 2, 0)
    assert [each["state"] for each in cli("runs", "--json").json] == ["done", "done"]
    assert cli("retry", run, "--json").code == 3
    assert klaviyo.counts()["events"] == 2


def counts(**some):
    names = ("read", "accepted", "refused", "held", "unknown", "unsent")
    return dict.fromkeys(names, 0) | some | {"read": sum(some.values())}


def test_a_file_that_was_moved_and_a_mended_preset_are_given(cli, refused, write, preset, tmp_path):
    _, run = refused("--practice")
    (tmp_path / "orders.csv").unlink()
    assert cli("retry", run, "--json").error == "FileMissing"
    moved = write("moved.csv", (HEADER + GOOD + MENDED).replace(",", ";"))
    assert cli("retry", run, "--file", moved, "--json").code == 0

    other = HEADER.replace("\n", ",mail\n") + "ann@shop-demo.com,1,Ann,ann@shop-demo.com\n"
    other += "eve+refused@shop-demo.com,7,Eve,eve@shop-demo.com\n"
    klaviyo, run = refused("--practice", content=other)
    profiles = [{"target": "email", "column": "mail"}]
    events = [
        {"target": "profile.email", "column": "mail"},
        {"target": "metric", "text": "Bought"},
        {"target": "unique_id", "column": "id"},
    ]
    words = ("--preset", preset(events=events, profiles=profiles), "--json")
    said = cli("retry", run, *words)
    assert said.code == 0
    assert said.json["records"]["events"] == counts(accepted=1)
    assert klaviyo.counts()["repeats_ignored"] == 0


def test_lines_that_have_moved_are_told_and_nothing_is_sent(cli, refused, write):
    klaviyo, run = refused("--practice")
    write("orders.csv", HEADER + MENDED)
    said = cli("retry", run, "--json")
    assert (said.code, said.error) == (2, "RowsAstray")
    assert "Line 2 of orders.csv was not refused" in said.err
    assert klaviyo.counts()["events"] == 1


def test_a_practice_klaviyo_that_is_gone_is_replaced_by_an_empty_one(
    cli, write, preset, monkeypatch
):
    monkeypatch.delenv("KLAVIYO_GUI_API", raising=False)
    file = write("orders.csv", HEADER + GOOD + BAD)
    words = ("--preset", preset(), "--practice", "--history", "--json")
    run = cli("send", file, *words).json["run"]
    write("orders.csv", HEADER + GOOD + MENDED)
    said = cli("retry", run, "--json")
    assert said.code == 0
    assert said.json["records"]["events"] == counts(accepted=1)


def test_rows_changed_in_the_window_are_sent_again_there(cli, refused):
    _, run = refused("--practice")
    with closing(Journal.open(paths.runs() / run / "journal.db")) as journal:
        journal.add_facts({"is_amended": True})
    said = cli("retry", run, "--json")
    assert (said.code, said.error) == (2, "RowsAmended")
    assert "Open its file in the window, and send them again there." in said.err


def test_a_run_without_rows_or_without_an_end_is_told(cli, refused, write):
    assert cli("retry", "never", "--json").error == "RunMissing"
    _, run = refused("--practice")
    folder = paths.runs() / run
    path = folder / "run.json"
    done = path.read_bytes()
    path.write_bytes(done.replace(b'"done"', b'"paused"'))
    assert cli("retry", run, "--json").error == "RunUnfinished"
    path.write_bytes(done)
    with closing(Journal.open(folder / "journal.db")) as journal:
        journal.erase_customers()
    said = cli("retry", run, "--json")
    assert (said.code, said.error) == (2, "RunErased")


def test_only_what_is_new_is_sent(cli, practice, write, preset, key):
    klaviyo = practice()
    words = ("--preset", preset(), *key, "--history", "--json")
    assert cli("send", write("orders.csv", HEADER + GOOD), *words).code == 0
    said = cli("send", write("orders.csv", HEADER + GOOD + MENDED), *words, "--only-new")
    assert said.code == 3
    assert said.json["records"]["events"] == counts(accepted=1, held=1)
    counted = klaviyo.counts()
    assert (counted["events"], counted["repeats_ignored"]) == (2, 0)


def test_old_customers_data_is_erased_after_a_command_that_sends(cli, refused, write):
    _, run = refused("--practice")
    path = paths.runs() / run / "run.json"
    content = json.loads(path.read_bytes())
    path.write_text(json.dumps(content | {"ended": "2020-01-01T00:00:00+00:00"}))
    settings.set_days_kept(3_650)
    cli("runs")
    cli("retry", "never")
    assert not summary(paths.runs() / run).is_erased
    settings.set_days_kept(30)
    cli("runs")
    assert not summary(paths.runs() / run).is_erased
    write("orders.csv", HEADER + GOOD + MENDED)
    assert cli("retry", run, "--json").code == 0
    assert summary(paths.runs() / run).is_erased
    out = path.parent / "out"
    assert [
        each.rpartition("/")[2]
        for each in cli("results", run, "--out", out, "--json").json["files"]
    ] == ["report.json", "report.html"]
