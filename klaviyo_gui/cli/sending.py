"""The commands about runs: send, resume, runs, results, practice."""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from klaviyo_gui import paths
from klaviyo_gui.cli.exits import DONE, WRONG_USE, exit_of_run
from klaviyo_gui.cli.opening import opened_with_preset
from klaviyo_gui.cli.output import ProgressLine, tell, write_json, write_text
from klaviyo_gui.core.errors import AccountRefused, OptionError, RunMissing
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.klaviyo.client import Client
from klaviyo_gui.klaviyo.wire import checked_address
from klaviyo_gui.practice.behaviour import PRACTICE_KEY, Behaviour
from klaviyo_gui.practice.process import PracticeProcess, serve
from klaviyo_gui.sending.progress import Finished, Planning, Progress, RunEvent, RunState
from klaviyo_gui.sending.send import Destination, Order, resume, send
from klaviyo_gui.store.history import RunSummary, history, summary
from klaviyo_gui.store.results import counts_as_json, export
from klaviyo_gui.wording import count, duration, exception_words, waiting_words

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from types import FrameType

API_VARIABLE = "KLAVIYO_GUI_API"
KEY_VARIABLE = "KLAVIYO_GUI_API_KEY"
PRACTICE_ACCOUNT = "Practice Klaviyo"
ENVIRONMENT = "env"
_BAD_DAY_SEED = 1


def send_file(arguments: argparse.Namespace) -> int:
    """Send a file to the practice Klaviyo or to an account."""
    file, preset = opened_with_preset(arguments)
    with _destination(practice=arguments.practice, name=arguments.account or "") as destination:
        must_ask = not (arguments.yes or destination.is_practice) and sys.stdin.isatty()
        if must_ask and not _confirmed(destination, file.path.name, is_live=arguments.live):
            tell("Nothing was sent.")
            return WRONG_USE
        order = Order(
            file,
            preset.mapping,
            preset.name,
            is_history=arguments.history,
            # What practice sends harms nobody, so there the good rows always go.
            skips_problems=arguments.skip_problems or destination.is_practice,
            limit=arguments.limit,
        )
        with _stop_on_signals() as stop:
            events = send(order, destination, paths.runs(), paths.locks(), stop)
            return _followed(events, destination, as_json=arguments.json)


def resume_run(arguments: argparse.Namespace) -> int:
    """Continue an unfinished run."""
    run = arguments.run or _newest_unfinished()
    found = summary(paths.runs() / run) if run else None
    if found is None or found.state not in _UNFINISHED:
        raise RunMissing(run or "unfinished")
    practice = found.account == PRACTICE_ACCOUNT
    with (
        _destination(practice=practice, name=ENVIRONMENT) as destination,
        _stop_on_signals() as stop,
    ):
        events = resume(paths.runs() / run, destination, paths.locks(), stop)
        return _followed(events, destination, as_json=arguments.json)


_UNFINISHED = frozenset({RunState.SENDING, RunState.PAUSED, RunState.STOPPED})


def list_runs(arguments: argparse.Namespace) -> int:
    """List all runs, the newest first."""
    runs = history(paths.runs())
    if arguments.json:
        write_json([_summary_as_json(run) for run in runs])
        return DONE
    for run in runs:
        total = run.tally.total
        write_text(
            f"{run.run}  {run.state:8}  {run.account}  {run.file}: "
            f"{total.accepted:,} of {total.read:,} records accepted"
        )
    if not runs:
        write_text("No runs yet.")
    return DONE


def save_results(arguments: argparse.Namespace) -> int:
    """Save accepted.csv, refused.csv and report.json of a run."""
    written = export(paths.runs(), arguments.run, arguments.out, exception_words)
    if arguments.json:
        write_json({"run": arguments.run, "files": [str(path) for path in written]})
    else:
        for path in written:
            write_text(str(path))
    return DONE


def practise(arguments: argparse.Namespace) -> int:
    """Run the practice Klaviyo alone until Ctrl+C."""

    def announce(address: str) -> None:
        if arguments.json:
            write_json({"address": address, "key": PRACTICE_KEY})
        else:
            write_text(f"The practice Klaviyo listens at {address} (key {PRACTICE_KEY}).")
            sys.stdout.flush()

    behaviour = Behaviour(bad_day=_BAD_DAY_SEED if arguments.bad_day else None)
    try:
        serve(arguments.port, behaviour, announce)
    except (OSError, OverflowError) as error:
        raise OptionError("--port", str(arguments.port)) from error
    return DONE


