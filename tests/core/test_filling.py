"""What fills a property: sources, joined texts, fallbacks, and conversions between them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaviyo_gui.core.conversion import Conversion, LetterCase, Others
from klaviyo_gui.core.filling import filling
from klaviyo_gui.core.mapping import Column, Fixed, Joined, Kind, Mapping, Pair, ValueType
from klaviyo_gui.core.record import Plan
from tests.core.cells import NOW

HEADER = ("FIRST", "LAST", "NICK", "TIER")
NAME = Joined((Column("FIRST"), Column("LAST")))


def filled(pair, *cells):
    """Return what one pair of a person makes of a row, with the codes of its problems."""
    fills, found = [], []
    for is_swift in (True, False):
        problems = []
        fill = filling(
            Plan(Mapping(profiles=(pair,)), HEADER, NOW), Kind.PROFILES, is_swift=is_swift
        )
        row = (*cells, *[""] * (len(HEADER) - len(cells)))
        _, _, person, _, _ = fill(row, problems)
        fills.append(person)
        found.append([problem.code.value for problem in problems])
    assert fills[0] == fills[1]
    assert found[0] == found[1]
    (value,) = fills[0].values() or (None,)
    return value, found[0]


def sent(pair, *cells):
    value, problems = filled(pair, *cells)
    assert problems == []
    return value


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        (("Ann", "Lee"), "Ann Lee"),
        (("Ann ", " Lee"), "Ann Lee"),
        (("", "Lee"), "Lee"),
        (("Ann", " \u00a0"), "Ann"),
        ((" ", "\t"), None),
    ],
)
def test_joined_texts_stand_together_without_blanks_of_their_own(cells, text):
    assert sent(Pair("first_name", NAME), *cells) == text


def test_a_fixed_text_among_joined_ones_never_stands_alone():
    greeting = Joined((Fixed("Dear"), Column("FIRST"), Fixed("!")), "")

    assert sent(Pair("title", greeting), "Ann") == "DearAnn!"
    assert sent(Pair("title", greeting), "  ") is None


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        (("Ann", "", "Annie"), "Ann"),
        (("", "", "Annie"), "Annie"),
        (("", "", " "), "friend"),
    ],
)
def test_the_first_source_that_is_not_blank_is_taken(cells, text):
    pair = Pair("first_name", Column("FIRST"), fallback=(Column("NICK"), Fixed("friend")))

    assert sent(pair, *cells) == text


def test_where_all_are_blank_nothing_is_sent():
    assert sent(Pair("first_name", NAME, fallback=(Column("NICK"),))) is None
    assert sent(Pair("first_name", Fixed(" "))) is None


TIER = Pair(
    "properties.tier",
    Column("TIER"),
    conversion=Conversion(
        table=(("VIP", "gold"), ("none", "")), others=Others.LEAVE_OUT, case=LetterCase.UPPER
    ),
    fallback=(Column("NICK"), Fixed("standard")),
)


@pytest.mark.parametrize(
    ("tier", "nick", "value"),
    [
        ("vip", "", {"tier": "gold"}),
        ("other", "vip", {"tier": "gold"}),
        ("other", "other", {"tier": "standard"}),
        ("", "", {"tier": "standard"}),
    ],
)
def test_what_a_conversion_leaves_blank_falls_back_and_a_fixed_text_stands_for_itself(
    tier, nick, value
):
    table = replace(TIER.conversion, table=(("VIP", "gold"), ("NONE", "")))

    assert sent(replace(TIER, conversion=table), "", "", nick, tier) == value


def test_a_value_that_is_to_be_held_does_not_fall_back():
    pair = replace(TIER, conversion=replace(TIER.conversion, others=Others.HOLD))

    assert filled(pair, "", "", "", "other") == (None, ["value_unknown"])


def test_where_a_conversion_leaves_all_blank_nothing_is_sent():
    pair = replace(TIER, fallback=(Column("NICK"),))

    assert sent(pair, "", "", "other", "other") is None


def test_a_fixed_text_to_fall_back_on_is_read_by_the_type():
    pair = Pair(
        "properties.points",
        Column("TIER"),
        ValueType.NUMBER,
        Conversion(trim=True),
        (Fixed("0.5"),),
    )

    assert sent(pair, "", "", "", " 7 ") == {"points": 7}
    assert sent(pair, "", "", "", "  ") == {"points": 0.5}
    assert filled(replace(pair, fallback=(Fixed("none"),))) == (None, ["number_invalid"])


def test_the_currency_of_an_event_is_converted_before_it_is_checked():
    pair = Pair("value_currency", Column("TIER"), conversion=Conversion(table=(("€", "EUR"),)))
    fill = filling(Plan(Mapping(events=(pair,)), HEADER, NOW), Kind.EVENTS, is_swift=True)
    problems = []

    event, *_ = fill(("", "", "", "€"), problems)
    assert event == {"value_currency": "EUR"}
    assert problems == []


cells = st.sampled_from(["", " ", "a", "b", "VIP", "\u00a0", " x "])
parts = st.one_of(
    st.sampled_from(HEADER).map(Column), st.sampled_from(["", "friend", " "]).map(Fixed)
)
sources = st.one_of(
    parts,
    st.builds(
        Joined, st.lists(parts, min_size=1, max_size=3).map(tuple), st.sampled_from(["", " "])
    ),
)


def slowly(pair, row):
    """Take the first text that is not blank after its changes, without the program."""
    for at, source in enumerate((pair.source, *pair.fallback)):
        several = source.parts if isinstance(source, Joined) else (source,)
        texts = [
            row[HEADER.index(part.name)] if isinstance(part, Column) else part.text
            for part in several
        ]
        if isinstance(source, Joined):
            is_column = [isinstance(part, Column) for part in several]
            texts = [
                text.strip() if own else text for text, own in zip(texts, is_column, strict=True)
            ]
            has_any = any(text for text, own in zip(texts, is_column, strict=True) if own)
            text = source.joiner.join(filter(None, texts)) if has_any else ""
        else:
            (text,) = texts
        if not (at > 0 and isinstance(source, Fixed)):
            for old, new in pair.conversion.replace:
                text = text.replace(old, new)
        if text.strip():
            return text
    return None


@given(
    sources,
    st.lists(parts, max_size=3).map(tuple),
    st.sampled_from([(), (("a", ""),), (("VIP", "gold"), ("gold", " "))]),
    st.tuples(cells, cells, cells, cells),
)
def test_every_pair_is_filled_as_its_words_say(source, fallback, replaced, row):
    pair = Pair("first_name", source, conversion=Conversion(replace=replaced), fallback=fallback)

    assert sent(pair, *row) == slowly(pair, row)
