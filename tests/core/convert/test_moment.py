import re
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from klaviyo_gui.core.conversion import MissingHour
from klaviyo_gui.core.convert import LATEST_AHEAD, converter, read_time, zone
from klaviyo_gui.core.convert.moment import Hours
from klaviyo_gui.core.errors import OptionError
from klaviyo_gui.core.mapping import Options, ValueType
from klaviyo_gui.core.problem import Code, Severity
from tests.core.cells import NOW, converted

ZONES = [
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Africa/Casablanca",
]
zones = st.sampled_from(ZONES).map(ZoneInfo)
instants = st.datetimes(datetime(1990, 1, 2), datetime(2027, 11, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001 - Hypothesis wants naive bounds
    lambda moment: moment.replace(microsecond=0)
)
offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


def in_zone(text, name):
    return converted(text, "time", Options(time_zone=name))


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("2011-05-15 19:39:03", "2011-05-15T19:39:03-04:00"),
        ("2011-05-15T19:39", "2011-05-15T19:39:00-04:00"),
        (" 2011-05-15 19:39:03.999 ", "2011-05-15T19:39:03.999000-04:00"),
        ("2011-05-15 19:39:03,5", "2011-05-15T19:39:03.500000-04:00"),
        ("2011-01-15 19:39:03", "2011-01-15T19:39:03-05:00"),
        ("2011-05-15T19:39:03Z", "2011-05-15T19:39:03+00:00"),
        ("2011-05-15T19:39:03.123456789Z", "2011-05-15T19:39:03.123456+00:00"),
        ("2011-05-15 19:39:03 Z", "2011-05-15T19:39:03+00:00"),
        ("2011-05-15T19:39:03+02", "2011-05-15T19:39:03+02:00"),
        ("2011-05-15T19:39:03+0230", "2011-05-15T19:39:03+02:30"),
        ("2011-05-15 19:39 -0700", "2011-05-15T19:39:00-07:00"),
        ("2011-05-15T19:39:03 +02:00", "2011-05-15T19:39:03+02:00"),
        ("1305488343", "2011-05-15T19:39:03+00:00"),
        ("1305488343.75", "2011-05-15T19:39:03.750000+00:00"),
    ],
)
def test_iso_text_and_unix_seconds_become_a_time_with_its_offset(text, sent):
    assert in_zone(text, "America/New_York") == (sent, [])


@pytest.mark.parametrize(
    "text",
    [
        "20240403",
        "2024-W10-1",
        "2024-094",
        "2024-04",
        "2024-4-3",
        "2024-02-30",
        "0000-01-01",
        "2024-04-03 24:00",
        "2024-04-03 23:59:60",
        "2024-04-03 7:05",
        "2024-04-03T10",
        "2024-04-03Z",
        "2024-04-03 10:00 PM",
        "2024-04-03T10:00:00+99:99",
        "2024-04-03T10:00 0200",
        "1712138400000",
        "12345678",
        "2024053114",
        "0612345678",
        "yesterday",
        "٢٠٢٤-٠٤-٠٣",
    ],
)
def test_what_is_no_date_without_a_guess_is_held(text):
    assert in_zone(text, "UTC") == (None, ["time_invalid"])


@pytest.mark.parametrize("text", ["03/04/2024", "3.4.2024", "04-03-2024", "31/12/2024", "1-2-24"])
def test_a_date_that_waits_for_a_choice_is_held_and_says_so(text):
    assert in_zone(text, "UTC") == (None, ["date_ambiguous"])


