"""Accounts on loopback: the practice Klaviyo, and one that answers as a test says."""

import json
from contextlib import contextmanager

from klaviyo_gui.practice.behaviour import PRACTICE_KEY, Behaviour
from klaviyo_gui.practice.server import PracticeServer
from klaviyo_gui.sending.pool import Pool
from klaviyo_gui.sending.send import Destination
from tests.klaviyo.loopback import Loopback, answering
from tests.practice.caller import Caller


class Account:
    """A server with a pool of workers for it; what was stored counts from ``begin`` on."""

    def __init__(self, address, pool, server=None):
        self.address = address
        self._server = server
        self.pool = pool
        self._after = {"events": 0, "people": 0}

    @property
    def destination(self):
        return Destination("Practice Klaviyo", self.address, PRACTICE_KEY, is_practice=True)

    def begin(self):
        for kind in self._after:
            ids = (each["id"] for each in self.stored(kind))
            self._after[kind] = max(ids, default=self._after[kind])

    def forget(self):
        """Let nobody and nothing be known any more, so that a file is the first of this account."""
        with self._server._database.transaction() as connection:
            for kept in ("people", "identifiers", "events", "jobs", "import_errors"):
                connection.execute(f"DELETE FROM {kept}")
        self._after = {"events": 0, "people": 0}

    def stored(self, kind):
        with Caller(self.address) as caller:
            reply = caller.get(f"/practice/{kind}?after={self._after[kind]}&limit=10000")
            return reply.json["data"]

    def counts(self):
        with Caller(self.address) as caller:
            return caller.counts()

    def spoil(self, *faults):
        with Caller(self.address) as caller:
            assert caller.post("/practice/faults", faults).status == 200


@contextmanager
def practice(**behaviour):
    with (
        PracticeServer(Behaviour(limits=False, **behaviour)) as server,
        Pool(server.address, PRACTICE_KEY) as pool,
    ):
        yield Account(server.address, pool, server)


class Scripted:
    """A Klaviyo that gives each request to ``script`` and answers what that returns.

    The answer is (status, document or None), or a behaviour of the loopback server.
    """

    def __init__(self):
        self.server = Loopback((self._answer,))
        self.script = None

    @property
    def requests(self):
        return self.server.requests

    def play(self, script):
        self.requests.clear()
        self.script = script

    def _answer(self, talk):
        answer = self.script(talk.request)
        if isinstance(answer, tuple):
            status, document = answer
            answer = answering(status, b"" if document is None else json.dumps(document).encode())
        answer(talk)


@contextmanager
def scripted():
    account = Scripted()
    try:
        with Pool(account.server.address, PRACTICE_KEY) as pool:
            account.pool = pool
            account.destination = Destination(
                "Practice Klaviyo", account.server.address, PRACTICE_KEY
            )
            yield account
    finally:
        account.server.close()


def errors(*pointers, detail="Invalid email address", code="invalid"):
    """Return an error document with one error for each pointer, None for one without."""
    return {
        "errors": [
            {"id": "1", "code": code, "title": "Invalid input.", "detail": detail}
            | ({} if pointer is None else {"source": {"pointer": pointer}})
            for pointer in pointers
        ]
    }


def event_pointer(at):
    below = "attributes/events/data/0/attributes/unique_id"
    return f"/data/attributes/events-bulk-create/data/{at}/{below}"


def job(status, *, failed=0, total=1, completed=None, id_="job-1"):
    if completed is None:
        completed = max(0, total - failed) if status == "complete" else 0
    attributes = {
        "status": status,
        "total_count": total,
        "completed_count": completed,
        "failed_count": failed,
    }
    return {"data": {"type": "profile-bulk-import-job", "id": id_, "attributes": attributes}}


def failures(*payloads):
    """Return a page of import errors."""
    return {
        "data": [
            {
                "type": "import-error",
                "id": str(at),
                "attributes": {
                    "code": "invalid",
                    "detail": "The profile could not be imported.",
                    "original_payload": payload,
                },
            }
            for at, payload in enumerate(payloads)
        ],
        "links": {"next": None},
    }
