"""What was changed of a file's rows, kept with the file it was made for and read by nobody else.

There is one document for each file; a file that was put back to what it is has none.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from klaviyo_gui import paths
from klaviyo_gui.core.amendments import Amendments, Cause, Replacement, RowChange, Typed
from klaviyo_gui.core.errors import AmendmentsUnreadable, AmendmentsUnwritable
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.problem import Code
from klaviyo_gui.language import mark
from klaviyo_gui.store.aside import move_aside
from klaviyo_gui.store.atomic import make_private, remove_orphans, write_bytes
from klaviyo_gui.store.exclusive import exclusive

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

KEPT = 100
"""Files of which changes are kept; those changed longest ago go first."""

VERSION = 2
"""The first named no texts of causes."""

_SUFFIX = ".json"
_LATER = mark("a later version of this program wrote it")


@dataclass(frozen=True, slots=True)
class Bound:
    """By what it is known that a file is the one that was changed, and reads as it did then.

    ``size`` is in bytes, ``mtime_ns`` the time of its last change in nanoseconds, ``edges`` a
    digest of its first and last bytes, and ``reading`` one of how its bytes are cut into cells.
    """

    size: int
    mtime_ns: int
    edges: str
    reading: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What was changed, and of what."""

    bound: Bound
    amendments: Amendments


def keep_amendments(key: str, kept: Kept) -> None:
    """Keep the changes of the file of this key; raises AmendmentsUnwritable.

    What a later version of the program wrote is never replaced.
    """
    path = _path(key)
    content = {
        "version": VERSION,
        "file": asdict(kept.bound),
        "rows": [
            [each.line, each.reads, {name: rest for name, *rest in each.cells}, each.is_left_out]
            for each in kept.amendments.rows
        ],
        "replacements": [asdict(each) for each in kept.amendments.replacements],
        "causes": [
            [each.kind, each.code, each.target, each.texts] for each in kept.amendments.causes
        ],
    }
    try:
        make_private(path.parent)
        with exclusive(path.parent):
            _check_version(path)
            remove_orphans(path)
            # As codes: names of columns may hold bytes that are no text.
            write_bytes(path, json.dumps(content).encode())
            _forget_old(path.parent)
    except OSError as error:
        raise AmendmentsUnwritable(path, error.strerror or str(error)) from error


def drop_amendments(key: str) -> None:
    """Keep no changes of this file any more; raises AmendmentsUnwritable."""
    path = _path(key)
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise AmendmentsUnwritable(path, error.strerror or str(error)) from error


def has_amendments(key: str) -> bool:
    """Tell whether anything is kept of the file of this key, be it readable or not."""
    return _path(key).exists()


def kept_amendments(key: str) -> Kept | None:
    """Return what was changed of the file of this key; None where nothing was.

    Raises AmendmentsUnreadable: a damaged document is moved aside, any other stays.
    """
    path = _path(key)
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise AmendmentsUnreadable(path, error.strerror or str(error)) from error
    try:
        content = json.loads(raw)
        if content["version"] > VERSION:
            raise AmendmentsUnreadable(path, _LATER)
        return _kept_in(content)
    except (ValueError, TypeError, KeyError) as error:
        raise AmendmentsUnreadable(_moved(path), mark("it is damaged")) from error


def _check_version(path: Path) -> None:
    try:
        if json.loads(path.read_bytes())["version"] > VERSION:
            raise AmendmentsUnwritable(path, _LATER)
    except (FileNotFoundError, ValueError, TypeError, KeyError):
        return


def _kept_in(content: dict[str, Any]) -> Kept:
    rows = tuple(_row_in(*each) for each in content["rows"])
    if [each.line for each in rows] != sorted({each.line for each in rows}):
        raise ValueError("a line stands there twice")
    replacements = tuple(_checked(Replacement(**each)) for each in content["replacements"])
    if any(not 0 <= cell.since <= len(replacements) for row in rows for cell in row.cells):
        raise ValueError("a cell was typed after more replacements than there are")
    causes = tuple(_cause_in(*each) for each in content["causes"])
    return Kept(Bound(**content["file"]), Amendments(rows, replacements, causes))


def _row_in(
    line: int,
    reads: str,
    cells: dict[str, tuple[str, int]],
    is_left_out: bool,
) -> RowChange:
    typed = tuple(_typed_in(name, *rest) for name, rest in sorted(cells.items()))
    return RowChange(int(line), _text(reads), typed, is_left_out is True)


def _cause_in(kind: str, code: str, target: str, texts: Iterable[str] = ()) -> Cause:
    return Cause(Kind(kind), Code(code), _text(target), tuple(map(_text, texts)))


def _typed_in(name: str, text: str, since: int) -> Typed:
    return Typed(_text(name), _text(text), int(since))


def _checked(found: Replacement) -> Replacement:
    for text in (found.column, found.find, found.replace):
        _text(text)
    return found


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _moved(path: Path) -> Path:
    try:
        with exclusive(path.parent):
            return move_aside(path)
    except OSError:
        return path


def _path(key: str) -> Path:
    return paths.amendments() / f"{key}{_SUFFIX}"


def _forget_old(folder: Path) -> None:
    by_age = sorted(folder.glob(f"*{_SUFFIX}"), key=lambda path: -path.stat().st_mtime_ns)
    for path in by_age[KEPT:]:
        path.unlink()