@pytest.mark.parametrize(
    ("text", "is_taken"),
    [
        ("1990-01-01T00:00:00Z", False),
        ("1990-01-01T00:00:01Z", True),
        ("1989-12-31T23:30:00-02:00", False),
        ("1990-01-01T00:30:00-02:00", True),
        ("1990-01-01T00:30:00+02:00", False),
        ("1990-01-01T02:00:01+02:00", True),
        ("0001-01-01", False),
        ("9999-12-31T23:59:59-12:00", False),
        ((NOW + LATEST_AHEAD).isoformat(), True),
        ((NOW + LATEST_AHEAD + timedelta(seconds=1)).isoformat(), False),
        ("2000000000", False),
    ],
)
def test_only_times_that_klaviyo_takes_are_sent(text, is_taken):
    value, problems = in_zone(text, "UTC")

    assert (value is not None) == is_taken
    assert problems == ([] if is_taken else ["time_out_of_range"])


def test_a_date_is_sent_as_local_midnight_and_says_so():
    assert in_zone("2022-11-08", "Europe/Berlin") == (
        "2022-11-08T00:00:00+01:00",
        ["time_without_hour"],
    )
    assert in_zone("1667862000", "Europe/Berlin")[1] == []


def test_a_time_that_the_clock_skipped_is_sent_an_hour_later_and_says_so():
    value, problems = in_zone("2024-03-31 02:30", "Europe/Berlin")

    assert problems == ["time_in_gap"]
    assert datetime.fromisoformat(value).astimezone(ZoneInfo("Europe/Berlin")).hour == 3


def test_a_time_that_the_clock_showed_twice_is_sent_as_the_first_and_says_so():
    assert in_zone("2024-11-03 01:30", "America/New_York") == (
        "2024-11-03T01:30:00-04:00",
        ["time_twice"],
    )
    assert in_zone("2024-11-03 01:30-05:00", "America/New_York")[1] == []


@pytest.mark.parametrize("name", ["", "Europe", "Atlantis", "../etc/passwd", "a" * 300, "x\0y"])
def test_a_time_zone_that_does_not_exist_is_an_error_of_the_option(name):
    with pytest.raises(OptionError) as caught:
        zone(name)

    assert (caught.value.option, caught.value.value) == ("--time-zone", name)


def agrees_with_zoneinfo(read, instant, local):
    clock = instant.astimezone(local)
    text = clock.replace(tzinfo=None).isoformat(sep=" ")
    first = clock.replace(fold=0)
    assert read(text, local).astimezone(UTC) == first.astimezone(UTC)


@given(instants, zones)
@example(datetime(2024, 11, 3, 6, 30, tzinfo=UTC), ZoneInfo("America/New_York"))
@example(datetime(2011, 12, 30, 10, tzinfo=UTC), ZoneInfo("Pacific/Apia"))
def test_a_local_time_is_read_as_the_time_zone_data_say(instant, local):
    agrees_with_zoneinfo(read_time, instant, local)


@given(instants, zones)
@example(datetime(2024, 11, 3, 6, 30, tzinfo=UTC), ZoneInfo("America/New_York"))
def test_an_instant_comes_back_unless_its_clock_time_came_twice(instant, local):
    clock = instant.astimezone(local).replace(tzinfo=None)
    value, problems = in_zone(clock.isoformat(), local.key)
    is_same = datetime.fromisoformat(value) == instant

    assert is_same or problems == ["time_twice"]
    assert problems in ([], ["time_twice"])


@given(instants, offsets, zones, st.sampled_from("T "), st.sampled_from(["", " "]))
def test_a_time_with_its_own_offset_is_the_same_in_every_zone(instant, offset, local, mark, gap):
    clock = instant.astimezone(offset)
    naive, own = clock.strftime(f"%Y-%m-%d{mark}%H:%M:%S"), clock.strftime("%z")

    for text in (naive + gap + own, naive + gap + own[:3] + ":" + own[3:]):
        assert read_time(text, local) == instant


@given(instants, zones)
def test_unix_seconds_are_the_same_in_every_zone(instant, local):
    assert read_time(str(int(instant.timestamp())), local) == instant


@given(st.one_of(st.text("0123456789-:.,TZ+/ ", max_size=26), st.text(max_size=12)), zones)
@example("2024-01-01T00:00:00+01:00", ZoneInfo("UTC"))
def test_the_day_written_is_the_day_read(text, local):
    moment = read_time(text, local)

    if moment is not None and not re.fullmatch(r"\s*[0-9]{9,10}(\.[0-9]+)?\s*", text):
        assert moment.strftime("%Y-%m-%d") == text.strip()[:10].zfill(10)


