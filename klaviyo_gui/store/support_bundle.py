"""A file for whoever helps: what the program is and how its runs went, nothing of any customer.

No name of a file, an account, a preset or a column is in it, no cell, and no key: who reads it need
not be trusted with more than figures.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import asdict
from typing import TYPE_CHECKING

import orjson

from klaviyo_gui.store.atomic import write_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from klaviyo_gui.store.history import RunSummary

RUNS_MOST = 200

ABOUT, RUNS, REPORT = "about.json", "runs.json", "faults/{}.txt"


def contents(
    about: Mapping[str, object], runs: Sequence[RunSummary], reports: Sequence[str]
) -> dict[str, str]:
    """Return the files of a bundle, by their names: all that is in it, to be read before."""
    files = {ABOUT: _json(about), RUNS: _json([_told(each) for each in runs[:RUNS_MOST]])}
    files |= {REPORT.format(at): text for at, text in enumerate(reports, start=1)}
    return files


def write_bundle(path: Path, files: Mapping[str, str]) -> None:
    """Write these files into one; raises OSError."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, text in files.items():
            bundle.writestr(name, text)
    write_bytes(path, packed.getvalue())


def _told(run: RunSummary) -> dict[str, object]:
    """Return how a run went, without what anything in it is called."""
    return {
        "created": run.created,
        "ended": run.ended,
        "state": run.state,
        "events": asdict(run.tally.events),
        "people": asdict(run.tally.profiles),
        "requests": run.requests,
        "seconds": run.seconds,
        "practice": run.is_practice,
        "sent_again": bool(run.retry_of),
        "kept": run.is_kept,
        "erased": run.is_erased,
    }


def _json(value: object) -> str:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2).decode()
