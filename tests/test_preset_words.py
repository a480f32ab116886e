from dataclasses import replace

import pytest

from klaviyo_gui.core.comparison import Change, compare
from klaviyo_gui.core.conversion import Conversion, DateStyle, NumberStyle, Unread
from klaviyo_gui.core.drift import Evidence
from klaviyo_gui.core.fit import Drift, Fit, StyleDrift
from klaviyo_gui.core.grouping import Grouping
from klaviyo_gui.core.join import Join, Taken
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping, Options, Pair, ValueType
from klaviyo_gui.core.old_mapping import Note, NoteCode
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.repair import Repair
from klaviyo_gui.core.row_filter import Ask, Condition, RowFilter
from klaviyo_gui.preset_words import (
    Difference,
    change_words,
    comparison_words,
    differences,
    evidence_words,
    fit_words,
    note_words,
    share_words,
)
from klaviyo_gui.store.presets import Reading

TOTAL = Drift("ORDER_TOTAL", ((Kind.EVENTS, "value"),), "TOTAL", (Evidence.MEANING,))
SIZE = Drift("SIZE", ((Kind.EVENTS, "properties.SIZE"),))
WHEN = StyleDrift("When", DateStyle.DAY_FIRST, DateStyle.MONTH_FIRST, "12/31/2024")
COST = StyleDrift("Cost", NumberStyle.COMMA, NumberStyle.POINT, "1,234.50")


@pytest.mark.parametrize(
    ("fit", "words"),
    [
        (Fit(2, (), (WHEN,)), "2 of 2 columns; When is written month first, not day first."),
        (
            Fit(3, (SIZE,), (COST,)),
            "2 of 3 columns; SIZE is missing. Cost is written as 1,234.50, not as 1.234,50.",
        ),
        (Fit(0), "No columns in use."),
        (Fit(1), "1 of 1 column."),
        (Fit(19), "19 of 19 columns."),
        (Fit(19, (TOTAL,)), "18 of 19 columns; ORDER_TOTAL is now TOTAL: use it?"),
        (
            Fit(19, (TOTAL, SIZE)),
            "17 of 19 columns; ORDER_TOTAL is now TOTAL: use it? SIZE is missing.",
        ),
    ],
)
def test_a_fit_says_how_many_columns_are_there_and_asks_about_the_others(fit, words):
    assert fit_words(fit) == words


def test_the_reason_for_a_likely_name_is_told():
    assert evidence_words(TOTAL) == "the name means the same"
    assert evidence_words(SIZE) == ""
    for each in Evidence:
        assert evidence_words(Drift("a", (), "b", (each,)))


@pytest.mark.parametrize("code", NoteCode)
def test_every_note_on_an_old_mapping_is_a_sentence(code):
    words = note_words(Note(code, "$name"))
    assert words.endswith(".")
    assert ("$name" in words) is (code is not NoteCode.ZONE)


def test_what_differs_is_told_line_by_line():
    before = Mapping((Pair("time", Column("when")), Pair("value", Column("total"))))
    after = Mapping(
        (Pair("value", Fixed("1")),),
        (Pair("email", Column("mail")),),
        Options("Europe/Berlin", "DE"),
    )
    found = compare(before, after, Reading(";"), Reading(header_line=3))
    assert comparison_words(found) == (
        "- events: Time ← when",
        "* events: Value ← “1”, before total",
        "+ profiles: E-mail ← mail",
        "* time zone: Europe/Berlin, before not said (London in winter)",
        "* country of phone numbers: DE, before none",
        "* separator: as found, before ;",
        "* header line: 3, before as found",
    )


def test_no_difference_is_told_too():
    assert comparison_words(compare(Mapping(), Mapping())) == ("No difference.",)


def test_a_pair_that_is_only_converted_otherwise_says_so():
    before = Pair("properties.size", Column("size"))
    after = Pair("properties.size", Column("size"), ValueType.NUMBER)
    change = Change(Kind.EVENTS, "properties.size", before, after)
    assert change_words(change) == "* events: size ← size, converted in another way"
    unread = replace(after, conversion=Conversion(unread=Unread.LEAVE_OUT))
    for pairs, said in (((after, unread), "is left out"), ((unread, after), "holds its row")):
        words = change_words(Change(Kind.EVENTS, "properties.size", *pairs))
        assert words == f"* events: size ← size, what cannot be read {said}"


def test_columns_left_out_and_repairs_that_differ_are_told():
    repaired = Mapping(left_out=("b",), repairs=(Repair("a", Code.MOJIBAKE),))
    assert comparison_words(compare(Mapping(left_out=("a",)), repaired)) == (
        "* a is not left out any more.",
        "* b is left out now.",
        "* The repairs of damaged columns differ.",
    )


@pytest.mark.parametrize(
    ("fit", "words"),
    [
        (Fit(0), "no columns in use"),
        (Fit(1), "its only column"),
        (Fit(3, (), (WHEN, COST)), "all 3 columns, 2 written otherwise"),
        (Fit(3, (SIZE,), (WHEN,)), "2 of 3 columns, 1 written otherwise"),
        (Fit(19), "all 19 columns"),
        (Fit(19, (TOTAL,)), "18 of 19 columns"),
    ],
)
def test_a_fit_is_told_in_few_words(fit, words):
    assert share_words(fit) == words


def test_what_differs_is_told_side_by_side():
    value = Pair("value", Column("total"))
    before = Mapping((value, Pair("properties.a", Column("a"), ValueType.TEXT)), left_out=("x",))
    after = Mapping(
        (value, Pair("properties.a", Column("a"), ValueType.NUMBER)),
        (Pair("email", Column("mail")),),
        Options("Europe/Berlin"),
        left_out=("y",),
        repairs=(Repair("a", Code.MOJIBAKE),),
    )
    found = compare(before, after, Reading(), Reading(delimiter=";"))
    assert differences(found) == (
        Difference("a (event)", "a, converted in one way", "a, converted in another"),
        Difference("E-mail (person)", "", "mail"),
        Difference("x", "left out", ""),
        Difference("y", "", "left out"),
        Difference("Repairs of damaged columns", "other ones", "other ones"),
        Difference("Time zone", "not said (London in winter)", "Europe/Berlin"),
        Difference("Separator", "as found", ";"),
    )
    assert differences(compare(before, before)) == ()


def test_another_row_filter_and_another_joined_file_are_told_in_words():
    rows = RowFilter((Condition("Country", Ask.IS, ("DE",)),))
    join = Join("people.csv", (("Mail", "Mail"),), (Taken("City", "City"),))
    found = compare(Mapping(), Mapping(joins=(join,), row_filter=rows))
    joined = "1 column of people.csv where Mail = Mail; several rows: hold the row"
    assert comparison_words(found) == (
        f"* joined files: {joined}, before none",
        "* rows: only rows in which Country is DE, before all rows",
    )
    assert differences(found) == (
        Difference("Joined files", "none", joined),
        Difference("Rows", "all rows", "only rows in which Country is DE"),
    )


def test_rows_that_are_put_together_otherwise_are_told_in_words():
    grouping = Grouping(("Order", "Shop"), ("SKU", "Price"))
    found = compare(Mapping(grouping=Grouping(("Order",))), Mapping(grouping=grouping))
    now = "to orders by Order, Shop; of each item: SKU, Price"
    assert comparison_words(found) == (f"* rows put together: {now}, before to orders by Order",)
    assert differences(compare(Mapping(), Mapping(grouping=grouping))) == (
        Difference("Rows put together", "each row by itself", now),
    )
