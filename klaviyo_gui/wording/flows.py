"""What events would start in an account, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from klaviyo_gui.klaviyo.trouble import Trouble
from klaviyo_gui.language import counted, grouped, mark, tr
from klaviyo_gui.wording.amounts import bare, listed
from klaviyo_gui.wording.phrases import quoted
from klaviyo_gui.wording.values import moment_words
from klaviyo_gui.wording.waits import detail_words

if TYPE_CHECKING:
    from klaviyo_gui.core.time_picture import TimePicture
    from klaviyo_gui.sending.flow_guard import Effect, FlowReport

_FORBIDDEN: Final = 403

UNSEEN_FLOWS: Final = mark(
    "Flows that begin with a segment or a date cannot be seen here: what is sent, of people "
    "without a list too, may start them, as history or live."
)
"""Klaviyo tells of flows by the metric or the list that triggers them, and by nothing else."""


def effect_words(*, is_history: bool, history_before: str = "") -> str:
    """Return whether flows may see the events of a run, as what follows "sent"."""
    if is_history:
        return tr("as history, without flows of these events")
    if history_before:
        return tr(
            "as history before {time}, and live from then on, so that flows may start",
            time=moment_words(history_before),
        )
    return tr("live, so that flows may start")


def flow_words(report: FlowReport) -> str:
    """Return which flows a live send would start, or that nobody can tell."""
    flows = report.flows
    if flows:
        start = counted(
            len(flows),
            "Live events would start a live flow: {flows}.",
            "Live events would start {count} live flows: {flows}.",
            flows=listed([quoted(each.name) for each in flows]),
        )
        if report.is_whole:
            return start
        more = tr("There may be more: not everything could be looked at.")
        return f"{start} {more}"
    if report.is_whole:
        return tr("No live flow starts with these events.")
    return _unseen_flows_words(report)


def _unseen_flows_words(report: FlowReport) -> str:
    if report.detail == Trouble.PUBLIC:
        return tr(
            "A public key shows no flows, so nobody can tell whether live events would send "
            "messages to these people."
        )
    if report.status == _FORBIDDEN:
        return tr(
            "The key may not see flows, so nobody can tell whether live events would send messages "
            "to these people."
        )
    said = detail_words(report.detail)
    if said:
        return tr("The flows of the account could not be looked at: {cause}.", cause=bare(said))
    return tr("The flows of the account could not be looked at.")


def proposal_words(report: FlowReport, times: TimePicture) -> str:
    """Return what to choose, and why: history unless everything speaks for live events."""
    old = times.older_than_day
    if report.flows:
        if not old:
            return tr("Record them as history: messages would go out at once.")
        return counted(
            old,
            "Record them as history: {count} event of {total} is older than a day.",
            "Record them as history: {count} events of {total} are older than a day.",
            total=grouped(times.total),
        )
    if not report.is_whole:
        return tr(
            "Record them as history: then no flow of these events starts, whatever there are."
        )
    if old:
        return tr("Record them as history: what happened before today should start nothing.")
    return tr("Either way no flow of these events starts.")


def unseen_names_words(report: FlowReport) -> str:
    """Return that nobody can tell which names of events are new in the account, and why."""
    said = detail_words(report.detail)
    if said:
        return tr(
            "Whether names of events are new in the account cannot be told: {cause}.",
            cause=bare(said),
        )
    return tr("Whether names of events are new in the account cannot be told.")


def make_words(names: tuple[str, ...]) -> str:
    """Return what somebody says to mean who sends events of names that the account lacks."""
    if len(names) == 1:
        return tr("Make the event “{name}” in this account, for good", name=names[0])
    return counted(
        len(names),
        "Make {count} new name of events in this account, for good",
        "Make {count} new names of events in this account, for good",
    )


def name_words(effect: Effect) -> str:
    """Return what is to be known of the name of the events, blank for nothing."""
    said = []
    if effect.is_new:
        said.append(
            tr(
                "“{name}” is new in this account, and a name can never be changed or removed.",
                name=effect.name,
            )
        )
    if effect.alike:
        known = listed([quoted(each) for each in effect.alike])
        said.append(tr("The account has {names}, which may be what you mean.", names=known))
    if effect.elsewhere:
        said.append(
            tr(
                "{sources} has events of the same name; these will stand beside them, and reports "
                "may count them apart.",
                sources=listed(effect.elsewhere),
            )
        )
    return " ".join(said)
