"""What the page of a run says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui import wording
from klaviyo_gui.language import tr
from klaviyo_gui.sending.progress import (
    ANSWERS_LOST,
    BATCH_DAMAGED,
    Comparing,
    Planning,
    RunState,
)
from klaviyo_gui.ui.runner import Phase
from klaviyo_gui.wording import Words, plural

if TYPE_CHECKING:
    from klaviyo_gui.sending.progress import Finished, Progress
    from klaviyo_gui.ui.runner import Runner

_ENDS = {
    RunState.DONE: "Done in {took}.",
    RunState.PAUSED: "Paused after {took}.",
    RunState.STOPPED: "Stopped after {took}.",
}


def subject_words(runner: Runner) -> str:
    """Return what is sent where."""
    order = runner.order
    to = f" → {runner.account}" if runner.account else ""
    if order is None:
        return f"{runner.name}{to}"
    part = ""
    if order.limit is not None:
        one = "row" if order.mapping.grouping is None else "order"
        part = f", its first {plural(order.limit, one)}"
    return f"{order.file.path.name}{part}{to}"


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
            return "Preparing: every record is fixed before the first is sent."
        case Phase.STOPPING:
            return "Stopping: requests on their way are finished and recorded."
        case Phase.FINISHED if runner.result is not None:
            took = wording.duration(runner.result.seconds)
            return _ENDS[runner.result.state].format(took=took)
    if runner.is_paused:
        return wording.waiting_words("paused")
    return f"Sending to {runner.account}."


def pace_words(runner: Runner) -> tuple[str, str]:
    """Return how fast it is and how long it takes, and why nothing starts just now."""
    if runner.result is not None and not runner.is_running:
        return plural(runner.result.requests, "request"), ""
    if runner.progress is not None:
        return _progress_words(runner.progress), _waiting_words(runner.progress)
    match runner.planning:
        case Planning(rows=rows):
            return f"{plural(rows, 'row')} prepared", ""
        case Comparing(done, total):
            return f"{done:,} of {plural(total, 'event')} compared with what other runs sent", ""
    return "", ""


def _progress_words(progress: Progress) -> str:
    parts = [f"{plural(round(progress.rate), 'record')} a second"] if progress.rate else []
    if progress.seconds_left is not None and progress.tally.total.unsent:
        parts.append(f"{wording.span(*progress.seconds_left)} left")
    return " · ".join(parts)


def _waiting_words(progress: Progress) -> str:
    if progress.waiting == "paused":
        return ""
    # It comes and goes several times a second, and is no wait to anybody who reads.
    if progress.waiting == "burst":
        return "As fast as this share of Klaviyo's limit allows."
    return wording.waiting_words(progress.waiting, progress.wait_seconds, progress.trouble)


def question_words(result: Finished) -> tuple[Words, str]:
    """Return what to ask at the end of a run that is not done, and the words of the yes."""
    if result.alike is not None:
        return wording.alike_words(result.alike), "Send the rest all the same"
    if result.detail == BATCH_DAMAGED:
        return wording.damaged_words(result.damaged), "Try again"
    unknown = result.tally.total.unknown
    if result.detail == ANSWERS_LOST:
        one = unknown == 1
        what = f"Of {plural(unknown, 'record')} nobody knows whether Klaviyo took {_it(one=one)}."
        advice = (
            f"Sent again {'it goes' if one else 'they go'} out unchanged, and Klaviyo counts each "
            "once. Where flows may start, nobody promises that none starts twice."
        )
        return Words(what, advice), f"Send {_it(one=one)} again"
    unsent = result.tally.total.unsent + unknown
    why = wording.pause_words(result) or "You stopped the run."
    waits = f"{plural(unsent, 'record')} {'waits' if unsent == 1 else 'wait'} to be sent."
    return Words(why, f"{waits} What Klaviyo has taken is not sent again."), "Go on"


def announcement(runner: Runner) -> str:
    """Return what a screen reader says of it: its state, and every tenth of the way."""
    if runner.phase is Phase.SENDING and not runner.is_paused:
        tenth = int(runner.done * 10) * 10
        return f"{tenth} % settled" if tenth else state_words(runner)
    return state_words(runner)


def _it(*, one: bool) -> str:
    return "it" if one else "them"
