from hypothesis import given
from hypothesis import strategies as st

from klaviyo_gui.core.fit import fit, missing_pairs
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping, Options, Pair, ValueType
from klaviyo_gui.core.renaming import renamed

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


def test_a_source_of_several_columns_is_renamed_in_each():
    several = Mapping((Pair("value", (Column("a"), (Column("b"),))),))
    assert renamed(several, {"a": "x", "b": "y"}).events[0].source == (
        Column("x"),
        (Column("y"),),
    )


@given(mappings, st.lists(names, unique=True), st.dictionaries(names, names))
def test_no_pair_is_ever_lost_whatever_drifted_and_whatever_is_answered(mapping, header, answers):
    missing = {name for name in mapping.columns() if name not in header}
    found = fit(mapping, header)
    assert {drift.column for drift in found.drifts} == missing
    assert found.present + len(missing) == found.columns
    marked = missing_pairs(mapping, header)
    for kind in Kind:
        for pair in mapping.pairs(kind):
            is_missing = isinstance(pair.source, Column) and pair.source.name in missing
            assert ((kind, pair) in marked) is is_missing
    after = renamed(mapping, answers)
    for kind in Kind:
        assert [(pair.target, pair.type) for pair in after.pairs(kind)] == [
            (pair.target, pair.type) for pair in mapping.pairs(kind)
        ]
