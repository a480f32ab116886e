"""The short way to a phone number answers what the library answers, or nothing.

The numbers tried for each region are raised by ``KLAVIYO_GUI_PHONE_EXAMPLES``; see
``tests/README.md``.
"""

import os

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from phonenumbers import PhoneMetadata, PhoneNumberFormat

from klaviyo_gui.core.convert import swift_phones
from klaviyo_gui.core.convert.swift_phones import swift, swift_anywhere

EXAMPLES = int(os.environ.get("KLAVIYO_GUI_PHONE_EXAMPLES", "4"))
REGIONS = sorted(phonenumbers.SUPPORTED_REGIONS)
KINDS = range(11)
FRAMES = (
    "{n}",
    "{n}",
    "+{c}{n}",
    "+{c} {n}",
    "{p}{n}",
    "00{c}{n}",
    "011{c}{n}",
    "{c}{n}",
    "({n}",
    "({p}{n})",
    "+{c} (0){n}",
    "+{c}{p}{n}",
    "{p}{p}{n}",
    "+{n}",
    "+ {c}{n}",
    "tel:+{c}{n}",
    "{n}x12",
    "\uff0b{c}{n}",
    "{n}\u200b",
    "++{c}{n}",
)


def examples(region):
    found = (phonenumbers.example_number_for_type(region, kind) for kind in KINDS)
    return [phonenumbers.national_significant_number(each) for each in found if each is not None]


NUMBERS = {region: examples(region) for region in REGIONS}


def the_library_says(text, region):
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if number.extension or not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


@st.composite
def numbers(draw, region):
    """Draw an example of the library, with digits changed, in some frame, with signs between."""
    digits = list(draw(st.sampled_from(NUMBERS[region])))
    for at in draw(st.lists(st.integers(0, len(digits) - 1), max_size=8)):
        digits[at] = draw(st.sampled_from("0123456789"))
    length = draw(st.integers(-2, 2))
    national = "".join(digits)[: len(digits) + min(length, 0)] + "7" * max(length, 0)
    metadata = PhoneMetadata.metadata_for_region(region)
    text = draw(st.sampled_from(FRAMES)).format(
        n=national, c=metadata.country_code, p=metadata.national_prefix or ""
    )
    for at in draw(st.lists(st.integers(1, max(1, len(text) - 1)), max_size=3)):
        text = text[:at] + draw(st.sampled_from(" -./()~,;")) + text[at:]
    return text


def agrees(read, text, region):
    """Return whether the short way answers; it must be what the library says."""
    short = read(text)
    assert short is None or short == the_library_says(text, region), (text, region)
    return short is not None


@pytest.mark.parametrize("region", REGIONS)
@settings(max_examples=EXAMPLES)
@given(data=st.data())
def test_a_number_of_any_region_is_read_as_the_library_reads_it(data, region):
    text = data.draw(numbers(region))

    agrees(swift(region), text, region)
    agrees(swift_anywhere, text, None)
    agrees(swift("US"), text, "US")


@given(st.text("+0123456789 -()./x", max_size=26), st.sampled_from(REGIONS))
def test_no_other_text_is_read_in_another_way(text, region):
    agrees(swift(region), text, region)
    agrees(swift_anywhere, text, None)


def test_most_regions_have_their_usual_numbers_read_the_short_way():
    usual = {
        region
        for region in REGIONS
        if agrees(
            swift(region),
            f"+{PhoneMetadata.metadata_for_region(region).country_code}{NUMBERS[region][0]}",
            region,
        )
    }

    assert len(usual) > 0.9 * len(REGIONS)


@pytest.mark.parametrize(
    ("text", "region", "sent"),
    [
        ("503-555-0123", "US", "+15035550123"),
        ("+1 503 555 0123", "US", "+15035550123"),
        ("030 123456", "DE", "+4930123456"),
        ("06 12 34 56 78", "FR", "+33612345678"),
    ],
)
def test_usual_numbers_take_the_short_way(text, region, sent):
    assert swift(region)(text) == sent


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("01919123456", "IL"),
        ("015112340000", "IL"),
        ("03211234567", "CO"),
        ("0312345678", "IT"),
        ("15035550123", "US"),
        ("01115035550123", "US"),
        ("8123456789", "RU"),
        ("+54 9 11 2345 6789", "AR"),
        ("0111523456789", "AR"),
        ("+44 0 7400 123456", "GB"),
    ],
)
def test_what_may_be_a_prefix_is_read_as_the_library_reads_it(text, region):
    agrees(swift(region), text, region)


@pytest.mark.parametrize("text", ["", "+", "+999", "12", "+1" * 20, "٠٣٠"])
def test_what_is_not_certain_is_left_to_the_library(text):
    assert swift_anywhere(text) is None
    assert swift("DE")(text) is None


def test_a_region_that_is_none_is_left_to_the_library():
    assert swift("ZZ")("030 123456") is None


def test_a_reading_that_takes_a_prefix_for_granted_would_fail_these_tests():
    def naive(text):
        return "+39" + text.removeprefix("0")

    with pytest.raises(AssertionError):
        agrees(naive, "0612345678", "IT")
    assert swift_phones.swift("IT")("0612345678") == "+390612345678"
