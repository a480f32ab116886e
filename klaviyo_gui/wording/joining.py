"""What joining a list means and would start, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from klaviyo_gui.wording.amounts import bare, listed
from klaviyo_gui.wording.waits import detail_words

if TYPE_CHECKING:
    from klaviyo_gui.sending.list_guard import ListReport

_FORBIDDEN: Final = 403

CONSENT: Final = (
    "Joining a list is no consent: nobody is subscribed by it, and whom you may write to stays as "
    "it is in Klaviyo."
)


def joined_words(report: ListReport, name: str) -> str:
    """Return what joining a list of this name would start, or that nobody can tell."""
    if report.is_gone:
        return f"The account has no list “{name}” any more. Choose another one, or none."
    flows = report.flows
    if flows:
        names = listed([f"“{each.name}”" for each in flows])
        start = "a live flow" if len(flows) == 1 else f"{len(flows)} live flows"
        return (
            f"Joining “{name}” would start {start}: {names}. That is always live: history is for "
            "events only."
        )
    if report.is_whole:
        return f"No live flow starts where somebody joins “{name}”."
    said = detail_words(report.detail)
    why = f"could not be looked at{f': {bare(said)}' if said else ''}"
    if report.status == _FORBIDDEN:
        why = "may not be seen with this key"
    return (
        f"Joining “{name}” may start flows that send messages; which ones {why}. History is for "
        "events only."
    )


def lists_words(report: ListReport) -> str:
    """Return why no list can be chosen, blank where there are some."""
    if report.lists:
        return ""
    if report.is_whole:
        return "The account has no list."
    if report.status == _FORBIDDEN:
        return "The key may not see lists."
    said = detail_words(report.detail)
    cause = f": {bare(said)}" if said else ""
    return f"The lists of the account could not be looked at{cause}."
