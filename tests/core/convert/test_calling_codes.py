"""A number written with its country's calling code and without the plus is nobody else's."""

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klaviyo_gui.core.conversion import CallingCode
from klaviyo_gui.core.convert import people
from klaviyo_gui.core.convert.swift_phones import swift
from klaviyo_gui.core.mapping import Options
from tests.core.cells import converted
from tests.core.convert.test_swift_phones import (
    EXAMPLES,
    NUMBERS,
    REGIONS,
    numbers,
    the_library_says,
)

WRITTEN, MISSING = CallingCode


def phone(text, region, calling_code=None):
    options = Options(phone_country=region)
    return converted(text, "phone", options, calling_code=calling_code)


@st.composite
def bare(draw, region):
    """Draw a valid number of the region as E.164, and its digits as files without the plus do."""
    digits = list(draw(st.sampled_from(NUMBERS[region])))
    for at in draw(st.lists(st.integers(2, len(digits) - 1), max_size=8)):
        digits[at] = draw(st.sampled_from("0123456789"))
    code = phonenumbers.country_code_for_region(region)
    changed = the_library_says(f"+{code}{''.join(digits)}", region)
    sent = changed or the_library_says(f"+{code}{NUMBERS[region][0]}", region)
    at = draw(st.integers(2, len(sent) - 1))
    return sent, sent[1:at] + draw(st.sampled_from(["", " ", "-", " / "])) + sent[at:]


@pytest.mark.parametrize("region", REGIONS)
@settings(max_examples=EXAMPLES)
@given(data=st.data())
def test_a_number_whose_plus_was_cut_off_is_itself_or_left_out_and_said(data, region):
    sent, text = data.draw(bare(region))

    value, problems = phone(text, region)
    assert (value, problems) == (sent, []) or value is None
    assert problems in ([], ["phone_ambiguous"], ["phone_invalid"])
    assert phone(text, region, WRITTEN)[0] in {sent, None}


@pytest.mark.parametrize("region", REGIONS)
@settings(max_examples=EXAMPLES)
@given(data=st.data())
def test_the_short_way_passes_over_none_that_can_be_read_both_ways(data, region):
    text = data.draw(st.one_of(numbers(region), bare(region).map(lambda both: both[1])))
    code = str(phonenumbers.country_code_for_region(region))

    if swift(region)(text) is not None:
        assert people._with_code(text, code, phonenumbers.parse(text, region)) is None
    short = swift(region, WRITTEN)(text)
    if short is not None:
        digits = "".join(filter(str.isdigit, text))
        told = the_library_says(f"+{digits}", region) if digits.startswith(code) else None
        assert short in {the_library_says(text, region), told}


@pytest.mark.parametrize(
    ("text", "region", "written", "missing"),
    [
        ("4915112345678", "DE", "+4915112345678", "+494915112345678"),
        ("49 151 123-45678", "DE", "+4915112345678", "+494915112345678"),
        ("62812336395", "ID", "+62812336395", "+6262812336395"),
        ("38343223924", "XK", "+38343223924", "+38338343223924"),
    ],
)
def test_somebody_says_which_of_the_two_is_meant(text, region, written, missing):
    assert phone(text, region) == (None, ["phone_ambiguous"])
    assert phone(text, region, WRITTEN) == (written, [])
    assert phone(text, region, MISSING) == (missing, [])


@pytest.mark.parametrize("chosen", [None, *CallingCode])
@pytest.mark.parametrize(
    ("text", "region", "sent"),
    [
        ("+4915112345678", "DE", "+4915112345678"),
        ("\uff0b4915112345678", "DE", "+4915112345678"),
        ("004915112345678", "DE", "+4915112345678"),
        ("015112345678", "DE", "+4915112345678"),
        ("49 (0)151 12345678", "DE", "+4915112345678"),
        ("04921 123456", "DE", "+494921123456"),
        ("15035550123", "US", "+15035550123"),
        ("(503) 555-0123", "US", "+15035550123"),
        ("9112345678", "IN", "+919112345678"),
    ],
)
def test_what_can_be_read_in_one_way_only_needs_no_choice(text, region, sent, chosen):
    assert phone(text, region, chosen) == (sent, [])


@pytest.mark.parametrize("chosen", [None, MISSING])
def test_only_a_code_that_was_said_to_be_written_takes_the_short_way(chosen):
    assert swift("DE", chosen)("4915112345678") is None
    assert swift("DE", WRITTEN)("4915112345678") == "+4915112345678"


def test_the_library_alone_would_write_to_strangers():
    assert the_library_says("4915112345678", "DE") == "+494915112345678"


@pytest.mark.parametrize("text", ["491", "+491", "0491", "15112345678"])
def test_what_is_no_number_behind_the_code_is_no_other_reading(text):
    assert people._with_code(text, "49", phonenumbers.PhoneNumber()) is None
