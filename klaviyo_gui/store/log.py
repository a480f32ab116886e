"""SQLite's write-ahead log of a journal, looked at before SQLite reads it.

SQLite takes the first frame that is not whole for the end of its log. After a power cut that is
so; when a byte in the middle was damaged, acknowledged steps behind it would be forgotten in
silence. The step under way when the power goes is one, so two steps behind the break are proof.
Damage of the last step alone, or of where the one before it ends, looks like a power cut here; what
is missing then is told by ``steps.py``.
Format: https://www.sqlite.org/fileformat2.html#the_write_ahead_log
"""

from __future__ import annotations

import shutil
import struct
import sys
from array import array
from collections import Counter
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HEADER: Final = struct.Struct(">4I8s2I")
_FRAME: Final = struct.Struct(">2I8s2I")
_MAGIC: Final = 0x377F0682
"""The lowest bit more tells that the words of the sums are big-endian."""
_PAGE: Final = 4_096
_MASK: Final = 0xFFFFFFFF


def has_lost_steps(database: Path) -> bool:
    """Tell whether the log of this database has acknowledged steps behind a damaged place.

    It is so once and for all: SQLite throws a log away, so a damaged one is kept by ``keep_log``.
    """
    if is_log_kept(database):
        return True
    log = _log(database)
    if not log.is_file():
        return False
    with log.open("rb") as file:
        salt, good = _good(file)
        steps = Counter(each for each in _commits(file, good) if salt in {b"", each})
    return max(steps.values(), default=0) > 1


def is_log_kept(database: Path) -> bool:
    """Tell whether a damaged log was found before."""
    return _kept(database).exists()


def keep_log(database: Path) -> None:
    """Copy a damaged log aside, if there is any left, for whoever can read it."""
    if _log(database).exists() and not _kept(database).exists():
        shutil.copyfile(_log(database), _kept(database))


def _log(database: Path) -> Path:
    return database.with_name(f"{database.name}-wal")


def _kept(database: Path) -> Path:
    return database.with_name(f"{database.name}-wal-damaged")


def _good(file: IO[bytes]) -> tuple[bytes, int]:
    """Return the salt of the log, empty where its header is not whole, and its whole frames."""
    head = file.read(_HEADER.size)
    if len(head) < _HEADER.size:
        return b"", 0
    magic, _, page, _, salt, *sums = _HEADER.unpack(head)
    is_big = magic & 1 == 1
    total = _sums((0, 0), head[:24], is_big=is_big)
    if magic & ~1 != _MAGIC or page != _PAGE or [*total] != sums:
        return b"", 0
    frames = 0
    while len(frame := file.read(_FRAME.size + _PAGE)) == _FRAME.size + _PAGE:
        *_, own_salt, first, second = _FRAME.unpack_from(frame)
        if own_salt != salt:
            break
        total = _sums(total, frame[:8] + frame[_FRAME.size :], is_big=is_big)
        if total != (first, second):
            break
        frames += 1
    return salt, frames


def _commits(file: IO[bytes], good: int) -> Iterator[bytes]:
    """Yield the salt of every frame behind the good ones that ends a step."""
    file.seek(_HEADER.size + good * (_FRAME.size + _PAGE))
    while len(head := file.read(_FRAME.size)) == _FRAME.size:
        _, size, salt, *_ = _FRAME.unpack(head)
        if size:
            yield salt
        file.seek(_PAGE, 1)


def _sums(start: tuple[int, int], content: bytes, *, is_big: bool) -> tuple[int, int]:
    """Return the running sums of the format, continued over this content."""
    words = array("I", content)
    if is_big != (sys.byteorder == "big"):
        words.byteswap()
    first, second = start
    pairs = iter(words)
    for one, other in zip(pairs, pairs, strict=True):
        first = (first + one + second) & _MASK
        second = (second + other + first) & _MASK
    return first, second
