"""Countries are read from codes and their names in eight languages, and from nothing else."""

import unicodedata

import phonenumbers
import pytest

from klaviyo_gui.core.countries import country_code, folded
from klaviyo_gui.core.country_names import ALPHA_3, NAMES, names_in


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("US", "US"),
        ("de", "DE"),
        (" usa ", "US"),
        ("U.S.A.", "US"),
        ("DEU", "DE"),
        ("jpn", "JP"),
        ("Österreich", "AT"),
        ("Oesterreich", "AT"),
        ("United Kingdom", "GB"),
        ("the Netherlands", "NL"),
        ("Bahamas, The", "BS"),
        ("Japan", "JP"),
        ("Indien", "IN"),
        ("Brésil", "BR"),
        ("BRESIL", "BR"),
        ("Corea del Sur", "KR"),
        ("Korea, Republic of", "KR"),
        ("Russian Federation", "RU"),
        ("Viet Nam", "VN"),
        ("Czech Republic", "CZ"),
        ("Česko", "CZ"),
        ("Türkiye", "TR"),
        ("Turkey", "TR"),
        ("Côte d'Ivoire", "CI"),
        ("Cote d\u2019Ivoire", "CI"),
        ("Saint Lucia", "LC"),
        ("St. Lucia", "LC"),
        ("ST", "ST"),
        ("Trinidad & Tobago", "TT"),
        ("Trinidad and Tobago", "TT"),
        ("Stany Zjednoczone", "US"),
        ("Países Baixos", "NL"),
        ("日本", "JP"),
        ("United States (US)", "US"),
        ("United States [USA]", "US"),
        ("US - United States", "US"),
        ("Germany / Deutschland", "DE"),
        ("Cocos (Keeling) Islands (CC)", "CC"),
        ("Georgia", "GE"),
        ("Georgia (US)", ""),
        ("California (CA)", ""),
        ("Germany - Austria", ""),
        ("Elbonia (US)", ""),
        ("Korea", ""),
        ("Kongo", ""),
        ("Congo", ""),
        ("Elbonia", ""),
        ("the", ""),
        ("the the", ""),
        ("XX", ""),
        ("XXX", ""),
        ("n/a", ""),
        ("-", ""),
        ("12", ""),
        ("Germany " * 20, ""),
        ("", ""),
    ],
)
def test_a_code_or_a_name_says_the_country(word, code):
    assert country_code(word) == code


def meanings(names):
    found = {}
    for code, name in names:
        found.setdefault(folded(name), set()).add(code)
    return {name for name, codes in found.items() if len(codes) > 1}


def test_no_name_means_two_countries():
    assert meanings(NAMES) == set()
    assert meanings([*NAMES, ("US", "Géorgie")]) == {"georgie"}


def test_every_name_is_read_in_any_case_and_form_of_its_letters():
    for code, name in NAMES:
        for written in (name, name.upper(), name.lower(), f" {name} ", f"{name} ({code})"):
            for form in ("NFC", "NFD"):
                assert country_code(unicodedata.normalize(form, written)) == code, written


def test_every_country_with_phone_numbers_has_its_codes_and_a_name():
    regions = phonenumbers.SUPPORTED_REGIONS

    assert set(ALPHA_3) == {code for code, _ in NAMES} == set(regions)
    assert len(set(ALPHA_3.values())) == len(regions)
    for code, longer in ALPHA_3.items():
        assert country_code(code) == country_code(code.lower()) == country_code(longer) == code


@pytest.mark.parametrize(
    ("language", "austria", "japan"),
    [("en", "Austria", "Japan"), ("de", "Österreich", "Japan"), ("xx", "Austria", "Japan")],
)
def test_a_language_calls_every_country_by_a_name_that_is_understood(language, austria, japan):
    names = names_in(language)

    assert names.keys() == ALPHA_3.keys()
    assert (names["AT"], names["JP"]) == (austria, japan)
    for code, name in names.items():
        assert country_code(name) == code
