"""What an account tells of a name is said, and no more than it tells."""

from datetime import UTC, datetime, timedelta

import pytest

from klaviyo_gui.core.account_metric import AccountMetric
from klaviyo_gui.wording.metrics import (
    badge_words,
    metric_words,
    new_name_words,
    unseen_flows_words,
    unseen_words,
)

NOW = datetime(2026, 11, 27, 8, tzinfo=UTC)


def ago(**span):
    return NOW - timedelta(**span)


@pytest.mark.parametrize(
    ("metric", "said"),
    [
        (
            AccountMetric("Sale", is_of_api=True, updated=ago(days=2), flows=1),
            "Starts 1 live flow · last updated 2 days ago",
        ),
        (
            AccountMetric("Sale", is_of_api=True, updated=ago(hours=1), flows=0),
            "Starts no flow · last updated today",
        ),
        (AccountMetric("Sale", is_of_api=True, updated=ago(hours=9)), "Last updated yesterday"),
        (AccountMetric("Sale", is_of_api=True, updated=ago(days=30)), "Last updated 30 days ago"),
        (
            AccountMetric("Sale", is_of_api=True, updated=ago(days=31)),
            "Last updated on 27 October 2026",
        ),
        (AccountMetric("Sale", is_of_api=True, updated=ago(days=-1)), "Last updated today"),
        (
            AccountMetric("Sale", ("Shopify",), flows=2),
            "Starts 2 live flows · yours would be a new one beside it",
        ),
        (AccountMetric("Sale", is_of_api=True), ""),
    ],
)
def test_a_name_is_told_by_what_it_starts_when_it_changed_and_who_has_it(metric, said):
    assert metric_words(metric, NOW) == said


def test_a_badge_names_the_integrations():
    assert badge_words(AccountMetric("Sale", ("API", "Shopify"))) == "API, Shopify"


def test_a_new_name_is_said_to_be_permanent_where_it_is_known_to_be_new():
    assert new_name_words((), "") == "The name of every event"
    said = "New in Shop, and permanent: it can never be renamed or removed."
    assert new_name_words((), "Shop") == said
    assert new_name_words(("Sales", "SALE"), "Shop") == f"{said} It has “Sales” and “SALE”."


def test_why_something_is_not_told_is_said_calmly():
    assert unseen_words(403, "x").startswith("The key may not see which events the account has;")
    assert unseen_words(500, "Oops.") == (
        "The events of the account could not be looked at: Oops. Ready events are listed."
    )
    assert unseen_words(0, "").startswith("The events of the account could not be looked at. Ready")
    assert unseen_flows_words(403).startswith("The key may not see flows")
    assert unseen_flows_words(500) == "Not all flows could be looked at."
