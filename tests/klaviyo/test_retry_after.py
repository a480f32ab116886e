from datetime import UTC, datetime

import pytest

from klaviyo_gui.klaviyo.retry_after import seconds_to_wait

NOW = datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("7", 7.0),
        (" 7 ", 7.0),
        ("1.5", 1.5),
        ("2.", 2.0),
        ("0", 1.0),
        ("0.0", 1.0),
        ("-5", 1.0),
        ("", 1.0),
        ("soon", 1.0),
        ("5, 10", 1.0),
        ("1e3", 1.0),
        ("inf", 1.0),
        ("nan", 1.0),
        ("٣", 1.0),
        ("300", 300.0),
        ("301", 300.0),
        ("9" * 400, 300.0),
        ("Mon, 23 Nov 2026 12:00:09 GMT", 9.0),
        ("Mon, 23 Nov 2026 12:00:09 -0000", 9.0),
        ("Mon, 23 Nov 2026 13:00:09 +0100", 9.0),
        ("Mon, 23 Nov 2026 11:59:00 GMT", 1.0),
        ("Mon, 23 Nov 2027 12:00:00 GMT", 300.0),
        ("Mon, 23 Nov 99999 12:00:00 GMT", 1.0),
        ("Mon, 23 Nov 99999999999999999999 12:00:00 GMT", 1.0),
        ("Mon, 99 Nov 2026 12:00:00 GMT", 1.0),
        ("Mon, 23 Nov 2026 12:00:09 +9999", 1.0),
    ],
)
def test_every_form_of_retry_after_gives_a_wait_that_makes_sense(written, seconds):
    assert seconds_to_wait({"retry-after": written}, NOW) == seconds


def test_without_the_header_the_wait_is_a_second():
    assert seconds_to_wait({}, NOW) == 1.0


def test_a_date_counts_from_the_date_of_the_answer_rather_than_from_our_clock():
    headers = {
        "retry-after": "Mon, 23 Nov 2026 18:00:04 GMT",
        "date": "Mon, 23 Nov 2026 18:00:00 GMT",
    }
    assert seconds_to_wait(headers, NOW) == 4.0


def test_a_date_without_any_clock_gives_the_shortest_wait():
    assert seconds_to_wait({"retry-after": "Mon, 23 Nov 2026 18:00:04 GMT"}) == 1.0
