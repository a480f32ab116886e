"""A file whose rows are joined, filtered and grouped gives what one gives that was so before."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from threading import Event

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from klaviyo_gui.core.errors import NothingWanted
from klaviyo_gui.core.grouping import Grouping
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping, Pair
from klaviyo_gui.core.record import Plan
from klaviyo_gui.core.row_filter import Ask, Condition, RowFilter
from klaviyo_gui.sending import arranging, stepping
from klaviyo_gui.sending.preparing import Preparing
from klaviyo_gui.sending.rows import build_rows
from klaviyo_gui.source.reader import read_range
from tests.doubles.builders import Builders
from tests.sending.joined_files import JOIN, two_files, written

HEADER = ("EMAIL", "Order", "Land", "Note")
PAIRS = (
    Pair("metric", Fixed("Placed Order")),
    Pair("unique_id", Column("Order")),
    Pair("profile.email", Column("EMAIL")),
    Pair("time", Fixed("2024-05-31T10:00:00Z")),
    Pair("properties.City", Column("City")),
)
ITEM = Pair("properties.Items[].Note", Column("Note"))
WANTED = RowFilter((Condition("Land", Ask.IS, ("DE",)), Condition("City", Ask.IS, ("Ulm",))), True)

people = {"ann@b.co": "Ulm", "bob@b.co": "Bonn", "cy@b.co": "Ulm"}
lines = st.lists(
    st.tuples(
        st.sampled_from(["1", "2", "3"]),
        st.sampled_from(["DE", "AT"]),
        st.sampled_from("abcdef"),
    ),
    min_size=1,
    max_size=12,
)
OWNERS = {"1": "ann@b.co", "2": "bob@b.co", "3": "dan@b.co"}


def prepared(file, mapping, known=None, stop=None):
    making = Preparing(file, Plan(mapping, file.header), Builders(), stop or Event(), known=known)
    done = list(making)
    assert all(each <= making.total for each in done)
    return making.prepared


def bodies(file, mapping):
    """Return the events that a file becomes."""
    with closing(prepared(file, mapping)) as made:
        built = [
            record.body
            for part in made.file.index().ranges()
            for _, record in build_rows(
                made.plan, read_range(made.file.data, made.file.dialect, part)
            )[Kind.EVENTS]
        ]
    assert all(built)
    return built


def differ(folder, made):
    """Tell whether joining, filtering and grouping gives other events than doing so before."""
    rows = [(OWNERS[order], order, land, note) for order, land, note in made]
    whole = [(*row, people.get(row[0], "")) for row in rows]
    kept = [row for row in whole if row[2] == "DE" or row[4] == "Ulm"]
    if not kept:
        return False
    steps = Mapping((*PAIRS, ITEM), joins=(JOIN,), row_filter=WANTED, grouping=GROUPING)
    file = two_files(folder, rows, [*people.items()], HEADER)
    plain = written(folder / "whole.csv", kept, (*HEADER, "City"))
    with closing(file), closing(plain):
        before = replace(steps, joins=(), row_filter=None)
        return bodies(file, steps) != bodies(plain, before)


GROUPING = Grouping(("Order",), ("Land", "Note", "City"))


@settings(max_examples=25)
@given(made=lines)
def test_rows_are_joined_then_filtered_then_put_together(unmeasured, tmp_path_factory, made):
    assert not differ(tmp_path_factory.mktemp("steps"), made)


stepped = stepping.stepped
FAULTS = {
    "what is not wanted stays": lambda cells, lines, held, steps: stepped(
        cells, lines, held, replace(steps, row_filter=None)
    ),
    "the first row of a part is lost": lambda *told: stepped(*told)._replace(
        kept=stepped(*told).kept[1:], added=stepped(*told).added[1:]
    ),
    "columns are joined to the wrong rows": lambda *told: stepped(*told)._replace(
        added=stepped(*told).added[::-1]
    ),
}


def only_joined(wrong):
    """Return steps that are wrong where a file is joined; what it is compared with is right."""

    def take(cells, lines, held, steps):
        return (wrong if steps.joins else stepped)(cells, lines, held, steps)

    return take


@pytest.mark.parametrize("fault", FAULTS)
def test_steps_that_are_wrong_are_found_out(monkeypatch, unmeasured, tmp_path_factory, fault):
    monkeypatch.setattr(arranging, "stepped", only_joined(FAULTS[fault]))

    def is_wrong(made):
        try:
            return differ(tmp_path_factory.mktemp("steps"), made)
        except (AssertionError, NothingWanted):
            return True

    find(
        lines,
        is_wrong,
        settings=settings(max_examples=5_000, phases=[Phase.generate], database=None),
    )
