"""The short way to a moment ends where the long one does, in every zone and year."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from klaviyo_gui.core.conversion import DateStyle
from klaviyo_gui.core.convert import moment
from klaviyo_gui.core.convert.clock import read_clock
from klaviyo_gui.core.convert.moment import EARLIEST, Hours, written
from tests.core.cells import NOW
from tests.core.convert.notations import FIGURES

ZONES = sorted(available_timezones() - {"localtime"})
TODAY = NOW.date()
zones = st.sampled_from(ZONES)
forms = st.sampled_from(
    [
        *((each.style, each.date + each.hour) for each in FIGURES),
        (None, "%Y-%m-%d %H:%M:%S"),
        (None, "%Y-%m-%dT%H:%M"),
        (None, "%Y-%m-%d %H:%M:%S -0730"),
        (None, "%Y-%m-%dT%H:%M:%SZ"),
        (None, "%d May %Y %H:%M"),
        (None, "%a, %d %b %Y %H:%M:%S GMT"),
        (DateStyle.DAY_FIRST, "%d.%m.%y %H:%M"),
    ]
)


def transitions(zone, year):
    """Return the instants of a year before which and after which a zone has other offsets."""
    found = []
    day = datetime(year, 1, 1, tzinfo=UTC)
    for _ in range(366):
        low, high = day, day + timedelta(days=1)
        if low.astimezone(zone).utcoffset() != high.astimezone(zone).utcoffset():
            while high - low > timedelta(seconds=1):
                middle = low + (high - low) // 2
                is_before = middle.astimezone(zone).utcoffset() == low.astimezone(zone).utcoffset()
                low, high = (middle, high) if is_before else (low, middle)
            found.append(high)
        day += timedelta(days=1)
    return found


def the_long_way(text, zone, latest, style):
    """Return the moment as it is sent, or empty where it is not taken or something is told."""
    clock = read_clock(text, style, TODAY)
    if clock is None or not clock.has_hour or clock.is_year_short:
        return ""
    at = clock.moment
    at = at if at.tzinfo is not None else at.replace(tzinfo=zone)
    if at.utcoffset() != at.replace(fold=1).utcoffset():
        return ""
    if latest is not None and not EARLIEST < at <= latest:
        return ""
    return written(at)


def agrees(hours, text, zone, latest, style):
    short = hours.read(text)
    assert not short or short == the_long_way(text, zone, latest, style)
    assert hours.read(text) == short
    return short


@given(
    zones,
    st.datetimes(datetime(1880, 1, 1), datetime(2050, 1, 1)),  # noqa: DTZ001 - wall clocks
    forms,
    st.booleans(),
    st.lists(st.integers(-7200, 7200), min_size=1, max_size=6),
)
def test_every_hour_is_read_as_the_long_way_reads_it(name, wall, form, is_event, steps):
    zone, latest = ZoneInfo(name), NOW if is_event else None
    style, pattern = form
    hours = Hours(zone, latest, style, TODAY)
    for step in steps:
        text = (wall + timedelta(seconds=step)).strftime(pattern)
        agrees(hours, text, zone, latest, style)


@given(zones, st.integers(1900, 2035), st.lists(st.integers(-9000, 9000), min_size=4, max_size=8))
@example("Europe/Berlin", 2024, [-1, 0, 1, 1800])
@example("Australia/Lord_Howe", 2024, [-1800, -1, 0, 1799])
@example("Pacific/Apia", 2011, [-3600, -1, 0, 1, 86400])
@example("Africa/Monrovia", 1972, [-1, 0, 1, 2670])
def test_around_every_change_of_the_clocks_too(name, year, steps):
    zone = ZoneInfo(name)
    hours = Hours(zone, None, None, TODAY)
    for change in transitions(zone, year):
        for before in (change - timedelta(seconds=1), change):
            wall = before.astimezone(zone).replace(tzinfo=None, microsecond=0)
            for step in steps:
                agrees(hours, str(wall + timedelta(seconds=step)), zone, None, None)


@given(
    st.one_of(
        st.text("0123456789-:.,TZ+ PMA", max_size=30),
        st.builds(
            "{}:{}{}".format,
            st.sampled_from(
                ["2024-05-31 14", "31.05.2024 2", "31.05.2024 10h30", "31.5.24 9", "x"]
            ),
            st.integers(0, 99).map("{:02d}".format),
            st.sampled_from(
                [":30", ":30.5", ".30", " PM", "Z", " -0400", "+9:99", " Uhr", "0", ": "]
            ),
        ),
        st.text(),
    ),
    st.sampled_from([None, *DateStyle]),
)
@example("31.05.2024 10h30:15", DateStyle.DAY_FIRST)
@example("2024-05-31 14:30:00.25", None)
@example("2024-05-31 14:30.15", None)
@example("2024-05-31 14:30,00", None)
@example("31.05.2024 14:30,00", DateStyle.DAY_FIRST)
def test_no_text_is_read_in_another_way(text, style):
    zone = ZoneInfo("Europe/Berlin")
    agrees(Hours(zone, None, style, TODAY), text, zone, None, style)


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("2024-05-31 14:30:00", None),
        ("2024-05-31T14:30:00Z", None),
        ("31.05.2024 14:30", DateStyle.DAY_FIRST),
        ("5/31/2024 2:30 PM", DateStyle.MONTH_FIRST),
    ],
)
def test_usual_times_take_the_short_way(text, style):
    zone = ZoneInfo("Europe/Berlin")

    assert agrees(Hours(zone, NOW, style, TODAY), text, zone, NOW, style) != ""


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("31.05.24 14:30", DateStyle.DAY_FIRST),
        ("31.05.2024 10h30:15", DateStyle.DAY_FIRST),
        ("2024-05-31 14:30,00", None),
        ("2024-10-27 02:30", None),
        ("2026-11-23 13:10", None),
        ("2026-11-23 13:50", None),
        ("1989-12-31 23:30", None),
        ("1989-12-31 23:30-02:00", None),
    ],
)
def test_where_there_is_more_to_tell_the_long_way_is_taken(text, style):
    zone, latest = ZoneInfo("Europe/Berlin"), NOW + timedelta(minutes=30)

    assert Hours(zone, latest, style, TODAY).read(text) == ""


def test_what_is_remembered_has_an_end(monkeypatch):
    monkeypatch.setattr(moment, "_HOURS_KEPT", 2)
    zone = ZoneInfo("UTC")
    hours = Hours(zone, None, None, TODAY)

    for hour in range(24):
        assert agrees(hours, f"2024-05-31 {hour:02d}:30", zone, None, None)
    assert len(hours._known) <= 2


@given(zones, st.datetimes(datetime(1850, 1, 2), datetime(2050, 1, 1)))  # noqa: DTZ001 - wall clocks
@example("Europe/Amsterdam", datetime(1930, 7, 1))  # noqa: DTZ001 - a wall clock
def test_an_old_time_is_written_with_an_offset_that_everybody_reads(name, wall):
    at = wall.replace(microsecond=0, tzinfo=ZoneInfo(name))
    text = written(at)

    assert datetime.fromisoformat(text).astimezone(UTC) == at.astimezone(UTC)
    assert len(text) == len("2024-05-31T14:30:00+02:00")


def test_a_birthday_before_all_time_zones_keeps_its_day():
    at = datetime.fromisoformat("1890-05-01").replace(tzinfo=ZoneInfo("Europe/Berlin"))

    assert date.fromisoformat(written(at)[:10]) == date(1890, 5, 1)


def test_a_memory_that_forgets_that_clocks_change_would_fail_these_tests():
    class Forgetful(Hours):
        def _look(self, hour, behind):
            first = datetime.fromisoformat(f"{hour}:00:00").replace(tzinfo=self._local)
            return first.isoformat()[:14], first.isoformat()[19:]

    zone = ZoneInfo("Europe/Berlin")
    with pytest.raises(AssertionError):
        agrees(Forgetful(zone, None, None, TODAY), "2024-03-31 02:30", zone, None, None)
