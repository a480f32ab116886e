"""Brackets in a name make a list of the lines of an order, where rows are grouped."""

import pytest

from klaviyo_gui.core.errors import ListUngrouped, ListWithinList, NamesClash, NameTooDeep
from klaviyo_gui.core.listed import Listed, bare_step, listed
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.nesting import check_names, path_of


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Items[].SKU", Listed(("Items",), ("SKU",))),
        ("ItemNames[]", Listed(("ItemNames",), ())),
        ("Order.Items[].Size.Width", Listed(("Order", "Items"), ("Size", "Width"))),
        ("Items", None),
        ("[]", None),
        ("a[]b.c", None),
    ],
)
def test_a_list_stands_where_brackets_end_a_step(name, found):
    assert listed(path_of(name)) == found


def test_brackets_alone_are_a_name():
    assert bare_step("[]") == "[]"
    assert bare_step("x[]") == "x"


def names(*rest, is_grouped=True):
    targets = [f"properties.{each}" for each in rest]
    check_names(Kind.EVENTS, targets, is_grouped=is_grouped)


def test_names_of_lists_can_stand_beside_one_another():
    names("Items[].SKU", "Items[].Size.Width", "ItemNames[]", "Item", "Order.Items[].SKU")


@pytest.mark.parametrize(
    "clashing",
    [
        ("Items[].SKU", "Items.Count"),
        ("Items.Count", "Items[].SKU"),
        ("Items[]", "Items"),
        ("Items[]", "Items[].SKU"),
        ("Items[].SKU", "Items[].SKU.Old"),
        ("a.Items[].SKU", "a.Items.Count"),
    ],
)
def test_a_list_can_be_nothing_else_at_once(clashing):
    with pytest.raises(NamesClash):
        names(*clashing)


def test_a_line_can_be_put_into_one_list_only():
    with pytest.raises(ListWithinList):
        names("Items[].Sizes[]")


def test_a_list_counts_as_a_level_of_its_own():
    names("a.b.c.d.e.f.g.h[]")
    with pytest.raises(NameTooDeep):
        names("a.b.c.d.e.f.g.h.i[].j")


def test_a_list_of_objects_needs_rows_that_are_grouped():
    with pytest.raises(ListUngrouped):
        names("Items[].SKU", is_grouped=False)


def test_where_no_rows_are_grouped_brackets_at_the_end_are_characters_as_they_always_were():
    names("interests[]", "interests", is_grouped=False)
