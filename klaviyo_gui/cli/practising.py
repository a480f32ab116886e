"""The command that runs the practice Klaviyo alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.cli.exits import DONE
from klaviyo_gui.cli.failure import Failure
from klaviyo_gui.cli.output import flush, write_json, write_text
from klaviyo_gui.practice.bad_day import BAD_DAY_SECONDS, BAD_DAY_SEED
from klaviyo_gui.practice.behaviour import PRACTICE_KEY, Behaviour
from klaviyo_gui.practice.process import serve
from klaviyo_gui.wording import bare

if TYPE_CHECKING:
    import argparse


def practise(arguments: argparse.Namespace) -> int:
    """Run the practice Klaviyo alone until Ctrl+C."""

    def announce(address: str) -> None:
        if arguments.json:
            write_json({"address": address, "key": PRACTICE_KEY})
        else:
            write_text(f"The practice Klaviyo listens at {address} (key {PRACTICE_KEY}).")
            flush()

    behaviour = (
        Behaviour(bad_day=BAD_DAY_SEED, slow_seconds=BAD_DAY_SECONDS)
        if arguments.bad_day
        else Behaviour()
    )
    try:
        serve(arguments.port, behaviour, announce)
    except OSError as error:
        raise Failure(
            "PortRefused",
            f"Port {arguments.port} cannot be used: {bare(error.strerror or str(error))}.",
            "Choose another one, or 0 for any that is free.",
        ) from error
    return DONE
