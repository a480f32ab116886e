import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaviyo_gui.core.same_person import identifiers, merged, person
from tests.core.cells import attributes, build, profile_mapping


@pytest.mark.parametrize(
    ("names", "who"),
    [
        ({"email": "Ann@Shop.io", "phone_number": "+1"}, ("email", "ann@shop.io")),
        ({"phone_number": "+1", "external_id": "C1"}, ("phone_number", "+1")),
        ({"external_id": "C1"}, ("external_id", "C1")),
        ({"email": "", "external_id": "C1"}, ("external_id", "C1")),
        ({"first_name": "Ann"}, ("", "")),
        ({}, ("", "")),
    ],
)
def test_the_most_telling_identifier_decides_who_it_is(names, who):
    assert person(names) == who


def test_two_people_are_merged_value_by_value():
    earlier = {"email": "ann@shop.io", "location": {"city": "Bonn", "zip": "53111"}, "title": "Dr"}
    later = {"email": "Ann@shop.io", "location": {"city": "Köln"}, "properties": {"Points": 3}}

    assert merged(earlier, later) == {
        "email": "Ann@shop.io",
        "location": {"city": "Köln", "zip": "53111"},
        "title": "Dr",
        "properties": {"Points": 3},
    }
    assert earlier["location"]["city"] == "Bonn"


scalars = st.one_of(st.text(min_size=1), st.integers(), st.booleans())
inner = st.dictionaries(st.sampled_from("abc"), scalars, max_size=3)
profiles = st.fixed_dictionaries(
    {},
    optional={"email": scalars, "title": scalars, "location": inner, "properties": inner},
)


def flat(profile):
    """Return every value of a profile by its whole path."""
    return {
        (name, *path): leaf
        for name, value in profile.items()
        for path, leaf in (
            [((key,), each) for key, each in value.items()]
            if isinstance(value, dict)
            else [((), value)]
        )
    }


def merges_well(merge, earlier, later):
    assert flat(merge(earlier, later)) == flat(earlier) | flat(later)


@given(profiles, profiles)
def test_the_later_value_wins_and_nothing_is_lost(earlier, later):
    merges_well(merged, earlier, later)


@given(profiles, profiles, profiles)
def test_it_does_not_matter_which_rows_are_merged_first(one, two, three):
    assert merged(merged(one, two), three) == merged(one, merged(two, three))


@pytest.mark.parametrize(
    "fault",
    [lambda one, two: one | two, lambda one, two: merged(two, one), lambda one, two: two],
    ids=["shallow", "reversed", "forgetful"],
)
def test_a_faulty_merge_would_fail_these_tests(fault):
    earlier = {"location": {"city": "Bonn", "zip": "53111"}, "title": "Dr"}
    later = {"location": {"city": "Köln"}}

    with pytest.raises(AssertionError):
        merges_well(fault, earlier, later)


PERSON = {
    "email": "mail",
    "first_name": "first",
    "location.city": "city",
    "properties.Points": "points",
}
cells = st.sampled_from(["", " ", "x", "y"])
rows = st.lists(
    st.fixed_dictionaries(
        {"mail": st.just("ann@shop.io"), "first": cells, "city": cells, "points": cells}
    ),
    min_size=1,
    max_size=5,
)


def the_last_filled_cell_wins(merge, table):
    mapping = profile_mapping(PERSON)
    together = {}
    for row in table:
        together = merge(together, attributes(build(mapping, row)))
    expected = {}
    for column, path in (
        ("mail", ("email",)),
        ("first", ("first_name",)),
        ("city", ("location", "city")),
        ("points", ("properties", "Points")),
    ):
        filled = [row[column] for row in table if row[column].strip()]
        if filled:
            expected[path] = filled[-1]
    assert flat(together) == expected


@given(rows)
def test_of_all_rows_of_a_person_the_last_filled_cell_wins(table):
    the_last_filled_cell_wins(merged, table)


def test_a_merge_that_lets_an_empty_cell_win_would_fail_this_test():
    def empty_wins(earlier, later):
        return {name: later.get(name, "") for name in earlier | later}

    filled = {"mail": "ann@shop.io", "first": "x", "city": "", "points": ""}
    with pytest.raises(AssertionError):
        the_last_filled_cell_wins(empty_wins, [filled, filled | {"first": ""}])


def test_addresses_that_differ_in_more_than_case_are_of_two_people():
    german = "gro\N{LATIN SMALL LETTER SHARP S}@web.de"
    assert person({"email": german}) != person({"email": "gross@web.de"})
    assert person({"email": "Ann@Shop.io"}) == person({"email": "ann@shop.io"})


def test_everything_that_says_who_it_is_is_compared_the_most_telling_first():
    found = identifiers({"external_id": "C1", "email": "A@b.co", "first_name": "Ann"})
    assert list(found.items()) == [("email", "a@b.co"), ("external_id", "C1")]
