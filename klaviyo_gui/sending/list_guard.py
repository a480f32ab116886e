"""What joining a list would start in an account: looked up before anybody is sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.core.outcome import Verdict

if TYPE_CHECKING:
    from klaviyo_gui.core.contact_list import ContactList
    from klaviyo_gui.core.flow import Flow
    from klaviyo_gui.klaviyo.lists import KnownList
    from klaviyo_gui.sending.account_reader import AccountReader


@dataclass(frozen=True, slots=True)
class ListReport:
    """What was found of the lists of an account, and of the one that people would join.

    ``lists`` are all of them, ``seen`` the flows that begin where somebody is added to the one.
    ``is_gone`` tells that the account has no such list. ``status`` and ``detail`` are of the answer
    that ended the look, 0 and blank for none; ``is_whole`` tells that there was none.
    """

    lists: tuple[KnownList, ...] = ()
    seen: tuple[Flow, ...] = ()
    is_gone: bool = False
    status: int = 0
    detail: str = ""
    is_whole: bool = True

    @property
    def flows(self) -> tuple[Flow, ...]:
        """Return the flows that may act on those who join."""
        return tuple(flow for flow in self.seen if flow.may_act)

    @property
    def is_harmless(self) -> bool:
        """Tell whether it is known that joining starts nothing; a mark for history has no say."""
        return self.is_whole and not self.flows


def look_at_lists(reader: AccountReader, joins: ContactList | None) -> ListReport:
    """Return the lists, and what joining one would start; not being able to see never raises."""
    outcome, lists = reader.lists()
    if outcome.verdict is not Verdict.ACCEPTED:
        return ListReport(status=outcome.status, detail=outcome.detail, is_whole=False)
    known = tuple(lists)
    if joins is None:
        return ListReport(known)
    if all(each.id != joins.id for each in known):
        return ListReport(known, is_gone=True)
    outcome, flows = reader.flows_of_list(joins.id)
    if outcome.verdict is not Verdict.ACCEPTED:
        return ListReport(known, status=outcome.status, detail=outcome.detail, is_whole=False)
    return ListReport(known, tuple(flows))
