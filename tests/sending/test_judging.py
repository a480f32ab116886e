from __future__ import annotations

from threading import Event

import pytest

from klaviyo_gui.core.errors import FileChanged
from klaviyo_gui.core.lost_zeros import LostZeros
from klaviyo_gui.core.mapping import Column, Mapping, Pair
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.record import Plan
from klaviyo_gui.sending import judging
from klaviyo_gui.sending.check import check
from klaviyo_gui.sending.judging import Judging
from klaviyo_gui.sending.plan import freeze
from klaviyo_gui.sending.survey import Part
from klaviyo_gui.store.journal import Journal
from tests.doubles.files import csv_file

HEADER = ("zip", "sku")
ROWS = [("97205", f"{at}-{at}") for at in range(400)]


def judge(file, pool, stop):
    judging = Judging(file, pool, stop)
    return list(judging), judging.judged


def test_one_damaged_cell_at_the_end_is_judged_by_all_the_parts(tmp_path, builders, monkeypatch):
    monkeypatch.setattr(judging, "TASK_BYTES", 100_000)
    file = csv_file(tmp_path, [*ROWS * 200, ("7102", "2-Jan"), ("97205", "1-1")], HEADER)
    done, judged = judge(file, builders, Event())
    assert len(done) > 1
    assert done == sorted(done)
    assert done[-1] == file.data_size
    assert judged.columns == {("sku", Code.DATE_MADE)}
    assert judged.zeros == (("zip", LostZeros(((4, 5),))),)
    assert judged.headers[0] == HEADER
    assert judged.totals_line == 0


def test_who_is_asked_to_stop_judges_nothing(tmp_path, builders, monkeypatch):
    monkeypatch.setattr(judging, "TASK_BYTES", 500)
    file = csv_file(tmp_path, ROWS, HEADER)
    stop = Event()
    stop.set()
    assert judge(file, builders, stop) == ([], None)
    stop.clear()
    judged = Judging(file, builders, stop)
    for _ in judged:
        stop.set()
    assert judged.judged is None


def test_a_file_that_changed_is_not_judged(tmp_path, builders):
    file = csv_file(tmp_path, ROWS, HEADER)
    file.path.write_text("zip,sku\n" + "1,2\n" * 400)
    with pytest.raises(FileChanged):
        judge(file, builders, Event())


def test_a_check_and_a_plan_that_are_stopped_while_they_judge_have_no_result(
    tmp_path, builders, monkeypatch
):
    monkeypatch.setattr(judging, "TASK_BYTES", 500)
    file = csv_file(tmp_path, ROWS, HEADER)
    plan = Plan(Mapping(profiles=(Pair("external_id", Column("sku")),)), file.header)
    journal = Journal.create(tmp_path / "run" / "journal.db", {})
    for steps in (
        lambda stop: check(file, plan, builders, stop),
        lambda stop: freeze(Part(file, plan), builders, journal, stop),
    ):
        stop = Event()
        told = []
        for step in steps(stop):
            told.append(step)
            stop.set()
        assert len(told) == 1
        assert (told[0].rows, told[0].total) == (0, 2 * file.data_size)
    journal.close()
