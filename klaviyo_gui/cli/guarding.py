"""Before anything is sent to an account: what it would start, and whether somebody means it."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from klaviyo_gui.cli.asking import agrees
from klaviyo_gui.cli.failure import Failure
from klaviyo_gui.cli.naming import ensure_named, ensure_somebody
from klaviyo_gui.cli.output import tell, tell_line
from klaviyo_gui.core.account_name import account_key, account_name
from klaviyo_gui.core.errors import ListGone
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.way import Way
from klaviyo_gui.sending.account_look import looked_at, names_seen
from klaviyo_gui.sending.account_reader import AccountMemory
from klaviyo_gui.sending.event_names import event_names
from klaviyo_gui.sending.going_on import agreed_to, starting
from klaviyo_gui.sending.last_time import choice_now, last_time
from klaviyo_gui.sending.send import check_events, check_list
from klaviyo_gui.store.chosen_effects import chosen_effect, keep_effect
from klaviyo_gui.wording import PUBLIC_SEND
from klaviyo_gui.wording.flows import (
    UNSEEN_FLOWS,
    effect_words,
    flow_words,
    name_words,
    proposal_words,
    unseen_names_words,
)
from klaviyo_gui.wording.guards import clash_words, revenue_words
from klaviyo_gui.wording.joining import CONSENT, joined_words
from klaviyo_gui.wording.last_time import last_time_words

if TYPE_CHECKING:
    import argparse

    from klaviyo_gui.core.agreed import Agreed
    from klaviyo_gui.sending.account_look import AccountReport
    from klaviyo_gui.sending.event_names import EventNames
    from klaviyo_gui.sending.going_on import Starting
    from klaviyo_gui.sending.send import Destination, Order


def confirm(arguments: argparse.Namespace, order: Order, destination: Destination) -> Agreed | None:
    """Ask the person at the terminal; raises Failure for no, and where there is nobody to ask.

    What could start flows, live events or a list that people join, wants the name of the account
    instead of a yes. Raises ListElsewhere and ListGone too. Returns what was said that it starts.
    """
    check_list(order.mapping, destination)
    check_events(order.mapping, destination)
    if destination.is_practice:
        return None
    if not arguments.yes:
        ensure_somebody()
    else:
        tell_line(f"{arguments.file.name} goes to {destination.account}.")
    _tell_way(destination)
    tell(UNSEEN_FLOWS)
    begins = starting(order.mapping, is_history=arguments.history)
    named = event_names(order)
    if arguments.yes and begins.is_nothing:
        _tell_names(destination, named)
        return None
    report = looked_at(
        destination,
        order.mapping,
        named.names,
        threading.Event(),
        AccountMemory(),
        is_every_name=named.is_every,
    )
    if begins.joins is not None and report.joined.is_gone:
        raise ListGone(begins.joins.name, account_name(destination.account))
    _tell_report(order, destination, begins, report, named)
    about = begins.of(report)
    if arguments.yes:
        _ensure_meant(arguments, report)
    else:
        _ask(arguments, order, destination, is_harmless=about.is_harmless)
        # With --yes nobody has seen the flows, so nothing is remembered of them.
        _remember(order, destination, report, named)
    # What --history promises binds whoever is not asked as well.
    is_any = arguments.yes and arguments.live
    return agreed_to(about, named.names, is_binding=not is_any)


def _tell_report(
    order: Order,
    destination: Destination,
    begins: Starting,
    report: AccountReport,
    named: EventNames,
) -> None:
    if order.mapping.pairs(Kind.EVENTS):
        known = chosen_effect(order.mapping, account_key(destination.account))
        if known is not None:
            tell_line(last_time_words(last_time(known, report, named.times)))
    if begins.is_live:
        tell_line(f"{flow_words(report.flows)} {proposal_words(report.flows, named.times)}")
    if begins.joins is not None:
        tell_line(f"{joined_words(report.joined, begins.joins.name)} {CONSENT}")
    for words in (
        *filter(None, map(name_words, report.flows.effects)),
        *map(clash_words, report.clashes),
        *(revenue_words(each, destination.currency) for each in report.revenue),
    ):
        tell_line(words)


def _tell_names(destination: Destination, named: EventNames) -> None:
    """Tell of names that the account lacks: they stay there, though nobody is asked."""
    if not named.names:
        return
    report = names_seen(destination, named.names, threading.Event(), AccountMemory())
    if not report.is_whole:
        tell_line(unseen_names_words(report))
    for words in filter(None, map(name_words, report.effects)):
        tell_line(words)


def _remember(
    order: Order, destination: Destination, report: AccountReport, named: EventNames
) -> None:
    if order.mapping.pairs(Kind.EVENTS):
        now, before = datetime.now(UTC).astimezone(), order.history_before
        choice = choice_now(
            report, named.times, now, is_history=order.is_history, history_before=before
        )
        keep_effect(order.mapping, account_key(destination.account), choice)


def _tell_way(destination: Destination) -> None:
    if destination.way is Way.PUBLIC:
        tell(PUBLIC_SEND)


def _ensure_meant(arguments: argparse.Namespace, report: AccountReport) -> None:
    """Make sure that flows of a list start only where it was said that something goes out live."""
    if arguments.history and not report.joined.is_harmless:
        raise Failure(
            "NotConfirmed",
            "Nothing was sent: joining the list is always live, and --history says that neither "
            "events nor the list start a flow.",
            "Use --live, or send without --yes, or use a preset without the list.",
        )


def _ask(
    arguments: argparse.Namespace, order: Order, destination: Destination, *, is_harmless: bool
) -> None:
    before = order.history_before.isoformat() if order.history_before is not None else ""
    how = effect_words(is_history=order.is_history, history_before=before)
    joins = order.mapping.joined_list
    onto = f" and onto the list “{joins.name}”" if joins is not None else ""
    question = f"Send {arguments.file.name} to {destination.account} {how}{onto}?"
    if is_harmless:
        if not agrees(question):
            raise Failure("NotConfirmed", "Nothing was sent.", "Answer y, or use --yes.")
        return
    ensure_named(
        question,
        destination,
        "Type it as it is shown, or send what starts nothing: with --history, and no list.",
    )
