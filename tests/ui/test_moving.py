from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaviyo_gui.core.conversion import Conversion, DateStyle, LetterCase, NumberStyle, Others
from klaviyo_gui.core.filling import filling
from klaviyo_gui.core.mapping import Column, Fixed, Joined, Kind, Mapping, Pair, ValueType
from klaviyo_gui.core.parts import PROPERTIES
from klaviyo_gui.core.record import Plan
from klaviyo_gui.ui import edits, moving, placing
from klaviyo_gui.ui.moving import Obstacle
from klaviyo_gui.ui.placing import Way

EVENTS = Kind.EVENTS
FROM, TO = "properties.from", "properties.to"
UPPER = Conversion(case=LetterCase.UPPER)
TABLE = Conversion(table=(("vip", "gold"),))
NAME = Pair(
    FROM, Joined((Column("A"), Fixed("-"), Column("B")), "_"), None, UPPER, (Fixed("none"),)
)
NOW = datetime(2026, 3, 1, tzinfo=UTC)


def mapped(*pairs):
    mapping = Mapping()
    for pair in pairs:
        mapping = mapping.with_pair(EVENTS, pair)
    return mapping


def moved(pair, old, way):
    return moving.move(mapped(pair, old), EVENTS, FROM, TO, way).after


def against(pair, old, way):
    return moving.obstacle(mapped(pair, old), EVENTS, FROM, TO, way)


def test_combined_columns_keep_their_texts_their_joiner_and_what_they_fall_back_on():
    after = moved(NAME, Pair(TO, Column("C"), None, UPPER), Way.COMBINE)
    joined = Joined((Column("C"), Column("A"), Fixed("-"), Column("B")), "_")
    assert after.events == (Pair(TO, joined, None, UPPER, (Fixed("none"),)),)


def test_a_text_joins_a_column_or_stands_in_for_it():
    gold, column = Pair(FROM, Fixed("gold")), Pair(TO, Column("C"))
    combined = moved(gold, column, Way.COMBINE).events
    assert combined == (Pair(TO, Joined((Column("C"), Fixed("gold")))),)
    assert moved(gold, column, Way.FALLBACK).events == (replace(column, fallback=(gold.source,)),)
    other = moved(Pair(FROM, Column("A")), replace(column, fallback=(gold.source,)), Way.FALLBACK)
    assert other.events[0].fallback == (Column("A"), Fixed("gold"))


@pytest.mark.parametrize(
    ("pair", "old", "way", "expected"),
    [
        (NAME, Pair(TO, Column("C")), Way.COMBINE, Obstacle.CHANGED),
        (NAME, Pair(TO, Column("C"), None, UPPER), Way.COMBINE, None),
        (NAME, Pair(TO, Column("C"), None, UPPER), Way.FALLBACK, Obstacle.JOINED),
        (NAME, Pair(TO, Joined((Column("C"), Column("D")))), Way.COMBINE, Obstacle.JOINERS),
        (NAME, Pair(TO, Column("A")), Way.COMBINE, Obstacle.SHARED),
        (NAME, Pair(TO, Column("A")), Way.REPLACE, None),
        (Pair(FROM, Fixed("x")), Pair(TO, Fixed("y")), Way.COMBINE, Obstacle.TEXTS),
        (Pair(FROM, Column("A")), Pair(TO, Fixed("y")), Way.FALLBACK, Obstacle.NEVER_BLANK),
        (Pair(FROM, Column("A")), Pair(TO, Fixed("y")), Way.COMBINE, None),
        (
            Pair(FROM, Column("A"), fallback=(Fixed("x"),)),
            Pair(TO, Column("B"), fallback=(Fixed("y"),)),
            Way.FALLBACK,
            Obstacle.TEXTS,
        ),
        (
            Pair(FROM, Column("A"), fallback=(Fixed("x"),)),
            Pair(TO, Column("B"), fallback=(Fixed("y"),)),
            Way.COMBINE,
            Obstacle.TEXTS,
        ),
        (
            Pair(FROM, Fixed("x"), None, UPPER),
            Pair(TO, Column("B")),
            Way.FALLBACK,
            Obstacle.CHANGED,
        ),
        (
            Pair(FROM, Column("A"), None, replace(TABLE, others=Others.HOLD)),
            Pair(TO, Column("B"), None, TABLE),
            Way.FALLBACK,
            Obstacle.CHANGED,
        ),
        (
            Pair(FROM, Column("A"), ValueType.TIME, Conversion(date=DateStyle.DAY_FIRST)),
            Pair(TO, Column("B"), ValueType.TIME, Conversion(date=DateStyle.MONTH_FIRST)),
            Way.FALLBACK,
            Obstacle.CHANGED,
        ),
        (
            Pair(FROM, Column("A"), ValueType.NUMBER, Conversion(number=NumberStyle.COMMA)),
            Pair(TO, Column("B")),
            Way.FALLBACK,
            None,
        ),
    ],
)
def test_a_way_in_which_something_would_be_lost_is_not_offered(pair, old, way, expected):
    assert against(pair, old, way) == expected
    if expected is not None:
        assert moved(pair, old, way) == mapped(pair, old)


