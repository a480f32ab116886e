"""What the list of names of an event offers: those of the account, ready events, a new name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.core.near_names import near_names
from klaviyo_gui.core.templates import TEMPLATES, Template
from klaviyo_gui.language import mark, tr
from klaviyo_gui.ui.chooser import Choice
from klaviyo_gui.wording.metrics import badge_words, metric_words, new_name_words
from klaviyo_gui.wording.phrases import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from klaviyo_gui.core.account_metric import AccountMetric

_EXPECTED = 4
"""Details of a ready shape that are named in its line."""

READY = mark("ready event")


@dataclass(frozen=True, slots=True)
class MetricName:
    """A name that is to be that of every event."""

    name: str


def metric_choices(names: Sequence[AccountMetric], now: datetime) -> list[Choice]:
    """Return the names of the account, then the ready events that it does not have."""
    ready = {each.metric: each for each in TEMPLATES}
    known = [_known(each, ready.get(each.name), now) for each in names]
    there = {each.name for each in names}
    others = [
        Choice(each, name, f"{tr(each.meaning)} {_expected(each)}", tr(READY))
        for name, each in ready.items()
        if name not in there
    ]
    return [*known, *others]


def new_name(words: str, names: Sequence[AccountMetric], account: str) -> Choice | None:
    """Return the choice of a typed name, None for one that is listed already."""
    listed = [*(each.name for each in names), *(each.metric for each in TEMPLATES)]
    if not words or words in listed:
        return None
    near = near_names(words, [each.name for each in names])
    below = new_name_words(near, account if names else "")
    return Choice(
        MetricName(words), quoted(words), below, tr("new name") if account and names else ""
    )


def _known(metric: AccountMetric, ready: Template | None, now: datetime) -> Choice:
    """Return a name of the account; of a ready event it brings the shape as well."""
    value = MetricName(metric.name) if ready is None else ready
    return Choice(value, metric.name, metric_words(metric, now), badge_words(metric))


def _expected(template: Template) -> str:
    names = [each.name for each in template.details]
    told, more = ", ".join(names[:_EXPECTED]), len(names) - _EXPECTED
    if more > 0:
        return tr("Expects {names} and {more} more.", names=told, more=more)
    return tr("Expects {names}.", names=told)
