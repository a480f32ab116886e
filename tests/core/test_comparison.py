from klaviyo_gui.core.comparison import Change, Comparison, LeftOut, Setting, compare
from klaviyo_gui.core.contact_list import ContactList
from klaviyo_gui.core.further_event import FurtherEvent
from klaviyo_gui.core.grouping import Grouping
from klaviyo_gui.core.join import Join, Taken
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping, Options, Pair
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.repair import Repair
from klaviyo_gui.core.row_filter import Ask, Condition, RowFilter
from klaviyo_gui.preset_words import comparison_words
from klaviyo_gui.store.presets import Reading

TIME = Pair("time", Column("when"))
VALUE = Pair("value", Column("total"))
EMAIL = Pair("email", Column("mail"))


def test_a_mapping_does_not_differ_from_itself_nor_from_another_order():
    assert compare(Mapping((TIME, VALUE)), Mapping((VALUE, TIME))) == Comparison()
    assert compare(Mapping(), Mapping(), Reading(), Reading()).is_same


def test_added_removed_and_changed_pairs_are_told_by_kind():
    other = Pair("value", Fixed("1"))
    found = compare(Mapping((TIME, VALUE)), Mapping((other,), (EMAIL,)))
    assert not found.is_same
    assert found.changes == (
        Change(Kind.EVENTS, "time", TIME, None),
        Change(Kind.EVENTS, "value", VALUE, other),
        Change(Kind.PROFILES, "email", None, EMAIL),
    )


def test_options_and_reading_are_told_by_name():
    found = compare(
        Mapping(),
        Mapping(options=Options("Europe/Berlin")),
        Reading(delimiter=";"),
        Reading(encoding="cp1252"),
    )
    assert found.options == (Setting("time_zone", "", "Europe/Berlin"),)
    assert found.reading == (
        Setting("delimiter", ";", None),
        Setting("encoding", None, "cp1252"),
    )


def test_columns_left_out_and_repairs_are_told():
    repair = Repair("a", Code.MOJIBAKE)
    found = compare(Mapping(left_out=("a", "b")), Mapping(left_out=("b", "c"), repairs=(repair,)))
    assert found.left_out == (LeftOut("a", False), LeftOut("c", True))
    assert found.has_other_repairs
    assert not compare(Mapping(repairs=(repair,)), Mapping(repairs=(repair,))).has_other_repairs


def test_another_row_filter_and_other_joined_files_are_told():
    rows = RowFilter((Condition("a", Ask.IS_FILLED),))
    join = Join("b.csv", (("a", "a"),), (Taken("c", "c"),))
    found = compare(Mapping(), Mapping(joins=(join,), row_filter=rows))
    assert found.steps == (Setting("joins", (), (join,)), Setting("row_filter", None, rows))
    assert not found.is_same


def test_another_list_to_join_is_told_by_name_and_id():
    news = ContactList("Y6nRLr", "News", "AbC123")
    found = compare(Mapping(), Mapping(contact_list=news))
    assert found.options == (Setting("list", "", "News (Y6nRLr)"),)
    assert comparison_words(found) == ("* list to join: News (Y6nRLr), before none",)
    assert compare(Mapping(contact_list=news), Mapping(contact_list=news)).is_same


def test_other_lines_of_an_order_and_other_events_of_a_row_are_told():
    rows = RowFilter((Condition("a", Ask.IS_FILLED),))
    item = FurtherEvent((Pair("metric", Fixed("Ordered Product")),), rows, is_per_item=True)
    after = Mapping(grouping=Grouping(("a",), ("b",)), condition=rows, further=(item,))
    found = compare(Mapping(), after)
    assert comparison_words(found) == (
        "* rows put together: to orders by a; of each item: b, before each row by itself",
        "* the event is sent of: only rows in which a is filled, before all rows",
        (
            "* further events: Ordered Product of each line, only rows in which a is filled, "
            "before no further events"
        ),
    )
    assert compare(after, after).is_same
