"""What was pasted, kept as files for this user's eyes only and as long as other customers' data."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from klaviyo_gui import paths
from klaviyo_gui.core.errors import PasteEmpty, PasteTooLarge, PasteTooShort, PasteUnwritable
from klaviyo_gui.store import recent
from klaviyo_gui.store.atomic import make_private, write_bytes

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

CHARACTERS_MOST = 20_000_000
"""Some hundred thousand rows: so much comes from the clipboard without a stall of the window
(28 ms, measured), which asks for it in its own thread."""

_BREAK = re.compile(r"[\r\n]")
_MARK = "\ufeff"
"""By it nobody needs to guess in which encoding a file is that this program wrote."""


def keep_pasted(text: str, name: str) -> Path:
    """Keep a text as a file of this name, or of that with a number, and return where it lies.

    Nothing of the text is changed. Raises PasteError for one that is no table.
    """
    if not text.strip():
        raise PasteEmpty
    if len(text) > CHARACTERS_MOST:
        raise PasteTooLarge(CHARACTERS_MOST)
    if not _BREAK.search(text.strip()):
        raise PasteTooShort
    folder = paths.pasted()
    try:
        make_private(folder)
        path = _claimed(folder, name)
        try:
            write_bytes(path, _encoded(text))
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise PasteUnwritable(folder, error.strerror or str(error)) from error
    return path


def forget_pasted(path: Path) -> None:
    """Remove a file of what was pasted, and no other; what the system refuses stays."""
    if path.parent == paths.pasted():
        with suppress(OSError):
            path.unlink(missing_ok=True)


def forget_all_pasted(but: Collection[Path]) -> None:
    """Remove all that was pasted, but these files, which somebody has open."""
    for path in _files():
        if path not in but:
            forget_pasted(path)


def expire_pasted(now: datetime, days: int) -> None:
    """Remove what was pasted so many days ago, from the files opened last too."""
    before = now - timedelta(days=days)
    for path in _files():
        with suppress(OSError):
            if datetime.fromtimestamp(path.stat().st_mtime, UTC) < before:
                forget_pasted(path)
                recent.forget_file(path)


def _files() -> list[Path]:
    """Return all files of the folder, what killed programs left of one too."""
    with suppress(OSError):
        return sorted(paths.pasted().iterdir())
    return []


def _claimed(folder: Path, name: str) -> Path:
    """Return a path that was free, and is this one's now; another window may paste as well."""
    path, number = folder / f"{name}.csv", 1
    while True:
        with suppress(FileExistsError):
            path.touch(0o600, exist_ok=False)
            return path
        number += 1
        path = folder / f"{name} ({number}).csv"


def _encoded(text: str) -> bytes:
    """Return the text in UTF-8; halves of letters, which some programs copy, as broken ones."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return (_MARK + whole.removeprefix(_MARK)).encode()
