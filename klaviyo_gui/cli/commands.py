"""The commands by name, and what their errors mean for the exit code."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from klaviyo_gui.cli import (
    checking,
    inspecting,
    keeping,
    looking,
    output,
    own_accounts,
    past,
    practising,
    presets,
    retrying,
    self_test,
    sending,
    tidying,
)
from klaviyo_gui.cli.exits import DONE, PROGRAM_FAILED, STOPPED, exit_code
from klaviyo_gui.cli.failure import Failure, report, system_failure
from klaviyo_gui.core.errors import ExpectedError
from klaviyo_gui.wording import Words, error_words

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "inspect": inspecting.inspect,
    "rows": looking.rows,
    "suggest": looking.suggest_mapping,
    "check": checking.check_file,
    "preview": checking.preview,
    "send": sending.send_file,
    "resume": sending.resume_run,
    "retry": retrying.retry_run,
    "runs": keeping.manage_runs,
    "results": past.save_results,
    "account": own_accounts.manage_accounts,
    "preset": presets.manage_presets,
    "practice": practising.practise,
}


def run(arguments: argparse.Namespace) -> int:
    """Run the command and return its exit code; no exception leaves."""
    try:
        command = self_test.run if arguments.self_test else _COMMANDS[arguments.command]
        code = command(arguments)
        output.flush()
        if arguments.command in tidying.COMMANDS:
            tidying.tidy()
    except output.ReaderGone:
        # The reader of a stream has what it wanted.
        return DONE
    except KeyboardInterrupt:
        failure = Failure("Interrupted", "Stopped.", "", STOPPED)
    except Exception as error:  # noqa: BLE001 - the crash hook of the command line
        failure = _failure(error)
    else:
        return code
    output.tell_failure(failure.code, failure.words, as_json=arguments.json, more=failure.more)
    # Whatever keeps the self-test from its end, the program does not work here.
    return PROGRAM_FAILED if arguments.self_test else failure.exit_code


def _failure(error: Exception) -> Failure:
    match error:
        case Failure():
            return error
        case ExpectedError():
            words = error_words(error)
            return Failure(type(error).__name__, words.what, words.advice, exit_code(error))
        case OSError() if error.strerror:
            return system_failure(error)
        case sqlite3.OperationalError():
            # SQLite's own words for a place that cannot be written or a full disk.
            return system_failure(OSError(0, str(error)))
    words = Words(
        "The program made a mistake. Your file is untouched, and what was sent is recorded.",
        "Please send this report to whoever looks after the program; it holds nothing of your "
        f"file and no key.\n{report(error)}",
    )
    return Failure("ProgramFailed", words.what, words.advice, PROGRAM_FAILED)
