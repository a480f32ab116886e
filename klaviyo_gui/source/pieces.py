"""The pieces of orders that parts of a file have, kept on disk until all of them are known.

Each part has two files: its pieces, put in order by their partition, and an index that tells of
each piece its digest, its line and its length. The pieces of an order lie in the same partition,
so that no more than one partition must be looked at together. What was put together elsewhere is
marked in the index.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, NamedTuple

from klaviyo_gui.source.arranged_form import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from klaviyo_gui.source.gathering import Piece

_TYPE = "Q"
_SIZE = array(_TYPE).itemsize
_ENTRY = 3
_DOUBT, _TAKEN = 1 << 62, 1 << 63
_LENGTH = _DOUBT - 1


class Entry(NamedTuple):
    """One piece of a partition: where it lies among the bytes of that partition."""

    digest: int
    line: int
    start: int
    stop: int
    is_doubt: bool
    is_taken: bool


def write_pieces(folder: Path, part: int, pieces: Iterable[Piece], partitions: int) -> None:
    """Keep the pieces of a part of the file."""
    found = sorted(pieces, key=lambda each: each.digest % partitions)
    lines = written(each.cells for each in found)
    index = array(_TYPE)
    starts = array(_TYPE, [0, 0] * (partitions + 1))
    offset = at = 0
    for number in range(partitions):
        while at < len(found) and found[at].digest % partitions == number:
            each, size = found[at], len(lines[at])
            index.extend((each.digest, each.line, size | (_DOUBT if each.is_doubt else 0)))
            offset += size
            at += 1
        starts[2 * number + 2], starts[2 * number + 3] = offset, at
    _path(folder, part, "pieces").write_bytes(b"".join(lines))
    _path(folder, part, "index").write_bytes(starts.tobytes() + index.tobytes())


class Partition:
    """The pieces of one partition that a part of the file has."""

    def __init__(self, folder: Path, part: int, number: int, partitions: int) -> None:
        self._folder, self._part = folder, part
        with _path(folder, part, "index").open("rb") as file:
            file.seek(2 * _SIZE * number)
            bounds = array(_TYPE, file.read(4 * _SIZE))
            self._begin, first, self._end, stop = bounds
            self._at = _SIZE * (2 * (partitions + 1) + _ENTRY * first)
            file.seek(self._at)
            self._index = array(_TYPE, file.read(_SIZE * _ENTRY * (stop - first)))

    def entries(self) -> list[Entry]:
        """Return what the index tells of the pieces."""
        index, found, offset = self._index, [], 0
        for digest, line, kept in zip(
            index[::_ENTRY], index[1::_ENTRY], index[2::_ENTRY], strict=True
        ):
            stop = offset + (kept & _LENGTH)
            found.append(
                Entry(digest, line, offset, stop, bool(kept & _DOUBT), bool(kept & _TAKEN))
            )
            offset = stop
        return found

    def raw(self) -> bytes:
        """Return the pieces."""
        with _path(self._folder, self._part, "pieces").open("rb") as file:
            file.seek(self._begin)
            return file.read(self._end - self._begin)

    def digests(self) -> array[int]:
        """Return the digests of the pieces; quick."""
        return self._index[::_ENTRY]

    def doubts(self) -> bool:
        """Tell whether a piece is a doubt."""
        return any(kept & _DOUBT for kept in self._index[2::_ENTRY])

    def take(self, places: Iterable[int]) -> None:
        """Mark the pieces at these places as put together elsewhere."""
        for at in places:
            self._index[_ENTRY * at + 2] |= _TAKEN
        with _path(self._folder, self._part, "index").open("r+b") as file:
            file.seek(self._at)
            file.write(self._index.tobytes())


def left_pieces(folder: Path, part: int, partitions: int) -> Iterator[tuple[int, bytes]]:
    """Yield the orders that this part alone has lines of, with their first lines."""
    raw = _path(folder, part, "pieces").read_bytes()
    index = array(_TYPE, _path(folder, part, "index").read_bytes()[2 * _SIZE * (partitions + 1) :])
    offset = 0
    for line, kept in zip(index[1::_ENTRY], index[2::_ENTRY], strict=True):
        stop = offset + (kept & _LENGTH)
        if not kept & _TAKEN:
            yield line, raw[offset:stop]
        offset = stop


def forget_pieces(folder: Path, part: int) -> None:
    """Take the pieces of a part from the disk."""
    for kind in ("pieces", "index"):
        _path(folder, part, kind).unlink(missing_ok=True)


def _path(folder: Path, part: int, kind: str) -> Path:
    return folder / f"{part:06d}.{kind}"
