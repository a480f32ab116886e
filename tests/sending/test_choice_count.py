"""What is said of a row filter beforehand is what arranging by it does."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from threading import Event

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from klaviyo_gui.core.amendments import UNCHANGED
from klaviyo_gui.core.arranged import code_in, unsent_in
from klaviyo_gui.core.choice_report import ChoiceReport, Example, Sort
from klaviyo_gui.core.errors import FileChanged, NothingWanted
from klaviyo_gui.core.grouping import Grouping
from klaviyo_gui.core.judged import Judged
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.record import Plan
from klaviyo_gui.core.row_filter import Ask, Condition, RowFilter
from klaviyo_gui.sending import choice_count
from klaviyo_gui.sending.choice_count import Counting, count_choice
from tests.doubles.builders import Builders
from tests.sending.joined_files import mapping_of, two_files
from tests.sending.order_files import (
    NOW,
    ORDERED,
    arranged_rows,
    prepared,
    small_parts,
    written,
)

PAID = Condition("Note", Ask.IS, ("paid",))
MANY = Condition("Amount", Ask.IS_ABOVE, ("1",))


def counted(file, mapping, pool=None, stop=None, **more):
    plan = Plan(mapping, file.header, NOW, **more)
    found = list(count_choice(file, plan, pool or Builders(), stop or Event(), small=0))
    shares = [each.share for each in found if isinstance(each, Counting)]
    assert shares == sorted(shares)
    assert all(0 <= each <= 1 for each in shares)
    reports = [each for each in found if isinstance(each, ChoiceReport)]
    assert len(reports) <= 1
    return reports[0] if reports else None


def chosen(*conditions, is_any=False, **more):
    return replace(ORDERED, row_filter=RowFilter(conditions, is_any=is_any), **more)


def line(order, note, amount="1"):
    return (order, "a@b.co", note, "s", "name", amount)


def lines(found):
    return [each.line for each in found.examples]


def test_rows_are_counted_by_what_becomes_of_them_with_three_of_each(tmp_path):
    rows = [line("#1", "paid"), line("#2", "open"), *[line(f"#{at}", "paid") for at in range(3, 9)]]
    with closing(written(tmp_path / "a.csv", rows)) as file:
        report = counted(file, chosen(PAID, grouping=None))
    assert report.wanted == Sort(7, tuple(Example(at, ("paid",)) for at in (2, 4, 5)))
    assert report.unwanted == Sort(1, (Example(3, ("open",)),))
    assert (report.undecided, report.held, report.shortened) == (Sort(), 0, 0)


def test_what_cannot_be_read_is_undecided_and_what_is_held_anyway_was_not_asked(tmp_path):
    rows = [line("#1", "", "2"), line("#2", "", "many"), line("#3", "", "1"), ("#4",)]
    with closing(written(tmp_path / "a.csv", rows)) as file:
        report = counted(file, chosen(MANY, grouping=None))
        by_hand = UNCHANGED.leaving_out(2, "unknown")
        changed = counted(file, chosen(MANY, grouping=None), amendments=by_hand)
    assert report.undecided == Sort(1, (Example(3, ("many",)),))
    assert (lines(report.wanted), lines(report.unwanted), report.held) == ([2], [4], 1)
    assert (changed.wanted.count, changed.held) == (0, 2)


def test_a_column_of_a_second_file_is_asked_and_shown_too(tmp_path):
    mapping = mapping_of(row_filter=RowFilter((Condition("City", Ask.IS, ("Ulm",)),)))
    orders = [("ann@b.co", "1"), ("bob@b.co", "2"), ("cy@b.co", "3")]
    people = [("ann@b.co", "Ulm"), ("bob@b.co", "Bonn"), ("cy@b.co", "Ulm"), ("cy@b.co", "Bonn")]
    with closing(two_files(tmp_path, orders, people)) as file:
        report = counted(file, mapping)
    assert report.wanted.examples == (Example(2, ("Ulm",)),)
    assert report.unwanted.examples == (Example(3, ("Bonn",)),)
    # It may be of two cities.
    assert report.held == 1


def test_orders_are_counted_whole_where_they_are_chosen_so(tmp_path):
    rows = [
        line("#1", "paid"),
        line("#1", ""),
        line("#2", "open"),
        line("#3", "paid"),
        line("", "x"),
    ]
    rows += [line("#4", "paid"), line("#4", "open")]
    with closing(written(tmp_path / "a.csv", rows)) as file, small_parts():
        report = counted(file, chosen(PAID))
    assert report.wanted.examples == (Example(2, ("paid",)), Example(5, ("paid",)))
    assert lines(report.undecided) == [7]
    # One order, and one row that tells by itself that it is not wanted.
    assert (report.unwanted.count, lines(report.unwanted)) == (2, [4])


def test_orders_that_lose_lines_are_counted(tmp_path):
    rows = [line("#1", "", "1"), line("#2", "", "2"), line("#1", "", "3"), line("#3", "", "1")]
    with closing(written(tmp_path / "a.csv", rows)) as file, small_parts(40):
        report = counted(file, chosen(MANY))
    assert (report.wanted.count, report.shortened, report.unwanted.count) == (2, 1, 1)


def test_that_nothing_is_wanted_is_a_report_and_no_error(tmp_path):
    nothing = Condition("Note", Ask.IS, ("nobody",))
    with closing(written(tmp_path / "a.csv", [line("#1", "paid")])) as file:
        for mapping in (chosen(nothing), chosen(nothing, grouping=None)):
            report = counted(file, mapping)
            assert (report.wanted.count, report.unwanted.count) == (0, 1)
            with pytest.raises(NothingWanted):
                prepared(file, mapping)


class Nobody(Builders):
    """Looks at the whole file, but takes nothing for single rows."""

    def in_order(self, work, tasks):
        assert work is not choice_count.choice_of_part
        return super().in_order(work, tasks)


def test_a_small_file_is_read_without_waiting_for_a_worker(tmp_path):
    with closing(written(tmp_path / "a.csv", [line("#1", "paid")])) as file:
        plan = Plan(chosen(PAID, grouping=None), file.header, NOW)
        *_, report = count_choice(file, plan, Nobody(), Event())
    assert report.wanted.count == 1


class Stopping(Builders):
    """Asks to stop at a certain task."""

    def __init__(self, stop, at):
        self.stop, self.left = stop, at

    def in_order(self, work, tasks):
        for task in tasks:
            self.left -= 1
            if not self.left:
                self.stop.set()
            yield work(task)


@pytest.mark.parametrize("at", range(1, 6))
@pytest.mark.parametrize("mapping", [chosen(PAID), chosen(PAID, grouping=None)])
def test_nothing_is_told_once_somebody_asked_to_stop(tmp_path, mapping, at):
    stop = Event()
    with closing(written(tmp_path / "a.csv", [line("#1", "paid"), line("#2", "open")])) as file:
        tasks = Stopping(stop, at)
        report = counted(file, mapping, tasks, stop)
    assert (report is None) is stop.is_set()


def test_what_is_known_of_a_file_begins_no_reading_that_nobody_wants(tmp_path):
    stop = Event()
    stop.set()
    with closing(written(tmp_path / "a.csv", [line("#1", "paid")])) as file:
        assert counted(file, chosen(PAID, grouping=None), stop=stop, judged=Judged()) is None


def test_it_ends_while_the_second_file_is_put_in_order(tmp_path):
    stop = Event()
    mapping = mapping_of(row_filter=RowFilter((Condition("City", Ask.IS, ("Ulm",)),)))
    with closing(two_files(tmp_path, [("a@b.co", "1")], [("a@b.co", "Ulm")])) as file:
        assert counted(file, mapping, Stopping(stop, 2), stop) is None


@pytest.mark.parametrize("grouping", [None, ORDERED.grouping])
def test_a_file_that_changes_meanwhile_is_not_told_of(tmp_path, grouping):
    path = tmp_path / "a.csv"
    with closing(written(path, [line("#1", "paid"), line("#2", "open")])) as file:
        plan = Plan(chosen(PAID, grouping=grouping), file.header, NOW)
        found = count_choice(file, plan, Builders(), Event())
        next(found)
        with path.open("ab") as more:
            more.write(b"#3,a@b.co,paid,s,name,1\n")
        with pytest.raises(FileChanged):
            list(found)


def test_a_row_of_no_order_that_cannot_be_read_is_undecided(tmp_path):
    with closing(written(tmp_path / "a.csv", [line("", "paid", "many")])) as file:
        report = counted(file, chosen(MANY))
        with closing(prepared(file, chosen(MANY))) as made:
            codes = [code_in(row[-1]) for row in arranged_rows(made)]
    assert codes == [Code.FILTER_UNREAD]
    assert report.undecided == Sort(1, (Example(2, ("many",)),))


rows_of_orders = st.lists(
    st.builds(
        line,
        st.sampled_from(["#1", "#2", "#3", ""]),
        st.sampled_from(["paid", "open", ""]),
        st.sampled_from(["1", "2", "many", ""]),
    ),
    min_size=1,
    max_size=12,
)
filters = st.builds(
    RowFilter,
    st.lists(st.sampled_from([PAID, MANY]), min_size=1, max_size=2, unique=True).map(tuple),
    st.booleans(),
)
groupings = st.sampled_from([None, ORDERED.grouping, Grouping(("Order",), ("Note", "Amount"))])


def differs(folder, rows, mapping):
    """Tell whether the report says something else than what arranging makes of the file."""
    with closing(written(folder / "any.csv", rows)) as file, small_parts(60):
        report = counted(file, mapping)
        try:
            made = prepared(file, mapping)
        except NothingWanted:
            return report.total != report.unwanted.count
        with closing(made):
            kept = [row[-1] for row in arranged_rows(made)]
    unread = sum(code_in(each) == Code.FILTER_UNREAD for each in kept)
    short = sum(bool(unsent_in(each)) for each in kept)
    stay = report.total - report.unwanted.count
    told = (stay, report.undecided.count, report.shortened)
    is_all = mapping.grouping is not None or report.total == len(rows)
    return told != (len(kept), unread, short) or not is_all


mappings = st.builds(
    lambda row_filter, grouping: replace(ORDERED, row_filter=row_filter, grouping=grouping),
    filters,
    groupings,
)


@settings(max_examples=60)
@given(rows=rows_of_orders, mapping=mappings)
def test_the_report_is_what_arranging_does(unmeasured, tmp_path_factory, rows, mapping):
    assert not differs(tmp_path_factory.mktemp("rows"), rows, mapping)


def test_a_report_that_loses_a_row_is_found_out(monkeypatch, unmeasured, tmp_path_factory):
    take = choice_count.stepped

    def wrong(*told):
        found = take(*told)
        return found._replace(kept=found.kept[1:])

    monkeypatch.setattr(choice_count, "stepped", wrong)

    def is_wrong(rows):
        return differs(tmp_path_factory.mktemp("rows"), rows, chosen(MANY, grouping=None))

    phases = settings(max_examples=2_000, phases=[Phase.generate], database=None)
    find(rows_of_orders, is_wrong, settings=phases)
