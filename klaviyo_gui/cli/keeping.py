"""What becomes of an earlier run: runs --keep, --release, --forget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui import paths
from klaviyo_gui.cli.exits import DONE
from klaviyo_gui.cli.failure import Failure
from klaviyo_gui.cli.output import write_json, write_text
from klaviyo_gui.cli.past import list_runs
from klaviyo_gui.core.tally import State
from klaviyo_gui.sending.unfinished import UNFINISHED
from klaviyo_gui.store.damage import DAMAGED
from klaviyo_gui.store.forgetting import forget
from klaviyo_gui.store.history import known_run, set_kept
from klaviyo_gui.wording import in_state

if TYPE_CHECKING:
    import argparse


def manage_runs(arguments: argparse.Namespace) -> int:
    """Keep, release or forget a run; list all runs where nothing is said of one."""
    if arguments.keep is not None:
        set_kept(paths.runs(), arguments.keep, is_kept=True)
        words = "Kept with its customers' data until you release or forget it."
        return _done(arguments, words, run=arguments.keep, is_kept=True)
    if arguments.release is not None:
        set_kept(paths.runs(), arguments.release, is_kept=False)
        words = "Released: its customers' data is erased when its time is over."
        return _done(arguments, words, run=arguments.release, is_kept=False)
    if arguments.forget is not None:
        _check_finished(arguments)
        forget(paths.runs(), arguments.forget, paths.locks(), even_damaged=arguments.yes)
        words = (
            "Forgotten. What it sent stays known by hashes, so that a later file can leave it out."
        )
        return _done(arguments, words, run=arguments.forget, is_forgotten=True)
    return list_runs(arguments)


def _check_finished(arguments: argparse.Namespace) -> None:
    """Raise Failure where something would be lost, unless that is meant."""
    run = known_run(paths.runs(), arguments.forget)
    if run.state == DAMAGED and not arguments.yes:
        raise Failure(
            "RunDamaged",
            f"The journal of run {run.run} is damaged: not all that it sent can be known.",
            "To forget it all the same add --yes. What can be read of it stays known, and what it "
            "may have sent counts as sent.",
        )
    left = in_state(run.tally, State.UNSENT, State.UNKNOWN)
    if run.state in UNFINISHED and left and not arguments.yes:
        raise Failure(
            "RunUnfinished",
            f"Run {run.run} is not finished: {left} would never be sent or asked about again.",
            "“klaviyo-gui resume” continues it. To forget it all the same add --yes.",
        )


def _done(arguments: argparse.Namespace, words: str, **told: str | bool) -> int:
    if arguments.json:
        write_json(told)
    else:
        write_text(words)
    return DONE
