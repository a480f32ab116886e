"""A masked value keeps its form and tells nothing."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from klaviyo_gui.core.mask import (
    DOT,
    REVEALED_MAX,
    masked,
    masked_line,
    masked_quotes,
    masked_values,
)

TEXTS = some.text(max_size=60)
WORDS = some.text(some.characters(categories=("L", "N")), min_size=1, max_size=20)
ADDRESSES = some.builds("{}@{}.{}".format, WORDS, WORDS, WORDS)
VALUES = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats(allow_nan=False) | TEXTS,
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("anna.lee@example.com", "a•••@e•••.com"),
        ("ANNA@EXAMPLE.CO.UK", "A•••@E•••.UK"),
        ("anna@example.photography", "a•••@e•••"),
        ("anna@localhost", "a•••@l•••"),
        ("_x@_y.io", "•••@•••.io"),
        ("Zoë Weiß", "Z•••"),
        ("Smith", "S•••"),
        ("male", "•••"),
        ("yes", "•••"),
        ("M", "•••"),
        ("+49 170 1234567", "+•• ••• •••••••"),
        ("2024-03-01 10:00:00", "••••-••-•• ••:••:••"),
        ("2024-03-01T10:00:00+01:00", "••••-••-•••••:••:••+••:••"),
        ("1,234.50", "•,•••.••"),
        ("€12", "•••"),
        ("#1001", "#••••"),
        ("10115 Berlin", "••••• ••••••"),
        ("9" * 60, DOT * 32),
        ("", ""),
        ("  ", "  "),
        ("'; DROP TABLE", "•; •••• •••••"),
    ],
)
def test_values_keep_their_form(value, shown):
    assert masked(value) == shown


@given(TEXTS | ADDRESSES)
def test_no_value_shows_more_than_two_letters_and_the_ending_of_an_address(value):
    shown = [each for each in masked(value) if each.isalnum()]
    assert len(shown) <= REVEALED_MAX
    if not re.fullmatch(r"\s*[^\s@]+@[^\s@]+\s*", value):
        assert len(shown) <= 1
        assert not shown or shown == [value.strip()[0]]


@given(WORDS, WORDS)
def test_of_an_address_no_letter_of_the_middle_is_shown(local, domain):
    shown = masked(f"{local}@{domain}.com")
    first, second = (each[:1] for each in (local, domain))
    assert shown == f"{first}•••@{second}•••.com"


@given(TEXTS | ADDRESSES)
def test_what_is_masked_stays_so_and_blank_stays_blank(value):
    assert masked(masked(value)) == masked(value)
    assert bool(masked(value).strip()) == bool(value.strip())


@given(some.text(some.characters(categories=("N",)), min_size=1))
def test_of_numbers_no_digit_is_shown(value):
    assert set(masked(value)) == {DOT}


@given(VALUES)
def test_of_values_within_one_another_only_the_names_stay(value):
    shown = masked_values(value)
    assert _names(shown) == _names(value)
    for before, after in zip(_leaves(value), _leaves(shown), strict=True):
        if before is None:
            assert after is None
        elif isinstance(before, bool):
            assert after == DOT * 3
        else:
            assert after == masked(str(before))


def _names(value):
    match value:
        case dict():
            return {name: _names(each) for name, each in value.items()}
        case list():
            return [_names(each) for each in value]
        case _:
            return None


def _leaves(value):
    match value:
        case dict():
            return [leaf for each in value.values() for leaf in _leaves(each)]
        case list():
            return [leaf for each in value for leaf in _leaves(each)]
        case _:
            return [value]


def test_of_a_line_only_the_signs_between_its_cells_stay():
    line = '"Ann Lee";ann@x.io\t12,5\u200b“é”'
    assert masked_line(line) == '"••• •••";•••@•.••\t••,•••••'


@given(TEXTS)
def test_a_line_is_as_long_as_before_and_without_a_letter(line):
    shown = masked_line(line)
    assert len(shown) == len(line)
    assert not any(each.isalnum() for each in shown)


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("Invalid email address", "Invalid email address"),
        ("Invalid email address ann@shop.io.", "Invalid email address a•••@s•••"),
        ('The value "Smith" is no number.', 'The value "S•••" is no number.'),
        ("Mend “gmial.com”, and 'Cologne'", "Mend “g•••”, and 'C•••'"),
        ("A person's phone +49 170 1234567", "A person's phone +•• ••• •••••••"),
        ("edit Name in line 12", "edit Name in line 12"),
        ("Ersetze „Annabelle“ in „Farbe“", "Ersetze „A•••“ in „F•••“"),
        ("„Annabelle“: “Value 'Jonathan' is wrong”", "„A•••“: “V•••”"),
        ("Invalid mail 'ann@shop.io'", "Invalid mail 'a•••@s•••.io'"),
        ("Put “ann@shop.io” in", "Put “a•••@s•••.io” in"),
        ("Setze „ann@shop.io“ ein", "Setze „a•••@s•••.io“ ein"),
        ("Replace “Annabelle ”Nan” Smith” in it", "Replace “A•••” in it"),
        ("Ersetze „Annabelle “Nan“ Smith“ hier", "Ersetze „A•••“ hier"),
    ],
)
def test_a_sentence_keeps_its_words_but_not_what_it_quotes(sentence, shown):
    assert masked_quotes(sentence) == shown
