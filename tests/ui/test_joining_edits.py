from dataclasses import replace

import pytest

from klaviyo_gui.core.grouping import Grouping
from klaviyo_gui.core.join import Doubles, Join, Taken
from klaviyo_gui.core.mapping import Column, Joined, Kind, Mapping, Pair
from klaviyo_gui.core.row_filter import Ask, Condition, RowFilter
from klaviyo_gui.ui import joining_edits

EVENTS = Kind.EVENTS
MAIL, CITY = Taken("mail", "mail"), Taken("city", "city (people)")
JOIN = Join("people.csv", (("id", "number"),), (MAIL, CITY))
NAMES = Joined((Column("first"), Column("mail")), " ")
MAPPING = Mapping(
    joins=(JOIN,),
    events=(
        Pair("profile.email", Column("mail")),
        Pair("profile.first_name", NAMES),
        Pair("value", Column("total")),
    ),
    left_out=("city (people)", "note"),
)


def test_a_file_that_is_joined_stands_behind_those_before():
    more = replace(JOIN, file="levels.csv")
    edit = joining_edits.join(MAPPING, more)
    assert edit.after.joins == (JOIN, more)
    assert edit.text == "join levels.csv"


def test_what_is_joined_no_more_fills_nothing_and_is_not_left_out_by_name():
    edit = joining_edits.part(MAPPING, 0)
    assert edit.text == "stop joining people.csv"
    assert edit.after.joins == ()
    assert [pair.target for pair in edit.after.events] == ["profile.first_name", "value"]
    assert edit.after.pair(EVENTS, "profile.first_name").source == Column("first")
    assert edit.after.left_out == ("note",)


def test_a_filter_by_a_joined_column_stays_so_that_nobody_sends_more_unasked():
    wanted = RowFilter((Condition("mail", Ask.IS, ("a@b.io",)),))
    mapping = replace(MAPPING, row_filter=wanted)
    assert joining_edits.part(mapping, 0).after.row_filter == wanted


def test_an_item_tells_nothing_of_a_column_that_is_gone():
    mapping = replace(MAPPING, grouping=Grouping(("order",), ("mail", "total")))
    assert joining_edits.part(mapping, 0).after.grouping == Grouping(("order",), ("total",))


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"doubles": Doubles.FIRST}, "take the first of them where people.csv has several"),
        ({"key": (("mail", "mail"), ("id", "number"))}, "join people.csv by 2 columns"),
        ({"key": (("mail", "mail"),)}, "join people.csv by mail"),
        ({"taken": (MAIL,)}, "leave out city of people.csv"),
        ({"taken": (MAIL, CITY, Taken("x", "x"))}, "take x of people.csv"),
        ({"taken": (Taken("x", "x"),)}, "take other columns of people.csv"),
    ],
)
def test_undo_calls_a_change_by_what_it_does(changes, name):
    after = replace(JOIN, **changes)
    edit = joining_edits.change(MAPPING, 0, after)
    assert edit.after.joins == (after,)
    assert edit.text == name
