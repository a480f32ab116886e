from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from threading import Event

import pytest

from klaviyo_gui.core.errors import (
    ColumnsMissing,
    ConditionUnusable,
    FileChanged,
    JoinColumnsMissing,
    JoinFileMissing,
)
from klaviyo_gui.core.join import Doubles, Join, Taken
from klaviyo_gui.core.mapping import Column, Pair
from klaviyo_gui.core.match_report import MatchReport, SecondFile
from klaviyo_gui.core.problem import Code, Severity
from klaviyo_gui.core.record import Plan
from klaviyo_gui.core.repair import Repair
from klaviyo_gui.core.row_filter import Ask, Condition, RowFilter
from klaviyo_gui.sending import indexing, stepping
from klaviyo_gui.sending.indexing import Indexing
from klaviyo_gui.sending.readying import Readying, check_steps
from klaviyo_gui.sending.stepping import held_rows
from klaviyo_gui.source.table import Overrides, open_csv
from tests.doubles.builders import Builders
from tests.sending.joined_files import (
    JOIN,
    joined,
    mapping_of,
    ready,
    taken_steps,
    two_files,
)

ORDERS = [("Ann@b.co", "1"), ("bob@b.co", "2"), ("cy@b.co", "3"), ("", "4"), ("dan@b.co", "5")]
PEOPLE = [
    ("ann@b.co", "Ulm"),
    ("ann@b.co", "Bonn"),
    ("bob@b.co", "Köln"),
    ("bob@b.co", "Köln"),
    ("dan@b.co",),
]


def test_rows_that_say_the_same_are_no_doubles(tmp_path):
    assert joined(tmp_path, ORDERS[1:2], PEOPLE, Doubles.HOLD) == [("Köln", None)]


def test_a_match_is_reported_with_what_the_second_file_tells(tmp_path):
    file = two_files(tmp_path, ORDERS, PEOPLE)
    with closing(file):
        readying = ready(file, mapping_of())
        (index,) = readying.indexed
        assert index.tells == SecondFile(5, 3, 1, (("ann@b.co", (2, 3)),), 1, (6,))
        found = taken_steps(file, mapping_of())
        index.close()
    assert found.reports == (MatchReport(5, 1, 1, 1, 1, 1, ((4, "cy@b.co"),)),)
    assert found.unwanted == 0


def test_by_a_rule_a_row_with_several_is_matched_and_told(tmp_path):
    file = two_files(tmp_path, ORDERS[:1], PEOPLE)
    with closing(file):
        found = taken_steps(file, mapping_of(replace(JOIN, doubles=Doubles.LAST)))
    assert found.reports == (MatchReport(1, 1, 0, 0, 1, 0),)
    assert found.added == [["Bonn"]]


def test_a_row_of_the_second_file_that_may_be_read_wrongly_is_joined_and_told(tmp_path):
    file = two_files(tmp_path, ORDERS[:1], [("x", "y")])
    path = tmp_path / "people.csv"
    path.write_text('"E-mail","City"\n' + '"ann@b.co","Ulm"x\n' * 3, "utf-8")
    doubtful = open_csv(path, Overrides(encoding="utf-8", delimiter=",", quote='"'))
    found = taken_steps(file.joining((doubtful,)), mapping_of())
    assert found.added == [["Ulmx"]]
    assert found.causes == {0: Code.JOIN_DOUBTFUL}


def test_a_row_that_is_held_already_stays_as_it_is(tmp_path):
    row_filter = RowFilter((Condition("City", Ask.IS, ("Köln",)),))
    file = two_files(tmp_path, ORDERS[1:4], PEOPLE)
    with closing(file):
        found = taken_steps(file, mapping_of(row_filter=row_filter), held={1})
    assert (found.kept, found.unwanted) == ([0, 1], 1)
    assert found.added == [["Köln"], [""]]
    assert found.causes == {}


def test_rows_are_held_for_damage_and_for_what_was_done_by_hand():
    damage = {0: Code.ROW_TOO_SHORT, 1: Code.QUOTE_KEPT, 2: Code.ROW_BLANK}
    assert held_rows(damage, {3: Code.LEFT_OUT, 4: Code.EDIT_ASTRAY}) == {0, 2, 3, 4}


def test_a_row_of_which_nobody_knows_whether_it_is_wanted_is_held(tmp_path):
    row_filter = RowFilter((Condition("Order", Ask.IS_ABOVE, ("2",)),))
    file = two_files(tmp_path, [("bob@b.co", "3"), ("x", "many"), ("y", "1")], PEOPLE)
    with closing(file):
        found = taken_steps(file, mapping_of(row_filter=row_filter))
    assert (found.kept, found.causes) == ([0, 1], {1: Code.FILTER_UNREAD})
    assert found.unwanted == 1


