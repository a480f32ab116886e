import contextlib
import json
from contextlib import closing

import pytest

from klaviyo_gui import paths
from klaviyo_gui.sending import run as delivery
from klaviyo_gui.sending import send as sending
from klaviyo_gui.sending.pool import Pool
from klaviyo_gui.store.history import summary
from klaviyo_gui.store.journal import Journal

HEADER = "email,id,name\n"
GOOD = "ann@shop-demo.com,1,Ann\n"
BAD, MENDED = "bob+refused@shop-demo.com,2,Bob\n", "bob@shop-demo.com,2,Bob\n"


@pytest.fixture(autouse=True)
def _one_pool(monkeypatch):
    """Let all runs to one Klaviyo share their workers, which take a second to start."""
    with contextlib.ExitStack() as pools:
        started = {}

        @contextlib.contextmanager
        def lent(*to):
            if to not in started:
                started[to] = pools.enter_context(Pool(*to))
            yield started[to]

        monkeypatch.setattr(sending, "Pool", lent)
        monkeypatch.setattr(delivery, "_POLL_FIRST_SECONDS", 0.01)
        yield


@pytest.fixture
def key(monkeypatch):
    monkeypatch.setenv("KLAVIYO_GUI_API_KEY", "pk_practice")
    return ("--account", "env", "--yes")


@pytest.fixture
def refused(cli, practice, write, preset):
    """A run of which one row was refused, and the practice Klaviyo that it was sent to."""

    def make(*to, content=HEADER + GOOD + BAD, name="orders.csv", **saved):
        klaviyo = practice(limits=False)
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
    listed = {each["run"]: each for each in cli("runs", "--json").json}
    assert {each["state"] for each in listed.values()} == {"done"}
    assert listed[said.json["run"]]["retry_of"] == run
    assert listed[run]["retry_of"] == ""

    assert cli("retry", run, "--json").error == "NothingPutRight"
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


def test_old_customers_data_goes_after_a_command_that_sends_and_no_other(
    cli, refused, write, tmp_path
):
    _, run = refused("--practice")
    path = paths.runs() / run / "run.json"
    told = json.loads(path.read_bytes()) | {"ended": "2020-01-01T00:00:00+00:00"}
    path.write_text(json.dumps(told))
    cli("runs")
    cli("retry", run)
    assert not summary(path.parent).is_erased
    write("orders.csv", HEADER + GOOD + MENDED)
    assert cli("retry", run).code == 0
    assert summary(path.parent).is_erased
    files = cli("results", run, "--out", tmp_path / "out", "--json").json["files"]
    assert [each.rpartition("/")[2] for each in files] == ["report.json", "report.html"]


def test_what_keeps_rows_from_being_sent_again_is_told_in_words(cli, refused, write):
    assert cli("retry", "never", "--json").error == "RunMissing"
    klaviyo, run = refused("--practice")
    folder = paths.runs() / run
    write("orders.csv", HEADER + MENDED)
    said = cli("retry", run, "--json")
    assert (said.code, said.error) == (2, "RowsAstray")
    assert "Line 2 of orders.csv was neither refused nor held" in said.err

    path = folder / "run.json"
    done = path.read_bytes()
    path.write_bytes(done.replace(b'"done"', b'"paused"'))
    assert cli("retry", run, "--json").error == "RunUnfinished"
    path.write_bytes(done)

    with closing(Journal.open(folder / "journal.db")) as journal:
        journal.add_facts({"is_amended": True})
    said = cli("retry", run, "--json")
    assert (said.code, said.error) == (2, "RowsAmended")
    assert "Open its file in the window, and send them again there." in said.err

    with closing(Journal.open(folder / "journal.db")) as journal:
        journal.add_facts({"is_amended": False})
        journal.erase_customers()
    said = cli("retry", run, "--json")
    assert (said.code, said.error) == (2, "RunErased")
    assert klaviyo.counts()["events"] == 1


def test_only_what_is_new_is_sent(cli, practice, write, preset, key):
    klaviyo = practice(limits=False)
    words = ("--preset", preset(), *key, "--history", "--json")
    assert cli("send", write("orders.csv", HEADER + GOOD), *words).code == 0
    said = cli("send", write("orders.csv", HEADER + GOOD + MENDED), *words, "--only-new")
    assert said.code == 3
    assert said.json["records"]["events"] == counts(accepted=1, held=1)
    counted = klaviyo.counts()
    assert (counted["events"], counted["repeats_ignored"]) == (2, 0)
