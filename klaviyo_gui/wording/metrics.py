"""What an account tells of the names of its events, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from klaviyo_gui.wording.amounts import bare, listed, plural
from klaviyo_gui.wording.values import moment_words
from klaviyo_gui.wording.waits import detail_words

if TYPE_CHECKING:
    from datetime import datetime

    from klaviyo_gui.core.account_metric import AccountMetric

_FORBIDDEN: Final = 403
_RECENT_DAYS: Final = 30
"""Days that are counted; what is older has its date."""


def metric_words(metric: AccountMetric, now: datetime) -> str:
    """Return what is known of a name: what it starts, when it changed, and who else has it."""
    parts = []
    if metric.flows is not None:
        starts = f"starts {plural(metric.flows, 'live flow')}" if metric.flows else "starts no flow"
        parts.append(starts)
    if metric.updated is not None:
        parts.append(f"last updated {_ago(metric.updated, now)}")
    if not metric.is_of_api:
        parts.append("yours would be a new one beside it")
    said = " · ".join(parts)
    return f"{said[:1].upper()}{said[1:]}"


def badge_words(metric: AccountMetric) -> str:
    """Return by which integrations events of a name come."""
    return ", ".join(metric.integrations)


def new_name_words(near: tuple[str, ...], account: str) -> str:
    """Return what a name means that the account does not have; blank ``account``: nobody knows."""
    if not account:
        return "The name of every event"
    like = f" It has {listed([f'“{each}”' for each in near])}." if near else ""
    return f"New in {account}, and permanent: it can never be renamed or removed.{like}"


def unseen_words(status: int, detail: str) -> str:
    """Return why the names of an account are not listed."""
    if status == _FORBIDDEN:
        return "The key may not see which events the account has; ready events are listed."
    said = detail_words(detail)
    cause = f": {bare(said)}" if said else ""
    return f"The events of the account could not be looked at{cause}. Ready events are listed."


def unseen_flows_words(status: int) -> str:
    """Return why it is not told how many flows a name starts."""
    if status == _FORBIDDEN:
        return "The key may not see flows, so it is not told what they start."
    return "Not all flows could be looked at."


def _ago(moment: datetime, now: datetime) -> str:
    days = (now.date() - moment.astimezone(now.tzinfo).date()).days
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    if days <= _RECENT_DAYS:
        return f"{days} days ago"
    return f"on {moment_words(moment.date().isoformat())}"
