import pytest

from klaviyo_gui.core.errors import ColumnsMissing, JoinColumnsMissing, JoinNamesTaken
from klaviyo_gui.core.join import Join, Taken
from klaviyo_gui.core.joined_names import check_join, joined_header, stem_of, taken_columns

HEADER = ("EMAIL", "City", "City (people)")


def test_a_column_keeps_its_name_unless_another_one_has_it():
    taken = taken_columns(HEADER, "people.csv", ("E-mail", "City", "Zip"), ("E-mail",))
    assert taken == (Taken("City", "City (people 2)"), Taken("Zip", "Zip"))
    assert joined_header(HEADER, (Join("people.csv", (("EMAIL", "E-mail"),), taken),)) == (
        *HEADER,
        "City (people 2)",
        "Zip",
    )
    (first,) = taken_columns(("City",), "people.csv", ("City",), ())
    assert first == Taken("City", "City (people)")


def test_a_file_is_named_without_its_ending():
    assert [stem_of(each) for each in ("a.csv", "a.b.csv", "a", ".csv")] == [
        "a",
        "a.b",
        "a",
        ".csv",
    ]


def test_a_joined_name_that_is_there_already_is_refused():
    city, again = Taken("Town", "City"), Taken("Place", "Town")
    with pytest.raises(JoinNamesTaken) as caught:
        joined_header(HEADER, (Join("people.csv", (("EMAIL", "E-mail"),), (city,)),))
    assert (caught.value.file, caught.value.names) == ("people.csv", ("City",))
    joins = (Join("a.csv", (("EMAIL", "a"),), (again,)), Join("b.csv", (("EMAIL", "b"),), (again,)))
    with pytest.raises(JoinNamesTaken) as caught:
        joined_header(HEADER, joins)
    assert (caught.value.file, caught.value.names) == ("b.csv", ("Town",))


JOIN = Join("people.csv", (("EMAIL", "E-mail"),), (Taken("Zip", "Zip"), Taken("City", "Town")))


def test_a_join_needs_its_columns_in_both_files():
    check_join(JOIN, HEADER, ("City", "Zip", "E-mail"), "people.csv")
    with pytest.raises(ColumnsMissing) as first:
        check_join(JOIN, ("Mail",), ("City", "Zip", "E-mail"), "people.csv")
    assert first.value.missing == ("EMAIL",)
    with pytest.raises(JoinColumnsMissing) as second:
        check_join(JOIN, HEADER, ("City",), "others.csv")
    assert second.value.missing == ("E-mail", "Zip")
    assert (second.value.file, second.value.present) == ("others.csv", ("City",))
