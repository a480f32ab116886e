import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaviyo_gui.core.convert import domains
from klaviyo_gui.core.convert.domains import judged, meant_domain
from klaviyo_gui.core.problem import Code


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gmial.com", "gmail.com"),
        ("gmai.com", "gmail.com"),
        ("gmaill.com", "gmail.com"),
        ("gmail.con", "gmail.com"),
        ("hotmial.com", "hotmail.com"),
        ("yahooo.com", "yahoo.com"),
        ("outlok.com", "outlook.com"),
        ("t-onlin.de", "t-online.de"),
    ],
)
def test_one_slip_of_the_finger_is_told(typed, meant):
    assert meant_domain(typed) == meant
    assert judged(typed.upper()) == (typed, Code.EMAIL_TYPO, True)


@pytest.mark.parametrize(
    "domain",
    [
        "gmail.com",
        "ymail.com",
        "mail.com",
        "gmx.at",
        "web.com",
        "me.com",
        "klaviyo.com",
        "gmall.de",
    ],
)
def test_domains_that_are_somebody_s_own_are_no_slips(domain):
    assert meant_domain(domain) == ""
    assert judged(domain) == (domain, None, True)


def test_domains_that_klaviyo_drops_are_told():
    assert judged("Example.com") == ("example.com", Code.EMAIL_DROPPED, True)


def slips(word):
    """Yield every word that is one slip away, made without the program."""
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
        yield word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
        for letter in string.ascii_lowercase:
            yield word[:at] + letter + word[at + 1 :]
            yield word[:at] + letter + word[at:]


@given(st.sampled_from(["gmail.com", "outlook.com", "googlemail.com", "protonmail.com"]))
def test_every_slip_of_a_long_domain_is_told_and_nothing_farther_away(domain):
    own = {*domains._COMMON, *domains._REAL}
    for typed in set(slips(domain)) - own:
        assert meant_domain(typed) != ""
    assert meant_domain(f"xy{domain}") == ""
    assert meant_domain(domain[::-1]) == ""


@pytest.mark.parametrize("domain", ["müller.de", "shop", "shop..de", "-shop.de", "", "shop.d3"])
def test_of_a_domain_that_is_not_usual_the_whole_address_must_be_looked_at(domain):
    assert judged(domain) == (domain, None, False)
