"""Before a run goes on, or its rows are sent again: whether that starts what was confirmed."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from klaviyo_gui import paths
from klaviyo_gui.cli.event_names import EventNames, event_names
from klaviyo_gui.cli.looking_again import ensure_unchanged, look_again
from klaviyo_gui.cli.naming import ensure_named, ensure_somebody
from klaviyo_gui.cli.output import tell
from klaviyo_gui.core.account_name import is_same_account
from klaviyo_gui.sending.account_reader import AccountMemory
from klaviyo_gui.sending.going_on import (
    is_still_blind,
    names_left,
    seen_flows,
    standing,
    starting,
    starting_again,
)
from klaviyo_gui.store.journal import JOURNAL, Journal
from klaviyo_gui.store.list_form import list_in
from klaviyo_gui.store.results import facts_of
from klaviyo_gui.store.seen_form import seen_in
from klaviyo_gui.store.sent_before import READING_SECONDS
from klaviyo_gui.wording.flows import flow_words
from klaviyo_gui.wording.joining import joined_words
from klaviyo_gui.wording.standing import standing_words

if TYPE_CHECKING:
    import argparse

    from klaviyo_gui.core.seen_flows import SeenFlows
    from klaviyo_gui.sending.account_look import AccountReport
    from klaviyo_gui.sending.going_on import Standing, Starting
    from klaviyo_gui.sending.send import Destination, Order
    from klaviyo_gui.store.history import RunSummary


def confirm_resume(
    arguments: argparse.Namespace, found: RunSummary, destination: Destination
) -> None:
    """Make sure that an unfinished run starts what was confirmed, or that somebody means it.

    Raises Failure.
    """
    if _is_elsewhere(found, destination):
        return
    path = paths.runs() / found.run / JOURNAL
    with closing(Journal.open(path, READING_SECONDS)) as journal:
        if not journal.is_planned:
            return
        begins = starting_again(journal.facts, found.run)
        if begins.is_nothing:
            return
        named = EventNames(names_left(journal) if begins.is_live else ())
        before = seen_in(journal.facts)
    memory = AccountMemory()
    report = look_again(destination, begins, named, memory)
    _tell_starts(begins, report)
    stands = standing(before, report, named.names)
    if stands.is_same or is_still_blind(before, report):
        return
    _ensure_meant(
        arguments, f"Continue run {found.run} to {destination.account}?", stands, destination
    )
    if not arguments.yes:
        ensure_unchanged(destination, begins, named, report, memory)


def confirm_retry(
    arguments: argparse.Namespace, order: Order, found: RunSummary, destination: Destination
) -> SeenFlows | None:
    """Make sure that rows start what was confirmed, or that somebody means it; raises Failure.

    Returns the flows that were seen, as the new run keeps them.
    """
    if _is_elsewhere(found, destination):
        return None
    facts = facts_of(paths.runs(), found.run)
    mapping = order.mapping.joining(list_in(facts.get("mapping", {})))
    begins = starting(mapping, is_history=facts["is_history"])
    if begins.is_nothing:
        return None
    named = event_names(order) if begins.is_live else EventNames()
    memory = AccountMemory()
    report = look_again(destination, begins, named, memory)
    _tell_starts(begins, report)
    stands = standing(seen_in(facts), report, named.names)
    if not stands.is_same:
        question = f"Send rows of run {found.run} again to {destination.account}?"
        _ensure_meant(arguments, question, stands, destination)
        if not arguments.yes:
            ensure_unchanged(destination, begins, named, report, memory)
    return seen_flows(report, named.names)


def _is_elsewhere(found: RunSummary, destination: Destination) -> bool:
    """Tell whether nobody can be harmed: by practice, or an account that the run never goes to."""
    return destination.is_practice or not is_same_account(found.account, destination.account)


def _tell_starts(begins: Starting, report: AccountReport) -> None:
    if begins.is_live:
        tell(flow_words(report.flows))
    if begins.joins is not None:
        tell(joined_words(report.joined, begins.joins.name))


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
