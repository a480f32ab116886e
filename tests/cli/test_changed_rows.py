"""The command line takes a file as it is, and says so where the window would not."""

import csv

import pytest

from klaviyo_gui.core.amendments import UNCHANGED, digest
from klaviyo_gui.sending.binding import job_of
from klaviyo_gui.source.table import open_csv
from klaviyo_gui.store.amendments import Kept, drop_amendments, keep_amendments
from tests.cli.conftest import SAMPLES

SAID = "Rows of this file were changed in the window."


@pytest.fixture
def changed(home, tmp_path):
    """A copy of the sample whose first row was left out in the window."""
    path = tmp_path / "orders.csv"
    path.write_bytes((SAMPLES / "orders.csv").read_bytes())
    job, row = job_of(open_csv(path)), open_csv(path).head_rows
    made = UNCHANGED.leaving_out(row.lines[0], digest(row.cells[0]))
    keep_amendments(job.key, Kept(job.bound, made))
    return path, job


@pytest.mark.parametrize("command", ["check", "preview"])
def test_changes_of_the_window_are_not_made_and_that_is_said(cli, changed, command):
    path, job = changed
    words = (command, path, "--preset", SAMPLES / "orders.json", "--json")
    said = cli(*words)
    assert SAID in said.err
    drop_amendments(job.key)
    plain = cli(*words)
    assert SAID not in plain.err
    assert (said.code, said.out) == (plain.code, plain.out)


def test_a_send_takes_every_row_of_the_file_and_says_so(cli, changed):
    path, _ = changed
    preset = SAMPLES / "orders.json"
    said = cli("send", path, "--preset", preset, "--practice", "--history", "--json")
    with path.open(newline="") as file:
        rows = sum(1 for _ in csv.reader(file)) - 1
    events = said.json["records"]["events"]
    assert SAID in said.err
    assert events["read"] == rows
    assert events["read"] == sum(count for name, count in events.items() if name != "read")
