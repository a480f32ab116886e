"""The commands that send: send, resume."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from klaviyo_gui import paths
from klaviyo_gui.cli.accounts import (
    account_of_run,
    named_account,
    practice_account,
    practice_account_of,
)
from klaviyo_gui.cli.exits import WITH_EXCEPTIONS
from klaviyo_gui.cli.failure import Failure
from klaviyo_gui.cli.following import follow, run_as_json, stop_on_signals
from klaviyo_gui.cli.going_on import confirm_resume
from klaviyo_gui.cli.guarding import confirm
from klaviyo_gui.cli.opening import opened_with_preset
from klaviyo_gui.cli.unfinished import unfinished_run
from klaviyo_gui.core.errors import NothingToSend, RunBlocked
from klaviyo_gui.sending.going_on import starting
from klaviyo_gui.sending.progress import Finished, RunState
from klaviyo_gui.sending.send import Order, resume, send
from klaviyo_gui.store.choices import learn
from klaviyo_gui.wording import error_words

if TYPE_CHECKING:
    import argparse

    from klaviyo_gui.sending.send import Destination


def send_file(arguments: argparse.Namespace) -> int:
    """Send a file to the practice Klaviyo or to an account."""
    file, preset = opened_with_preset(arguments)
    with (
        practice_account()
        if arguments.practice
        else nullcontext(named_account(arguments.account)) as destination,
        stop_on_signals() as stop,
    ):
        order = Order(
            file,
            preset.mapping,
            preset.name,
            is_history=arguments.history,
            # What practice sends harms nobody, so there the good rows always go.
            skips_problems=arguments.skip_problems or destination.is_practice,
            limit=arguments.limit,
            only_new=arguments.only_new,
            history_before=arguments.history_before,
        )
        order = replace(
            order,
            agreed=confirm(arguments, order, destination),
            holds_lost=_holds_lost(arguments, order, destination),
        )
        try:
            events = send(order, destination, paths.runs(), paths.locks(), stop)
            learn(preset.mapping)
            return follow(events, destination.account, stop, as_json=arguments.json)
        except (NothingToSend, RunBlocked) as error:
            raise all_held(error, destination.account) from error


def resume_run(arguments: argparse.Namespace) -> int:
    """Continue an unfinished run."""
    found = unfinished_run(arguments.run)
    with (
        practice_account_of(found)
        if found.is_practice
        else nullcontext(account_of_run(found)) as destination,
        stop_on_signals() as stop,
    ):
        agreed = confirm_resume(arguments, found, destination)
        folder = paths.runs() / found.run
        events = resume(
            folder,
            destination,
            paths.locks(),
            stop,
            sends_lost=arguments.resend_lost,
            agreed=agreed,
        )
        return follow(events, destination.account, stop, as_json=arguments.json)


def _holds_lost(arguments: argparse.Namespace, order: Order, destination: Destination) -> bool:
    """Tell whether records whose answer is lost wait: where flows may start, unless it is said.

    That Klaviyo counts an event once is no promise that it starts a flow once.
    """
    if arguments.hold_lost or arguments.resend_lost:
        return bool(arguments.hold_lost)
    begins = starting(order.mapping, is_history=order.is_history)
    return not (destination.is_practice or begins.is_nothing)


def all_held(error: NothingToSend | RunBlocked, account: str, advice: str = "") -> Failure:
    """Return the end of a run that never began, with the counts that a begun one would tell."""
    if not advice:
        advice = (
            "“klaviyo-gui check” tells why. Mend the file: --skip-problems leaves nothing over."
            if isinstance(error, NothingToSend)
            else "“klaviyo-gui check” names them. Mend the file, or leave them out: "
            "--skip-problems."
        )
    end = Finished("", RunState.STOPPED, error.tally, 0, 0.0, "", 0)
    return Failure(
        type(error).__name__,
        error_words(error).what,
        advice,
        WITH_EXCEPTIONS,
        run_as_json(end, account),
    )
