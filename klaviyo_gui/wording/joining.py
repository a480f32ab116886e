"""What joining a list means and would start, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from klaviyo_gui.language import counted, mark, tr
from klaviyo_gui.wording.amounts import bare, listed
from klaviyo_gui.wording.phrases import quoted
from klaviyo_gui.wording.waits import detail_words

if TYPE_CHECKING:
    from klaviyo_gui.sending.list_guard import ListReport

_FORBIDDEN: Final = 403

CONSENT: Final = mark(
    "Joining a list is no consent: nobody is subscribed by it, and whom you may write to stays as "
    "it is in Klaviyo."
)


def joined_words(report: ListReport, name: str) -> str:
    """Return what joining a list of this name would start, or that nobody can tell."""
    if report.is_gone:
        return tr(
            "The account has no list “{name}” any more. Choose another one, or none.", name=name
        )
    flows = report.flows
    if flows:
        return counted(
            len(flows),
            "Joining “{name}” would start a live flow: {flows}. That is always live: history is "
            "for events only.",
            "Joining “{name}” would start {count} live flows: {flows}. That is always live: "
            "history is for events only.",
            name=name,
            flows=listed([quoted(each.name) for each in flows]),
        )
    if report.is_whole:
        return tr("No live flow starts where somebody joins “{name}”.", name=name)
    return _unseen_words(report, name)


def _unseen_words(report: ListReport, name: str) -> str:
    if report.status == _FORBIDDEN:
        return tr(
            "Joining “{name}” may start flows that send messages; which ones may not be seen with "
            "this key. History is for events only.",
            name=name,
        )
    said = detail_words(report.detail)
    if said:
        return tr(
            "Joining “{name}” may start flows that send messages; which ones could not be looked "
            "at: {cause}. History is for events only.",
            name=name,
            cause=bare(said),
        )
    return tr(
        "Joining “{name}” may start flows that send messages; which ones could not be looked at. "
        "History is for events only.",
        name=name,
    )


def lists_words(report: ListReport) -> str:
    """Return why no list can be chosen, blank where there are some."""
    if report.lists:
        return ""
    if report.is_whole:
        return tr("The account has no list.")
    if report.status == _FORBIDDEN:
        return tr("The key may not see lists.")
    said = detail_words(report.detail)
    if said:
        return tr("The lists of the account could not be looked at: {cause}.", cause=bare(said))
    return tr("The lists of the account could not be looked at.")
