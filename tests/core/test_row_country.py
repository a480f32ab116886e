"""A phone number without a country code belongs to the country of its own row."""

from datetime import UTC, datetime

import pytest

from klaviyo_gui.core.conversion import Conversion, Others
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping, Options, Pair
from klaviyo_gui.core.trial import Trial
from tests.core.cells import attributes, build, codes, event_mapping, person, profile_mapping

GERMAN = Options(phone_country="DE")
WHERE = {"email": "mail", "phone_number": "phone", "location.country": "country"}


def row(phone, country):
    return {"mail": "john.smith@gmail.com", "phone": phone, "country": country}


@pytest.mark.parametrize(
    ("phone", "country", "sent"),
    [
        ("0170 1200000", "Germany", "+491701200000"),
        ("0664 1234560", "Austria", "+436641234560"),
        ("020 7946 0958", "United Kingdom", "+442079460958"),
        ("(212) 555-0123", "United States", "+12125550123"),
        ("0170 1200000", "", "+491701200000"),
        ("0170 1200000", " - ", "+491701200000"),
        ("+49 170 1200000", "Austria", "+491701200000"),
        ("+49 170 1200000", "Elbonia", "+491701200000"),
    ],
)
def test_the_row_decides_and_the_choice_counts_where_it_says_nothing(phone, country, sent):
    for conversion in (Conversion(), Conversion(country="DE"), Conversion(trim=True)):
        mapping = profile_mapping(WHERE, GERMAN)
        pair = Pair("phone_number", Column("phone"), conversion=conversion)
        built = build(mapping.with_pair(Kind.PROFILES, pair), row(phone, country))
        assert attributes(built)["phone_number"] == sent
        assert built.problems == ()


@pytest.mark.parametrize(
    ("phone", "country", "code", "text"),
    [
        ("0664 1234560", "US", "phone_invalid", "0664 1234560"),
        ("0170 1200000", " Elbonia ", "phone_country_unknown", "Elbonia"),
        ("0170 1200000", "Georgia (US)", "phone_country_unknown", "Georgia (US)"),
        ("+49 170", "Elbonia", "phone_invalid", "+49 170"),
        ("0049 170", "Elbonia", "phone_invalid", "0049 170"),
    ],
)
def test_a_number_that_is_none_of_the_row_s_country_is_left_out_and_told(
    phone, country, code, text
):
    built = build(profile_mapping(WHERE, GERMAN), row(phone, country))
    assert "phone_number" not in attributes(built)
    assert [(each.code, each.text) for each in built.problems] == [(code, text)]


@pytest.mark.parametrize(
    ("phone", "country", "sent"),
    [
        ("0170 1200000", "Elbonia", "+491701200000"),
        ("0664 1234560", "Austria", "+436641234560"),
        ("090-1234-5678", "Japan", "+819012345678"),
        ("098765 43210", "Indien", "+919876543210"),
        ("(11) 96123-4567", "Brésil", "+5511961234567"),
    ],
)
def test_a_choice_for_this_property_counts_where_nobody_understands_what_the_row_says(
    phone, country, sent
):
    pair = Pair("phone_number", Column("phone"), conversion=Conversion(country="DE"))
    mapping = profile_mapping(WHERE).with_pair(Kind.PROFILES, pair)
    built = build(mapping, row(phone, country))
    assert (attributes(built)["phone_number"], codes(built)) == (sent, [])


def test_a_number_that_is_none_of_the_chosen_country_either_is_left_out():
    pair = Pair("phone_number", Column("phone"), conversion=Conversion(country="US"))
    mapping = profile_mapping(WHERE).with_pair(Kind.PROFILES, pair)
    built = build(mapping, row("0170 1200000", "Elbonia"))
    assert ("phone_number" in attributes(built), codes(built)) == (False, ["phone_invalid"])


def test_the_person_of_an_event_is_read_by_the_same_rule():
    drawn = {f"profile.{target}": name for target, name in WHERE.items()}
    mapping = event_mapping(drawn | {"metric": Fixed("Call")}, GERMAN)
    built = build(mapping, row("(212) 555-0123", "US"))
    assert person(built)["phone_number"] == "+12125550123"


def test_a_country_that_is_not_sent_still_tells_whose_number_it_is():
    table = Conversion(table=(("Germany", "DE"),), others=Others.LEAVE_OUT)
    pair = Pair("location.country", Column("country"), conversion=table)
    mapping = profile_mapping(WHERE, GERMAN).with_pair(Kind.PROFILES, pair)
    built = build(mapping, row("0664 1234560", "Austria"))
    assert attributes(built)["phone_number"] == "+436641234560"


def test_a_column_or_a_text_to_fall_back_on_is_read_by_the_row_s_country_too():
    pair = Pair(
        "phone_number", Column("phone"), None, Conversion(trim=True), (Fixed("0664 1234560"),)
    )
    mapping = profile_mapping(WHERE, GERMAN).with_pair(Kind.PROFILES, pair)
    built = build(mapping, row(" ", "Austria"))
    assert attributes(built)["phone_number"] == "+436641234560"


def test_the_cells_that_are_tried_show_what_the_records_hold():
    header = ("mail", "phone", "country")
    mapping: Mapping = profile_mapping(WHERE, GERMAN)
    pair = Pair("phone_number", Column("phone"))
    trial = Trial(mapping, header, Kind.PROFILES, pair, datetime(2026, 1, 1, tzinfo=UTC))
    trial.add([["a@b.co", "0664 1234560", "Austria"], ["a@b.co", "0664 1234560", "US"]])
    assert [(each.before, each.after) for each in trial.everything()] == [
        (("0664 1234560",), "+436641234560"),
        (("0664 1234560",), None),
    ]
    assert trial.failed == 1
