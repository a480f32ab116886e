"""The metrics of an account, one for each name."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from klaviyo_gui.core.account_metric import AccountMetric

if TYPE_CHECKING:
    from collections.abc import Iterable

    from klaviyo_gui.klaviyo.metrics import Metric

_NEVER = datetime.min.replace(tzinfo=UTC)


def by_name(metrics: Iterable[Metric]) -> tuple[AccountMetric, ...]:
    """Return the names of metrics: those that this program adds to first, the latest first."""
    found: dict[str, list[Metric]] = {}
    for each in metrics:
        found.setdefault(each.name, []).append(each)
    named = [_named(name, same) for name, same in found.items()]
    named.sort(key=lambda each: each.name.casefold())
    named.sort(key=lambda each: each.updated or _NEVER, reverse=True)
    return tuple(sorted(named, key=lambda each: not each.is_of_api))


def _named(name: str, same: list[Metric]) -> AccountMetric:
    of_api = [each for each in same if each.is_of_api]
    # That of another integration says nothing of the one to which the events will belong.
    moments = [moment for each in of_api or same if (moment := _moment(each.updated)) is not None]
    integrations = sorted({each.integration for each in same if each.integration})
    return AccountMetric(name, tuple(integrations), bool(of_api), max(moments, default=None))


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
