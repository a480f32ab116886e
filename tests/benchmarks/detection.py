"""Prints how long the detection of a file takes, against ``csv.reader`` over one megabyte of it.

``python -m tests.benchmarks.detection``. The sizes are pretended: the same rows come again and
again, so that only what the detection reads is made.
"""

from __future__ import annotations

import csv
import io
import time
from dataclasses import dataclass

from klaviyo_gui.source.detection import guess
from klaviyo_gui.source.dialect import Overrides
from klaviyo_gui.source.excerpts import excerpts

_ROUNDS = 5
_MEGABYTE = 10**6
_SIZES = (1, 10, 1_000, 100_000)
_ROWS = {
    "plain": "10234,2024-03-05 12:30:11,Ann Lee,ann@example.com,12.50,DE\n",
    "quoted": '"10234","2024-03-05","Müller, Anna","anna@example.com","12,50","5"" blue; red"\n',
    "all separators": "10234;'a|b';12:30:00;1,50\tx;O'Neill ^ ~;\"bad\" one;C:\\\\x\n",
}


@dataclass
class Repeated(io.RawIOBase):
    """A file of so many bytes in which the same rows come again and again."""

    rows: bytes
    size: int
    place: int = 0

    def seek(self, place: int, whence: int = io.SEEK_SET) -> int:
        """Move to a place."""
        self.place = self.size + place if whence == io.SEEK_END else place
        return self.place

    def read(self, size: int = -1) -> bytes:
        """Make the bytes that are asked for."""
        wanted = max(min(size, self.size - self.place), 0)
        start = self.place % len(self.rows)
        self.place += wanted
        return (self.rows * (wanted // len(self.rows) + 2))[start : start + wanted]


def main() -> None:
    """Measure and print."""
    for name, row in _ROWS.items():
        for encoding in ("utf-8", "cp1252"):
            rows = (row * 97).encode(encoding)
            text = row * (_MEGABYTE // len(row))
            start = time.perf_counter()
            list(csv.reader(io.StringIO(text, newline="")))
            bare = time.perf_counter() - start
            for size in _SIZES:
                taken = min(_taken(Repeated(rows, size * _MEGABYTE)) for _ in range(_ROUNDS))
                print(
                    f"{name}, {encoding}, {size:,} MB: {taken * 1000:.0f} ms · "
                    f"{taken / bare:.1f} times csv.reader over 1 MB"
                )


def _taken(file: Repeated) -> float:
    start = time.perf_counter()
    guess(excerpts(file), Overrides())
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
