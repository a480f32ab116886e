"""Follow a run: its progress, the wish to stop it, and how it ended."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from klaviyo_gui.cli.exits import exit_code, exit_of_run
from klaviyo_gui.cli.failure import Failure
from klaviyo_gui.cli.output import ProgressLine, ReaderGone, tell, write_json, write_text
from klaviyo_gui.core.errors import RunInterrupted
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.language import counted
from klaviyo_gui.sending.progress import (
    ANSWERS_LOST,
    BATCH_DAMAGED,
    FLOWS_CHANGED,
    FLOWS_UNSEEN,
    Comparing,
    Finished,
    Planning,
    Progress,
    RunEvent,
    RunState,
)
from klaviyo_gui.store.results import counts_as_json
from klaviyo_gui.wording import (
    alike_words,
    amount,
    damaged_words,
    detail_words,
    duration,
    error_words,
    event_count_words,
    pause_words,
    unwanted_words,
    waiting_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from klaviyo_gui.core.tally import Tally


@contextmanager
def stop_on_signals() -> Iterator[threading.Event]:
    """Give the event by which Ctrl+C and a logout end the run after the present requests."""
    stop = threading.Event()

    def ask(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    before = {number: signal.signal(number, ask) for number in _signals()}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def follow(
    events: Iterator[RunEvent], account: str, stop: threading.Event, *, as_json: bool
) -> int:
    """Show a run until its end and return its exit code."""
    line = ProgressLine(is_logged=True)
    is_sending = is_told = False
    unwanted = 0
    try:
        for event in events:
            if stop.is_set() and not is_told:
                is_told = True
                line.end()
                tell("Stopping after the current requests …")
            match event:
                case Planning(done, total, rows):
                    unwanted = event.unwanted
                    planned = counted(rows, "{count} row", "{count} rows")
                    line.show("Planning", done / max(total, 1), planned)
                case Comparing(done, total):
                    line.show("Comparing with other runs", done / max(total, 1), "")
                case Progress():
                    is_sending = True
                    line.show("Sending", _share(event.tally), _progress_words(event))
                case Finished():
                    line.end()
                    if unwanted:
                        tell(unwanted_words(unwanted))
                    _tell_end(event, account, was_sending=is_sending, as_json=as_json)
                    return exit_of_run(event)
    except RunInterrupted as error:
        raise Failure(
            "RunInterrupted",
            error_words(error).what,
            "Nothing that was sent is forgotten. Make sure that the disk has room and can be "
            f"written to, then use “klaviyo-gui resume {error.run}”.",
            exit_code(error),
        ) from error
    finally:
        line.end()
    raise AssertionError("every run ends with its terminal event")


def run_as_json(event: Finished, account: str) -> dict[str, Any]:
    """Return what a run's end is in JSON."""
    return {
        "run": event.run,
        "account": account,
        "records": counts_as_json(event.tally),
        **({"events": dict(event.events)} if event.events else {}),
        "requests": event.requests,
        "seconds": round(event.seconds, 3),
        "state": event.state,
    }


def _signals() -> Iterator[signal.Signals]:
    yield signal.SIGINT
    yield signal.SIGTERM
    # Who starts a run with nohup wants it to survive the terminal.
    hang_up = getattr(signal, "SIGHUP", None)
    if hang_up is not None and signal.getsignal(hang_up) is not signal.SIG_IGN:
        yield hang_up


def _share(tally: Tally) -> float:
    """Return the share of records of which it is known what became of them, in whole per cents.

    It is never rounded up: what is shown as all done is all done.
    """
    total = tally.total
    known = total.read - total.unsent - total.unknown
    return known * 100 // max(total.read, 1) / 100


def _progress_words(event: Progress) -> str:
    total = event.tally.total
    left = ""
    if event.seconds_left is not None and total.unsent:
        low, high = event.seconds_left
        left = f", {duration(low)} to {duration(high)} left"
    words = [f"{total.accepted:,} accepted", f"{total.refused:,} refused"]
    if total.unknown:
        words.append(f"{total.unknown:,} unknown")
    if total.unsent or not total.unknown:
        words.append(f"{total.unsent:,} to go")
    why = waiting_words(event.waiting, event.wait_seconds, event.trouble)
    return f"{', '.join(words)} ({event.rate:,.0f}/s{left}) {why}"


def _tell_end(event: Finished, account: str, *, was_sending: bool, as_json: bool) -> None:
    if event.alike is not None:
        tell(f"The run is paused. {alike_words(event.alike).sentence}")
    elif event.detail == BATCH_DAMAGED:
        tell(f"The run is paused. {damaged_words(event.damaged).sentence}")
    elif event.detail in {FLOWS_CHANGED, FLOWS_UNSEEN}:
        tell(f"The run is paused. {pause_words(event)}")
    elif event.detail:
        tell(f"The run was interrupted. {detail_words(event.detail)}")
    if not was_sending:
        tell("Stopped before anything was sent. Send the file again.")
    elif event.detail == ANSWERS_LOST:
        tell(
            f"“klaviyo-gui resume {event.run} --resend-lost” sends them again, unchanged. Klaviyo "
            "counts each once; whether a flow starts twice nobody promises."
        )
    elif event.state is not RunState.DONE and event.detail != BATCH_DAMAGED:
        tell(f"Not everything was sent. “klaviyo-gui resume {event.run}” continues it.")
    # The run is what it is, whoever reads of it.
    with suppress(ReaderGone):
        if as_json:
            write_json(run_as_json(event, account))
        else:
            _print_end(event)


def _print_end(event: Finished) -> None:
    for kind in Kind:
        counts = event.tally.of(kind)
        if counts.read:
            write_text(
                f"{amount(kind, counts.read)}: {counts.accepted:,} accepted by Klaviyo, "
                f"{counts.refused:,} refused, {counts.held:,} held back, "
                f"{counts.unknown:,} unknown, {counts.unsent:,} not sent"
            )
    if event.events:
        write_text(f"accepted events: {event_count_words(event.events)}")
    requests = counted(event.requests, "{count} request", "{count} requests")
    write_text(f"Run {event.run}: {event.state}, {requests}.")
