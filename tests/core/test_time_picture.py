from datetime import UTC, datetime

from klaviyo_gui.core.time_picture import NO_TIMES, TimePicture, time_picture

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def event(time):
    return (
        b'{"properties":{"time":"1999-01-01","a":"\\"time\\":\\""},"time":"%s","unique_id":"1"}'
        % (time.encode())
    )


def test_events_are_counted_by_month_and_by_age():
    times = (
        "2026-03-01T11:00:00+00:00",
        "2026-02-27T11:00:00+00:00",
        "2026-01-01T00:00:00-05:00",
        "2025-12-31T23:30:00-05:00",
        "2024-03-02T19:12:16",
        "2026-03-01T14:00:00+01:00",
    )
    assert time_picture(map(event, times), NOW) == TimePicture(
        (("2024-03", 1), ("2025-12", 1), ("2026-01", 1), ("2026-02", 1), ("2026-03", 2)),
        older_than_day=4,
        older_than_month=3,
        older_than_year=1,
        future=1,
    )


def test_parts_add_up_in_any_order_and_nothing_adds_nothing():
    one = time_picture([event("2026-03-01T11:00:00+00:00")], NOW)
    two = time_picture([event("2020-01-01T00:00:00+00:00")], NOW)
    both = time_picture(map(event, ("2026-03-01T11:00:00+00:00", "2020-01-01T00:00:00+00:00")), NOW)
    assert one.merged(two) == two.merged(one) == both
    assert both.merged(NO_TIMES) == both
    assert (both.total, NO_TIMES.total) == (2, 0)
