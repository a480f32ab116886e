"""Chosen rows of a file by number, one bit for each row, so that millions take no room."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate
from typing import Any

_CHUNK = 512
"""Bytes whose bits are counted ahead: a search looks through so many at most."""


_DIGITS = bytes.maketrans(b"\0\1", b"01")


def bits_of(flags: bytes) -> bytes:
    """Return one bit for each of these flags, each of which is a byte, 0 or 1."""
    if not flags:
        return b""
    value = int(flags[::-1].translate(_DIGITS), 2)
    return value.to_bytes((len(flags) + 7) // 8, "little")


class RowNumbers(Sequence[int]):
    """Row numbers in rising order; bit ``n % 8`` of byte ``n // 8`` chooses row ``n``."""

    def __init__(self, bits: bytes = b"") -> None:
        self._bits = bits
        chunks = (bits[at : at + _CHUNK] for at in range(0, len(bits), _CHUNK))
        counts = (int.from_bytes(chunk).bit_count() for chunk in chunks)
        self._before = [0, *accumulate(counts)]

    def __len__(self) -> int:
        return self._before[-1]

    def __getitem__(self, at: Any) -> Any:  # noqa: ANN401 - an index or a slice, as any sequence
        place = range(len(self))[at]
        if isinstance(place, range):
            return [self[each] for each in place]
        chunk = bisect_right(self._before, place) - 1
        position, left = chunk * _CHUNK, place - self._before[chunk]
        while left >= self._bits[position].bit_count():
            left -= self._bits[position].bit_count()
            position += 1
        byte = self._bits[position]
        return position * 8 + [bit for bit in range(8) if byte >> bit & 1][left]

    def __iter__(self) -> Iterator[int]:
        for position, byte in enumerate(self._bits):
            if byte:
                yield from (position * 8 + bit for bit in range(8) if byte >> bit & 1)

    def __contains__(self, number: object) -> bool:
        """Tell whether this row is chosen."""
        is_within = isinstance(number, int) and 0 <= number < len(self._bits) * 8
        return is_within and bool(self._bits[number // 8] >> number % 8 & 1)  # type: ignore[operator] # a number, as is told by then

    def __and__(self, other: RowNumbers) -> RowNumbers:
        """Return the rows that stand in both."""
        value = int.from_bytes(self._bits, "little") & int.from_bytes(other._bits, "little")
        return RowNumbers(value.to_bytes(min(len(self._bits), len(other._bits)), "little"))

    def __or__(self, other: RowNumbers) -> RowNumbers:
        """Return the rows that stand in either."""
        value = int.from_bytes(self._bits, "little") | int.from_bytes(other._bits, "little")
        return RowNumbers(value.to_bytes(max(len(self._bits), len(other._bits)), "little"))

    def others(self, count: int) -> RowNumbers:
        """Return the rows below this number that are not chosen."""
        value = ((1 << count) - 1) & ~int.from_bytes(self._bits, "little")
        return RowNumbers(value.to_bytes((count + 7) // 8, "little"))

    def part(self, first: int, count: int) -> RowNumbers:
        """Return the rows of a part of the file, counted from its first one."""
        bits = self._bits[first // 8 : (first + count + 7) // 8]
        value = int.from_bytes(bits, "little") >> first % 8 & ((1 << count) - 1)
        return RowNumbers(value.to_bytes((count + 7) // 8, "little"))

    @property
    def bits(self) -> bytes:
        """Return one bit for each row from 0 on."""
        return self._bits

    def below(self, number: int) -> int:
        """Return how many rows stand before this one."""
        return bisect_left(self, number)


class RowMarks:
    """Gathers row numbers, in any order."""

    def __init__(self) -> None:
        self._bits = bytearray()

    def add(self, number: int) -> None:
        """Choose this row."""
        self.add_all((number,))

    def add_all(self, numbers: Collection[int]) -> None:
        """Choose these rows."""
        if not numbers:
            return
        bits = self._bits
        missing = max(numbers) // 8 + 1 - len(bits)
        if missing > 0:
            bits.extend(bytes(missing))
        for number in numbers:
            bits[number >> 3] |= 1 << (number & 7)

    def add_part(self, first: int, bits: bytes) -> None:
        """Choose the rows of a part of the file, whose row 0 is this one."""
        shifted = (int.from_bytes(bits, "little") << first % 8).to_bytes(len(bits) + 1, "little")
        start, stop = first // 8, first // 8 + len(shifted)
        if stop > len(self._bits):
            self._bits.extend(bytes(stop - len(self._bits)))
        before = int.from_bytes(self._bits[start:stop], "little")
        merged = before | int.from_bytes(shifted, "little")
        self._bits[start:stop] = merged.to_bytes(len(shifted), "little")

    @property
    def bits(self) -> bytes:
        """Return the rows chosen so far, one bit for each row from 0 on."""
        return bytes(self._bits)

    def numbers(self) -> RowNumbers:
        """Return the rows chosen so far."""
        return RowNumbers(bytes(self._bits))
