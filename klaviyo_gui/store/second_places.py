"""Where somebody chose that second files lie, for the file to which they are joined.

A preset knows the name of a second file alone, and next month another one of that name lies beside
the first. So a place is kept for one first file, by where that lies and what is in it: next month's
may have the same name in the same folder, and is another file.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import orjson

from klaviyo_gui import paths
from klaviyo_gui.store import atomic

if TYPE_CHECKING:
    from klaviyo_gui.source.stamp import Stamp

KEPT = 200
"""First files of which places are kept; those chosen for longest ago go first."""

_NAME = "second-files.json"
_VERSION = 2

_guard = Lock()


def second_places(first: Path, stamp: Stamp) -> dict[str, Path]:
    """Return where the files lie that are joined to this one, by the names that joins have.

    Nothing is known of a file that has changed since somebody chose.
    """
    found = _read().get(str(first.absolute()))
    if not isinstance(found, dict) or found.get("content") != _content(stamp):
        return {}
    places = found.get("places")
    if not isinstance(places, dict):
        return {}
    return {name: Path(place) for name, place in places.items() if isinstance(place, str)}


def keep_second_place(first: Path, stamp: Stamp, name: str, second: Path) -> None:
    """Look for the second file of this name there from now on; beside the first, nothing is kept.

    A comfort only: where nothing can be written, nothing is remembered.
    """
    first, second = first.absolute(), second.absolute()
    with _guard:
        known = _read()
        places = {
            each: str(place) for each, place in second_places(first, stamp).items() if each != name
        }
        if second != first.parent / name:
            places[name] = str(second)
        known.pop(str(first), None)
        if places:
            known[str(first)] = {"content": _content(stamp), "places": places}
        _write(dict(list(known.items())[-KEPT:]))


def forget_second_places() -> None:
    """Forget where second files lie."""
    with _guard:
        _write({})


def _content(stamp: Stamp) -> str:
    """Return what changes with the content of a file; the content cannot be had back from it."""
    return f"{stamp.size}-{stamp.mtime_ns}-{stamp.edges.hex()}"


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
    with suppress(OSError, orjson.JSONEncodeError):
        atomic.write_bytes(paths.home() / _NAME, orjson.dumps(content))