def test_it_is_asked_only_where_something_of_this_file_fills_the_property():
    mapping = mapped(NAME, Pair(TO, Column("C")))
    assert set(moving.obstacles(mapping, EVENTS, FROM, TO)) == set(Way)
    assert moving.obstacles(mapping, EVENTS, FROM, TO, ("C",)) == {}
    assert moving.obstacles(mapped(NAME), EVENTS, FROM, TO) == {}


def test_what_is_moved_leaves_its_property_in_the_same_step():
    value = mapped(Pair("value", Column("total"), conversion=Conversion(number=NumberStyle.COMMA)))
    edit = moving.move(value, EVENTS, "value", "unique_id", Way.REPLACE)
    assert edit.text == "move Value → Event id"
    assert [(pair.target, pair.columns) for pair in edit.after.events] == [
        ("unique_id", ("total",))
    ]
    both = edits.place(value, EVENTS, "unique_id", "id").after
    pair = moving.move(both, EVENTS, "value", "unique_id", Way.FALLBACK).after.events
    assert pair == (Pair("unique_id", Column("id"), fallback=(Column("total"),)),)
    assert moving.move(value, EVENTS, "value", "value", Way.REPLACE).after == value
    assert moving.move(value, EVENTS, "time", "value", Way.REPLACE).after == value


def test_a_moved_custom_property_keeps_its_type_only_among_custom_ones():
    mapping = mapped(Pair("properties.a", Column("a"), ValueType.NUMBER))
    custom = moving.move(mapping, EVENTS, "properties.a", "properties.b", Way.REPLACE).after
    assert custom.events[0].type is ValueType.NUMBER
    own = moving.move(mapping, EVENTS, "properties.a", "value", Way.REPLACE).after
    assert own.events[0].type is None


# Whatever is moved onto whatever

PARTS = st.one_of(
    st.sampled_from("ABCDE").map(Column), st.sampled_from(("-", "gold", "none")).map(Fixed)
)
SOURCES = st.one_of(
    PARTS,
    st.builds(
        Joined,
        st.lists(PARTS, min_size=2, max_size=4)
        .filter(lambda parts: any(isinstance(part, Column) for part in parts))
        .map(tuple),
        st.sampled_from((" ", "", "_")),
    ),
)
CONVERSIONS = st.sampled_from((Conversion(), Conversion(), UPPER, TABLE))


def pairs(target):
    fallback = st.lists(PARTS, max_size=2, unique=True).map(tuple)
    return st.builds(Pair, st.just(target), SOURCES, st.none(), CONVERSIONS, fallback)


def held(pair):
    """Return everything that was chosen for a pair."""
    parts = pair.source.parts if isinstance(pair.source, Joined) else (pair.source,)
    yield from (*parts, *pair.fallback)
    if isinstance(pair.source, Joined):
        yield "joiner", pair.source.joiner
    yield from (("case", pair.conversion.case) if pair.conversion.case else ("no case",),)
    yield from pair.conversion.table


def lost(pair, old, after):
    """Return what two pairs had, and the one that they became has not."""
    wanted = {each for each in (*held(pair), *held(old)) if each != ("no case",)}
    return wanted - set(held(after))


@given(pair=pairs(FROM), old=pairs(TO), way=st.sampled_from((Way.COMBINE, Way.FALLBACK)))
def test_no_move_loses_anything_that_was_chosen_or_else_it_is_not_offered(pair, old, way):
    after = moved(pair, old, way)
    if against(pair, old, way) is not None:
        assert after == mapped(pair, old)
    else:
        assert len(after.events) == 1
        assert lost(pair, old, after.events[0]) == set()


@given(pair=pairs(FROM), old=st.one_of(st.none(), pairs(TO)))
def test_what_replaces_something_or_moves_to_an_empty_property_is_all_that_it_was(pair, old):
    before = mapped(pair) if old is None else mapped(pair, old)
    after = moving.move(before, EVENTS, FROM, TO, Way.REPLACE).after
    assert after.events == (replace(pair, target=TO),)


CELLS = st.lists(st.sampled_from(("", " ", "x", "vip")), min_size=5, max_size=5)


def sent(mapping, cells, key):
    fill = filling(Plan(mapping, tuple("ABCDE"), NOW), EVENTS, is_swift=False)
    return fill(cells, [])[PROPERTIES].get(key.removeprefix("properties."))


@given(pair=pairs(FROM), old=pairs(TO), cells=CELLS)
def test_what_falls_back_sends_what_it_sent_where_the_other_sent_nothing(pair, old, cells):
    before = mapped(pair, old)
    if against(pair, old, Way.FALLBACK) is None and pair.conversion == old.conversion:
        open_to = replace(old, fallback=tuple(x for x in old.fallback if isinstance(x, Column)))
        first = sent(mapped(pair, open_to), cells, TO)
        expected = first if first is not None else sent(before, cells, FROM)
        if expected is None:
            expected = sent(before, cells, TO)
        assert sent(moved(pair, old, Way.FALLBACK), cells, TO) == expected


def test_the_oracle_sees_a_move_that_takes_only_the_columns():
    """What moved once as bare columns lost the text, the joiner, the case and the fallback."""
    old = Pair(TO, Column("C"))
    bare = placing.meet(mapped(old), EVENTS, TO, NAME.columns, Way.COMBINE).after
    assert lost(NAME, old, bare.events[0]) == {
        Fixed("-"),
        Fixed("none"),
        ("joiner", "_"),
        ("case", LetterCase.UPPER),
    }