@given(st.text(), st.sampled_from(ZONES))
def test_a_time_cell_becomes_a_value_or_is_held(text, name):
    value, problems = in_zone(text, name)

    assert (value is None) == (problems in (["time_invalid"], ["time_out_of_range"]))


def test_a_reading_that_forgets_summer_time_would_fail_these_tests():
    def in_winter(text, local):
        moment = datetime.fromisoformat(text)
        january = datetime(2024, 1, 1, tzinfo=local).utcoffset()
        return moment.replace(tzinfo=timezone(january))

    with pytest.raises(AssertionError):
        agrees_with_zoneinfo(in_winter, datetime(2024, 7, 1, tzinfo=UTC), ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize(
    ("hour", "target", "sent", "problems"),
    [
        ("midnight", "time", "2022-11-08T00:00:00+01:00", ["time_without_hour"]),
        ("noon", "time", "2022-11-08T12:00:00+01:00", []),
        ("hold", "time", None, ["hour_missing"]),
        ("date", "time", "2022-11-08T00:00:00+01:00", ["time_without_hour"]),
        ("date", "properties.day", "2022-11-08", []),
        ("hold", "properties.day", None, ["hour_missing"]),
    ],
)
def test_a_date_without_a_time_of_day_becomes_what_somebody_chose(hour, target, sent, problems):
    options = Options(time_zone="Europe/Berlin")

    for text, style in (("2022-11-08", None), ("8.11.2022", "day first"), ("44873", "excel days")):
        value = converted(text, "time", options, target=target, hour=MissingHour(hour), date=style)
        assert value == (sent, problems)


@pytest.mark.parametrize("hour", MissingHour)
def test_a_time_of_day_that_is_there_stays(hour):
    value = converted("8.11.2022 07:05", "time", hour=hour, date="day first")

    assert value == ("2022-11-08T07:05:00+00:00", [])


def test_a_short_year_is_told_also_where_a_date_stays_a_date():
    value = converted(
        "8.11.22", "time", target="properties.day", hour=MissingHour.DATE, date="day first"
    )

    assert value == ("2022-11-08", ["year_short"])


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("1957-03-09", "1957-03-09T00:00:00+01:00"),
        ("1890-05-01", "1890-05-01T00:00:32+00:54"),
        ("2031-01-01", "2031-01-01T00:00:00+01:00"),
    ],
)
def test_the_bounds_of_events_do_not_hold_for_birthdays_and_other_properties(text, sent):
    options = Options(time_zone="Europe/Berlin")

    assert converted(text, "time", options, target="properties.birthday") == (
        sent,
        ["time_without_hour"],
    )
    assert converted(text, "time", options) == (None, ["time_out_of_range"])


def test_the_zone_of_a_column_comes_before_that_of_the_file():
    options = Options(time_zone="Europe/Berlin")

    assert converted("2022-11-08 07:05", "time", options, zone="Asia/Tokyo") == (
        "2022-11-08T07:05:00+09:00",
        [],
    )


def test_a_text_as_long_as_a_book_is_held_and_not_remembered():
    assert converted("2024-05-31 14" + "x" * 10_000 + ":30", "time") == (None, ["time_invalid"])


def test_a_date_that_is_read_again_is_told_of_again():
    convert = converter("time", ValueType.TIME, Options("UTC"), NOW)
    problems = []

    assert {convert("2022-11-08", problems) for _ in range(3)} == {"2022-11-08T00:00:00+00:00"}
    assert [problem.code for problem in problems] == [Code.TIME_WITHOUT_HOUR] * 3


UNSAID = Options()
"""Nobody has said whose clock wrote the times."""


