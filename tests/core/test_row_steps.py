"""What a mapping does to the rows of a file is known again by a digest."""

from klaviyo_gui.core import row_filter
from klaviyo_gui.core.grouping import Grouping
from klaviyo_gui.core.join import Doubles, Join, Taken
from klaviyo_gui.core.mapping import Mapping
from klaviyo_gui.core.row_filter import Condition, RowFilter
from klaviyo_gui.core.row_steps import steps_digest

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
