from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace

import pytest

from klaviyo_gui.core.errors import FileChanged
from klaviyo_gui.source.profile import profile
from klaviyo_gui.source.survey import new_survey, survey_range
from klaviyo_gui.source.table import open_csv

TEXT = "Code,Mail\n" + "".join(f"A-{row},p{row}@b.co\n" for row in range(900)) + '2-Jan,5" x\n\n1\n'


def test_ranges_surveyed_in_other_processes_make_the_survey_of_the_file(write):
    file = open_csv(write(TEXT))
    fixed = (file.header, file.raw_header)
    whole = new_survey(*fixed, file.dialect)
    ranges = list(file.index().ranges(1))
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        parts = [
            pool.submit(survey_range, file.path, file.dialect, each, *fixed) for each in ranges
        ]
        for part in reversed(parts):
            whole.merge(part.result())
    assert [(fault.code, fault.lines) for fault in whole.faults.all()] == [
        ("blank_line", (903,)),
        ("date_made", (902,)),
        ("quote_astray", (902,)),
        ("row_too_short", (904,)),
    ]
    rows = file.rows(file.index(), 0, 2_000).cells
    assert whole.profiles.all() == profile(file.header, rows)


def test_a_range_that_changed_is_not_surveyed(write):
    file = open_csv(write(TEXT))
    (only,) = file.index().ranges()
    with pytest.raises(FileChanged):
        survey_range(file.path, file.dialect, replace(only, rows=3), file.header, file.raw_header)


def test_a_range_without_rows_holds_nothing(write):
    file = open_csv(write("Code,Mail\n1,2\n"))
    (only,) = file.index().ranges()
    empty = replace(only, start=only.stop, rows=0)
    survey = survey_range(file.path, file.dialect, empty, file.header, file.raw_header)
    assert survey.faults.all() == ()
    assert survey.profiles.all()[0].total == 0
