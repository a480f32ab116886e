"""A mapping with everything that can be chosen comes back from its preset, byte for byte."""

import orjson
import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaviyo_gui.core.conversion import (
    AS_IT_IS,
    CallingCode,
    Conversion,
    DateStyle,
    LetterCase,
    MissingHour,
    NumberStyle,
    Others,
    Percent,
    Unread,
)
from klaviyo_gui.core.mapping import (
    Column,
    Fixed,
    Joined,
    Mapping,
    Options,
    Pair,
    Repeats,
    ValueType,
)
from klaviyo_gui.store.conversion_form import conversion_as_json, conversion_in
from klaviyo_gui.store.form import Misplaced
from klaviyo_gui.store.pair_form import pair_as_json, pair_in
from klaviyo_gui.store.preset_form import mapping_in
from klaviyo_gui.store.presets import Preset, load, mapping_as_json, save

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
two_texts = st.lists(st.tuples(texts, texts), max_size=3).map(tuple)
words = st.lists(texts, max_size=3).map(tuple)
zones = st.sampled_from(["UTC", "Europe/Berlin", "America/New_York"])
countries = st.sampled_from(sorted(phonenumbers.SUPPORTED_REGIONS))


def maybe(choices):
    return st.one_of(st.none(), st.sampled_from(choices))


conversions = st.builds(
    Conversion,
    trim=st.booleans(),
    replace=two_texts,
    domains=two_texts,
    case=maybe(LetterCase),
    table=two_texts,
    others=st.sampled_from(Others),
    number=maybe(NumberStyle),
    percent=maybe(Percent),
    date=maybe(DateStyle),
    zone=st.one_of(st.just(""), zones),
    hour=st.sampled_from(MissingHour),
    country=st.one_of(st.just(""), countries),
    calling_code=maybe(CallingCode),
    yes=words,
    no=words,
    separator=texts,
    unread=st.sampled_from(Unread),
)
columns = texts.map(Column)
parts = st.one_of(columns, texts.map(Fixed))
joined = st.builds(
    lambda before, column, behind, joiner: Joined((*before, column, *behind), joiner),
    st.lists(parts, max_size=2),
    columns,
    st.lists(parts, max_size=2),
    texts,
)
pairs = st.builds(
    Pair,
    target=texts,
    source=st.one_of(parts, joined),
    type=maybe(ValueType),
    conversion=st.one_of(st.just(AS_IT_IS), conversions),
    fallback=st.lists(parts, max_size=3).map(tuple),
)
mappings = st.builds(
    Mapping,
    events=st.lists(pairs, max_size=3).map(tuple),
    profiles=st.lists(pairs, max_size=3).map(tuple),
    options=st.builds(Options, zones, st.one_of(st.just(""), countries), st.sampled_from(Repeats)),
    left_out=words,
)


@given(mappings)
def test_every_mapping_comes_back_from_its_json_and_makes_the_same_bytes(mapping):
    written = orjson.dumps(mapping_as_json(mapping))
    read = mapping_in(orjson.loads(written))

    assert read == mapping
    assert orjson.dumps(mapping_as_json(read)) == written


@given(mapping=mappings)
def test_a_saved_preset_is_saved_again_byte_for_byte(mapping, tmp_path_factory):
    folder = tmp_path_factory.mktemp("presets")
    first, second = folder / "first.json", folder / "second.json"
    save(first, Preset("Orders", mapping))
    found = load(first)
    save(second, found)

    assert found.mapping == mapping
    assert first.read_bytes() == second.read_bytes()


def test_what_nobody_chose_is_not_written():
    assert pair_as_json(Pair("email", Column("Mail"))) == {"target": "email", "column": "Mail"}
    assert conversion_as_json(AS_IT_IS) == {}
    assert conversion_as_json(Conversion(date=DateStyle.DAY_FIRST)) == {"date": "day first"}


PAIR = {"target": "email", "column": "Mail"}


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        ([], "the pair must be names and values in braces"),
        ({"target": "email"}, "the pair must have either a “column” or a “text”"),
        (PAIR | {"text": "x"}, "the pair must have either a “column” or a “text”"),
        ({"column": "Mail"}, "the pair has no “target”"),
        (PAIR | {"target": 1}, "“target” in the pair must be a text"),
        (PAIR | {"kind": "x"}, "“kind” in the pair is not known"),
        (PAIR | {"type": "date"}, "“type” in the pair is “date”; it must be one of"),
        ({"target": "x", "join": "Mail"}, "“join” in the pair must be a list"),
        ({"target": "x", "join": [{"text": "a"}]}, "“join” in the pair must have a “column”"),
        ({"target": "x", "join": ["a"]}, "entry 1 of “join” in the pair must be either"),
        ({"target": "x", "join": [{}]}, "entry 1 of “join” in the pair must be either"),
        ({"target": "x", "join": [{"join": []}]}, "“join” in entry 1 of “join” in the pair"),
        ({"target": "x", "join": [{"column": "a"}], "with": 1}, "“with” in the pair must be"),
        (PAIR | {"otherwise": {}}, "“otherwise” in the pair must be a list"),
        (PAIR | {"convert": []}, "“convert” in the pair must be names and values"),
        (PAIR | {"convert": {"api_key": "x"}}, "no preset holds a key"),
        (PAIR | {"convert": {"trim": 1}}, "“trim” in “convert” in the pair must be true or false"),
        (PAIR | {"convert": {"case": "big"}}, "it must be one of “lower”, “upper”, “title”"),
        (PAIR | {"convert": {"zone": "Atlantis"}}, "which is no time zone"),
        (PAIR | {"convert": {"country": "XX"}}, "which is no country"),
        (PAIR | {"convert": {"yes": "ja"}}, "“yes” in “convert” in the pair must be a list"),
        (PAIR | {"convert": {"table": "a"}}, "“table” in “convert” in the pair must be a list"),
        (PAIR | {"convert": {"table": [["a"]]}}, "must be two texts"),
        (PAIR | {"convert": {"table": [["a", 1]]}}, "entry 2 of entry 1 of “table”"),
        (PAIR | {"convert": {"unread": "skip"}}, "it must be one of “hold”, “leave out”"),
        (PAIR | {"convert": {"separator": 1}}, "“separator” in “convert” in the pair must be"),
    ],
)
def test_what_is_out_of_place_is_told_with_its_place(content, cause):
    with pytest.raises(Misplaced) as caught:
        pair_in(content, "the pair")

    assert cause in caught.value.cause


def test_a_joined_text_has_a_blank_between_its_parts_unless_told():
    pair = pair_in({"target": "x", "join": [{"column": "a"}, {"column": "b"}]}, "the pair")

    assert pair.source == Joined((Column("a"), Column("b")), " ")


def test_a_conversion_is_read_as_it_was_chosen():
    content = {"zone": "Europe/Berlin", "country": "DE", "table": [["VIP", "gold"]]}

    assert conversion_in(content, "“convert”") == Conversion(
        zone="Europe/Berlin", country="DE", table=(("VIP", "gold"),)
    )


def test_a_form_that_forgets_a_choice_would_fail_these_tests():
    mapping = Mapping(profiles=(Pair("x", Column("a"), conversion=Conversion(trim=True)),))
    content = orjson.loads(orjson.dumps(mapping_as_json(mapping)))
    del content["profiles"][0]["convert"]

    assert mapping_in(content) != mapping
