"""What events would start in an account, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from klaviyo_gui.klaviyo.trouble import Trouble
from klaviyo_gui.wording.amounts import bare, listed, plural
from klaviyo_gui.wording.values import moment_words
from klaviyo_gui.wording.waits import detail_words

if TYPE_CHECKING:
    from klaviyo_gui.core.time_picture import TimePicture
    from klaviyo_gui.sending.flow_guard import Effect, FlowReport

_FORBIDDEN: Final = 403

UNSEEN_FLOWS: Final = (
    "Flows that begin with a segment or a date cannot be seen here: what is sent, of people "
    "without a list too, may start them, as history or live."
)
"""Klaviyo tells of flows by the metric or the list that triggers them, and by nothing else."""


def effect_words(*, is_history: bool, history_before: str = "") -> str:
    """Return whether flows may see the events of a run, as what follows "sent"."""
    if is_history:
        return "as history, without flows of these events"
    if history_before:
        return (
            f"as history before {moment_words(history_before)}, and live from then on, so that "
            "flows may start"
        )
    return "live, so that flows may start"


def flow_words(report: FlowReport) -> str:
    """Return which flows a live send would start, or that nobody can tell."""
    flows = report.flows
    if flows:
        names = listed([f"“{each.name}”" for each in flows])
        start = "a live flow" if len(flows) == 1 else f"{len(flows)} live flows"
        more = "" if report.is_whole else " There may be more: not everything could be looked at."
        return f"Live events would start {start}: {names}.{more}"
    if report.is_whole:
        return "No live flow starts with these events."
    is_public = report.detail == Trouble.PUBLIC
    if is_public or report.status == _FORBIDDEN:
        blind = "A public key shows no flows" if is_public else "The key may not see flows"
        return (
            f"{blind}, so nobody can tell whether live events would send messages to these people."
        )
    said = detail_words(report.detail)
    cause = f": {bare(said)}" if said else ""
    return f"The flows of the account could not be looked at{cause}."


def proposal_words(report: FlowReport, times: TimePicture) -> str:
    """Return what to choose, and why: history unless everything speaks for live events."""
    old = times.older_than_day
    if report.flows:
        who = (
            f"{plural(old, 'event')} of {times.total:,} {'is' if old == 1 else 'are'} older than "
            "a day"
            if old
            else "messages would go out at once"
        )
        return f"Record them as history: {who}."
    if not report.is_whole:
        return "Record them as history: then no flow of these events starts, whatever there are."
    if old:
        return "Record them as history: what happened before today should start nothing."
    return "Either way no flow of these events starts."


def unseen_names_words(report: FlowReport) -> str:
    """Return that nobody can tell which names of events are new in the account, and why."""
    said = detail_words(report.detail)
    cause = f": {bare(said)}" if said else ""
    return f"Whether names of events are new in the account cannot be told{cause}."


def make_words(names: tuple[str, ...]) -> str:
    """Return what somebody says to mean who sends events of names that the account lacks."""
    if len(names) == 1:
        return f"Make the event “{names[0]}” in this account, for good"
    return f"Make {len(names)} new names of events in this account, for good"


def name_words(effect: Effect) -> str:
    """Return what is to be known of the name of the events, blank for nothing."""
    said = []
    if effect.is_new:
        said.append(
            f"“{effect.name}” is new in this account, and a name can never be changed or removed."
        )
    if effect.alike:
        known = listed([f"“{each}”" for each in effect.alike])
        said.append(f"The account has {known}, which may be what you mean.")
    if effect.elsewhere:
        said.append(
            f"{listed(list(effect.elsewhere))} has events of the same name; these will stand "
            "beside them, and reports may count them apart."
        )
    return " ".join(said)
