"""A key and addresses that are nowhere by accident, and where each of them may be.

They are others in every run: what an earlier one, or one beside this, left is not taken for a leak.
"""

import secrets
import sqlite3
import tempfile
import zlib
from contextlib import closing, suppress
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

import psutil

KEY = f"pk_{secrets.token_hex(17)}"
MARK = f"canary{secrets.token_hex(6)}"
COUNT = 50


def email(at):
    """Return a marked address; some are refused, fail in their import, or are none at all."""
    ending = {3: "+refused", 4: "+failed", 5: "+failed"}.get(at, "")
    return f"{MARK}-{at:02}{ending}@" + ("nowhere" if at == 6 else "shop-demo.com")


TEMPORARY = Path(tempfile.gettempdir())
OURS = ("klaviyo", "tmp", "pymp")


@dataclass(frozen=True, slots=True)
class Place:
    """Where customers may be found; ``is_erased`` tells that their time is over there."""

    pattern: str
    why: str
    is_erased: bool = False


PLACES = (
    Place("desk/*", "the file of the user"),
    Place("results*/*", "results that somebody asked for"),
    Place("said/preview", "records that somebody asked to see"),
    Place("said/inspect", "what columns hold, which somebody asked to see"),
    Place("home/amendments/*.json", "what somebody changed of the rows of a file"),
    Place("home/runs/*/journal.db*", "the journal of a run", is_erased=True),
    Place("home/practice/*.db*", "what a practice Klaviyo took", is_erased=True),
)
"""The whole list. The key may be in no file at all, only in the place that the system has for keys
and in the surroundings of processes, where somebody put it himself."""


@dataclass(frozen=True, slots=True)
class Found:
    """Something marked in a place; ``is_key`` tells what."""

    where: str
    is_key: bool


def marked(content):
    """Tell whether the key and whether customers are in some bytes, as text of either width."""
    small = content.lower()
    wide = small[::2] + small[1::2]
    return tuple(
        each.encode() in small or each.encode() in wide for each in (KEY[3:].lower(), MARK)
    )


def contents(path):
    """Yield what a file holds, and of a database each cell too, unpacked where it is packed."""
    content = path.read_bytes()
    yield content
    if not content.startswith(b"SQLite format 3"):
        return
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'"):
            for row in database.execute(f'SELECT * FROM "{table}"'):
                for cell in row:
                    if isinstance(cell, bytes):
                        yield cell
                        yield unpacked(cell)


def unpacked(cell):
    try:
        return zlib.decompress(cell)
    except zlib.error:
        return b""


def found_in_files(root):
    """Return what is marked in the files below a folder, or in their names."""
    found = set()
    for path in sorted(root.rglob("*")) if root.is_dir() else [root]:
        where = path.relative_to(root).as_posix() if path != root else path.name
        pieces = [where.encode(), *(contents(path) if path.is_file() else ())]
        for has_key, has_people in map(marked, pieces):
            found |= {Found(where, is_key=True)} if has_key else set()
            found |= {Found(where, is_key=False)} if has_people else set()
    return found


def found_in_temporary(before):
    """Return what is marked in what came into the system's folder for temporary files."""
    found = set()
    new = set(TEMPORARY.iterdir()) - before
    # Whole folders of other programs need not be read.
    for path in (each for each in new if each.is_file() or each.name.startswith(OURS)):
        # Others come and go there, and let nobody look into theirs.
        with suppress(OSError, sqlite3.Error):
            found |= {Found(f"temporary/{path.name}", each.is_key) for each in found_in_files(path)}
    return found


def found_in_processes():
    """Return what is marked in the arguments and surroundings of this process and its children."""
    found = set()
    own = psutil.Process()
    for process in (own, *own.children(recursive=True)):
        try:
            pieces = {
                "arguments": " ".join(process.cmdline()),
                "surroundings": repr(process.environ()),
            }
        except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
            continue
        for name, text in pieces.items():
            has_key, has_people = marked(text.encode())
            found |= {Found(name, is_key=True)} if has_key else set()
            found |= {Found(name, is_key=False)} if has_people else set()
    return found


def leaks(found, *, is_erased=False):
    """Return what is where it does not belong, once or before customers' time is over."""
    return {
        each
        for each in found
        if each.is_key
        or not any(
            fnmatch(each.where, place.pattern) and not (is_erased and place.is_erased)
            for place in PLACES
        )
    }
