"""What the page of a run says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui import wording
from klaviyo_gui.language import counted, grouped, mark, tr
from klaviyo_gui.sending.progress import (
    ANSWERS_LOST,
    BATCH_DAMAGED,
    Comparing,
    Planning,
    RunState,
)
from klaviyo_gui.ui.runner import Phase
from klaviyo_gui.wording import Words

if TYPE_CHECKING:
    from klaviyo_gui.sending.progress import Finished, Progress
    from klaviyo_gui.sending.send import Order
    from klaviyo_gui.ui.runner import Runner

_ENDS = {
    RunState.DONE: mark("Done in {took}."),
    RunState.PAUSED: mark("Paused after {took}."),
    RunState.STOPPED: mark("Stopped after {took}."),
}


def subject_words(runner: Runner) -> str:
    """Return what is sent where."""
    order = runner.order
    to = f" → {runner.account}" if runner.account else ""
    if order is None:
        return f"{runner.name}{to}"
    return f"{_part(order)}{to}"


def unrefused_words(runner: Runner) -> str:
    """Return what stands where refused rows would, as long as there are none."""
    result = runner.result
    if runner.phase is Phase.FINISHED and result is not None:
        sent = result.tally.total.accepted
        return tr("No row was refused.") if sent else tr("Nothing was sent, so none was refused.")
    if runner.phase is Phase.PLANNING:
        return tr("Nothing is sent yet. Rows that Klaviyo refuses are listed here as it says so.")
    return tr("No row is refused so far.")


def state_words(runner: Runner) -> str:
    """Return where the run is, in one sentence."""
    match runner.phase:
        case Phase.PLANNING:
            return tr("Preparing: every record is fixed before the first is sent.")
        case Phase.STOPPING:
            return tr("Stopping: requests on their way are finished and recorded.")
        case Phase.FINISHED if runner.result is not None:
            if not runner.result.tally.total.read:
                return tr("Nothing was sent: this run had no row to send.")
            took = wording.duration(runner.result.seconds)
            return tr(_ENDS[runner.result.state], took=took)
    if runner.is_paused:
        return wording.waiting_words("paused")
    return tr("Sending to {account}.", account=runner.account)


def pace_words(runner: Runner) -> tuple[str, str]:
    """Return how fast it is and how long it takes, and why nothing starts just now."""
    if runner.result is not None and not runner.is_running:
        return counted(runner.result.requests, "{count} request", "{count} requests"), ""
    if runner.progress is not None:
        return _progress_words(runner.progress), _waiting_words(runner.progress)
    match runner.planning:
        case Planning(rows=rows):
            return counted(rows, "{count} row prepared", "{count} rows prepared"), ""
        case Comparing(done, total):
            said = counted(
                total,
                "{done} of {count} event compared with what other runs sent",
                "{done} of {count} events compared with what other runs sent",
                done=grouped(done),
            )
            return said, ""
    return "", ""


def _progress_words(progress: Progress) -> str:
    parts = []
    if progress.rate:
        rate = round(progress.rate)
        parts.append(counted(rate, "{count} record a second", "{count} records a second"))
    if progress.seconds_left is not None and progress.tally.total.unsent:
        parts.append(tr("{time} left", time=wording.span(*progress.seconds_left)))
    return " · ".join(parts)


def _waiting_words(progress: Progress) -> str:
    if progress.waiting == "paused":
        return ""
    # It comes and goes several times a second, and is no wait to anybody who reads.
    if progress.waiting == "burst":
        return tr("As fast as this share of Klaviyo's limit allows.")
    return wording.waiting_words(progress.waiting, progress.wait_seconds, progress.trouble)


def question_words(result: Finished) -> tuple[Words, str]:
    """Return what to ask at the end of a run that is not done, and the words of the yes."""
    if result.alike is not None:
        return wording.alike_words(result.alike), tr("Send the rest all the same")
    if result.detail == BATCH_DAMAGED:
        return wording.damaged_words(result.damaged), tr("Try again")
    unknown = result.tally.total.unknown
    if result.detail == ANSWERS_LOST:
        what = counted(
            unknown,
            "Of {count} record nobody knows whether Klaviyo took it.",
            "Of {count} records nobody knows whether Klaviyo took them.",
        )
        advice = counted(
            unknown,
            "Sent again it goes out unchanged, and Klaviyo counts each once. Where flows may "
            "start, nobody promises that none starts twice.",
            "Sent again they go out unchanged, and Klaviyo counts each once. Where flows may "
            "start, nobody promises that none starts twice.",
        )
        return Words(what, advice), counted(unknown, "Send it again", "Send them again")
    waits = counted(
        result.tally.total.unsent + unknown,
        "{count} record waits to be sent. What Klaviyo has taken is not sent again.",
        "{count} records wait to be sent. What Klaviyo has taken is not sent again.",
    )
    return Words(wording.pause_words(result) or tr("You stopped the run."), waits), tr("Go on")


def announcement(runner: Runner) -> str:
    """Return what a screen reader says of it: its state, and every tenth of the way."""
    if runner.phase is Phase.SENDING and not runner.is_paused:
        tenth = int(runner.done * 10) * 10
        return tr("{percent} % settled", percent=tenth) if tenth else state_words(runner)
    return state_words(runner)


def _part(order: Order) -> str:
    """Return which file is sent, or how many of its first rows or orders, or that one is alone."""
    name = order.file.path.name
    if order.lines is not None:
        if order.mapping.grouping is None:
            return tr("{file}, one row alone", file=name)
        return tr("{file}, one order alone", file=name)
    if order.limit is None:
        return name
    if order.mapping.grouping is None:
        return counted(
            order.limit,
            "{file}, its first {count} row",
            "{file}, its first {count} rows",
            file=name,
        )
    return counted(
        order.limit,
        "{file}, its first {count} order",
        "{file}, its first {count} orders",
        file=name,
    )
