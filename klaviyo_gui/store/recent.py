"""What was opened last, kept with how files of the same shape were read; no cell values."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import orjson

from klaviyo_gui import paths
from klaviyo_gui.store import atomic

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FILES_KEPT = 10
SHAPES_KEPT = 200

_FILES = "recent.json"
_SHAPES = "readings.json"
_HEADER = "header"
_VERSION = 1

_KINDS = {
    "encoding": str,
    "delimiter": str,
    "header_line": int,
    "quote": str,
    "escape": str,
    "is_wrapped": bool,
    "sheet": str,
}
"""What can be remembered of a reading, named as the overrides of the detection are."""

_guard = Lock()


def shape(raw_header: Sequence[str]) -> str:
    """Return a digest of the names in a header; the names cannot be had back from it."""
    return hashlib.sha256("\x1f".join(raw_header).encode("utf-8", "replace")).hexdigest()


def files() -> tuple[Path, ...]:
    """Return the files opened last, the latest first; they need not be there any more."""
    return tuple(Path(each) for each in _read(_FILES, list) if isinstance(each, str))


def add_file(path: Path) -> None:
    """Note that a file was opened."""
    with _guard:
        kept = [each for each in files() if each != path]
        _write(_FILES, [str(each) for each in (path, *kept)][:FILES_KEPT])


def forget_file(path: Path) -> None:
    """Forget that a file was opened."""
    with _guard:
        _write(_FILES, [str(each) for each in files() if each != path])


def forget_files() -> None:
    """Forget which files were opened."""
    with _guard:
        _write(_FILES, [])


def reading_of(digest: str) -> dict[str, Any]:
    """Return what somebody chose for files of this shape; nothing for a shape not known."""
    found = _read(_SHAPES, dict).get(digest)
    if not isinstance(found, dict):
        return {}
    return {name: found[name] for name, kind in _KINDS.items() if type(found.get(name)) is kind}


def header_of(digest: str) -> str:
    """Return the shape of the header that was read as somebody chose; empty where not known."""
    found = _read(_SHAPES, dict).get(digest)
    header = found.get(_HEADER) if isinstance(found, dict) else None
    return header if isinstance(header, str) else ""


def remember(digest: str, reading: Mapping[str, object], header: str = "") -> None:
    """Read files of this shape so from now on; nothing chosen forgets the shape.

    ``header`` is the shape of the header that this reading gave.
    """
    chosen = {name: reading[name] for name in _KINDS if reading.get(name) is not None}
    with _guard:
        known = _read(_SHAPES, dict)
        known.pop(digest, None)
        if chosen:
            known[digest] = {**chosen, _HEADER: header} if header else chosen
        _write(_SHAPES, dict(list(known.items())[-SHAPES_KEPT:]))


def _read(name: str, kind: type) -> Any:  # noqa: ANN401 - what a JSON file holds
    """Read a store; one that is damaged or of a later version counts as empty."""
    try:
        content = orjson.loads((paths.home() / name).read_bytes())
    except (OSError, orjson.JSONDecodeError):
        return kind()
    if not isinstance(content, dict) or content.get("version") != _VERSION:
        return kind()
    entries = content.get("entries")
    return entries if isinstance(entries, kind) else kind()


def _write(name: str, entries: object) -> None:
    content = {"version": _VERSION, "entries": entries}
    # A comfort only: where nothing can be written, nothing is remembered, as of names that are no
    # text.
    with suppress(OSError, orjson.JSONEncodeError):
        atomic.write_bytes(paths.home() / name, orjson.dumps(content))
