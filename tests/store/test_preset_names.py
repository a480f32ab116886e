import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaviyo_gui.core.errors import PresetNameRefused
from klaviyo_gui.store.preset_names import NAME_MAX, checked_name, fitting_name, same_name


@pytest.mark.parametrize("name", ["Orders", "Käufe 2026", "注文", "a.b", "Q1 & Q2", "x" * NAME_MAX])
def test_a_name_that_every_system_takes_is_taken(name):
    assert checked_name(name) == name
    assert fitting_name(name) == name


def test_blanks_around_a_name_do_not_count_and_letters_are_written_one_way():
    assert checked_name("  Orders ") == "Orders"
    assert checked_name("Ka\u0308ufe") == "Käufe"


@pytest.mark.parametrize(
    ("name", "fitting"),
    [
        ("", "preset"),
        ("   ", "preset"),
        ("..", "preset"),
        ("../up", "-up"),
        ("a/b", "a-b"),
        ("a\\b", "a-b"),
        ("C:x", "C-x"),
        ("what?", "what-"),
        ("a\nb", "a-b"),
        (".hidden", "hidden"),
        ("end.", "end"),
        ("CON", "preset CON"),
        ("lpt1.json", "preset lpt1.json"),
        ("x" * (NAME_MAX + 1), "x" * NAME_MAX),
        ("\udcff", "-"),
    ],
)
def test_a_name_that_some_system_refuses_is_refused_and_the_nearest_is_found(name, fitting):
    with pytest.raises(PresetNameRefused):
        checked_name(name)
    assert fitting_name(name) == fitting


@given(st.text())
def test_the_nearest_name_is_always_one_that_is_taken(name):
    assert checked_name(fitting_name(name)) == fitting_name(name)


def test_names_are_one_where_a_system_does_not_tell_large_from_small():
    assert same_name("Orders", "ORDERS")
    assert same_name("Ka\u0308ufe", "käufe")
    assert not same_name("Orders", "Order")
