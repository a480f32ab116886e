import threading

import pytest

from klaviyo_gui.core.errors import FileChanged
from klaviyo_gui.sending import inspection
from klaviyo_gui.sending.inspection import SMALL, inspect_file
from klaviyo_gui.sending.pool import Pool
from klaviyo_gui.source.faults import Faults
from klaviyo_gui.source.profile import profile
from klaviyo_gui.source.reader import read_range
from klaviyo_gui.source.table import open_csv


@pytest.fixture
def pool():
    with Pool() as pool:
        yield pool


def written(folder, rows):
    path = folder / "orders.csv"
    lines = ["who,total", *(f"n{at % 700}@shop.io,{at % 900}" for at in range(rows)), "torn"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return open_csv(path)


def told(file, pool):
    """Inspect in small ranges and return every report."""
    return list(inspect_file(file, file.index().ranges(100_000), pool, threading.Event()))


def test_the_merged_ranges_tell_what_one_pass_tells(tmp_path, builders):
    file = written(tmp_path, 30_000)
    assert file.size > SMALL
    *_, last = told(file, builders)
    rows = [read_range(file.data, file.dialect, each) for each in file.index().ranges()]
    faults = Faults(file.raw_header, 1, file.dialect)
    for each in rows:
        faults.add(each)
    assert last.profiles == profile(file.header, [cells for each in rows for cells in each.cells])
    assert last.faults == faults.all()
    assert [(each.code, each.lines) for each in last.faults] == [("row_too_short", (30_002,))]
    assert (last.rows, last.share, last.is_complete) == (30_001, 1.0, True)


def test_what_is_known_so_far_is_told_while_it_goes_on(tmp_path, builders, monkeypatch):
    monkeypatch.setattr(inspection, "PAUSE", 0)
    reports = told(written(tmp_path, 30_000), builders)
    assert len(reports) > 3
    shares = [each.share for each in reports]
    assert shares == sorted(shares)
    assert [each.profiles[0].total for each in reports] == [each.rows for each in reports]
    assert [each.is_complete for each in reports] == [False] * (len(reports) - 1) + [True]


def test_a_small_file_needs_no_worker(tmp_path, pool):
    (only,) = told(written(tmp_path, 5), pool)
    assert only.rows == 6
    assert pool._executor is None


def test_it_stops_when_asked(tmp_path, pool):
    file = written(tmp_path, 5)
    stop = threading.Event()
    stop.set()
    assert list(inspect_file(file, file.index().ranges(), pool, stop)) == []


def test_a_file_that_changed_meanwhile_is_not_described(tmp_path, pool):
    file = written(tmp_path, 5)
    ranges = list(file.index().ranges())
    file.path.write_text("who,total\n" + "x@shop.io,1\n" * 6, encoding="utf-8")
    with pytest.raises(FileChanged):
        list(inspect_file(file, ranges, pool, threading.Event()))
