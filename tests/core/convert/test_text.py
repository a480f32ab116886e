import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from klaviyo_gui.core.conversion import Conversion, LetterCase, Others
from klaviyo_gui.core.convert import change
from tests.core.cells import converted

TIERS = (("VIP", "gold"), (" regular ", "silver"), ("none", ""))


@given(st.text())
@example(" 00123 ")
def test_text_is_sent_exactly_as_it_is_written(text):
    assert converted(text, "text") == (text, [])


@pytest.mark.parametrize(
    ("text", "is_taken"),
    [
        ("x" * 100_000, True),
        ("x" * 100_001, False),
        ("é" * 50_000, True),
        ("é" * 50_001, False),
        ("𝄞" * 25_000, True),
        ("𝄞" * 25_001, False),
    ],
)
def test_text_longer_than_klaviyo_takes_is_held(text, is_taken):
    value, problems = converted(text, "text")

    assert (value == text, problems) == (is_taken, [] if is_taken else ["text_too_long"])


@pytest.mark.parametrize(
    ("text", "case", "sent"),
    [
        ("Ann LEE", LetterCase.LOWER, "ann lee"),
        ("Ann Lee", LetterCase.UPPER, "ANN LEE"),
        ("ANN-MARIE o'neil", LetterCase.TITLE, "Ann-Marie O'Neil"),
        ("ANNE'S 3RD shop", LetterCase.TITLE, "Anne's 3rd Shop"),
        ("l\u2019oréal paris", LetterCase.TITLE, "L\u2019Oréal Paris"),
    ],
)
def test_letters_are_written_as_somebody_chose(text, case, sent):
    assert converted(text, "text", case=case) == (sent, [])


def test_a_text_is_trimmed_replaced_written_and_looked_up_in_this_order():
    chosen = {
        "trim": True,
        "replace": (("Level ", ""), ("one", "1"), ("1", "first")),
        "case": LetterCase.UPPER,
        "table": (("FIRST", "gold"),),
    }

    assert converted("  Level one ", "text", **chosen) == ("gold", [])


DOMAINS = (("hotmail.co", "hotmail.com"), ("gmial.com", "gmail.com"))


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("ann@gmial.com", "ann@gmail.com"),
        (" ann@GMIAL.com ", "ann@gmail.com"),
        ("ann@hotmail.co", "ann@hotmail.com"),
        ("ann@hotmail.co.uk", "ann@hotmail.co.uk"),
        ("ann@hotmail.com", "ann@hotmail.com"),
        ("ann@gmial.com.br", "ann@gmial.com.br"),
        ('"a@gmial.com"@shop.io', '"a@gmial.com"@shop.io'),
    ],
)
def test_only_the_whole_domain_of_an_address_is_exchanged(text, sent):
    changed = change("email", Conversion(domains=DOMAINS))
    assert changed(text, []).strip() == sent


@pytest.mark.parametrize("text", ["gmial.com", "", "ann"])
def test_what_has_no_domain_stays_as_it_is(text):
    assert change("email", Conversion(domains=DOMAINS))(text, []) == text


def test_what_becomes_blank_is_left_out():
    assert converted("n/a", "text", replace=(("n/a", " "),)) == (None, [])
    assert converted("none", "text", table=TIERS) == (None, [])
    assert converted(" \t", "text", trim=True) == (None, [])


@pytest.mark.parametrize("others", Others)
def test_the_table_of_values_is_asked_without_regard_to_blanks_around(others):
    assert converted(" VIP ", "text", table=TIERS, others=others) == ("gold", [])
    assert converted("regular", "text", table=TIERS, others=others) == ("silver", [])


@pytest.mark.parametrize(
    ("others", "sent"),
    [
        (Others.KEEP, ("vip", [])),
        (Others.LEAVE_OUT, (None, [])),
        (Others.HOLD, (None, ["value_unknown"])),
    ],
)
def test_other_values_are_kept_left_out_or_held_as_somebody_chose(others, sent):
    assert converted("vip", "text", table=TIERS, others=others) == sent


def test_a_blank_is_never_an_unknown_value():
    assert converted("x", "text", replace=(("x", ""),), table=TIERS, others="hold") == (None, [])


def test_the_type_reads_what_the_changes_leave():
    assert converted("EUR 1.5k", "number", replace=(("k", "00"), (".", ""))) == (1500, [])
    assert converted("gold", "yes/no", table=(("gold", "yes"),)) == (True, [])


@given(st.text(), st.sampled_from([None, LetterCase.LOWER, LetterCase.UPPER]))
def test_trimming_and_case_do_what_they_say_and_no_more(text, case):
    write = {None: str, LetterCase.LOWER: str.lower, LetterCase.UPPER: str.upper}[case]

    assert converted(text, "text", trim=True, case=case) == (write(text.strip()) or None, [])


def test_where_nothing_is_chosen_there_is_nothing_to_change():
    assert change("target", Conversion()) is None
