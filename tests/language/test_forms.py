from datetime import UTC, date, datetime, time

import pytest

from klaviyo_gui import language
from klaviyo_gui.language import Forms, clock, counted, day, decimal, grouped, long_day, use_forms


@pytest.fixture
def others():
    """As a system in Switzerland writes them."""
    use_forms(Forms("\u2019", ",", lambda each: f"{each:%d.%m.%Y}", lambda each: f"{each:%H.%M}"))
    yield
    use_forms(Forms())


def test_unless_somebody_says_so_they_are_those_of_programs():
    assert grouped(24310) == "24,310"
    assert grouped(-1000) == "-1,000"
    assert decimal(1234.56, 1) == "1,234.6"
    assert decimal(1234.56, 0) == "1,235"
    assert day(date(2026, 7, 15)) == day(datetime(2026, 7, 15, 9, 5, tzinfo=UTC)) == "2026-07-15"
    assert clock(time(9, 5)) == clock(datetime(2026, 7, 15, 9, 5, tzinfo=UTC)) == "09:05"
    assert clock(time(9, 5, 7), seconds=True) == "09:05:07"
    assert long_day(date(2024, 5, 31)) == "31 May 2024"


def test_they_are_those_of_the_system_where_it_is_asked(others):
    assert grouped(24310) == "24\u2019310"
    assert decimal(1234.56, 1) == "1\u2019234,6"
    assert day(datetime(2026, 7, 15, 9, 5, tzinfo=UTC)) == "15.07.2026"
    assert clock(time(9, 5)) == "09.05"
    assert counted(2000, "{count} row", "{count} rows") == "2\u2019000 rows"


def test_the_name_of_a_month_is_of_the_language_and_not_of_the_system(others):
    assert language.in_use() == "en"
    assert long_day(date(2024, 5, 31)) == "31 May 2024"
