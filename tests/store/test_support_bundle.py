"""Whoever helps is told how the program and its runs are, and nothing of any customer."""

import zipfile

import orjson

from klaviyo_gui.core.tally import Counts, Tally
from klaviyo_gui.store.history import RunSummary
from klaviyo_gui.store.support_bundle import RUNS_MOST, contents, write_bundle

SECRET = "Sekretova"
RUN = RunSummary(
    run="2026-01-01-120000-abcd",
    name=f"Orders of {SECRET}",
    account=f"{SECRET} Ltd",
    file=f"{SECRET}.csv",
    created="2026-01-01T12:00:00+00:00",
    state="done",
    tally=Tally(Counts(accepted=3, refused=1), Counts(held=2)),
    requests=4,
    seconds=1.5,
    detail=f"Invalid e-mail {SECRET}@shop.io",
    practice_store=SECRET,
    retry_of=f"2025-{SECRET}",
)


def written(folder, files):
    write_bundle(folder / "bundle.zip", files)
    with zipfile.ZipFile(folder / "bundle.zip") as bundle:
        return {each: bundle.read(each).decode() for each in bundle.namelist()}


def test_it_holds_what_can_be_read_before_and_no_more(tmp_path):
    files = contents({"version": "1"}, [RUN], ["line 1\nValueError"])
    assert written(tmp_path, files) == files
    assert list(files) == ["about.json", "runs.json", "faults/1.txt"]
    assert orjson.loads(files["about.json"]) == {"version": "1"}


def test_runs_are_told_by_figures_alone(tmp_path):
    files = contents({}, [RUN], [])
    assert SECRET not in "".join(written(tmp_path, files).values())
    (told,) = orjson.loads(files["runs.json"])
    assert told["events"]["accepted"] == 3
    assert told["people"]["held"] == 2
    assert (told["state"], told["requests"], told["sent_again"]) == ("done", 4, True)


def test_a_name_that_is_told_is_found_out(tmp_path):
    """The negative control of the look above."""
    files = contents({"file": RUN.file}, [RUN], [])
    assert SECRET in "".join(written(tmp_path, files).values())


def test_of_many_runs_the_latest_are_told():
    files = contents({}, [RUN] * (RUNS_MOST + 5), [])
    assert len(orjson.loads(files["runs.json"])) == RUNS_MOST
