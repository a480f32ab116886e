"""Before anything is sent to an account: what it would start, and whether somebody means it."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from klaviyo_gui.cli.asking import agrees
from klaviyo_gui.cli.failure import Failure
from klaviyo_gui.cli.naming import ensure_named, ensure_somebody
from klaviyo_gui.cli.output import tell
from klaviyo_gui.core.account_name import account_key, account_name
from klaviyo_gui.core.errors import ListGone
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.record import Plan
from klaviyo_gui.core.time_picture import NO_TIMES
from klaviyo_gui.core.way import Way
from klaviyo_gui.sending.account_look import AccountReport, looked_at
from klaviyo_gui.sending.account_reader import AccountMemory
from klaviyo_gui.sending.check import Checked, check
from klaviyo_gui.sending.last_time import choice_now, last_time
from klaviyo_gui.sending.pool import Pool
from klaviyo_gui.sending.send import check_list
from klaviyo_gui.store.chosen_effects import chosen_effect, keep_effect
from klaviyo_gui.wording import PUBLIC_SEND
from klaviyo_gui.wording.flows import effect_words, flow_words, name_words, proposal_words
from klaviyo_gui.wording.guards import clash_words, revenue_words
from klaviyo_gui.wording.joining import CONSENT, joined_words
from klaviyo_gui.wording.last_time import last_time_words

if TYPE_CHECKING:
    import argparse

    from klaviyo_gui.core.time_picture import TimePicture
    from klaviyo_gui.sending.send import Destination, Order


def confirm(arguments: argparse.Namespace, order: Order, destination: Destination) -> None:
    """Ask the person at the terminal; raises Failure for no, and where there is nobody to ask.

    The account is looked at before. What could start flows, live events or a list that people
    join, wants the name of the account instead of a yes. Raises ListElsewhere and ListGone too.
    """
    check_list(order.mapping, destination)
    if destination.is_practice:
        return
    if not arguments.yes:
        ensure_somebody()
    _tell_way(destination)
    has_events = bool(order.mapping.pairs(Kind.EVENTS))
    is_live = arguments.live and has_events
    joins = order.mapping.contact_list if order.mapping.pairs(Kind.PROFILES) else None
    if arguments.yes and not is_live and joins is None:
        return
    report, times = _looked(order, destination)
    if joins is not None and report.joined.is_gone:
        raise ListGone(joins.name, account_name(destination.account))
    account = account_key(destination.account)
    known = chosen_effect(order.mapping, account) if has_events else None
    if known is not None:
        tell(last_time_words(last_time(known, report)))
    if is_live:
        tell(f"{flow_words(report.flows)} {proposal_words(report.flows, times)}")
    if joins is not None:
        tell(f"{joined_words(report.joined, joins.name)} {CONSENT}")
    for words in (
        *filter(None, map(name_words, report.flows.effects)),
        *map(clash_words, report.clashes),
        *(revenue_words(each, destination.currency) for each in report.revenue),
    ):
        tell(words)
    if arguments.yes:
        _ensure_meant(arguments, report)
        return
    is_joining_harmless = joins is None or report.joined.is_harmless
    is_harmless = (not is_live or report.flows.is_harmless) and is_joining_harmless
    _ask(arguments, order, destination, is_harmless=is_harmless)
    if has_events:
        # With --yes nobody has seen the flows, so nothing is remembered of them.
        now = datetime.now(UTC).astimezone()
        before = order.history_before
        choice = choice_now(report, now, is_history=order.is_history, history_before=before)
        keep_effect(order.mapping, account, choice)


def _tell_way(destination: Destination) -> None:
    if destination.way is Way.PUBLIC:
        tell(PUBLIC_SEND)


def _ensure_meant(arguments: argparse.Namespace, report: AccountReport) -> None:
    """Make sure that flows of a list start only where it was said that something goes out live."""
    if arguments.history and not report.joined.is_harmless:
        raise Failure(
            "NotConfirmed",
            "Nothing was sent: joining the list is always live, and --history says that no flow "
            "starts.",
            "Use --live, or send without --yes, or use a preset without the list.",
        )


def _ask(
    arguments: argparse.Namespace, order: Order, destination: Destination, *, is_harmless: bool
) -> None:
    before = order.history_before.isoformat() if order.history_before is not None else ""
    how = effect_words(is_history=order.is_history, history_before=before)
    joins = order.mapping.contact_list if order.mapping.pairs(Kind.PROFILES) else None
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


def _looked(order: Order, destination: Destination) -> tuple[AccountReport, TimePicture]:
    """Return what there is to know before the file is sent, and when its events happened."""
    names: tuple[str, ...] = ()
    times, has_more = NO_TIMES, False
    if order.mapping.pairs(Kind.EVENTS):
        plan = Plan(order.mapping, order.file.header, amendments=order.amendments)
        with Pool() as pool:
            *_, checked = check(order.file, plan, pool, threading.Event(), kinds=(Kind.EVENTS,))
        assert isinstance(checked, Checked), "a check that nobody stops ends with its result"
        checked.close()
        names, times, has_more = checked.names, checked.times, checked.has_more_names
    report = looked_at(
        destination,
        order.mapping,
        names,
        threading.Event(),
        AccountMemory(),
        is_every_name=not has_more,
    )
    return report, times
