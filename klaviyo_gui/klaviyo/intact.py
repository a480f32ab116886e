"""Answers whose headers came to their end.

The standard library takes the end of a connection for the end of the headers. A status line cut
after "HTTP/1.1 202" would then pass for an empty answer, and an empty answer means accepted.
"""

from __future__ import annotations

from http.client import HTTPException, HTTPResponse
from typing import BinaryIO


class IntactResponse(HTTPResponse):
    """An answer that raises HTTPException unless a blank line ends its headers."""

    def begin(self) -> None:
        """Read the status line and the headers."""
        stream = self.fp
        lines = _Lines(stream)
        self.fp = lines  # type: ignore[assignment]  # reading lines is all that is asked of it
        try:
            super().begin()
        finally:
            # An answer that is none has closed and forgotten its stream already.
            self.fp = None if self.fp is None else stream
        if lines.last not in {b"\r\n", b"\n"}:
            raise HTTPException("headers without an end")


class _Lines:
    """A stream that remembers its last line."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.last = b""
        self.close = stream.close

    def readline(self, limit: int) -> bytes:
        self.last = self._stream.readline(limit)
        return self.last
