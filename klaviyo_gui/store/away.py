"""The addresses of windows, by which the next start of the program finds them."""

from __future__ import annotations

import uuid
from contextlib import suppress
from typing import TYPE_CHECKING

from klaviyo_gui.store.atomic import make_private, write_bytes

if TYPE_CHECKING:
    from pathlib import Path


def announce(folder: Path, address: str) -> Path:
    """Write down the address of a window; return the file that stands for it."""
    make_private(folder)
    note = folder / uuid.uuid4().hex
    write_bytes(note, address.encode())
    return note


def withdraw(note: Path) -> None:
    """Forget an address at which nobody answers any more, or else at the next start."""
    with suppress(OSError):
        note.unlink(missing_ok=True)


def announced(folder: Path) -> dict[Path, str]:
    """Return the addresses there are, by their files; what a killed window left is among them."""
    notes: list[Path] = []
    with suppress(OSError):
        notes = sorted(folder.iterdir())
    found: dict[Path, str] = {}
    for note in notes:
        # A window that comes back meanwhile takes its file away, and no other one.
        with suppress(OSError):
            if not note.name.startswith("."):
                found[note] = note.read_text("utf-8", "replace")
    return found
