"""A dot in the name of a custom property makes an object, unless it plainly is part of the name."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaviyo_gui.core import catalog, nesting
from klaviyo_gui.core.errors import NamesClash, NameTooDeep
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.nesting import check_names, flat, path_of

NAMES = st.text(st.sampled_from("abAB1. _"), max_size=8)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("city", ("city",)),
        ("address.city", ("address", "city")),
        ("BillingAddress.Geo.Lat", ("BillingAddress", "Geo", "Lat")),
        ("line.1", ("line", "1")),
        (r"address\.city", ("address.city",)),
        (r"a\.b.c", ("a.b", "c")),
        (r"a\b", (r"a\b",)),
        ("Order No.", ("Order No.",)),
        ("Dr. Smith", ("Dr. Smith",)),
        ("first .name", ("first .name",)),
        (".hidden", (".hidden",)),
        ("and so on...", ("and so on...",)),
        ("a..b", ("a..b",)),
        ("v1.5", ("v1.5",)),
        ("Shipping C.P.", ("Shipping C.P.",)),
        ("shipping_c.p.", ("shipping_c.p.",)),
        ("P.O. Number", ("P.O. Number",)),
        ("P.O.Box", ("P.O.Box",)),
        ("U.S.A", ("U.S.A",)),
        ("Address U.K", ("Address U.K",)),
        ("N.º de pedido", ("N.º de pedido",)),
        ("order.C.P.", ("order", "C.P.")),
        ("a.b", ("a", "b")),
        ("a.B", ("a", "B")),
        (".", (".",)),
        ("", ("",)),
    ],
)
def test_a_name_s_dots_are_steps_only_between_two_words(name, path):
    assert path_of(name) == path


@given(NAMES)
def test_any_text_can_be_the_name_of_one_property(name):
    assert path_of(flat(name)) == (name,)


@given(NAMES)
def test_no_part_of_a_path_is_lost_or_empty(name):
    path = path_of(name)

    assert ".".join(path) == name
    assert len(path) == 1 or all(path)


@pytest.mark.parametrize(
    "names",
    [
        ["a", "a.b"],
        ["a.b", "a"],
        ["a.b.c", "x", "a.b"],
        ["a.b", "a.b.c.d"],
        ["a.b", "a.b"],
        ["profile.a", "profile"],
    ],
)
def test_a_value_and_an_object_of_one_name_cannot_both_be(names):
    with pytest.raises(NamesClash) as caught:
        check_names(Kind.PROFILES, [catalog.custom(name) for name in names])

    assert (caught.value.kind, caught.value.target) == ("profiles", catalog.custom(names[-1]))
    assert caught.value.other == catalog.custom(names[0])


@pytest.mark.parametrize(
    "targets",
    [
        ["properties.a.b", "properties.a.c", "properties.a.d.e"],
        ["properties.a", r"properties.a\.b", "properties.ab.c"],
        ["properties.a", "profile.properties.a.b"],
        ["properties.profile.properties.a", "profile.properties.a"],
        ["location.city", "profile.location.city", "value", "properties.location"],
        ["properties.Order No.", "properties.Order No"],
        [],
    ],
)
def test_names_that_do_not_meet_are_let_be(targets):
    check_names(Kind.EVENTS, targets)


def test_a_person_s_names_are_no_prefix_in_a_file_of_people():
    with pytest.raises(NamesClash):
        check_names(Kind.PROFILES, ["properties.profile", "properties.profile.a"])


def test_a_name_may_go_as_deep_as_klaviyo_takes_it_and_no_deeper():
    steps = [f"n{level}x" for level in range(catalog.NESTING_MAX + 1)]
    check_names(Kind.EVENTS, [catalog.custom(".".join(steps[:-1]))])

    with pytest.raises(NameTooDeep) as caught:
        check_names(Kind.EVENTS, [catalog.custom(".".join(steps))])
    assert caught.value.target == catalog.custom(".".join(steps))


def test_a_rule_that_split_at_every_dot_would_fail_these_tests(monkeypatch):
    monkeypatch.setattr(nesting, "_STEP", re.compile(r"\."))

    assert path_of("Order No.") == ("Order No", "")
    assert path_of("v1.5") == ("v1", "5")


def test_letters_that_are_taken_for_objects_would_fail_these_tests(monkeypatch):
    monkeypatch.setattr(nesting, "_LETTERS", re.compile(r"(?!)"))

    assert path_of("Shipping C.P.") == ("Shipping C", "P.")
