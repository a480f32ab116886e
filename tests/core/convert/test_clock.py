"""Every style reads what is written so, as the time zone data say, and nothing else."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from klaviyo_gui.core.conversion import DateStyle
from klaviyo_gui.core.convert.clock import on_clock, read_clock
from klaviyo_gui.core.convert.dates import is_stamp
from klaviyo_gui.core.errors import OptionError
from klaviyo_gui.core.mapping import Options
from tests.core.cells import converted
from tests.core.convert.notations import FIGURES, MONTHS, NAMED_FORMS, Notation, with_name

TODAY = date(2026, 11, 23)
zones = st.sampled_from(sorted(available_timezones() - {"localtime"}))
walls = st.datetimes(datetime(1990, 1, 3), datetime(2027, 10, 1)).map(  # noqa: DTZ001 - wall clocks
    lambda moment: moment.replace(microsecond=0)
)
hard_walls = st.sampled_from(
    [
        datetime(2024, 3, 31, 2, 30),  # noqa: DTZ001 - a gap in Europe
        datetime(2024, 10, 27, 2, 30),  # noqa: DTZ001 - twice in Europe
        datetime(2024, 3, 10, 2, 0),  # noqa: DTZ001 - a gap in America
        datetime(2024, 11, 3, 1, 59, 59),  # noqa: DTZ001 - twice in America
        datetime(2024, 4, 7, 1, 45),  # noqa: DTZ001 - twice, by half an hour, on Lord Howe
        datetime(2011, 12, 30, 12),  # noqa: DTZ001 - a day that Samoa left out
        datetime(2024, 2, 29, 0, 0),  # noqa: DTZ001 - a leap day
        datetime(2018, 11, 4, 0, 30),  # noqa: DTZ001 - no midnight in Brazil
    ]
)
hard_zones = st.sampled_from(
    [
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "America/Sao_Paulo",
    ]
)
moments = st.tuples(st.one_of(walls, hard_walls), st.one_of(zones, hard_zones))


def sent(text, style, zone="UTC"):
    return converted(text, "time", Options(time_zone=zone), date=style)


def expected(wall, zone):
    """Return what the time zone data say of a wall clock, the first time that it shows this."""
    return wall.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)


def code_of(wall, zone):
    """Tell gaps and repeats by going to UTC and back."""
    first, second = (
        wall.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC) for fold in (0, 1)
    )
    if first == second:
        return []
    return ["time_in_gap"] if first > second else ["time_twice"]


def is_read_back(text, style, wall, zone):
    value, problems = sent(text, style, zone)
    assert value is not None, (text, problems)
    assert datetime.fromisoformat(value).astimezone(UTC) == expected(wall, zone)
    assert problems == code_of(wall, zone)


@given(moments, st.sampled_from(FIGURES))
def test_a_date_in_figures_is_the_moment_that_the_zone_says_for_every_notation(moment, notation):
    wall, zone = moment

    is_read_back(notation.write(wall), notation.style, wall, zone)


@given(moments, st.sampled_from(sorted(MONTHS)), st.sampled_from(NAMED_FORMS), st.booleans())
def test_a_named_month_is_read_in_eight_languages_with_and_without_a_style(
    moment, language, form, is_upper
):
    wall, zone = moment
    text = with_name(wall, language, form)
    text = text.upper() if is_upper else text
    text += wall.strftime(" %H:%M:%S")

    if language == "Polish" and wall.month == 11:
        assert sent(text, None, zone) == (None, ["time_invalid"])
        return
    for style in (None, *DateStyle):
        is_read_back(text, style, wall, zone)


@given(
    moments, st.integers(-14 * 60, 14 * 60), st.sampled_from(FIGURES), st.sampled_from(["", " "])
)
def test_an_offset_of_its_own_counts_in_every_notation(moment, minutes, notation, gap):
    wall, zone = moment
    own = timezone(timedelta(minutes=minutes))
    offset = wall.replace(tzinfo=own).strftime("%z")

    if notation.hour.endswith("Uhr"):
        return
    for written in (offset, f"{offset[:3]}:{offset[3:]}", f"UTC{offset}"):
        value, problems = sent(notation.write(wall) + gap + written, notation.style, zone)
        assert datetime.fromisoformat(value) == wall.replace(tzinfo=own)
        assert problems == []


@pytest.mark.parametrize(
    ("name", "hours"),
    [("Z", 0), ("UTC", 0), ("GMT", 0), ("EST", -5), ("EDT", -4), ("PDT", -7), ("CEST", 2)],
)
def test_the_short_names_of_mail_and_central_europe_are_offsets(name, hours):
    value, problems = sent(f"31/05/2024 14:30 {name}", DateStyle.DAY_FIRST)

    assert datetime.fromisoformat(value).utcoffset() == timedelta(hours=hours)
    assert problems == []


@pytest.mark.parametrize("name", ["BST", "IST", "AST", "MEZ", "XYZ", "Z Z", "UTCZ", "cet"])
def test_a_short_name_that_means_several_offsets_or_none_is_held(name):
    assert sent(f"31/05/2024 14:30 {name}", DateStyle.DAY_FIRST) == (None, ["time_invalid"])


@given(moments)
def test_counts_of_seconds_and_milliseconds_are_the_same_in_every_zone(moment):
    wall, zone = moment
    instant = wall.replace(tzinfo=UTC)
    seconds = int(instant.timestamp())

    for text, style, part in (
        (f"{seconds}", DateStyle.SECONDS, 0),
        (f"{seconds}.25", DateStyle.SECONDS, 250_000),
        (f"{seconds}000", DateStyle.MILLISECONDS, 0),
        (f"{seconds}250", DateStyle.MILLISECONDS, 250_000),
    ):
        value, problems = sent(text, style, zone)
        assert datetime.fromisoformat(value) == instant.replace(microsecond=part)
        assert problems == []


@given(moments, st.sampled_from(".,"))
def test_days_of_a_workbook_are_local_times_in_both_countings(moment, mark):
    wall, zone = moment
    for style, day_0 in (
        (DateStyle.EXCEL, datetime(1899, 12, 30)),  # noqa: DTZ001 - workbooks tell no zone
        (DateStyle.EXCEL_1904, datetime(1904, 1, 1)),  # noqa: DTZ001 - the same
    ):
        span = wall - day_0
        if not span.seconds:
            continue
        text = f"{span.days + span.seconds / 86_400:.10f}".replace(".", mark)
        is_read_back(text, style, wall, zone)


@given(st.dates(date(1990, 1, 2), date(2026, 12, 31)), st.sampled_from(["%d.%m.%y", "%m/%d/%y"]))
@example(date(2026, 12, 31), "%d.%m.%y")
def test_a_year_of_two_digits_is_read_and_always_told(day, form):
    style = DateStyle.DAY_FIRST if form.startswith("%d") else DateStyle.MONTH_FIRST
    value, problems = sent(f"{day.strftime(form)} 12:00", style)

    assert value == f"{day.isoformat()}T12:00:00+00:00"
    assert problems == ["year_short"]


@pytest.mark.parametrize(
    ("today", "year", "read"),
    [(2026, "27", 2027), (2026, "28", 1928), (2026, "99", 1999), (2099, "00", 2100)],
)
def test_a_short_year_is_the_last_one_that_is_at_most_one_ahead(today, year, read):
    clock = read_clock(f"01.02.{year}", DateStyle.DAY_FIRST, date(today, 6, 1))

    assert clock.moment.year == read


def test_a_named_month_with_a_short_year_waits_until_the_day_is_said_to_be_first():
    for text in ("31-May-24", "31-MAI-24", "31 mai 24"):
        assert sent(text, None) == (None, ["date_ambiguous"])
        assert sent(text, DateStyle.DAY_FIRST) == (
            "2024-05-31T00:00:00+00:00",
            ["year_short", "time_without_hour"],
        )
    assert sent("31-xyz-24", DateStyle.DAY_FIRST) == (None, ["time_invalid"])
    assert sent("31-May-24", DateStyle.MONTH_FIRST) == (None, ["time_invalid"])


@pytest.mark.parametrize(
    ("style", "moment"),
    [
        (None, "2014-07-01T19:00:17+00:00"),
        ("unix seconds", "2014-07-01T19:00:17+00:00"),
        ("year first", "2014-04-24T12:17:00+00:00"),
        ("day first", "2024-04-14T12:17:00+00:00"),
        ("month first", "2014-07-01T19:00:17+00:00"),
    ],
)
def test_ten_digits_are_a_day_with_its_time_only_in_a_style_that_was_chosen(style, moment):
    notes = ["year_short"] if style in {"year first", "day first"} else []

    assert sent("1404241217", style) == (moment, notes)


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("1404241217", True),
        ("0304241817", True),
        ("2404031817", True),
        (" 2404031817 ", True),
        ("1710496800", False),
        ("3102310000", False),
        ("140424121", False),
        ("1404241217.5", False),
    ],
)
def test_ten_digits_may_be_a_day_with_its_time_where_all_pairs_can_be_on_a_clock(text, is_so):
    assert is_stamp(text, date(2026, 1, 1)) is is_so


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("29.02.2023", "day first"),
        ("31.04.2024", "day first"),
        ("31.05.2024 24:00", "day first"),
        ("31.05.2024 23:59:60", "day first"),
        ("31.05.2024 13:00 PM", "day first"),
        ("31.05.2024 0:30 AM", "day first"),
        ("31.05.2024 10", "day first"),
        ("31.05/2024", "day first"),
        ("05/31/2024", "day first"),
        ("31/05/2024", "month first"),
        ("31.05.02024", "day first"),
        ("\u0663\u0661.\u0660\u0665.\u0662\u0660\u0662\u0664", "day first"),
        ("٣١ May 2024", None),
        ("2024531", "year first"),
        ("2024/13/01", "year first"),
        ("20240531143000", "year first"),
        ("Monday, 31 May 2024", None),
        ("Order 31 May 2024", None),
        ("31 Sometime 2024", None),
        ("31 lip 2024", None),
        ("60", "excel days"),
        ("60,5", "excel days"),
        ("1234567", "excel days"),
        ("17121384000", "unix seconds"),
        ("17121384000", "unix milliseconds"),
        ("99999999999999999999", None),
    ],
)
def test_what_a_style_cannot_mean_is_held(text, style):
    assert sent(text, style) == (None, ["time_invalid"])


@pytest.mark.parametrize(
    ("text", "style", "moment"),
    [
        ("31.05.2024 14:30 Uhr", "day first", "2024-05-31T14:30:00+00:00"),
        ("31.05.2024 14h30", "day first", "2024-05-31T14:30:00+00:00"),
        ("31.05.2024 14.30", "day first", "2024-05-31T14:30:00+00:00"),
        ("1. 5. 2024 8:05", "day first", "2024-05-01T08:05:00+00:00"),
        ("5/1/2024 12 AM", "month first", "2024-05-01T00:00:00+00:00"),
        ("5/1/2024 12:05 p.m.", "month first", "2024-05-01T12:05:00+00:00"),
        ("20240531 14:30", "year first", "2024-05-31T14:30:00+00:00"),
        ("Fri, 31 May 2024 14:30:00 GMT", None, "2024-05-31T14:30:00+00:00"),
        ("Friday, May 31st, 2024 at 2:30 PM", None, "2024-05-31T14:30:00+00:00"),
        ("vendredi 31 mai 2024 à 14:30", None, "2024-05-31T14:30:00+00:00"),
        ("sexta-feira, 31 de maio de 2024 14:30", None, "2024-05-31T14:30:00+00:00"),
        ("1er mai 2024 14:30", None, "2024-05-01T14:30:00+00:00"),
        ("May  1 2024 12:00AM", None, "2024-05-01T00:00:00+00:00"),
        ("31\u00a0May\u00a02024 14:30", None, "2024-05-31T14:30:00+00:00"),
        ("-0.5", "unix seconds", "1969-12-31T23:59:59.500000+00:00"),
        ("-1.25", "unix seconds", "1969-12-31T23:59:58.750000+00:00"),
        ("45443.9999999", "excel days", "2024-06-01T00:00:00+00:00"),
    ],
)
def test_what_people_and_programs_write_is_read(text, style, moment):
    value, problems = converted(text, "time", date=style, target="properties.at")

    assert (value, problems) == (moment, [])


def test_a_fraction_of_nothing_is_no_time_of_day():
    value, problems = sent("45443.0", DateStyle.EXCEL)

    assert (value, problems) == ("2024-05-31T00:00:00+00:00", ["time_without_hour"])


shreds = st.lists(
    st.sampled_from(
        [
            *"0123456789" * 3,
            *"-/. :,TZ+",
            "May",
            "Mai",
            "12",
            "2024",
            "05",
            " PM",
            "GMT",
            " Uhr",
            "\u00a0",
        ]
    ),
    max_size=14,
).map("".join)


@given(st.one_of(st.text(), shreds, st.text("0123456789.-", max_size=400)))
@example("9999-12-31T23:59:59-23:59")
@example("9" * 5_000)
@example("1" * 6 + "." + "9" * 5_000)
def test_no_text_at_all_makes_reading_fail(text):
    for style in (None, *DateStyle):
        read_clock(text, style, TODAY)


def reads_in_one_way(read, text):
    readings = {
        clock.moment.isoformat()
        for style in DateStyle
        if (clock := read(text, style, TODAY)) is not None
    }
    if len(readings) > 1:
        assert read(text, None, TODAY) is None


groups = st.builds(
    "{1}{0}{2}{0}{3}{4}".format,
    st.sampled_from(["/", ".", "-", " ", ". ", ""]),
    st.integers(0, 40),
    st.integers(0, 40),
    st.one_of(st.integers(0, 99), st.integers(1890, 2100)),
    st.sampled_from(["", " 10:30", " 1:02:03 PM", "T10:00Z"]),
)


@given(st.one_of(groups, shreds, st.text("0123456789", min_size=1, max_size=14)))
@example("03/04/2024")
@example("20240531")
@example("2024053114")
@example("45443.5")
def test_what_two_styles_read_differently_is_held_without_a_style(text):
    reads_in_one_way(read_clock, text)


@given(groups)
def test_a_style_reads_figures_in_its_own_order_and_no_other(text):
    """The reference takes a text apart with no pattern at all."""
    for style, order in (
        (DateStyle.DAY_FIRST, (0, 1, 2)),
        (DateStyle.MONTH_FIRST, (1, 0, 2)),
    ):
        clock = read_clock(text, style, TODAY)
        figures = "".join(each if each.isdigit() else " " for each in text).split()[:3]
        if clock is not None and len(figures[0]) <= 2:
            day, month, year = (int(figures[at]) for at in order)
            assert (clock.moment.day, clock.moment.month) == (day, month)
            assert clock.moment.year % 100 == year % 100


def test_a_reading_that_guesses_would_fail_these_tests():
    def guessing(text, style, today):
        return read_clock(text, style or DateStyle.MONTH_FIRST, today)

    with pytest.raises(AssertionError):
        reads_in_one_way(guessing, "03/04/2024")
    wall = datetime(2024, 4, 3, 10)  # noqa: DTZ001 - a wall clock
    text = Notation(None, "%d/%m/%Y").write(wall)
    with pytest.raises(AssertionError):
        is_read_back(text, DateStyle.MONTH_FIRST, wall, "UTC")


def test_a_moment_without_a_zone_is_one_of_the_clock_that_is_said():
    midnight = datetime(2026, 11, 1)  # noqa: DTZ001 - a wall clock
    assert on_clock(midnight, "America/Los_Angeles").isoformat() == "2026-11-01T00:00:00-07:00"
    assert on_clock(midnight, "") == datetime(2026, 11, 1, tzinfo=UTC)
    assert on_clock(midnight.replace(tzinfo=UTC), "Asia/Tokyo").tzinfo is UTC
    with pytest.raises(OptionError):
        on_clock(midnight, "Mars/Base")
