from datetime import UTC, datetime, timedelta

from klaviyo_gui.core.time_picture import NO_TIMES, TimePicture, dated, time_picture

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def event(time):
    return (
        b'{"properties":{"time":"1999-01-01","a":"\\"time\\":\\""},"time":"%s","unique_id":"1"}'
        % (time.encode())
    )


def picture(*times):
    return time_picture(dated(map(event, times), NOW))


def test_events_are_counted_by_month_and_by_age():
    times = (
        "2026-03-01T11:00:00+00:00",
        "2026-02-27T11:00:00+00:00",
        "2026-01-01T00:00:00-05:00",
        "2025-12-31T23:30:00-05:00",
        "2024-03-02T19:12:16",
        "2026-03-01T14:00:00+01:00",
    )
    assert picture(*times) == TimePicture(
        (("2024-03", 1), ("2025-12", 1), ("2026-01", 1), ("2026-02", 1), ("2026-03", 2)),
        older_than_day=4,
        older_than_month=3,
        older_than_year=1,
        future=1,
    )


def test_parts_add_up_in_any_order_and_nothing_adds_nothing():
    times = "2026-03-01T11:00:00+00:00", "2020-01-01T00:00:00+00:00"
    (one, two), both = map(picture, times), picture(*times)
    assert one.merged(two) == two.merged(one) == both
    assert both.merged(NO_TIMES) == both
    assert (both.total, NO_TIMES.total) == (2, 0)


def test_the_edges_of_every_age_belong_to_the_younger_one():
    for time, younger in (
        ("2026-02-28T12:00:00Z", "older_than_day"),
        ("2026-01-30T12:00:00Z", "older_than_month"),
        ("2025-03-01T12:00:00Z", "older_than_year"),
    ):
        assert getattr(picture(time), younger) == 0
        assert getattr(picture(time.replace("12:00:00Z", "11:59:59Z")), younger) == 1
    assert (picture("2026-03-01T12:00:00Z").future, picture("2026-03-01T12:00:01Z").future) == (
        0,
        1,
    )


def test_times_of_one_day_are_told_apart_where_an_age_ends_within_it():
    for zone, hour in (("+00:00", 12), ("+05:00", 17), ("-11:00", 1)):
        for date, younger in (
            ("2026-02-28", "older_than_day"),
            ("2026-01-30", "older_than_month"),
            ("2025-03-01", "older_than_year"),
        ):
            times = [f"{date}T{at:02}:00:00{zone}" for at in range(24)]
            assert getattr(picture(*times), younger) == hour
            assert getattr(picture(*(f"{each[:19]}.5{zone}" for each in times)), younger) == hour
        times = [f"2026-03-01T{at:02}:00:00{zone}" for at in range(24)]
        assert picture(*times).future == 23 - hour


def test_the_hours_of_a_year_are_as_old_as_they_are():
    ages = [timedelta(hours=at) for at in range(-48, 24 * 400, 7)]
    found = picture(*((NOW - age).isoformat() for age in ages))
    assert found.future == sum(age < timedelta(0) for age in ages)
    for days, count in (
        (1, found.older_than_day),
        (30, found.older_than_month),
        (365, found.older_than_year),
    ):
        assert count == sum(age > timedelta(days=days) for age in ages)


def test_the_last_and_the_first_year_of_all_have_their_months():
    assert picture("9999-12-31T00:00:00Z", "0001-02-01T00:00:00Z").months == (
        ("0001-02", 1),
        ("9999-12", 1),
    )


def test_how_much_of_a_file_is_old_is_told_by_halves():
    months = (("2026-05", 4),)
    assert NO_TIMES.ages == TimePicture(months).ages == (0, 0, 0)
    assert TimePicture(months, 4, 2, 1).ages == (2, 2, 1)
    assert TimePicture(months, 1).ages == (1, 0, 0)
