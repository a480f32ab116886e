import orjson
import pytest

from klaviyo_gui.core.tally import Counts, Tally
from klaviyo_gui.store.history import (
    SUMMARY,
    RunSummary,
    history,
    journals_to,
    journals_to_practice,
    summary,
    write_summary,
)

TALLY = Tally(Counts(unsent=1, accepted=2), Counts(held=3))


def facts(created="2026-01-02T03:04:05+00:00", **more):
    return {"name": "Orders", "account": "Shop", "file": "orders.csv", "created": created} | more


def test_a_run_tells_how_it_stands(tmp_path):
    folder = tmp_path / "run-1"
    write_summary(
        folder, facts(requests=4, seconds=1.5, detail="why", mapping="secret"), "paused", TALLY
    )
    assert summary(folder) == RunSummary(
        run="run-1",
        name="Orders",
        account="Shop",
        file="orders.csv",
        created="2026-01-02T03:04:05+00:00",
        state="paused",
        tally=TALLY,
        requests=4,
        seconds=1.5,
        detail="why",
    )
    assert b"secret" not in (folder / SUMMARY).read_bytes()


def test_the_newest_run_comes_first_and_what_is_none_is_left_out(tmp_path):
    for run, created in (("a", "2026-01-01"), ("c", "2026-01-03"), ("b", "2026-01-03")):
        write_summary(tmp_path / run, facts(created), "done", TALLY)
    (tmp_path / "empty").mkdir()
    (tmp_path / "file.txt").touch()
    assert [run.run for run in history(tmp_path)] == ["c", "b", "a"]
    assert history(tmp_path / "nowhere") == ()


@pytest.mark.parametrize(
    "harm",
    [
        lambda content: b"",
        lambda content: b"{",
        lambda content: b"[]",
        lambda content: b"{}",
        lambda content: orjson.dumps(content | {"records": []}),
        lambda content: orjson.dumps(content | {"records": {"events": {"lost": 1}}}),
    ],
)
def test_a_damaged_summary_hides_its_run_and_no_other(tmp_path, harm):
    for run in ("good", "bad"):
        write_summary(tmp_path / run, facts(), "done", TALLY)
    path = tmp_path / "bad" / SUMMARY
    path.write_bytes(harm(orjson.loads(path.read_bytes())))
    assert summary(tmp_path / "bad") is None
    assert [run.run for run in history(tmp_path)] == ["good"]


def test_a_summary_with_an_odd_date_does_not_break_the_list(tmp_path):
    write_summary(tmp_path / "a", facts(5), "done", TALLY)
    write_summary(tmp_path / "b", facts(), "done", TALLY)
    assert [run.run for run in history(tmp_path)] == ["a", "b"]


def test_the_journals_of_runs_to_the_same_place_are_found_the_latest_first(tmp_path):
    runs = {
        "a": facts("2026-01-01"),
        "b": facts("2026-01-02", account="Other"),
        "c": facts("2026-01-03"),
        "d": facts("2026-01-04", is_practice=True, practice_store="p1"),
        "e": facts("2026-01-05", is_practice=True, practice_store="p2"),
        "f": facts("2026-01-06", is_practice=True),
    }
    for run, told in runs.items():
        write_summary(tmp_path / run, told, "done", TALLY)

    def names(paths):
        assert {path.name for path in paths} == {"journal.db"}
        return [path.parent.name for path in paths]

    assert names(journals_to(tmp_path, "Shop")) == ["c", "a"]
    assert names(journals_to_practice(tmp_path, "p1")) == ["d"]
    assert journals_to(tmp_path, "Third") == ()
