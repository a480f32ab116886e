"""Metrics of one name are one entry: those that this program adds to first, then the latest."""

from datetime import UTC, datetime

import pytest

from klaviyo_gui.core.account_metric import AccountMetric
from klaviyo_gui.klaviyo.metric_names import by_name
from klaviyo_gui.klaviyo.metrics import Metric

EARLY, LATE = "2024-01-01T09:00:00+00:00", "2026-11-01T09:00:00+00:00"


def moment(text):
    return datetime.fromisoformat(text)


def test_metrics_of_one_name_are_told_together():
    found = by_name(
        [
            Metric("M1", "Placed Order", "Shopify", LATE),
            Metric("M2", "Placed Order", "API", EARLY),
            Metric("M3", "Checkout Started", "Shopify", LATE),
        ]
    )
    assert found == (
        AccountMetric("Placed Order", ("API", "Shopify"), is_of_api=True, updated=moment(EARLY)),
        AccountMetric("Checkout Started", ("Shopify",), updated=moment(LATE)),
    )


def test_what_this_program_adds_to_comes_first_and_of_these_the_latest():
    metrics = [
        Metric("M1", "Opened Email", "Klaviyo", LATE),
        Metric("M2", "b", "API", EARLY),
        Metric("M3", "A", "API", EARLY),
        Metric("M4", "Sale", "API", LATE),
        Metric("M5", "Never", "API", ""),
    ]
    assert [each.name for each in by_name(metrics)] == ["Sale", "A", "b", "Never", "Opened Email"]


@pytest.mark.parametrize(
    ("updated", "read"),
    [
        ("2026-11-01T09:00:00", datetime(2026, 11, 1, 9, tzinfo=UTC)),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_moment_is_read_as_klaviyo_writes_it_and_nothing_else_is_one(updated, read):
    (found,) = by_name([Metric("M1", "Sale", "", updated)])
    assert (found.updated, found.integrations) == (read, ())
