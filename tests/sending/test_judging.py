from __future__ import annotations

from threading import Event

import pytest

from klaviyo_gui.core.errors import FileChanged
from klaviyo_gui.core.lost_zeros import LostZeros
from klaviyo_gui.core.problem import Code
from klaviyo_gui.sending import judging
from klaviyo_gui.sending.judging import judge
from tests.doubles.files import csv_file

HEADER = ("zip", "sku")
ROWS = [("97205", f"{at}-{at}") for at in range(400)]


def test_one_damaged_cell_at_the_end_is_judged_by_all_the_parts(tmp_path, builders, monkeypatch):
    monkeypatch.setattr(judging, "TASK_BYTES", 500)
    file = csv_file(tmp_path, [*ROWS, ("7102", "2-Jan"), ("97205", "1-1")], HEADER)
    judged = judge(file, builders, Event())
    assert judged.columns == {("sku", Code.DATE_MADE)}
    assert judged.zeros == (("zip", LostZeros(((4, 5),))),)
    assert judged.headers[0] == HEADER
    assert judged.totals_line == 0


def test_who_is_asked_to_stop_judges_nothing(tmp_path, builders, monkeypatch):
    file = csv_file(tmp_path, ROWS, HEADER)
    stop = Event()
    stop.set()
    assert judge(file, builders, stop) is None

    class Stopping:
        def in_order(self, _function, tasks):
            for task in tasks:
                stop.set()
                yield judging.look(task)

    stop.clear()
    assert judge(file, Stopping(), stop) is None


def test_a_file_that_changed_is_not_judged(tmp_path, builders):
    file = csv_file(tmp_path, ROWS, HEADER)
    file.path.write_text("zip,sku\n" + "1,2\n" * 400)
    with pytest.raises(FileChanged):
        judge(file, builders, Event())
