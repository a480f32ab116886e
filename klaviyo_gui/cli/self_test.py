"""The self-test: two workers, the practice Klaviyo, one send, no window."""

from __future__ import annotations

import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from klaviyo_gui import paths
from klaviyo_gui.cli.exits import DONE, PROGRAM_FAILED
from klaviyo_gui.cli.output import write_json, write_text
from klaviyo_gui.practice.behaviour import PRACTICE_KEY
from klaviyo_gui.practice.process import PracticeProcess
from klaviyo_gui.sending.progress import Finished, RunState
from klaviyo_gui.sending.send import Destination, Order, send
from klaviyo_gui.source.table import open_csv
from klaviyo_gui.store import presets

if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace) -> int:
    """Send the sample orders to a practice Klaviyo in a temporary folder."""
    samples = paths.resources() / "samples"
    preset = presets.load(samples / "orders.json")
    with tempfile.TemporaryDirectory() as folder, PracticeProcess() as practice:
        order = Order(
            open_csv(samples / "orders.csv"), preset.mapping, preset.name, is_history=True
        )
        destination = Destination("Self-test", practice.address, PRACTICE_KEY, is_practice=True)
        home = Path(folder)
        *_, last = send(order, destination, home / "runs", home / "locks", threading.Event())
    assert isinstance(last, Finished), "the last event of a run is its terminal one"
    total = last.tally.total
    is_well = last.state is RunState.DONE and total.accepted > 0 and total.unknown == 0
    if arguments.json:
        write_json({"ok": is_well, "accepted": total.accepted, "read": total.read})
    else:
        verdict = "All is well" if is_well else "Something is wrong"
        write_text(f"{verdict}: {total.accepted} of {total.read} sample records accepted.")
    return DONE if is_well else PROGRAM_FAILED
