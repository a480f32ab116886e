"""Before a run goes on, or its rows are sent again: whether that starts what was confirmed."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from klaviyo_gui import paths
from klaviyo_gui.cli.naming import ensure_named, ensure_somebody
from klaviyo_gui.cli.output import tell
from klaviyo_gui.core.account_name import is_same_account
from klaviyo_gui.sending.account_look import flows_seen
from klaviyo_gui.sending.account_reader import AccountMemory
from klaviyo_gui.sending.event_names import EventNames, event_names
from klaviyo_gui.sending.going_on import Outlook, look_at_rest, standing, starting
from klaviyo_gui.store.journal import JOURNAL
from klaviyo_gui.store.list_form import list_in
from klaviyo_gui.store.results import facts_of
from klaviyo_gui.store.seen_form import seen_in
from klaviyo_gui.wording.flows import flow_words
from klaviyo_gui.wording.joining import joined_words
from klaviyo_gui.wording.standing import standing_words

if TYPE_CHECKING:
    import argparse

    from klaviyo_gui.core.agreed import Agreed
    from klaviyo_gui.core.standing import Standing
    from klaviyo_gui.sending.send import Destination, Order
    from klaviyo_gui.store.history import RunSummary


def confirm_resume(
    arguments: argparse.Namespace, found: RunSummary, destination: Destination
) -> Agreed | None:
    """Make sure that an unfinished run starts what was confirmed, or that somebody means it.

    Returns what was said that it starts. Raises Failure.
    """
    if _is_elsewhere(facts_of(paths.runs(), found.run), destination):
        return None
    outlook = look_at_rest(paths.runs() / found.run / JOURNAL, destination, threading.Event())
    if outlook is None:
        return None
    _tell_starts(outlook)
    if not (outlook.stands.is_same or outlook.is_blind):
        question = f"Continue run {found.run} to {destination.account}?"
        _ensure_meant(arguments, question, outlook.stands, destination)
    return outlook.agreed(is_binding=not arguments.yes)


def confirm_retry(
    arguments: argparse.Namespace, order: Order, found: RunSummary, destination: Destination
) -> Agreed | None:
    """Make sure that rows start what was confirmed, or that somebody means it; raises Failure.

    Returns what was said that they start.
    """
    facts = facts_of(paths.runs(), found.run)
    if _is_elsewhere(facts, destination):
        return None
    mapping = order.mapping.joining(list_in(facts.get("mapping", {})))
    begins = starting(mapping, is_history=facts["is_history"])
    if begins.is_nothing:
        return None
    named = event_names(order) if begins.is_live else EventNames()
    report = flows_seen(
        destination,
        named.names,
        begins.joins,
        threading.Event(),
        AccountMemory(),
        is_every_name=named.is_every,
    )
    stands = standing(seen_in(facts), report, named.names)
    outlook = Outlook(begins, named.names, report, stands)
    _tell_starts(outlook)
    if not stands.is_same:
        question = f"Send rows of run {found.run} again to {destination.account}?"
        _ensure_meant(arguments, question, stands, destination)
    return outlook.agreed(is_binding=not arguments.yes)


def _is_elsewhere(facts: dict[str, Any], destination: Destination) -> bool:
    """Tell whether nobody can be harmed: by practice, or an account that the run never goes to.

    The journal knows; its summary is a file that anything may have written.
    """
    return destination.is_practice or not is_same_account(facts["account"], destination.account)


def _tell_starts(outlook: Outlook) -> None:
    if outlook.begins.is_live:
        tell(flow_words(outlook.report.flows))
    if outlook.begins.joins is not None:
        tell(joined_words(outlook.report.joined, outlook.begins.joins.name))


def _ensure_meant(
    arguments: argparse.Namespace, question: str, stands: Standing, destination: Destination
) -> None:
    why = standing_words(stands)
    if not arguments.yes:
        ensure_somebody(why)
    tell(why)
    if not arguments.yes:
        advice = "Type it as it is shown; until then nothing more is sent."
        ensure_named(question, destination, advice)
