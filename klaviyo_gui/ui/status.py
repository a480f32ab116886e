"""How far each station is, in shape and words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import TYPE_CHECKING

from klaviyo_gui.core import catalog
from klaviyo_gui.core.errors import ColumnsMissing, IdentifierMissing, MetricMissing
from klaviyo_gui.core.findings import is_undated, is_zone_unsaid
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.language import counted, grouped, mark, tr
from klaviyo_gui.sending.progress import RunState
from klaviyo_gui.sending.unfinished import UNFINISHED
from klaviyo_gui.ui.file.answers import unanswered
from klaviyo_gui.ui.file.parts import is_doubtful, parts_of
from klaviyo_gui.ui.map.asking import waiting
from klaviyo_gui.ui.models.runs import state_words

if TYPE_CHECKING:
    from klaviyo_gui.sending.check import Checked
    from klaviyo_gui.sending.progress import Finished
    from klaviyo_gui.sending.send import Order
    from klaviyo_gui.ui.archive import Archive
    from klaviyo_gui.ui.checker import Checker
    from klaviyo_gui.ui.file.inspector import Inspector
    from klaviyo_gui.ui.runner import Runner
    from klaviyo_gui.ui.session import Session


class Station(Enum):
    """The stations in the order of the work, and the runs so far: title and icon."""

    FILE = (mark("File"), "file")
    MAP = (mark("Map"), "map")
    PREVIEW = (mark("Preview"), "preview")
    SEND = (mark("Send"), "send")
    RESULTS = (mark("Results"), "results")
    HISTORY = (mark("History"), "history")

    @property
    def title(self) -> str:
        """Return the word on the rail."""
        return tr(self.value[0])

    @property
    def icon(self) -> str:
        """Return the name of its drawing."""
        return self.value[1]


class Mark(StrEnum):
    """The shapes of the states; each is the name of a drawing."""

    EMPTY = "ring"
    LOOK = "alert"
    DONE = "tick"


@dataclass(frozen=True, slots=True)
class Status:
    """A shape and the words that say the same."""

    mark: Mark
    words: str


def file_status(session: Session, inspector: Inspector) -> Status:
    """Tell what is open, and how many findings and doubts of its reading wait for an answer."""
    if session.opening is not None or session.file is None:
        return Status(Mark.EMPTY, tr("No file yet") if session.opening is None else tr("Opening…"))
    if session.is_cut_short:
        return Status(Mark.LOOK, tr("Needs a look"))
    if session.index is None:
        return Status(Mark.EMPTY, tr("Counting rows…"))
    return _found_status(session, inspector)


def _found_status(session: Session, inspector: Inspector) -> Status:
    """Tell what the search for damage found."""
    assert session.file is not None, "asked only of an open file"
    found = inspector.found
    waiting = unanswered(found.faults, session.mapping) if found is not None else ()
    doubts = sum(is_doubtful(session.file, part) for part in parts_of(session.file))
    if waiting or doubts:
        return Status(Mark.LOOK, tr("{count} to look at", count=grouped(len(waiting) + doubts)))
    if inspector.has_stopped:
        return Status(Mark.LOOK, tr("Not all looked at"))
    if found is None or not found.is_complete:
        return Status(Mark.EMPTY, tr("Looking for damage…"))
    return Status(Mark.DONE, counted(session.row_count, "{count} row", "{count} rows"))


def map_status(session: Session) -> Status:
    """Tell what the mapping still needs."""
    if session.file is None or not session.mapping.kinds:
        return Status(Mark.EMPTY, tr("Nothing mapped"))
    match session.obstacle:
        case None if choices := waiting(session):
            return Status(
                Mark.LOOK, counted(choices, "{count} choice needed", "{count} choices needed")
            )
        case None:
            return Status(
                Mark.DONE,
                tr(
                    "{used} of {all} in use",
                    used=len(session.mapping.columns()),
                    all=len(session.columns),
                ),
            )
        case ColumnsMissing(missing, _):
            words = counted(len(missing), "{count} column missing", "{count} columns missing")
            return Status(Mark.LOOK, words)
        case IdentifierMissing() | MetricMissing():
            needed = _needed(session)
            words = counted(needed, "{count} needed", "{count} needed")
            return Status(Mark.LOOK, words)
        case _:
            return Status(Mark.LOOK, tr("Needs a look"))


def preview_status(session: Session, checker: Checker) -> Status:
    """Tell what the check found."""
    if checker.result is not None:
        return _checked_status(checker.result)
    if checker.error is not None or checker.has_faulted:
        words = tr("Needs a look") if checker.error is not None else tr("The check stopped")
        return Status(Mark.LOOK, words)
    if checker.is_stopped:
        return Status(Mark.LOOK, tr("Check stopped"))
    if checker.is_busy:
        return Status(Mark.EMPTY, tr("Checking…"))
    if session.file is None:
        return Status(Mark.EMPTY, tr("Nothing yet"))
    return Status(Mark.EMPTY, tr("Waits for File") if session.is_cut_short else tr("Waits for Map"))


def _checked_status(result: Checked) -> Status:
    held = len(result.held[Kind.EVENTS] | result.held[Kind.PROFILES])
    if held:
        return Status(Mark.LOOK, counted(held, "{count} row held", "{count} rows held"))
    if is_undated(result.findings):
        return Status(Mark.LOOK, tr("Time not said"))
    if is_zone_unsaid(result.findings):
        return Status(Mark.LOOK, tr("Time zone not said"))
    return Status(Mark.DONE, tr("All ready"))


def send_status(runner: Runner) -> Status:
    """Tell how far the run of what is open now is."""
    if runner.is_running:
        return Status(Mark.LOOK, tr("Paused") if runner.is_paused else tr("Sending…"))
    if not runner.is_current:
        return Status(Mark.EMPTY, tr("Not sent"))
    if runner.result is None:
        return Status(Mark.LOOK, tr("Not started") if runner.progress is None else tr("Broke off"))
    if runner.result.state is not RunState.DONE:
        return Status(Mark.LOOK, state_words(runner.result.state))
    return _sent_status(runner.result, runner.order)


def _sent_status(result: Finished, order: Order | None) -> Status:
    """Tell what a run that came to its end has sent; a part of a file leaves the rest to do."""
    if not result.tally.total.read:
        return Status(Mark.LOOK, tr("Nothing sent"))
    if order is not None and order.lines is not None:
        is_row = order.mapping.grouping is None
        return Status(Mark.EMPTY, tr("One row sent") if is_row else tr("One order sent"))
    if order is not None and order.limit is not None:
        return Status(Mark.EMPTY, tr("Trial sent"))
    return Status(Mark.DONE, tr("Sent"))


def results_status(runner: Runner) -> Status:
    """Tell what became of the last run, if it was of what is open now."""
    if runner.result is None or runner.is_running or not runner.is_current:
        return Status(Mark.EMPTY, tr("No results yet"))
    total = runner.result.tally.total
    if not total.read:
        return Status(Mark.LOOK, tr("Nothing sent"))
    if total.read > total.accepted:
        return Status(
            Mark.LOOK, tr("{count} not accepted", count=grouped(total.read - total.accepted))
        )
    return Status(Mark.DONE, tr("{count} accepted", count=grouped(total.accepted)))


def history_status(archive: Archive) -> Status:
    """Tell how many runs there are, and how many of them have not come to their end."""
    unfinished = sum(run.state in UNFINISHED for run in archive.runs)
    if unfinished:
        return Status(Mark.LOOK, tr("{count} unfinished", count=grouped(unfinished)))
    if archive.unlisted is not None:
        return Status(Mark.LOOK, tr("Cannot be read"))
    if not archive.is_listed:
        return Status(Mark.EMPTY, tr("Being read"))
    if not archive.runs:
        return Status(Mark.EMPTY, tr("No runs yet"))
    return Status(Mark.DONE, counted(len(archive.runs), "{count} run", "{count} runs"))


def _needed(session: Session) -> int:
    """Return how many required things are not filled: an event's name, and who it is."""
    count = 0
    for kind in session.mapping.kinds:
        keys = {pair.target for pair in session.mapping.pairs(kind)}
        count += kind is Kind.EVENTS and "metric" not in keys
        count += not keys.intersection(catalog.sufficient(kind))
    return count
