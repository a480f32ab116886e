"""What real exports write as their dates is recognised, proposed and read as the same instant."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaviyo_gui.core import styles
from klaviyo_gui.core.conversion import DateStyle
from klaviyo_gui.core.convert.clock import read_clock
from klaviyo_gui.core.looks import looks_like_time
from klaviyo_gui.core.mapping import Column, Options, ValueType
from klaviyo_gui.core.proposal import propose
from klaviyo_gui.core.styles import Verdict, Written, date_styles, judge_dates, see_dates
from klaviyo_gui.core.suggest import suggest
from klaviyo_gui.source.writing import Writing
from tests.core.cells import converted
from tests.core.convert.notations import FIGURES

BERLIN = ZoneInfo("Europe/Berlin")
HALF_PAST_TWO = datetime(2024, 5, 31, 14, 30, tzinfo=BERLIN)
MIDNIGHT = datetime(2024, 5, 31, tzinfo=BERLIN)
DAY, MONTH, YEAR = DateStyle.DAY_FIRST, DateStyle.MONTH_FIRST, DateStyle.YEAR_FIRST

USUAL = [
    ("Shopify", "2024-05-31 14:30:00 +0200", None),
    ("Shopify, other server", "2024-05-31 08:30:00 -0400", None),
    ("WooCommerce", "2024-05-31 14:30:00", None),
    ("WooCommerce, in words", "May 31, 2024 2:30 pm", None),
    ("Stripe", "2024-05-31 14:30", None),
    ("Stripe, counted", "1717158600", None),
    ("Square", "2024-05-31T12:30:00Z", None),
    ("Square, American", "05/31/24 14:30:00", MONTH),
    ("Rails", "2024-05-31 12:30:00 UTC", YEAR),
    ("Rails, with an offset", "2024-05-31 12:30:00 +0000", None),
    ("BigQuery", "2024-05-31 12:30:00.000000 UTC", YEAR),
    ("Django", "2024-05-31 12:30:00.000000+00:00", None),
    ("Django, in words", "May 31, 2024, 2:30 p.m.", None),
    ("Oracle", "31-MAY-24 02.30.00.000000 PM", DAY),
    ("Oracle, with an offset", "31-MAY-24 02.30.00.000000000 PM +02:00", DAY),
    ("SQL Server", "2024-05-31 14:30:00.000", None),
    ("SQL Server, with an offset", "2024-05-31 14:30:00.0000000 +02:00", None),
    ("SQL Server, in words", "May 31 2024  2:30PM", None),
    ("PostgreSQL", "2024-05-31 14:30:00+02", None),
    ("Snowflake", "2024-05-31 05:30:00.000 -0700", None),
    ("Excel, German", "31.05.2024 14:30", DAY),
    ("Excel, German, short", "31.05.24 14:30", DAY),
    ("Excel, French", "31/05/2024 14:30", DAY),
    ("Excel, American", "5/31/2024 14:30", MONTH),
    ("Excel, American, short", "5/31/24 2:30 PM", MONTH),
    ("a table, twelve hours", "2024-05-31 2:30 PM", YEAR),
    ("a table, twelve hours in figures of two", "2024-05-31 02:30:00 PM", YEAR),
    ("a table, with a comma", "2024-05-31, 14:30:00", YEAR),
    ("Japanese order", "2024/05/31 14:30", YEAR),
    ("Korean order", "2024.05.31 14:30:00", YEAR),
    ("Mailchimp", "2024-05-31 14:30:00", None),
    ("Mailchimp, American", "5/31/2024 2:30 PM", MONTH),
    ("HubSpot", "1717158600000", DateStyle.MILLISECONDS),
    ("HubSpot, with an offset", "2024-05-31 14:30:00 GMT+2", YEAR),
    ("Salesforce", "2024-05-31T12:30:00.000+0000", None),
    ("Salesforce, American", "5/31/2024, 2:30 PM", MONTH),
    ("Eventbrite", "May 31, 2024 at 2:30 PM", None),
    ("Amazon", "May 31, 2024 5:30:00 AM PDT", None),
    ("Shopware", "31.05.2024, 14:30 Uhr", DAY),
    ("Magento, French", "31 mai 2024 14:30:00", None),
    ("mail", "Fri, 31 May 2024 14:30:00 +0200", None),
    ("mail, with the name of its zone", "Fri, 31 May 2024 14:30:00 +0200 (CEST)", None),
    ("the web", "Fri, 31 May 2024 12:30:00 GMT", None),
    ("JavaScript", "Fri May 31 2024 14:30:00 GMT+0200 (Central European Summer Time)", None),
    ("C", "Fri May 31 14:30:00 2024", None),
    ("a shell", "Fri May 31 12:30:00 UTC 2024", None),
    ("a shell, with an offset", "Fri May 31 08:30:00 -0400 2024", None),
    ("Ruby", "Fri May 31 14:30:00 +0200 2024", None),
    ("Go", "2024-05-31 12:30:00 +0000 UTC", None),
    ("Java", "2024-05-31T14:30:00+02:00[Europe/Berlin]", None),
    ("Java, at zero", "2024-05-31T12:30:00Z[UTC]", None),
    ("ISO 8601, basic", "20240531T123000Z", YEAR),
    ("ISO 8601, basic to the minute", "20240531T1430", YEAR),
    ("SAP", "20240531 14:30:00", YEAR),
    ("SAS", "31/May/2024 14:30", None),
]
USUAL_DAYS = [
    ("Oracle", "31-MAY-24", DAY),
    ("Excel", "31-May-24", DAY),
    ("Excel, with blanks", "31 May 24", DAY),
    ("Excel, whole year", "31-May-2024", None),
    ("SAP", "20240531", YEAR),
    ("German", "31.05.2024", DAY),
    ("German, in words", "31. Mai 2024", None),
    ("Dutch", "31-05-2024", DAY),
    ("American", "5/31/2024", MONTH),
    ("Spanish, in words", "31 de mayo de 2024", None),
]


def proposed(text, instant):
    """Say which style its column is proposed with, and that it is read as this instant."""
    assert looks_like_time(text)
    found = propose(ValueType.TIME, Written(see_dates([(text, 1)])))
    assert found.is_settled
    gathered = Writing()
    gathered.add([text])
    assert judge_dates(gathered.written.dates).style == found.conversion.date
    value, _ = converted(
        text, "time", Options(time_zone="Europe/Berlin"), date=found.conversion.date
    )
    assert value is not None
    assert datetime.fromisoformat(value).astimezone(UTC) == instant.astimezone(UTC)
    header = ["Email", "Order ID", "Created at", "Total"]
    rows = [[f"a{number}@example.com", f"A{number}", text, "12.50"] for number in range(3)]
    sources = [each.pair.source for each in suggest(header, rows) if each.pair.target == "time"]
    assert sources == [Column("Created at")]
    return found.conversion.date


@pytest.mark.parametrize(
    ("text", "style"),
    [pytest.param(text, style, id=name) for name, text, style in USUAL],
)
def test_a_usual_time_is_recognised_proposed_and_read_as_its_instant(text, style):
    assert proposed(text, HALF_PAST_TWO) == style


@pytest.mark.parametrize(
    ("text", "style"),
    [pytest.param(text, style, id=name) for name, text, style in USUAL_DAYS],
)
def test_a_usual_date_is_recognised_proposed_and_read_as_its_day(text, style):
    assert proposed(text, MIDNIGHT) == style


def test_a_proof_that_knows_no_names_of_zones_would_fail_these_tests(monkeypatch):
    forms = tuple(each for each in styles._FORMS if each[1] != (YEAR,))
    monkeypatch.setattr(styles, "_FORMS", forms)

    with pytest.raises(AssertionError):
        proposed("2024-05-31 12:30:00 UTC", HALF_PAST_TWO)


@pytest.mark.parametrize(
    "text",
    [
        "1001",
        "12345678",
        "#1001",
        "2024-1001",
        "2024-05",
        "ORD-2024-001",
        "SKU 24-05-31",
        "5551-2-3",
        "8005-12-01-A",
        "99991231",
        "20241399",
        "2024053114",
        "202405311430",
        "4111 1111 1111 1111",
        "+1 555 123 4567",
        "555-123-4567",
        "(212) 555-0123",
        "01 23 45 67 89",
        "0170 1200000",
        "10.0.0.1",
        "192.168.10.24",
        "1.2.3",
        "2.10.3-rc1",
        "v2.10.3",
        "12.50",
        "$1,234.50",
        "1.234,56 €",
        "3 pack 24",
        "12 Main 24",
        "19 Mar 24 units",
        "12-MAR-X",
        "1-800-24",
        "5 May",
        "May 24",
        "2024-05-31 to 2024-06-01",
        "2024-05-31-001",
        "2024-05-31 14:30 0200",
        "2024-13-31 10:00 UTC",
        "2024-05-31 25:00 PM",
        "31-FOO-24",
        "31-FEB-24",
        "Mon May 31 14:30:00 2024",
        "Fri, 31 May 2024 14:30:00 (CEST)",
        "2024-05-31 14:30:00 [Europe/Berlin]",
        "2024-05-31 14:30:00 +0200 UTC",
        "2024-W22-5",
    ],
)
def test_ids_phones_versions_prices_and_what_is_no_date_are_not_recognised(text):
    assert not looks_like_time(text)


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2027, 1, 1)),  # noqa: DTZ001 - wall clocks
    st.sampled_from(FIGURES),
    st.sampled_from(["", " UTC", " +0530", "-04:00"]),
)
def test_what_a_reader_reads_in_a_usual_notation_is_recognised_with_its_style(wall, form, offset):
    text = form.write(wall.replace(microsecond=0)) + offset
    if read_clock(text, form.style, date(2026, 1, 1)) is None:
        return
    found = date_styles(text)

    assert found is not None
    assert found == () or form.style in found


def test_the_name_of_a_month_proves_nothing_about_dates_in_figures():
    named, open_ones = [("31-MAY-24", 90)], [("03/04/2024", 10)]

    assert judge_dates(see_dates(named)).style is DAY
    assert judge_dates(see_dates(named + open_ones)) == Verdict(None, (DAY, MONTH), "31-MAY-24")
    assert judge_dates(see_dates([*named, *open_ones, ("31/12/2024", 1)])).proof == "31/12/2024"
    assert judge_dates(see_dates([("31/12/2024", 1), *open_ones, *named])).style is DAY


def test_an_offset_of_one_figure_is_read_on_both_sides_of_greenwich():
    for text, hour in (("UTC+1", "+01:00"), ("GMT-5", "-05:00")):
        value, problems = converted(f"31/05/2024 14:30 {text}", "time", date=DAY)
        assert (value, problems) == (f"2024-05-31T14:30:00{hour}", [])
