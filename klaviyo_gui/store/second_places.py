"""Where somebody chose that second files lie, for the file to which they are joined.

A preset knows the name of a second file alone, and next month another one of that name lies beside
the first. So a place is kept for one first file, by where that lies, and for no other of its shape.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any

import orjson

from klaviyo_gui import paths
from klaviyo_gui.store import atomic

KEPT = 200
"""First files of which places are kept; those chosen for longest ago go first."""

_NAME = "second-files.json"
_VERSION = 1

_guard = Lock()


def second_places(first: Path) -> dict[str, Path]:
    """Return where the files lie that are joined to this one, by the names that joins have."""
    found = _read().get(str(first.absolute()))
    if not isinstance(found, dict):
        return {}
    return {name: Path(place) for name, place in found.items() if isinstance(place, str)}


def keep_second_place(first: Path, name: str, second: Path) -> None:
    """Look for the second file of this name there from now on; beside the first, nothing is kept.

    A comfort only: where nothing can be written, nothing is remembered.
    """
    first, second = first.absolute(), second.absolute()
    with _guard:
        known = _read()
        places = {each: str(place) for each, place in second_places(first).items() if each != name}
        if second != first.parent / name:
            places[name] = str(second)
        known.pop(str(first), None)
        if places:
            known[str(first)] = places
        _write(dict(list(known.items())[-KEPT:]))


def forget_second_places() -> None:
    """Forget where second files lie."""
    with _guard:
        _write({})


def _read() -> dict[str, Any]:
    """Read the store; one that is damaged or of a later version counts as empty."""
    try:
        content = orjson.loads((paths.home() / _NAME).read_bytes())
    except (OSError, orjson.JSONDecodeError):
        return {}
    if not isinstance(content, dict) or content.get("version") != _VERSION:
        return {}
    entries = content.get("entries")
    return entries if isinstance(entries, dict) else {}


def _write(entries: dict[str, Any]) -> None:
    content = {"version": _VERSION, "entries": entries}
    with suppress(OSError):
        atomic.write_bytes(paths.home() / _NAME, orjson.dumps(content))
