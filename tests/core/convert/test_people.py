import phonenumbers
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from klaviyo_gui.core.convert import checked_country
from klaviyo_gui.core.convert.people import email
from klaviyo_gui.core.errors import OptionError
from klaviyo_gui.core.mapping import Options
from tests.core.cells import converted

REGIONS = sorted(phonenumbers.SUPPORTED_REGIONS)
FORMATS = [
    phonenumbers.PhoneNumberFormat.E164,
    phonenumbers.PhoneNumberFormat.INTERNATIONAL,
    phonenumbers.PhoneNumberFormat.NATIONAL,
]


def phone(text, country=""):
    return converted(text, "phone", Options(phone_country=country))


@pytest.mark.parametrize(
    "text",
    [
        "sarah.mason@klaviyo-demo.com",
        "o'neil+shop@sub.domain.co.uk",
        "Ann@shop.io",
        "müller@bücher.de",
        "a@1-2.museum",
        "x" * 64 + "@shop.io",
    ],
)
def test_an_address_is_sent_as_it_is_written(text):
    assert converted(text, "e-mail") == (text, [])
    assert converted(f" {text}\t", "e-mail") == (text, [])


@pytest.mark.parametrize(
    "text",
    [
        "sarah",
        "sarah@",
        "@shop.io",
        "sarah@shop",
        "sarah@shop.i",
        "sarah@@shop.io",
        "sarah@shop..io",
        ".sarah@shop.io",
        "sarah.@shop.io",
        "sarah mason@shop.io",
        "sarah@shop.io, ann@shop.io",
        "sarah@-shop.io",
        "sarah@shop-.io",
        "sarah@shop_x.io",
        "sarah@shop.123",
        "mailto:sarah@shop.io",
        "Sarah <sarah@shop.io>",
        "\u200bsarah@shop.io",
        "\x00sarah@shop.io",
        "x" * 65 + "@shop.io",
        "é" * 33 + "@shop.io",
    ],
)
def test_what_is_no_address_is_held(text):
    assert converted(text, "e-mail") == (None, ["email_invalid"])


def test_an_address_longer_than_klaviyo_takes_is_held():
    fits = "a@" + "b" * 95 + ".io"

    assert len(fits) == 100
    assert converted(fits, "e-mail") == (fits, [])
    assert converted("a" + fits, "e-mail") == (None, ["email_too_long"])


@pytest.mark.parametrize("text", ["ann@example.com", "ann@test.com", "ann@example.org"])
def test_an_address_that_klaviyo_accepts_and_drops_is_sent_with_a_warning(text):
    assert converted(text, "e-mail") == (text, ["email_dropped"])


@given(st.one_of(st.emails(), st.text()))
@example("ann@shop.io\u2028")
def test_an_address_is_never_changed_in_silence(text):
    value, problems = converted(text, "e-mail")

    if value is None:
        assert problems in (["email_invalid"], ["email_too_long"])
    else:
        local, at, domain = text.strip().rpartition("@")
        assert value == local + at + domain.lower()
        assert problems in ([], ["email_dropped"], ["email_typo"])


@pytest.mark.parametrize(
    ("text", "country", "sent"),
    [
        ("+15005550006", "", "+15005550006"),
        ("+1 650 253 0000", "", "+16502530000"),
        ("(650) 253-0000", "US", "+16502530000"),
        ("+49 (0)30 123456", "US", "+4930123456"),
        ("0049 30 123456", "DE", "+4930123456"),
        ("030 123456", "DE", "+4930123456"),
        ("1-800-FLOWERS", "US", "+18003569377"),
        ("(650) 253-0000", "", None),
        ("555-864-9987", "US", None),
        ("+1234", "", None),
        ("12", "US", None),
        ("no number", "US", None),
        ("+1 650 253 0000 ext. 12", "US", None),
        ("9" * 300, "US", None),
    ],
)
def test_a_phone_number_becomes_e164_or_is_left_out_with_a_warning(text, country, sent):
    assert phone(text, country) == (sent, [] if sent else ["phone_invalid"])


def test_every_country_s_number_is_understood_in_every_notation():
    for region in REGIONS:
        number = phonenumbers.example_number(region)
        sent = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        for notation in FORMATS:
            assert phone(phonenumbers.format_number(number, notation), region) == (sent, [])


@given(st.text(), st.sampled_from(["", "US", "DE"]))
def test_a_phone_number_is_complete_or_left_out(text, country):
    value, problems = phone(text, country)

    if value is None:
        assert problems == ["phone_invalid"]
    else:
        assert phonenumbers.is_valid_number(phonenumbers.parse(value, None))
        assert problems == []


def test_a_country_code_is_read_in_any_case():
    assert checked_country(" us ") == "US"
    assert checked_country("") == ""


@pytest.mark.parametrize("code", ["XX", "USA", "49"])
def test_a_country_without_phones_is_an_error_of_the_option(code):
    with pytest.raises(OptionError) as caught:
        checked_country(code)

    assert (caught.value.option, caught.value.value) == ("--phone-country", code)


@pytest.mark.parametrize("country", ["us", " US "])
def test_the_country_of_a_column_comes_before_that_of_the_file(country):
    options = Options(phone_country="DE")

    assert converted("503-555-0123", "phone", options, country=country) == ("+15035550123", [])
    assert converted("030 123456", "phone", options) == ("+4930123456", [])


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("Ann@GMAIL.COM", "Ann@gmail.com"),
        ("ANN@BÜCHER.DE", "ANN@bücher.de"),
        ("ann@xn--bcher-kva.de", "ann@xn--bcher-kva.de"),
    ],
)
def test_the_domain_is_lower_case_and_the_mailbox_stays_as_it_is(text, sent):
    assert converted(text, "e-mail") == (sent, [])


def test_nobody_is_dropped_for_an_address_in_a_custom_property():
    problems = []
    assert email("properties.partner")("ann@test.com", problems) == "ann@test.com"
    assert email("profile.email")("ann@test.com", problems) == "ann@test.com"
    assert [problem.target for problem in problems] == ["profile.email"]
