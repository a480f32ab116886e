"""A small versioned JSON file of notes that windows change one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from klaviyo_gui.store.aside import move_aside
from klaviyo_gui.store.atomic import write_bytes
from klaviyo_gui.store.exclusive import exclusive

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Notes = dict[str, Any]


class _LaterVersion(Exception):
    """A later version of the program wrote it: it is not for us to read or to change."""


@dataclass(frozen=True, slots=True)
class Notebook:
    """Notes by name; a comfort only, so damage means none and never an error.

    A damaged file is moved aside at the next change. One of a later version of the program is
    left alone.
    """

    path: Path
    version: int = 1

    def read(self) -> Notes:
        """Return all notes."""
        try:
            return self._read()
        except (OSError, ValueError, _LaterVersion):
            return {}

    def change(self, change: Callable[[Notes], Notes]) -> None:
        """Replace the notes by what a function makes of them, while nobody else writes.

        Raises OSError where the system refuses.
        """
        with exclusive(self.path.parent):
            try:
                notes = self._read()
            except FileNotFoundError:
                notes = {}
            except ValueError:
                move_aside(self.path)
                notes = {}
            except _LaterVersion:
                return
            content = {"version": self.version, "entries": change(notes)}
            write_bytes(self.path, orjson.dumps(content, option=orjson.OPT_INDENT_2))

    def _read(self) -> Notes:
        content = orjson.loads(self.path.read_bytes())
        version = content.get("version") if isinstance(content, dict) else None
        if isinstance(version, int) and version > self.version:
            raise _LaterVersion
        if version != self.version or not isinstance(content.get("entries"), dict):
            raise ValueError(version)
        entries: Notes = content["entries"]
        return entries
