"""Numbers, days and times are written as the system does, in no words but those of the language."""

import re
from datetime import date, time

import pytest
from PySide6.QtCore import QLocale

from klaviyo_gui.language import Forms
from klaviyo_gui.ui.system_forms import _clocks, _days, forms

ALL = QLocale.matchingLocales(
    QLocale.Language.AnyLanguage, QLocale.Script.AnyScript, QLocale.Country.AnyCountry
)
MARCH, AUTUMN = date(2026, 3, 5), date(2026, 11, 23)
MORNING, EVENING = time(9, 5), time(21, 30)


@pytest.mark.parametrize(
    ("name", "thousands", "decimal", "day", "evening"),
    [
        ("de_DE", ".", ",", "05.03.2026", "21:30"),
        ("de_CH", "'", ".", "05.03.2026", "21:30"),
        ("en_US", ",", ".", "3/5/2026", "9:30\u00a0PM"),
        ("en_GB", ",", ".", "05/03/2026", "21:30"),
        ("fi_FI", "\u00a0", ",", "5.3.2026", "21.30"),
        ("fr_CA", "\u00a0", ",", "2026-03-05", "21:30"),
        ("bg_BG", "\u00a0", ",", "5.03.2026", "21:30"),
        ("ko_KR", ",", ".", "2026. 3. 5.", "9:30\u00a0PM"),
        ("ar_EG", ",", ".", "5/3/2026", "9:30\u00a0PM"),
    ],
)
def test_they_are_those_of_the_system(name, thousands, decimal, day, evening):
    there = forms(QLocale(name), "en")
    assert (there.thousands, there.decimal) == (thousands, decimal)
    assert (there.day(MARCH), there.clock(EVENING)) == (day, evening)


def test_where_the_system_says_nothing_they_are_those_of_programs():
    assert forms(QLocale.c(), "en") == Forms()


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_system_brings_a_word_or_a_figure_of_another_language(language):
    spoken = QLocale(language)
    halves = f"(\u00a0({spoken.amText()}|{spoken.pmText()}))?"
    for locale in ALL:
        there = forms(locale, language)
        for day in (MARCH, AUTUMN):
            assert re.fullmatch(r"[0-9]+[-./ ]+[0-9]+[-./ ]+[0-9]+\.?", there.day(day)), locale
            assert sorted(map(int, re.findall("[0-9]+", there.day(day)))) == sorted(
                (day.year, day.month, day.day)
            )
        for clock in (MORNING, EVENING):
            assert re.fullmatch(rf"[0-9]{{1,2}}[:.][0-9]{{2}}{halves}", there.clock(clock)), locale


@pytest.mark.parametrize(
    ("pattern", "day"),
    [
        # What somebody may choose in the settings of Windows.
        ("dd-MMM-yy", "05-03-2026"),
        ("ddd d/MM/yyyy", "5/03/2026"),
        ("d 'de' MMMM 'de' yyyy", "5 03 2026"),
        ("yyyy年M月d日", None),
        ("MM/yyyy", None),
        ("", None),
    ],
)
def test_a_day_that_cannot_do_without_words_is_written_as_programs_do(pattern, day):
    written = _days(pattern)
    assert (written and written(MARCH)) == day


@pytest.mark.parametrize(
    ("pattern", "morning", "midnight"),
    [
        ("hh:mm AP", "09:05\u00a0AM", "12:00\u00a0AM"),
        ("HH 'h' mm", "09:05", "00:00"),
        ("'Kl'. H.mm", "9.05", "0.00"),
        ("ཆུ་ཚོད་ h སྐར་མ་ mm Ap", "9:05\u00a0AM", "12:00\u00a0AM"),
    ],
)
def test_a_time_is_written_in_figures(pattern, morning, midnight):
    written = _clocks(pattern, "en")
    assert (written(MORNING), written(time(0, 0))) == (morning, midnight)
    assert _clocks("", "en") is None
