"""The command that sends refused rows again: retry."""

from __future__ import annotations

from contextlib import closing, nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from klaviyo_gui import paths
from klaviyo_gui.cli.accounts import account_of_run, practice_account_again
from klaviyo_gui.cli.following import follow, stop_on_signals
from klaviyo_gui.cli.going_on import confirm_retry
from klaviyo_gui.cli.output import tell
from klaviyo_gui.cli.preset_file import found_preset
from klaviyo_gui.cli.second_files import missing
from klaviyo_gui.cli.sending import all_held
from klaviyo_gui.core.errors import JoinFileMissing, NothingToSend
from klaviyo_gui.core.region import phone_country
from klaviyo_gui.preset_words import note_words
from klaviyo_gui.sending.again import order_again
from klaviyo_gui.sending.family import family_of
from klaviyo_gui.sending.retry import retry
from klaviyo_gui.store.history import known_run
from klaviyo_gui.store.library import Library
from klaviyo_gui.store.results import by_journal

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.sending.progress import RunEvent

_UNCHANGED = (
    "Correct the refused rows in the file and leave every row in its line, or give a corrected "
    "mapping with --preset. “klaviyo-gui results” says what was refused and why."
)


def retry_run(arguments: argparse.Namespace) -> int:
    """Send again the rows of a run that were refused and have been put right."""
    found = by_journal(paths.runs(), known_run(paths.runs(), arguments.run))
    family_of(paths.runs(), found.run)
    mapping = _mapping(arguments.preset)
    try:
        order = order_again(
            paths.runs(),
            found.run,
            path=arguments.file,
            mapping=mapping,
            seconds=arguments.join,
        )
    except JoinFileMissing as error:
        raise missing(error) from error
    if arguments.preset is not None:
        country = phone_country(order.file.header, order.file.head_rows.cells)
        order = replace(order, mapping=order.mapping.guessing(country))
    with (
        closing(order.file),
        practice_account_again(found)
        if found.is_practice
        else nullcontext(account_of_run(found)) as destination,
        stop_on_signals() as stop,
    ):
        order = replace(order, agreed=confirm_retry(arguments, order, found, destination))
        events: Iterator[RunEvent] = retry(
            order, found.run, destination, paths.runs(), paths.locks(), stop
        )
        try:
            return follow(events, destination.account, stop, as_json=arguments.json)
        except NothingToSend as error:
            raise all_held(error, destination.account, _UNCHANGED) from error


def _mapping(preset: str | None) -> Mapping | None:
    """Return the mapping of a preset, if one is given."""
    if preset is None:
        return None
    found, notes = found_preset(preset, Library(paths.presets()))
    for note in notes:
        tell(note_words(note))
    return found.mapping
