import pytest

from klaviyo_gui.core.convert.forms import formed, has_form
from klaviyo_gui.core.convert.text import text

GOOD = {
    "locale": ["en", "en-US", "de-DE", "zh-Hant-TW", "es-419"],
    "image": ["https://shop.io/a.png", "HTTP://shop.io"],
    "location.timezone": ["Europe/Berlin", "UTC"],
    "location.latitude": ["40.7128", "-90", "0"],
    "location.longitude": ["-74.0060", "180"],
    "location.ip": ["127.0.0.1", "2001:db8::1"],
}
BAD = {
    "locale": ["en_US", "EN-us", "English"],
    "image": ["a.png", "ftp://shop.io/a.png", "https://"],
    "location.timezone": ["Berlin", "GMT+25", "../etc"],
    "location.latitude": ["abc", "90.1", "40,7", "nan"],
    "location.longitude": ["181", "74 W"],
    "location.ip": ["1.2.3", "localhost"],
}


def told(target, cell):
    problems = []
    assert formed(target, text(target))(cell, problems) == cell
    return [(each.code, each.target) for each in problems]


@pytest.mark.parametrize("prefix", ["", "profile."])
@pytest.mark.parametrize("target", GOOD)
def test_what_has_another_form_is_sent_as_it_is_and_told(target, prefix):
    for cell in GOOD[target]:
        assert told(prefix + target, cell) == [], cell
        assert told(prefix + target, f" {cell} ") == []
    for cell in BAD[target]:
        assert told(prefix + target, cell) == [("form_unusual", prefix + target)], cell


def test_other_properties_have_no_form():
    assert has_form("profile.location.timezone")
    assert not has_form("location.zip")
    assert told("properties.locale", "whatever") == []
