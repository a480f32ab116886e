"""Before anything is sent to an account: what it would start, and whether somebody means it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from klaviyo_gui.cli.asking import agrees, answer, has_somebody
from klaviyo_gui.cli.failure import Failure
from klaviyo_gui.cli.output import tell
from klaviyo_gui.core.account_name import account_key, account_name, is_same_name
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.record import Plan
from klaviyo_gui.core.time_picture import NO_TIMES
from klaviyo_gui.core.way import Way
from klaviyo_gui.sending.account_look import AccountReport, looked_at
from klaviyo_gui.sending.account_reader import AccountMemory
from klaviyo_gui.sending.check import Checked, check
from klaviyo_gui.sending.pool import Pool
from klaviyo_gui.wording import PUBLIC_SEND
from klaviyo_gui.wording.flows import effect_words, flow_words, name_words, proposal_words
from klaviyo_gui.wording.guards import clash_words, revenue_words

if TYPE_CHECKING:
    import argparse

    from klaviyo_gui.core.time_picture import TimePicture
    from klaviyo_gui.sending.send import Destination, Order


def confirm(arguments: argparse.Namespace, order: Order, destination: Destination) -> None:
    """Ask the person at the terminal; raises Failure for no, and where there is nobody to ask.

    The account is looked at before, and a live send that could start flows wants the name of the
    account instead of a yes.
    """
    if destination.is_practice:
        return
    _ensure_somebody(arguments)
    if destination.way is Way.PUBLIC:
        tell(PUBLIC_SEND)
    is_live = arguments.live and bool(order.mapping.pairs(Kind.EVENTS))
    if arguments.yes and not is_live:
        return
    report, times = _looked(order, destination)
    if is_live:
        tell(f"{flow_words(report.flows)} {proposal_words(report.flows, times)}")
    for words in (
        *filter(None, map(name_words, report.flows.effects)),
        *map(clash_words, report.clashes),
        *(revenue_words(each, destination.currency) for each in report.revenue),
    ):
        tell(words)
    if not arguments.yes:
        _ask(arguments, order, destination, is_harmless=not is_live or report.flows.is_harmless)


def _ask(
    arguments: argparse.Namespace, order: Order, destination: Destination, *, is_harmless: bool
) -> None:
    before = order.history_before.isoformat() if order.history_before is not None else ""
    how = effect_words(is_history=order.is_history, history_before=before)
    question = f"Send {arguments.file.name} to {destination.account} {how}?"
    if is_harmless:
        if not agrees(question):
            raise Failure("NotConfirmed", "Nothing was sent.", "Answer y, or use --yes.")
        return
    # One without a name must be told by its id: nothing is typed by Enter alone.
    name = account_name(destination.account).strip() or account_key(destination.account)
    typed = answer(f"{question} Type the account's name, {name}, to do it: ")
    if not is_same_name(typed, name):
        raise Failure(
            "NotConfirmed",
            "Nothing was sent: the name of the account was not typed.",
            "Type it as it is shown, or send with --history.",
        )


def _ensure_somebody(arguments: argparse.Namespace) -> None:
    if not arguments.yes and not has_somebody():
        raise Failure(
            "NotConfirmed",
            "Nothing was sent: there is no terminal at which somebody could confirm it.",
            "Use --yes where nobody can be asked, as in a scheduled task.",
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