@contextmanager
def _destination(*, practice: bool, name: str) -> Iterator[Destination]:
    """Give the account to send to; a practice Klaviyo is started where none was named."""
    address = os.environ.get(API_VARIABLE)
    if practice and address:
        yield Destination(
            PRACTICE_ACCOUNT, checked_address(address), PRACTICE_KEY, is_practice=True
        )
    elif practice:
        with PracticeProcess() as server:
            yield Destination(PRACTICE_ACCOUNT, server.address, PRACTICE_KEY, is_practice=True)
    else:
        # Until the flow guard is built, this version sends to addresses of this computer only.
        key = os.environ.get(KEY_VARIABLE, "")
        if name != ENVIRONMENT or not address or not key:
            raise OptionError("--account", name)
        yield _account(checked_address(address), key)


def _account(address: str, key: str) -> Destination:
    with Client(address, key) as client:
        outcome, account = client.account()
    if account is None:
        raise AccountRefused(ENVIRONMENT, outcome.status, outcome.detail)
    return Destination(f"{account.name} ({account.id})", address, key)


def _confirmed(destination: Destination, file: str, *, is_live: bool) -> bool:
    how = "as happening now, so that flows may start" if is_live else "as history, without flows"
    sys.stderr.write(f"Send {file} to {destination.account} {how}? [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in {"y", "yes"}


@contextmanager
def _stop_on_signals() -> Iterator[threading.Event]:
    """Give the event by which Ctrl+C and a logout end the run after the present requests."""
    stop = threading.Event()

    def ask(_number: int, _frame: FrameType | None) -> None:
        tell("\nStopping after the current requests …")
        stop.set()

    numbers = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.signal(number, ask) for number in numbers}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _followed(events: Iterator[RunEvent], destination: Destination, *, as_json: bool) -> int:
    line = ProgressLine()
    for event in events:
        match event:
            case Planning(done, total, rows):
                line.show(f"Planning: {rows:,} rows, {done / max(total, 1):.0%}")
            case Progress():
                line.show(_progress_words(event))
            case Finished():
                line.end()
                _tell_end(event, destination, as_json=as_json)
                return exit_of_run(event)
    raise AssertionError("every run ends with its terminal event")


def _progress_words(event: Progress) -> str:
    total = event.tally.total
    left = ""
    if event.seconds_left is not None and total.unsent:
        low, high = event.seconds_left
        left = f", {duration(low)} to {duration(high)} left"
    waiting = waiting_words(event.waiting)
    return (
        f"{total.accepted:,} accepted, {total.refused:,} refused, {total.unsent:,} to go"
        f" ({event.rate:,.0f}/s{left}) {waiting}"
    )


def _tell_end(event: Finished, destination: Destination, *, as_json: bool) -> None:
    records = counts_as_json(event.tally)
    if as_json:
        write_json(
            {
                "run": event.run,
                "account": destination.account,
                "records": records,
                "requests": event.requests,
                "seconds": round(event.seconds, 3),
                "state": event.state,
            }
        )
        return
    for kind in Kind:
        counts = event.tally.of(kind)
        if counts.read:
            write_text(
                f"{count(counts.read, kind)}: {counts.accepted:,} accepted by Klaviyo, "
                f"{counts.refused:,} refused, {counts.held:,} held back, "
                f"{counts.unknown:,} unknown, {counts.unsent:,} not sent"
            )
    write_text(f"Run {event.run}: {event.state}, {event.requests} requests.")
    if event.detail:
        write_text(event.detail)


def _newest_unfinished() -> str:
    return next((run.run for run in history(paths.runs()) if run.state in _UNFINISHED), "")


def _summary_as_json(run: RunSummary) -> dict[str, Any]:
    return {
        "run": run.run,
        "name": run.name,
        "account": run.account,
        "file": run.file,
        "created": run.created,
        "state": run.state,
        "records": counts_as_json(run.tally),
        "requests": run.requests,
        "seconds": run.seconds,
    }
