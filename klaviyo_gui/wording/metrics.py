"""What an account tells of the names of its events, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from klaviyo_gui.language import counted, tr
from klaviyo_gui.wording.amounts import bare, begun, listed
from klaviyo_gui.wording.phrases import quoted
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
        parts.append(
            counted(metric.flows, "starts {count} live flow", "starts {count} live flows")
            if metric.flows
            else tr("starts no flow")
        )
    if metric.updated is not None:
        parts.append(tr("last updated {when}", when=_ago(metric.updated, now)))
    if not metric.is_of_api:
        parts.append(tr("yours would be a new one beside it"))
    return begun(" · ".join(parts))


def badge_words(metric: AccountMetric) -> str:
    """Return by which integrations events of a name come."""
    return ", ".join(metric.integrations)


def new_name_words(near: tuple[str, ...], account: str) -> str:
    """Return what a name means that the account does not have; blank ``account``: nobody knows."""
    if not account:
        return tr("The name of every event")
    said = tr(
        "New in {account}, and permanent: it can never be renamed or removed.", account=account
    )
    if not near:
        return said
    like = tr("It has {names}.", names=listed([quoted(each) for each in near]))
    return f"{said} {like}"


def unseen_words(status: int, detail: str) -> str:
    """Return why the names of an account are not listed."""
    if status == _FORBIDDEN:
        return tr("The key may not see which events the account has; ready events are listed.")
    said = detail_words(detail)
    if said:
        return tr(
            "The events of the account could not be looked at: {cause}. Ready events are listed.",
            cause=bare(said),
        )
    return tr("The events of the account could not be looked at. Ready events are listed.")


def unseen_flows_words(status: int) -> str:
    """Return why it is not told how many flows a name starts."""
    if status == _FORBIDDEN:
        return tr("The key may not see flows, so it is not told what they start.")
    return tr("Not all flows could be looked at.")


def _ago(moment: datetime, now: datetime) -> str:
    days = (now.date() - moment.astimezone(now.tzinfo).date()).days
    if days <= 0:
        return tr("today")
    if days == 1:
        return tr("yesterday")
    if days <= _RECENT_DAYS:
        return counted(days, "{count} day ago", "{count} days ago")
    return tr("on {day}", day=moment_words(moment.date().isoformat()))
