from hypothesis import given
from hypothesis import strategies as st

from klaviyo_gui.core.conversion import DateStyle
from klaviyo_gui.core.fit import fit
from klaviyo_gui.core.join import Join, Taken
from klaviyo_gui.core.lost_zeros import LostZeros
from klaviyo_gui.core.mapping import (
    Column,
    Fixed,
    Joined,
    Kind,
    Mapping,
    Options,
    Pair,
    ValueType,
)
from klaviyo_gui.core.otherwise import Confirmed
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.renaming import renamed
from klaviyo_gui.core.repair import Repair, Seen
from klaviyo_gui.core.row_filter import Ask, Condition, RowFilter

names = st.sampled_from(["a", "b", "c", "d", "e"])
sources = st.builds(Column, names) | st.builds(Fixed, names)
pairs = st.lists(
    st.builds(
        Pair,
        st.sampled_from(["email", "value", "properties.a", "properties.b"]),
        sources,
        st.none() | st.sampled_from(ValueType),
    ),
    max_size=4,
    unique_by=lambda pair: pair.target,
).map(tuple)
mappings = st.builds(Mapping, pairs, pairs, st.just(Options("Europe/Berlin", "DE")))


def test_a_column_has_its_new_name_everywhere_and_all_else_is_as_it_was():
    mapping = Mapping(
        (Pair("value", Column("a"), ValueType.NUMBER), Pair("metric", Fixed("a"))),
        (Pair("email", Column("a")), Pair("title", Column("c"))),
        Options("Europe/Berlin"),
    )
    assert renamed(mapping, {"a": "b"}) == Mapping(
        (Pair("value", Column("b"), ValueType.NUMBER), Pair("metric", Fixed("a"))),
        (Pair("email", Column("b")), Pair("title", Column("c"))),
        Options("Europe/Berlin"),
    )


def test_names_can_be_exchanged():
    mapping = Mapping((Pair("value", Column("a")), Pair("metric", Column("b"))))
    assert renamed(mapping, {"a": "b", "b": "a"}).columns() == ("b", "a")


def test_joined_columns_and_fallbacks_are_renamed_each():
    joined = Joined((Column("a"), Fixed("a"), Column("b")))
    pair = Pair("title", joined, fallback=(Column("c"), Fixed("c")))
    assert renamed(Mapping(profiles=(pair,)), {"a": "x", "b": "y", "c": "z"}).profiles == (
        Pair(
            "title",
            Joined((Column("x"), Fixed("a"), Column("y"))),
            fallback=(Column("z"), Fixed("c")),
        ),
    )


def test_columns_left_out_and_repairs_go_along():
    zeros = LostZeros(((4, 5),), "land")
    mapping = Mapping(
        left_out=("a", "b"),
        repairs=(Repair("a", Code.MOJIBAKE), Repair("zip", Code.ZEROS_LOST, zeros)),
    )
    after = renamed(mapping, {"a": "x", "zip": "plz", "land": "country"})
    assert after.left_out == ("x", "b")
    assert after.repairs == (
        Repair("x", Code.MOJIBAKE),
        Repair("plz", Code.ZEROS_LOST, LostZeros(((4, 5),), "country")),
    )


def test_what_was_looked_at_and_confirmed_is_of_the_column_by_its_new_name():
    day, month = DateStyle.DAY_FIRST, DateStyle.MONTH_FIRST
    mapping = Mapping(
        seen=(Seen("mojibake", ("a", "b"), 3), Seen("row_blank", (), 1)),
        confirmed=(Confirmed("a", day, month, 9), Confirmed("b", day, month, 9)),
    )
    assert renamed(mapping, {"a": "x"}) == Mapping(
        seen=(Seen("mojibake", ("x", "b"), 3), Seen("row_blank", (), 1)),
        confirmed=(Confirmed("x", day, month, 9), Confirmed("b", day, month, 9)),
    )


def test_the_steps_of_a_mapping_know_columns_by_their_new_names_and_the_second_file_by_its_own():
    taken = (Taken("a", "a (people)"),)
    mapping = Mapping(
        joins=(Join("people.csv", (("a", "a"), ("b", "a")), taken),),
        row_filter=RowFilter((Condition("a", Ask.IS, ("a",)), Condition("c", Ask.IS_FILLED))),
    )
    assert renamed(mapping, {"a": "x"}) == Mapping(
        joins=(Join("people.csv", (("x", "a"), ("b", "a")), taken),),
        row_filter=RowFilter((Condition("x", Ask.IS, ("a",)), Condition("c", Ask.IS_FILLED))),
    )


@given(mappings, st.lists(names, unique=True), st.dictionaries(names, names))
def test_no_pair_is_ever_lost_whatever_drifted_and_whatever_is_answered(mapping, header, answers):
    missing = {name for name in mapping.columns() if name not in header}
    found = fit(mapping, header)
    assert {drift.column for drift in found.drifts} == missing
    assert found.present + len(missing) == found.columns
    after = renamed(mapping, answers)
    for kind in Kind:
        assert [(pair.target, pair.type) for pair in after.pairs(kind)] == [
            (pair.target, pair.type) for pair in mapping.pairs(kind)
        ]