def test_a_row_that_a_join_holds_stays_though_the_filter_finds_nothing_in_it(tmp_path):
    row_filter = RowFilter((Condition("City", Ask.IS, ("Köln",)),))
    file = two_files(tmp_path, ORDERS, PEOPLE)
    with closing(file):
        found = taken_steps(file, mapping_of(row_filter=row_filter))
    assert found.kept == [0, 1, 4]
    assert found.causes == {0: Code.JOIN_DOUBLE, 4: Code.JOIN_DAMAGED}


@pytest.mark.parametrize(("is_any", "kept"), [(False, [1]), (True, [0, 1, 4])])
def test_a_row_that_a_join_holds_goes_where_its_own_columns_tell_it(tmp_path, is_any, kept):
    conditions = (Condition("City", Ask.IS, ("Köln",)), Condition("Order", Ask.IS, ("2",)))
    file = two_files(tmp_path, ORDERS, PEOPLE)
    with closing(file):
        found = taken_steps(file, mapping_of(row_filter=RowFilter(conditions, is_any)))
    assert found.kept == kept


def test_a_held_row_that_the_filter_would_drop_is_found_out(tmp_path, monkeypatch):
    monkeypatch.setattr(stepping, "row_severity", lambda _code: Severity.NOTE)
    with pytest.raises(AssertionError):
        test_a_row_that_a_join_holds_stays_though_the_filter_finds_nothing_in_it(tmp_path)


def test_a_filter_reads_a_joined_column_as_its_cells_prove(tmp_path):
    people = [("ann@b.co", "31.12.2024"), ("bob@b.co", "01.02.2024")]
    row_filter = RowFilter((Condition("City", Ask.IS_AFTER, ("2024-01-31",)),))
    file = two_files(tmp_path, ORDERS[:2], people)
    with closing(file):
        found = taken_steps(file, mapping_of(row_filter=row_filter))
    assert (found.kept, found.causes) == ([0, 1], {})


def test_keys_and_conditions_read_cells_as_the_repairs_mend_them(tmp_path):
    mend = (Repair("EMAIL", Code.TEXT_FORMULA), Repair("City", Code.TEXT_FORMULA))
    row_filter = RowFilter((Condition("City", Ask.IS, ("Ulm",)),))
    file = two_files(
        tmp_path, [('="00123"', "1"), ("7", "2")], [("00123", '="Ulm"'), ("7", "Bonn")]
    )
    with closing(file):
        found = taken_steps(file, mapping_of(row_filter=row_filter, repairs=mend))
    assert (found.kept, found.added) == ([0], [['="Ulm"']])


def test_a_second_join_may_go_by_a_column_of_the_first(tmp_path):
    file = two_files(tmp_path, ORDERS[1:2], PEOPLE)
    path = tmp_path / "cities.csv"
    path.write_text("Town,Land\nKöln,NRW\nUlm,BW\n", "utf-8")
    file = file.joining((*file.seconds, open_csv(path)))
    lands = Join("cities.csv", (("City", "Town"),), (Taken("Land", "Land"),))
    with closing(file):
        assert check_steps(file, Plan(mapping_of(JOIN, lands), file.header)) == (
            *("EMAIL", "Order", "City", "Land"),
        )
        found = taken_steps(file, mapping_of(JOIN, lands))
    assert found.added == [["Köln", "NRW"]]


def test_the_worst_of_what_two_joins_find_is_told(tmp_path):
    file = two_files(tmp_path, [("dan@b.co", "1")], PEOPLE)
    path = tmp_path / "cities.csv"
    path.write_text("E-mail,Land\nx@b.co,NRW\n", "utf-8")
    file = file.joining((*file.seconds, open_csv(path)))
    lands = Join("cities.csv", (("EMAIL", "E-mail"),), (Taken("Land", "Land"),))
    with closing(file):
        assert taken_steps(file, mapping_of(JOIN, lands)).causes == {0: Code.JOIN_DAMAGED}


def test_a_join_that_cannot_be_is_refused_before_anything_is_read(tmp_path):
    file = two_files(tmp_path, ORDERS, PEOPLE)
    with closing(file):
        alone = file.joining(())
        with pytest.raises(JoinFileMissing) as missing:
            check_steps(alone, Plan(mapping_of(), file.header))
        assert missing.value.file == "people.csv"
        town = replace(JOIN, taken=(Taken("Town", "Town"),))
        with pytest.raises(JoinColumnsMissing) as lacking:
            check_steps(file, Plan(mapping_of(town), file.header))
        assert lacking.value.missing == ("Town",)
        rows = RowFilter((Condition("Country", Ask.IS_FILLED),))
        with pytest.raises(ColumnsMissing) as gone:
            check_steps(file, Plan(mapping_of(row_filter=rows), file.header))
        assert gone.value.missing == ("Country",)
        rows = RowFilter((Condition("Order", Ask.IS_ABOVE, ("many",)),))
        with pytest.raises(ConditionUnusable):
            check_steps(file, Plan(mapping_of(row_filter=rows), file.header))


