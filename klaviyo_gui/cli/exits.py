"""The exit codes of the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.errors import (
    AccountRefused,
    ExpectedError,
    KeyOfAnother,
    KeyUnusable,
    RunInterrupted,
)
from klaviyo_gui.sending.progress import RunState

if TYPE_CHECKING:
    from klaviyo_gui.sending.progress import Finished

DONE = 0
PROGRAM_FAILED = 1
WRONG_USE = 2
WITH_EXCEPTIONS = 3
STOPPED = 4
ACCOUNT_REFUSED = 5

_KEY_REFUSED = frozenset({401, 403})


def exit_code(error: ExpectedError) -> int:
    """Return the exit code of an expected error."""
    match error:
        case AccountRefused() | KeyUnusable() | KeyOfAnother():
            return ACCOUNT_REFUSED
        case RunInterrupted():
            return STOPPED
    return WRONG_USE


def exit_of_run(event: Finished) -> int:
    """Return the exit code of a run that ended in this way."""
    if event.status in _KEY_REFUSED:
        return ACCOUNT_REFUSED
    if event.state is not RunState.DONE:
        return STOPPED
    total = event.tally.total
    return WITH_EXCEPTIONS if total.read > total.accepted else DONE
