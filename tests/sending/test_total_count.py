"""Of which orders the value is near to what their lines add up to, over a whole file."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from threading import Event

import pytest

from klaviyo_gui.core.mapping import Column, Kind, Pair, ValueType
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.repair import Repair
from klaviyo_gui.sending import total_count
from klaviyo_gui.sending.rows import build_rows
from klaviyo_gui.sending.total_count import TotalsCounted, count_totals
from klaviyo_gui.source.reader import read_range
from tests.doubles.builders import Builders
from tests.sending.order_files import ORDERED, prepared, small_parts, written

SOLD = replace(
    ORDERED,
    events=(
        *ORDERED.events,
        Pair("value", Column("Note"), ValueType.NUMBER),
        Pair("properties.Items[].ItemPrice", Column("Sku"), ValueType.NUMBER),
    ),
)
UNPRICED = replace(SOLD, events=SOLD.events[:-1])


def line(order, value, price, email="a@b.co"):
    return (order, email, value, price, "name", "2")


ROWS = [
    *(line("#1", "20", "5"), line("#1", "", "5")),
    line("#2", "900", "5"),
    line("#3", "", "5"),
    line("#4", "20", ""),
    line("#5", "20", "5", email="nobody"),
    line("#6", "9", "4"),
]


def counted(file, mapping, pool=None, stop=None):
    with closing(prepared(file, mapping)) as made:
        return list(count_totals(made.file, made.plan, pool or Builders(), stop or Event()))


@pytest.mark.parametrize("small", [0, total_count.SMALL])
def test_what_cannot_be_compared_is_not_said_to_fit(tmp_path, monkeypatch, small):
    monkeypatch.setattr(total_count, "SMALL", small)
    with closing(written(tmp_path / "a.csv", ROWS)) as file, small_parts():
        (found,) = counted(file, SOLD)
    assert found == TotalsCounted(near=2, far=1, unknown=2, line=4)


def test_what_is_far_is_what_the_check_finds(tmp_path):
    with (
        closing(written(tmp_path / "a.csv", ROWS)) as file,
        closing(prepared(file, SOLD)) as made,
    ):
        (found,) = count_totals(made.file, made.plan, Builders(), Event())
        told = [
            line
            for part in made.file.index().ranges()
            for line, record in build_rows(
                made.plan, read_range(made.file.data, made.file.dialect, part)
            )[Kind.EVENTS]
            if any(each.code is Code.TOTAL_DIFFERS for each in record.problems)
        ]
    assert (len(told), told[0]) == (found.far, found.line)


def test_without_sums_of_lines_nothing_is_compared(tmp_path):
    with closing(written(tmp_path / "a.csv", ROWS)) as file:
        (found,) = counted(file, UNPRICED)
    assert found == TotalsCounted(unknown=5)


def test_cells_are_added_up_as_they_are_mended(tmp_path):
    rows = [line("#1", "20", '="5"'), line("#1", "", '="5"')]
    mended = replace(SOLD, repairs=(Repair("Sku", Code.TEXT_FORMULA),))
    with closing(written(tmp_path / "a.csv", rows)) as file:
        assert counted(file, SOLD) != counted(file, mended) == [TotalsCounted(near=1)]


def test_nothing_is_told_once_somebody_asked_to_stop(tmp_path):
    stop = Event()
    with closing(written(tmp_path / "a.csv", ROWS)) as file:
        stop.set()
        assert counted(file, SOLD, stop=Event()) != []
        with closing(prepared(file, SOLD)) as made:
            assert list(count_totals(made.file, made.plan, Builders(), stop)) == []
