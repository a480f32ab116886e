"""What a mapping does to the rows of a file is known again by a digest."""

from klaviyo_gui.core import row_filter
from klaviyo_gui.core.grouping import Grouping
from klaviyo_gui.core.join import Doubles, Join, Taken
from klaviyo_gui.core.mapping import Column, Kind, Mapping, Pair
from klaviyo_gui.core.renaming import renamed
from klaviyo_gui.core.row_filter import Condition, RowFilter
from klaviyo_gui.core.row_steps import steps_digest
from klaviyo_gui.core.sent import value_in

JOIN = Join("c.csv", (("a", "b"),), (Taken("x", "y"),), Doubles.LAST)


def test_a_mapping_without_steps_has_none():
    assert steps_digest(Mapping()) == ""


def test_every_step_counts_but_not_which_columns_are_of_items():
    found = [
        steps_digest(each)
        for each in (
            Mapping(grouping=Grouping(("a",))),
            Mapping(grouping=Grouping(("b",))),
            Mapping(joins=(JOIN,)),
            Mapping(row_filter=RowFilter((Condition("a", row_filter.Ask.IS, ("x",)),))),
            Mapping(
                row_filter=RowFilter((Condition("a", row_filter.Ask.IS, ("x",)),), is_any=True)
            ),
        )
    ]
    assert len(set(found)) == len(found)
    assert steps_digest(Mapping(grouping=Grouping(("a",), ("x",)))) == found[0]


def test_joined_columns_are_told_in_the_order_of_the_joins():
    other = Join("d.csv", (("a", "b"),), (Taken("x", "z"), Taken("w", "w")))
    assert Mapping(joins=(JOIN, other)).joined_columns == ("y", "z", "w")


STEPS = Mapping(
    (Pair("value", Column("total")), Pair("properties.x", Column("y"))),
    joins=(JOIN,),
    row_filter=RowFilter((Condition("state", row_filter.Ask.IS, ("x",)),)),
    grouping=Grouping(("no", "y"), ("sku",)),
)


def test_the_file_must_have_the_columns_that_steps_look_at_but_none_that_a_join_adds():
    assert STEPS.file_columns == ("total", "a", "state", "no")


def test_columns_have_their_new_names_in_every_step():
    names = {"a": "A", "state": "State", "no": "No", "sku": "Sku", "b": "B"}
    found = renamed(STEPS, names)
    assert found.file_columns == ("total", "A", "State", "No")
    assert found.grouping == Grouping(("No", "y"), ("Sku",))
    assert found.joins[0].key == (("A", "b"),), "the second file keeps its names"
    assert renamed(Mapping(), names) == Mapping()


def test_what_a_list_says_of_a_property_is_read_back_entry_by_entry():
    items = [{"SKU": "a"}, {"Size": {"Width": 2}}]
    properties = {"Items": items, "Names": ["x"], "Note": "n"}
    event = {"attributes": {"events": {"data": [{"attributes": {"properties": properties}}]}}}
    person = {"attributes": {"properties": properties}}
    told = {
        "Items[].SKU": ["a"],
        "Items[].Size.Width": [2],
        "Items[].Brand": None,
        "Names[]": ["x"],
        "Note[]": None,
        "Gone[]": None,
        "Note[].x": None,
    }
    for name, value in told.items():
        assert value_in(Kind.EVENTS, f"properties.{name}", event) == value, name
        assert value_in(Kind.PROFILES, f"properties.{name}", person) == value, name
