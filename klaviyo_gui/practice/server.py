"""The practice Klaviyo as an HTTP server on this computer alone."""

from __future__ import annotations

import os
import selectors
import socket
import socketserver
import struct
import sys
import threading
import time
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self

from klaviyo_gui.practice.answer import Answer, Ending
from klaviyo_gui.practice.api import Api, utc_now
from klaviyo_gui.practice.behaviour import Behaviour
from klaviyo_gui.practice.database import Database
from klaviyo_gui.practice.limits import Limits
from klaviyo_gui.practice.request import Request

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

HOST = "127.0.0.1"
"""Nobody but this computer can reach the practice."""

BODY_KEPT_MAX = 6_000_000
"""Bytes of a body that are kept; of a larger one it is enough to know that it is too large."""

BODY_READ_MAX = 64_000_000
"""Bytes that are read, and thrown away, so that the refusal arrives; more are hung up on."""

_CHUNK = 65_536
_pause = time.sleep
_NEVER_SENT = 64
"""Bytes that a truncated answer announces beyond its whole length."""

# Closing a socket so throws its unsent bytes away and sends a reset instead of an end.
_LINGER_NOT = struct.pack("hh" if os.name == "nt" else "ii", 1, 0)


class PracticeServer:
    """A practice Klaviyo in this process; a context manager that serves from a thread.

    ``port`` 0 takes any free one. ``path`` is the file to store in, None for one that vanishes.
    ``clock`` gives the seconds of the rate limits, ``now`` the time of day.
    """

    def __init__(
        self,
        behaviour: Behaviour | None = None,
        *,
        port: int = 0,
        path: Path | None = None,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._database = Database(path)
        api = Api(self._database, behaviour or Behaviour(), Limits(clock), now)
        try:
            self._http = _Server(port, api)
        except OSError:
            self._database.close()
            raise
        self._stopped, self._stop = socket.socketpair()
        self._stop.setblocking(False)
        self._thread = threading.Thread(target=self.serve, name="practice-klaviyo")

    @property
    def port(self) -> int:
        """Return the port it listens on."""
        return int(self._http.server_address[1])

    @property
    def address(self) -> str:
        """Return where it is found."""
        return self._http.origin

    @property
    def stop_socket(self) -> socket.socket:
        """Return what ends ``serve`` as soon as a byte is sent to it, such as by a signal."""
        return self._stop

    def serve(self) -> None:
        """Take requests in this thread until ``stop``."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._http, selectors.EVENT_READ)
            selector.register(self._stopped, selectors.EVENT_READ)
            while True:
                ready = [key.fileobj for key, _events in selector.select()]
                if self._stopped in ready:
                    return
                self._http.handle_request()

    def stop(self) -> None:
        """End ``serve`` in whichever thread it runs, or as soon as it begins."""
        self._stop.send(b"\0")

    def close(self) -> None:
        """Hang up on everybody and close the file; ``serve`` must have ended."""
        self._http.server_close()
        self._stop.close()
        self._stopped.close()
        self._database.close()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()
        self._thread.join()
        self.close()


class _Server(ThreadingHTTPServer):
    """Knows its open connections, so that it can end while clients keep theirs open."""

    daemon_threads = False
    request_queue_size = 128
    # On Windows this would let a second server take the port of a running one.
    allow_reuse_address = os.name != "nt"

    def __init__(self, port: int, api: Api) -> None:
        self.api = api
        self.resetting: set[socket.socket] = set()
        self._open: set[socket.socket] = set()
        self._open_lock = threading.Lock()
        super().__init__((HOST, port), _Handler)
        self.origin = f"http://{HOST}:{self.server_address[1]}"

    def server_bind(self) -> None:
        # HTTPServer would look up a name for the address, which can take seconds.
        socketserver.TCPServer.server_bind(self)

    def process_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as inherited
        with self._open_lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:  # noqa: ANN401 - as inherited
        with self._open_lock:
            self._open.discard(request)
        if request in self.resetting:
            self.resetting.discard(request)
            self.close_request(request)
        else:
            super().shutdown_request(request)

    def server_close(self) -> None:
        with self._open_lock:
            for connection in self._open:
                _hang_up(connection)
        super().server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as inherited
        # A client that hangs up is its own affair.
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    """Reads requests from one connection and writes each answer in one piece."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def do_PUT(self) -> None:
        self._serve()

    def do_PATCH(self) -> None:
        self._serve()

    def do_DELETE(self) -> None:
        self._serve()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as inherited
        """Say nothing: addresses of people may stand in a target."""

    def _serve(self) -> None:
        length = self.headers.get("Content-Length", "0")
        if "Transfer-Encoding" in self.headers or not (length.isascii() and length.isdigit()):
            self.close_connection = True
            self._write(Answer(HTTPStatus.LENGTH_REQUIRED))
            return
        size = int(length)
        body = self._body(size)
        if body is not None and len(body) < size:
            # The client left in the middle; half a request must have no effect.
            self.close_connection = True
            return
        request = Request(
            method=self.command,
            target=self.path,
            headers={name.lower(): value for name, value in self.headers.items()},
            body=body,
            origin=self.server.origin,
        )
        self._write(self.server.api.answer(request))

    def _body(self, size: int) -> bytes | None:
        """Return what there is of the body, None when it is larger than any request may be."""
        if size <= BODY_KEPT_MAX:
            return self.rfile.read(size)
        if size > BODY_READ_MAX:
            self.close_connection = True
            return None
        left = size
        while left and (chunk := self.rfile.read(min(left, _CHUNK))):
            left -= len(chunk)
        return None

    def _write(self, answer: Answer) -> None:
        if answer.late:
            _pause(answer.late)
        if answer.ending is not Ending.WHOLE:
            self.close_connection = True
        match answer.ending:
            case Ending.RESET:
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_NOT)
                self.server.resetting.add(self.connection)
            case Ending.HANG:
                self.rfile.read(1)
            case Ending.TRUNCATED:
                half = answer.body[: len(answer.body) // 2]
                self.wfile.write(_head(answer, len(answer.body) + _NEVER_SENT) + half)
            case _:
                self.wfile.write(_head(answer, len(answer.body)) + answer.body)


def _head(answer: Answer, length: int) -> bytes:
    lines = [
        f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}",
        *(f"{name}: {value}" for name, value in answer.headers),
        f"Content-Length: {length}",
    ]
    if answer.body:
        lines.append(f"Content-Type: {answer.media_type}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def _hang_up(connection: socket.socket) -> None:
    # The client, or the thread that serves it, may have closed it a moment ago.
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
