"""The servers of one fault at one endpoint, and a client that meets it once."""

import socket
from contextlib import suppress
from dataclasses import replace
from threading import Event, Thread

from klaviyo_gui.klaviyo.client import Client
from klaviyo_gui.klaviyo.deadline import Deadline
from klaviyo_gui.klaviyo.public_client import PublicClient
from klaviyo_gui.klaviyo.wire import HOST
from klaviyo_gui.sending import worker
from tests.doubles.accounts import job
from tests.klaviyo.loopback import Loopback
from tests.sending.network_faults import GENEROUS, right, said

KEY = "pk_0123456789abcdef"
ROWS = 4
METHODS = {
    "events": "send_events",
    "profiles": "send_profiles",
    "job": "look_at_job",
    "failures": "import_failures",
    "alone": "send_events",
}


class StruckDeadline(Deadline):
    """Is over soon after the server has the request."""

    def __init__(self):
        super().__init__()
        self.is_struck = Event()

    def _watch(self, done, seconds):
        while not done.is_set() and not self.is_struck.wait(0.01):
            pass
        super()._watch(done, 0.05)


class Stricken:
    """A client whose first request of one kind meets the fault; it notes what came of that."""

    def __init__(self, good, bad, method):
        self._good = good
        self._bad = bad
        self._method = method
        self.outcome = None

    def __getattr__(self, method):
        if method != self._method or self.outcome is not None:
            return getattr(self._good, method)
        return self._strike

    def _strike(self, *arguments):
        self.outcome = outcome = getattr(self._bad, self._method)(*arguments)
        asked = outcome.retry_after
        # As long as it is asked for nobody waits here.
        return outcome if asked is None else replace(outcome, retry_after=asked / 1e6)


class Bench:
    """Servers and the client that strikes, for one cell."""

    def __init__(self, fault, column, stack, patched):
        self._stack = stack
        self._patched = patched
        self.good = self._serve(answering_rightly(has_failures=column in {"job", "failures"}))
        self.bad = None
        address = self._place(fault, fault.answer(column))
        client = PublicClient if column == "alone" else Client
        bad = stack.enter_context(client(address, KEY, fault.patience))
        if fault.is_late:
            deadline = bad._transport._deadline = StruckDeadline()
            self.bad.behaviours = (striking(deadline.is_struck, self.bad.behaviours[0]),)
        good = stack.enter_context(client(self.good.address, KEY, GENEROUS))
        self.client = Stricken(good, bad, METHODS[column])
        patched.setattr(worker, "_client", self.client)

    def posts(self):
        """Return the bodies that reached the good server."""
        return [each.body for each in self.good.requests if each.method == "POST"]

    def _serve(self, behaviour, **options):
        server = Loopback((behaviour,), **options)
        self._stack.callback(server.close)
        return server

    def _place(self, fault, behaviour):
        match fault.place:
            case "server" | "half read":
                self.bad = self._serve(behaviour, reads_bodies=fault.place == "server")
                return self.bad.address
            case "behind a proxy":
                proxy = self._serve(behaviour)
                self._patched.setenv("HTTPS_PROXY", proxy.address)
            case "unnamed":
                self._patched.setattr(socket, "getaddrinfo", unnamed(socket.getaddrinfo))
            case "nowhere":
                with socket.create_server(("127.0.0.1", 0)) as listener:
                    return f"http://127.0.0.1:{listener.getsockname()[1]}"
            case "deaf":
                return deaf(self._stack)
            case "without TLS":
                return without_tls(self._stack)
        return HOST


def striking(is_struck, behaviour):
    def strike(talk):
        is_struck.set()
        behaviour(talk)

    return strike


def unnamed(look_up):
    def found(host, *arguments, **named):
        if host in HOST:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return look_up(host, *arguments, **named)

    return found


def deaf(stack):
    """Return the address of a server whose queue of connections is full."""
    listener = stack.enter_context(socket.socket())
    listener.bind(("127.0.0.1", 0))
    listener.listen(0)
    for _ in range(8):
        waiting = stack.enter_context(socket.socket())
        waiting.setblocking(False)
        with suppress(BlockingIOError):
            waiting.connect(listener.getsockname())
    return f"http://127.0.0.1:{listener.getsockname()[1]}"


def without_tls(stack):
    """Return the address of a server that takes a greeting by TLS for a bad request."""

    def answer():
        with suppress(OSError):
            while True:
                connection, _ = listener.accept()
                with connection:
                    connection.recv(1)
                    connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    listener = socket.create_server(("127.0.0.1", 0))
    thread = Thread(target=answer)
    thread.start()
    stack.callback(thread.join)
    stack.callback(listener.close)
    stack.callback(listener.shutdown, socket.SHUT_RDWR)
    return f"https://127.0.0.1:{listener.getsockname()[1]}"


def answering_rightly(*, has_failures):
    """Answer as Klaviyo does when all is well, or when one person fails in the job."""

    def answer(talk):
        request = talk.request
        if request.method == "POST":
            column = "events" if "event" in request.target else "profiles"
        else:
            column = "failures" if "import-errors" in request.target else "job"
        if column == "job" and not has_failures:
            said(200, job("complete", total=ROWS))(column)(talk)
        else:
            right(column)(talk)

    return answer
