"""The commands by name, and what their errors mean for the exit code."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from klaviyo_gui.cli import checking, looking, self_test, sending
from klaviyo_gui.cli.exits import PROGRAM_FAILED, STOPPED, exit_code
from klaviyo_gui.cli.output import tell, tell_error
from klaviyo_gui.core.errors import ExpectedError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "inspect": looking.inspect,
    "rows": looking.rows,
    "suggest": looking.suggest_mapping,
    "check": checking.check_file,
    "preview": checking.preview,
    "send": sending.send_file,
    "resume": sending.resume_run,
    "runs": sending.list_runs,
    "results": sending.save_results,
    "practice": sending.practise,
}


def run(arguments: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    command = self_test.run if arguments.self_test else _COMMANDS[arguments.command]
    try:
        return command(arguments)
    except ExpectedError as error:
        tell_error(error, as_json=arguments.json)
        return exit_code(error)
    except BrokenPipeError:
        # The reader went away, as `head` does: nobody is left to write to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROGRAM_FAILED
    except KeyboardInterrupt:
        tell("Stopped.")
        return STOPPED