@pytest.mark.parametrize(
    ("text", "style", "sent"),
    [
        ("2011-05-15 19:39:03", None, "2011-05-15T19:39:03+00:00"),
        ("2011-05-15T19:39", None, "2011-05-15T19:39:00+00:00"),
        ("2011-05-15 19:39:03.5", None, "2011-05-15T19:39:03.500000+00:00"),
        ("15.5.2011 19:39", "day first", "2011-05-15T19:39:00+00:00"),
        ("5/15/2011 7:39 PM", "month first", "2011-05-15T19:39:00+00:00"),
        ("15 May 2011 19:39", None, "2011-05-15T19:39:00+00:00"),
        ("40678.5", "excel days", "2011-05-15T12:00:00+00:00"),
    ],
)
def test_a_time_whose_zone_nobody_said_is_sent_as_utc_and_told_of(text, style, sent):
    assert converted(text, "time", UNSAID, date=style) == (sent, ["zone_unsaid"])
    for said in ({"options": Options("UTC")}, {"options": UNSAID, "zone": "UTC"}):
        assert converted(text, "time", date=style, **said) == (sent, [])


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("2011-05-15T19:39:03Z", None),
        ("2011-05-15 19:39 -0700", None),
        ("2011-05-15T19:39:03.5+02:00", None),
        ("15.5.2011 19:39 +02:00", "day first"),
        ("1305488343", None),
        ("1305488343000", "unix milliseconds"),
    ],
)
def test_a_time_that_names_its_own_distance_needs_no_zone(text, style):
    value, problems = converted(text, "time", UNSAID, date=style)
    assert problems == []
    assert (value, []) == converted(text, "time", Options("Asia/Tokyo"), date=style)


@pytest.mark.parametrize(
    ("hour", "target", "problems"),
    [
        ("midnight", "time", ["zone_unsaid", "time_without_hour"]),
        ("noon", "properties.day", ["zone_unsaid"]),
        ("date", "time", ["zone_unsaid", "time_without_hour"]),
        ("date", "properties.day", []),
        ("hold", "properties.day", ["hour_missing"]),
    ],
)
def test_a_date_needs_a_zone_where_it_becomes_a_moment_alone(hour, target, problems):
    _, found = converted("2022-11-08", "time", UNSAID, target=target, hour=MissingHour(hour))
    assert found == problems


def test_what_is_held_says_nothing_of_its_zone():
    assert converted("1957-03-09 10:00", "time", UNSAID) == (None, ["time_out_of_range"])


def test_the_zone_is_told_of_once_for_each_record_and_never_of_another():
    convert = converter("time", ValueType.TIME, UNSAID, NOW)
    problems = []
    for text in ("2024-05-31 14:30", "2024-05-31 14:45Z", "2024-05-31 14:59", "2024-05-31"):
        convert(text, problems)
    assert [(each.text, each.severity) for each in problems if each.code is Code.ZONE_UNSAID] == [
        ("2024-05-31 14:30", Severity.WARN),
        ("2024-05-31 14:59", Severity.WARN),
        ("2024-05-31", Severity.WARN),
    ]


@given(instant=instants, offset=offsets)
def test_only_times_without_an_offset_are_told_of_whatever_came_before(instant, offset):
    convert = converter("properties.at", ValueType.TIME, UNSAID, NOW)
    clock = instant.astimezone(offset)
    for text, is_told in (
        (clock.isoformat(" "), False),
        (clock.replace(tzinfo=None).isoformat(" "), True),
    ) * 2:
        problems = []
        convert(text, problems)
        assert [problem.code for problem in problems] == [Code.ZONE_UNSAID] * is_told


def test_a_reader_that_takes_every_time_for_told_would_be_found_out(monkeypatch):
    begin = Hours.__init__
    monkeypatch.setattr(
        Hours, "__init__", lambda self, local, *rest: begin(self, local or ZoneInfo("UTC"), *rest)
    )
    with pytest.raises(AssertionError):
        test_the_zone_is_told_of_once_for_each_record_and_never_of_another()
