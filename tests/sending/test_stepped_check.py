"""What a check tells of rows that are joined and filtered."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from threading import Event

import pytest

from klaviyo_gui.core.amendments import UNCHANGED
from klaviyo_gui.core.conversion import Conversion, DateStyle
from klaviyo_gui.core.errors import FileChanged, NothingWanted
from klaviyo_gui.core.grouping import Grouping
from klaviyo_gui.core.join import Doubles, Taken
from klaviyo_gui.core.mapping import Column, Joined, Kind, Options, Pair
from klaviyo_gui.core.problem import Code, Severity
from klaviyo_gui.core.record import Plan
from klaviyo_gui.core.repair import Repair
from klaviyo_gui.core.row_filter import Ask, Condition, RowFilter
from klaviyo_gui.sending import indexing
from klaviyo_gui.sending.check import check
from klaviyo_gui.sending.plan import freeze
from klaviyo_gui.sending.preparing import Prepared, Preparing
from klaviyo_gui.sending.readying import Readying
from klaviyo_gui.sending.survey import Part
from klaviyo_gui.source.stamp import fingerprint
from klaviyo_gui.store.journal import Journal
from tests.doubles.builders import Builders
from tests.sending.joined_files import JOIN, mapping_of, two_files

ORDERS = [("ann@b.co", "1"), ("bob@b.co", "2"), ("cy@b.co", "3"), ("ann@b.co", "x")]
PEOPLE = [("ann@b.co", "Ulm"), ("bob@b.co", "Bonn"), ("bob@b.co", "Köln")]
ABOVE = RowFilter((Condition("Order", Ask.IS_ABOVE, ("1",)),))


def checked(file, mapping, **more):
    plan = Plan(mapping, file.header, amendments=more.pop("amendments", UNCHANGED))
    *_, result = check(file, plan, Builders(), Event(), **more)
    return result


def told(result, kind=Kind.EVENTS):
    return {each.code: each.lines for each in result.findings if each.kind is kind}


def test_rows_that_are_not_wanted_are_counted_and_others_keep_their_lines(tmp_path):
    with (
        closing(two_files(tmp_path, ORDERS, PEOPLE)) as file,
        closing(checked(file, mapping_of(row_filter=ABOVE))) as result,
    ):
        made = result.prepared
        assert (made.rows, made.unwanted, result.rows) == (4, 1, 3)
        found = told(result)
        assert found[Code.JOIN_DOUBLE] == (3,)
        assert found[Code.JOIN_UNMATCHED] == (4,)
        assert found[Code.FILTER_UNREAD] == (5,)
        assert (result.tally.events.unsent, result.tally.events.held) == (1, 2)


def test_a_row_left_out_by_hand_is_still_left_out_and_an_edit_decides_what_is_joined(tmp_path):
    with closing(two_files(tmp_path, ORDERS, PEOPLE)) as file:
        out = UNCHANGED.leaving_out(2, "none")
        with closing(checked(file, mapping_of(), amendments=out)) as result:
            # It reads otherwise than when it was left out.
            assert told(result)[Code.EDIT_ASTRAY] == (2,)


def test_a_filter_that_leaves_nothing_is_no_result(tmp_path):
    rows = RowFilter((Condition("Order", Ask.IS, ("9",)),))
    with closing(two_files(tmp_path, ORDERS, PEOPLE)) as file:
        with pytest.raises(NothingWanted) as caught:
            checked(file, mapping_of(row_filter=rows))
        assert (caught.value.file, caught.value.rows) == ("orders.csv", 4)


def test_a_filter_of_what_each_line_tells_makes_lines_no_items_of_their_orders(tmp_path):
    rows = RowFilter((Condition("Order", Ask.IS_NOT, ("x",)),))
    mapping = mapping_of(row_filter=rows, grouping=Grouping(("EMAIL",), ("Order",)))
    with (
        closing(two_files(tmp_path, ORDERS, PEOPLE)) as file,
        closing(checked(file, mapping)) as result,
    ):
        assert (result.prepared.unwanted, result.rows) == (0, 3)
        unsent = [each for each in result.findings if each.code is Code.LINES_UNSENT]
        assert [each.count for each in unsent] == [1]


def test_what_was_arranged_serves_again_until_something_that_arranges_changes(tmp_path):
    with closing(two_files(tmp_path, ORDERS, PEOPLE)) as file:
        mapping = mapping_of(row_filter=ABOVE)
        with closing(checked(file, mapping)) as first:
            made = first.prepared
            plan = replace(made.plan, header=file.header)
            more = replace(mapping, events=(*mapping.events, Pair("properties.x", Column("Order"))))
            assert made.serves(file, replace(plan, mapping=more))
            others = (
                replace(mapping, row_filter=None),
                replace(mapping, joins=(replace(JOIN, doubles=Doubles.FIRST),)),
                replace(mapping, repairs=(Repair("Order", Code.TEXT_FORMULA),)),
                # A filter reads its column in the style that somebody chooses for it.
                replace(
                    mapping,
                    events=(
                        *mapping.events,
                        Pair("time", Column("Order"), conversion=Conversion(date=DateStyle.EXCEL)),
                    ),
                ),
            )
            for other in others:
                assert not made.serves(file, replace(plan, mapping=other))
            with closing(checked(file, more, known=made)) as again:
                assert again.prepared.file.data == made.file.data
            # The index serves though the rows are arranged anew.
            with closing(checked(file, others[1], known=made)) as anew:
                assert anew.prepared.file.data != made.file.data
                assert anew.prepared.indexed[0].path == made.indexed[0].path
                assert anew.prepared.reports[0].doubled == 1


def test_a_mapping_of_joined_columns_together_with_own_ones_is_judged(tmp_path):
    both = Pair(
        "time",
        Joined((Column("Order"), Column("City"))),
        conversion=Conversion(date=DateStyle.DAY_FIRST),
    )
    mapping = mapping_of(options=Options("UTC"))
    mapping = replace(mapping, events=(*mapping.events, both))
    with (
        closing(two_files(tmp_path, [("ann@b.co", "31.12.")], [("ann@b.co", "2024")])) as file,
        closing(checked(file, mapping)) as result,
    ):
        assert result.rows == 1


@pytest.mark.parametrize("name", ["orders.csv", "people.csv"])
def test_either_file_that_changes_before_the_end_ends_the_check(tmp_path, name):
    file = two_files(tmp_path, ORDERS, PEOPLE)
    with closing(file):
        plan = Plan(mapping_of(), file.header)
        events = check(file, plan, Builders(), Event())
        next(events)
        with (tmp_path / name).open("ab") as more:
            more.write(b"eve@b.co,9\n")
        with pytest.raises(FileChanged) as caught:
            list(events)
        assert caught.value.path.name == name


class Stopping(Builders):
    """Asks to stop once so many tasks are done."""

    def __init__(self, stop, after):
        self.stop, self.left = stop, after

    def in_order(self, work, tasks):
        for task in tasks:
            self.left -= 1
            if self.left == 0:
                self.stop.set()
            yield work(task)


@pytest.mark.parametrize("after", [1, 2, 3, 5])
def test_nothing_stays_of_what_was_stopped(tmp_path, monkeypatch, after):
    made = []
    monkeypatch.setattr(indexing, "WorkingCopy", lambda: made.append(copy()) or made[-1])
    stop = Event()
    with closing(two_files(tmp_path, ORDERS, PEOPLE)) as file:
        plan = Plan(mapping_of(), file.header)
        preparing = Preparing(file, plan, Stopping(stop, after), stop)
        list(preparing)
        assert preparing.prepared is None
        assert all(not each.folder.exists() for each in made)
        assert len(made) == (after > 2)


copy = indexing.WorkingCopy


def test_a_finding_of_a_join_is_told_with_its_weight(tmp_path):
    with (
        closing(two_files(tmp_path, ORDERS[:3], PEOPLE)) as file,
        closing(checked(file, mapping_of())) as result,
    ):
        found = {each.code: each.severity for each in result.findings}
        assert found[Code.JOIN_DOUBLE] is Severity.HOLD
        assert found[Code.JOIN_UNMATCHED] is Severity.NOTE


def test_a_run_keeps_what_was_joined_and_how_many_rows_are_not_wanted(tmp_path):
    file = two_files(tmp_path, ORDERS[:3], PEOPLE)
    with closing(file), closing(Journal.create(tmp_path / "run" / "journal.db", {})) as journal:
        part = Part(file, Plan(mapping_of(row_filter=ABOVE), file.header), is_for_sending=True)
        *_, last = freeze(part, Builders(), journal, Event())
        facts = journal.facts
    assert (last.rows, last.unwanted, facts["unwanted"]) == (2, 1, 1)
    (joined,) = facts["joined"]
    assert joined["sha256"] == fingerprint(tmp_path / "people.csv")
    assert (joined["matched"], joined["doubled"], joined["unmatched_lines"]) == (1, 1, [4])
    assert "@" not in str(facts)


def test_what_was_not_arranged_is_shared_as_it_is(tmp_path):
    with closing(two_files(tmp_path, ORDERS, PEOPLE)) as file:
        made = Prepared(file, Plan(mapping_of(), file.header))
        assert made.shared() is made
        made.close()


def test_what_was_made_of_one_joined_file_goes_where_the_next_was_stopped(tmp_path, monkeypatch):
    made = []
    monkeypatch.setattr(indexing, "WorkingCopy", lambda: made.append(copy()) or made[-1])
    stop = Event()
    other = replace(JOIN, taken=(Taken("City", "Town"),))
    file = two_files(tmp_path, ORDERS, PEOPLE)
    with closing(file.joining(file.seconds * 2)) as both:
        plan = Plan(mapping_of(JOIN, other), both.header)
        # The first file is judged, keyed and put in order before the second is judged.
        readying = Readying(both, plan, Stopping(stop, 4), stop)
        list(readying)
    assert readying.steps is None
    assert [each.folder.exists() for each in made] == [False]
