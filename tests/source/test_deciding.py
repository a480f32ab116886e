"""What the whole file proves of its columns is the same by whichever reading it is found out."""

from __future__ import annotations

from threading import Event

import pytest

from klaviyo_gui.core.conversion import DateStyle
from klaviyo_gui.core.judged import Judged
from klaviyo_gui.core.mapping import Column, Joined
from klaviyo_gui.sending import judging
from klaviyo_gui.sending.inspection import inspect_file
from klaviyo_gui.sending.judging import Judging
from klaviyo_gui.source.deciding import Deciding, with_written
from tests.doubles.files import csv_file

HEADER = ("name", "when", "total")


def rows(count):
    late = [("n", "13/01/2024 10:00", "2,50"), ("n", "01/13/2024 10:00", ""), (" ", " ", "\t")]
    return [("n", "02/01/2024 09:00", "1,500")] * count + late


def test_what_is_judged_for_sending_is_what_the_window_finds_in_its_survey(
    tmp_path, builders, monkeypatch
):
    monkeypatch.setattr(judging, "TASK_BYTES", 20_000)
    file = csv_file(tmp_path, rows(5_000), HEADER)
    found = Judging(file, builders, Event())
    assert len(list(found)) > 1
    *_, told = inspect_file(file, file.index().ranges(30_000), builders, Event(), small=0)
    assert found.judged == told.judged
    written = dict(found.judged.written)
    assert list(written) == ["when", "total"]
    assert [style.value for style, *_ in written["when"].dates.only] == ["day first", "month first"]
    assert found.judged.size == file.data_size


def test_that_test_would_find_out_a_reading_that_leaves_out_a_part(tmp_path, builders, monkeypatch):
    monkeypatch.setattr(Deciding, "merge", lambda *_: None)
    with pytest.raises(AssertionError):
        test_what_is_judged_for_sending_is_what_the_window_finds_in_its_survey(
            tmp_path, builders, monkeypatch
        )


def test_parts_tell_the_same_in_any_order_and_columns_that_prove_nothing_are_left_out():
    parts = [Deciding(HEADER), Deciding(HEADER)]
    parts[0].add(rows(3))
    parts[1].add([("n", "15/01/2024", "7"), ("short",)])
    whole, other = Deciding(HEADER), Deciding(HEADER)
    for each in parts:
        whole.merge(each)
    for each in reversed(parts):
        other.merge(each)
    assert list(whole.all()) == list(other.all())
    judged = with_written(Judged(totals_line=3), whole.all(), 9)
    assert (judged.totals_line, judged.size) == (3, 9)
    assert [name for name, _ in judged.written] == ["when", "total"]


def test_joined_columns_are_looked_at_together_in_parts_that_add_up():
    words = Joined((Column("b"), Column("a")), " and ")
    day = Joined((Column("a"), Column("b")), "/")
    one, other = (Deciding(("a", "b"), (day, words)) for _ in range(2))
    one.add([("1/2", "2024"), ("short",), ("x", "y")])
    other.add_joined([("13/2", "2024"), ("blank", "")])
    one.merge(other)
    found = dict(one.all_joined())
    assert found[day].dates.only == ((DateStyle.DAY_FIRST, 1, "13/2/2024"),)
    assert found[day].dates.either == 1
    assert found[words].numbers.only == ()
    assert dict(other.all())["a"].dates.only == ()
    assert list(Deciding(("a",)).all_joined()) == []


def test_joined_columns_without_figures_tell_nothing():
    names = Joined((Column("a"), Column("b")))
    deciding = Deciding(("a", "b"), (names,))
    deciding.add([("Ann", "Lee")])
    assert dict(deciding.all_joined())[names].dates.filled == 0
