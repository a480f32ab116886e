"""A server on loopback that answers each request as a test says, down to the single byte."""

import socket
import ssl
import struct
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event, Thread


@dataclass
class Request:
    method: str
    target: str
    headers: dict
    body: bytes


class Talk:
    """One request being answered; a behaviour speaks through ``connection``."""

    def __init__(self, server, connection, request):
        self.server = server
        self.connection = connection
        self.request = request
        self.stays_open = False

    def send(self, data):
        self.connection.sendall(data)

    def reset(self):
        """Close with RST instead of FIN."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


@dataclass
class Loopback:
    """Each request gets the next behaviour, the last one again and again."""

    behaviours: tuple
    reads_bodies: bool = True
    requests: list = field(default_factory=list)

    def __post_init__(self):
        self.stopping = Event()
        self.gone = Event()
        self.connections = 0
        self._open = []
        self._threads = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self._start(self._accept)

    def close(self):
        self.stopping.set()
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        for connection in self._open:
            with suppress(OSError):
                socket.socket.shutdown(connection, socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        self._listener.close()

    def _start(self, target, *arguments):
        thread = Thread(target=target, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self):
        while True:
            connection, _ = self._listener.accept()
            if self.stopping.is_set():
                connection.close()
                return
            self.connections += 1
            self._open.append(connection)
            self._start(self._serve, connection)

    def _serve(self, connection):
        talk = None
        try:
            with suppress(OSError, ssl.SSLError):
                while request := read_request(connection, self.reads_bodies):
                    self.requests.append(request)
                    place = min(len(self.requests), len(self.behaviours)) - 1
                    talk = Talk(self, connection, request)
                    self.behaviours[place](talk)
                    connection = talk.connection
                    if not talk.stays_open:
                        break
        finally:
            (talk.connection if talk else connection).close()
            self.gone.set()


def read_request(connection, reads_bodies=True):
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        byte = connection.recv(1)
        if not byte:
            return None
        head += byte
    first, *lines = head.decode("latin-1").split("\r\n")
    method, target, _ = first.split(" ")
    headers = {}
    for line in lines:
        if line:
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
    body = bytearray()
    length = int(headers.get("content-length", 0)) if reads_bodies else 0
    while len(body) < length:
        body += connection.recv(min(65_536, length - len(body)))
    return Request(method, target, headers, bytes(body))


def answering(status, body=b"", content_type="application/vnd.api+json", **headers):
    """Answer in full and keep the connection."""

    def behave(talk):
        lines = [f"HTTP/1.1 {status} Said", f"Content-Length: {len(body)}"]
        if body:
            lines.append(f"Content-Type: {content_type}")
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        talk.stays_open = True
        talk.send("\r\n".join([*lines, "", ""]).encode() + body)

    return behave


def sending(raw):
    """Send these bytes and close."""
    return lambda talk: talk.send(raw)


def silent(talk):
    """Say nothing until the other side leaves."""
    with suppress(OSError):
        talk.connection.recv(1)


def resetting(talk):
    talk.reset()


def dripping(start, drop):
    """Send a start and then one drop after another until the other side leaves, some 5 s."""

    def behave(talk):
        talk.send(start)
        for _ in range(500):
            if talk.server.stopping.wait(0.01):
                break
            talk.send(drop)

    return behave