def test_an_index_serves_again_for_the_same_join_of_the_same_file(tmp_path):
    file = two_files(tmp_path, ORDERS, PEOPLE)
    with closing(file):
        (index,) = ready(file, mapping_of()).indexed
        rule = replace(JOIN, doubles=Doubles.FIRST, file="other.csv")
        assert index.serves(rule, file.seconds[0])
        assert not index.serves(replace(JOIN, taken=(Taken("E-mail", "x"),)), file.seconds[0])
        assert not index.serves(JOIN, file)
        plan = Plan(mapping_of(rule), file.header)
        again = Readying(file, plan, Builders(), Event(), known=(index,))
        assert (again.total, list(again)) == (0, [])
        index.close()
        # Whoever has it still reads on.
        assert again.steps.joins[0].path.exists()
        again.indexed[0].close()
        assert not again.steps.joins[0].path.exists()


def test_a_second_file_that_changes_meanwhile_is_met_as_the_first_would_be(tmp_path):
    file = two_files(tmp_path, ORDERS, PEOPLE)
    (tmp_path / "people.csv").write_text("E-mail,City\nx,y\n", "utf-8")
    with pytest.raises(FileChanged) as caught:
        file.check_unchanged()
    assert caught.value.path.name == "people.csv"
    with pytest.raises(FileChanged):
        ready(file, mapping_of())


class Stopping(Builders):
    """Asks to stop once so many parts are done."""

    def __init__(self, stop, after):
        self.stop, self.left = stop, after

    def in_order(self, work, tasks):
        for task in tasks:
            self.left -= 1
            if self.left == 0:
                self.stop.set()
            yield work(task)


@pytest.mark.parametrize("after", [1, 2])
def test_nothing_stays_of_an_index_that_was_stopped(tmp_path, monkeypatch, after):
    made = []
    monkeypatch.setattr(indexing, "WorkingCopy", lambda: made.append(copy()) or made[-1])
    file = two_files(tmp_path, ORDERS, PEOPLE)
    stop = Event()
    readying = Readying(file, Plan(mapping_of(), file.header), Stopping(stop, after), stop)
    done = list(readying)
    assert (readying.steps, readying.indexed) == (None, ())
    assert all(each <= readying.total for each in done)
    assert all(not each.folder.exists() for each in made)
    assert len(made) == (after == 2)


copy = indexing.WorkingCopy


def test_an_index_is_made_on_the_pool_as_in_this_process(tmp_path, builders):
    file = two_files(tmp_path, ORDERS, PEOPLE)
    with closing(file):
        making = Indexing(file.seconds[0], JOIN, builders, Event())
        assert [*making][-1] == making.total
        with closing(making.indexed):
            assert making.indexed.tells.rows == len(PEOPLE)


def test_a_stop_before_the_first_part_makes_nothing(tmp_path):
    file = two_files(tmp_path, ORDERS, PEOPLE)
    stop = Event()
    stop.set()
    making = Indexing(file.seconds[0], JOIN, Builders(), stop)
    assert ([*making], making.indexed) == ([], None)


def test_the_pairs_of_a_mapping_speak_of_joined_columns(tmp_path):
    file = two_files(tmp_path, ORDERS, PEOPLE)
    mapping = mapping_of()
    assert Pair("properties.City", Column("City")) in mapping.events
    assert mapping.file_columns == ("EMAIL",)
    file.close()


def test_a_blank_row_of_the_second_file_is_none_and_one_without_a_key_is_never_found(tmp_path):
    people = [("ann@b.co", "Ulm"), ("", ""), ("", "Bonn")]
    file = two_files(tmp_path, [("ann@b.co", "1"), ("", "2")], people)
    with closing(file):
        found = taken_steps(file, mapping_of())
        (index,) = ready(file, mapping_of()).indexed
        index.close()
    assert found.added == [["Ulm"], [""]]
    assert (index.tells.rows, index.tells.keys, index.tells.damaged) == (3, 1, 0)


def test_of_many_doubles_the_first_are_shown_with_their_first_lines(tmp_path):
    people = [(f"p{at % 7}@b.co", f"city {at}") for at in range(60)]
    file = two_files(tmp_path, ORDERS[:1], people)
    with closing(file):
        (index,) = ready(file, mapping_of()).indexed
        index.close()
    tells = index.tells
    assert (tells.keys, tells.doubles, len(tells.examples)) == (7, 7, 5)
    assert tells.examples[0] == ("p0@b.co", (2, 9, 16, 23, 30))


def test_a_stop_between_two_parts_of_the_second_file_is_heard(tmp_path, monkeypatch):
    monkeypatch.setattr(indexing, "TASK_BYTES", 1)
    file = two_files(tmp_path, ORDERS, [(f"p{at}@b.co", "x" * 70_000) for at in range(6)])
    stop = Event()

    class Hearing(Builders):
        """Asks to stop while the tasks behind the first are made."""

        def in_order(self, work, tasks):
            for at, task in enumerate(tasks):
                yield work(task)
                if work is indexing.keyed and at == 0:
                    stop.set()

    with closing(file):
        readying = Readying(file, Plan(mapping_of(), file.header), Hearing(), stop)
        list(readying)
    assert readying.steps is None
