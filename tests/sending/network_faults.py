"""What can befall a request on its way, and the class that this is for each endpoint.

A class is A accepted, R refused, S stop, W wait, U unknown; those of a row are of events, profiles,
the look at a job and its failures. A request that only asks has no body that could have arrived. An
event alone, by a public key, is taken as many are.
"""

from collections.abc import Callable
from dataclasses import dataclass

import orjson

from klaviyo_gui.klaviyo.trouble import Trouble
from klaviyo_gui.klaviyo.wire import Patience
from tests.doubles.accounts import errors, failures, job
from tests.klaviyo.loopback import answering, dripping, resetting, sending, silent

COLUMNS = ("events", "profiles", "job", "failures", "alone")

GENEROUS = Patience(connect=30, read=30, total=60)
IMPATIENT = Patience(connect=0.1, read=0.1, total=60)

MANY = 100_001
"""Bytes of an answer that is too large, where 100,000 are the limit."""

RIGHT = {
    "events": (202, None),
    "profiles": (202, job("queued", total=4)),
    "job": (200, job("complete", failed=1, total=4)),
    "failures": (200, failures({"email": "p0@shop.io"})),
    "alone": (202, None),
}

PAGE = b"<!DOCTYPE html><html><title>Sign in to this network</title></html>"


@dataclass(frozen=True, slots=True)
class Fault:
    """One row: ``answer`` makes a behaviour of the server for a column.

    ``place`` is where the server is that does so, ``says`` what the outcome tells of it, ``pause``
    the seconds for which it asks. ``is_late`` lets the time for the whole attempt run out once the
    server has the request.
    """

    name: str
    classes: str
    answer: Callable
    place: str = "server"
    patience: Patience = GENEROUS
    says: str | None = None
    pause: float | None = None
    is_late: bool = False

    def class_of(self, column):
        return self.classes[COLUMNS.index("events" if column == "alone" else column)]


def said(status, document, content_type="application/vnd.api+json", **headers):
    """Give every endpoint this answer."""
    body = document if isinstance(document, bytes) else orjson.dumps(document)
    return lambda _column: answering(status, body, content_type, **headers)


def always(behaviour):
    return lambda _column: behaviour


def right(column, status=None, content_type="application/vnd.api+json"):
    """Answer as Klaviyo does when all is well, perhaps with another status or content type."""
    success, document = RIGHT[column]
    body = b"" if document is None else orjson.dumps(document)
    return answering(status or success, body, content_type)


def whole(column):
    """Return the bytes of the right answer, with a body for events too."""
    status, document = RIGHT[column]
    body = orjson.dumps(document or {"data": {}})
    head = "Said\r\nContent-Type: application/vnd.api+json\r\nContent-Length"
    return b"HTTP/1.1 %d %s: %d\r\n\r\n%s" % (status, head.encode(), len(body), body)


def errors_at(column, status):
    """Refuse the second item of four, or the whole request where it has none."""
    places = {"events": "events-bulk-create", "profiles": "profiles"}
    pointer = f"/data/attributes/{places.get(column, 'x')}/data/1/attributes/email"
    return said(status, errors(pointer))(column)


BEFORE = (
    Fault("the name is not found", "WWWW", right, "unnamed", says=Trouble.NAME),
    Fault("the connection is refused", "WWWW", right, "nowhere", says=Trouble.CONNECT),
    Fault("nobody takes the connection", "WWWW", right, "deaf", IMPATIENT),
    Fault("the server speaks no TLS", "WWWW", right, "without TLS", says=Trouble.TLS),
    *(
        Fault(f"the proxy says {status}", "WWWW", said(status, PAGE, "text/html"), "behind a proxy")
        for status in (403, 407, 502, 503)
    ),
    Fault("the proxy resets", "WWWW", always(resetting), "behind a proxy"),
    Fault("the proxy speaks no HTTP", "WWWW", always(sending(b"what?")), "behind a proxy"),
)
"""Nothing of the body has left."""

DURING = (
    Fault("reset within the body", "UUWW", always(resetting), "half read", says=Trouble.BROKEN),
    Fault("reset after the body", "UUWW", always(resetting), says=Trouble.BROKEN),
    Fault("an end without an answer", "UUWW", always(sending(b"")), says=Trouble.BROKEN),
    Fault("a word that is no answer", "UUWW", always(sending(b"220 mail\r\n"))),
    *(
        Fault(
            f"headers cut after {at} bytes",
            "UUWW",
            lambda column, at=at: sending(whole(column)[:at]),
        )
        for at in (5, 12, 16, 60)
    ),
    Fault("silence", "UUWW", always(silent), patience=IMPATIENT, says=Trouble.SILENT),
    Fault("silence past the deadline", "UUWW", always(silent), says=Trouble.LATE, is_late=True),
    Fault(
        "headers that drip past the deadline",
        "UUWW",
        always(dripping(b"HTTP/1.1 202 Accepted\r\n", b"A: b\r\n")),
        says=Trouble.LATE,
        is_late=True,
    ),
    Fault(
        "an answer that drips past the deadline",
        "UUUU",
        lambda column: dripping(whole(column)[:-1].replace(b"Length: ", b"Length: 9"), b" "),
        says=Trouble.CUT,
        is_late=True,
    ),
)
"""The body may have arrived; what only asks may be asked again at any time."""

ANSWERED = (
    Fault("all is well", "AAAA", right),
    Fault("an answer cut in its body", "UUUU", lambda column: sending(whole(column)[:-1])),
    Fault(
        "an answer cut between two chunks",
        "UUUU",
        lambda column: sending(
            whole(column).split(b"Content-Length")[0]
            + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n"
        ),
        says=Trouble.CUT,
    ),
    Fault(
        "an answer that is no gzip though it says so",
        "UUUU",
        lambda column: sending(
            whole(column).replace(b"Content-Type", b"Content-Encoding: gzip\r\nContent-Type")
        ),
        says=Trouble.CUT,
    ),
    Fault(
        "an answer too large",
        "UUUU",
        lambda column: answering(RIGHT[column][0], b" " * MANY),
        says=Trouble.CUT,
    ),
    # The portal of a network, and whatever else answers in Klaviyo's place.
    *(
        Fault(
            f"a page with {status}", "UUUU", said(status, PAGE, "text/html"), says=Trouble.NOT_JSON
        )
        for status in (200, 202, 502, 511)
    ),
    Fault(
        "a page that says it is JSON",
        "UUUU",
        lambda column: answering(RIGHT[column][0], PAGE),
        says=Trouble.NOT_JSON,
    ),
    Fault(
        "a document that says it is a page",
        "AUUU",
        lambda column: right(column, content_type="text/html"),
    ),
    *(
        Fault(
            f"a redirect by {status}",
            "UUUU",
            said(status, PAGE, "text/html", Location="/portal"),
            says=Trouble.REDIRECT,
        )
        for status in (301, 302, 303, 307, 308)
    ),
    Fault("a challenge", "UUUU", said(403, PAGE, "text/html", cf_mitigated="challenge")),
    # An answer that is nearly the right one.
    Fault("204 without a body", "UUUU", always(answering(204))),
    Fault("200 without a body", "UUUU", always(answering(200))),
    Fault("202 without a body", "AUUU", always(answering(202))),
    Fault(
        "the other status of success",
        "UUUU",
        lambda column: right(column, 202 if RIGHT[column][0] == 200 else 200),
    ),
    Fault("201 in place of success", "UUUU", lambda column: right(column, 201)),
    *(
        Fault(
            f"a document of {name}",
            "UUUU",
            lambda column, body=body: said(RIGHT[column][0], body)(column),
        )
        for name, body in {
            "nothing": {},
            "null": b"null",
            "a list": [],
            "a text": "ok",
            "half": b'{"data":',
            "something else": {"ok": True},
            "errors too": {"data": {}, **errors(None)},
        }.items()
    ),
    Fault(
        "data without anything in it",
        "AUUU",
        lambda column: said(RIGHT[column][0], {"data": {}})(column),
    ),
    Fault(
        "data that is null",
        "AUUU",
        lambda column: said(RIGHT[column][0], {"data": None})(column),
    ),
)

THROTTLED = tuple(
    Fault(f"429 with Retry-After {written!r}", "WWWW", answer, pause=pause)
    for written, pause, answer in (
        *(
            (written, pause, said(429, errors(None), Retry_After=written))
            for written, pause in {
                "7": 7.0,
                "1.5": 1.5,
                "0": 1.0,
                "-5": 1.0,
                "": 1.0,
                "soon": 1.0,
                "5, 10": 1.0,
                "1e9": 1.0,
                "86400": 300.0,
                "Mon, 23 Nov 2020 12:00:00 GMT": 1.0,
                "Mon, 23 Nov 99999 12:00:00 GMT": 1.0,
            }.items()
        ),
        (
            "a date and the date of the answer",
            9.0,
            said(
                429,
                errors(None),
                Retry_After="Mon, 23 Nov 2026 12:00:09 GMT",
                Date="Mon, 23 Nov 2026 12:00:00 GMT",
            ),
        ),
        ("none", 1.0, said(429, errors(None))),
        ("none, with a page", 1.0, said(429, PAGE, "text/html")),
    )
)

STATUSES = (
    *(
        Fault(
            f"{status} in JSON",
            "UUUU",
            said(status, errors(None, detail="Out of order.")),
            says="Out of order.",
        )
        for status in (402, 405, 406, 408, 418, 425, 451, 500, 501, 502, 503, 504, 524)
    ),
    *(
        Fault(f"{status} as a page", "UUUU", said(status, PAGE, "text/html"), says=Trouble.NOT_JSON)
        for status in (400, 401, 403, 404, 409, 410, 413, 415, 422, 500, 503, 504)
    ),
    *(
        Fault(f"{status} without a body", "UUUU", always(answering(status)))
        for status in (400, 401, 404, 413, 500)
    ),
    Fault(
        "503 that asks for a pause", "UUUU", said(503, errors(None), Retry_After="20"), pause=20.0
    ),
    *(
        Fault(f"{status} in JSON", "SSSS", said(status, errors(None, detail="No.")), says="No.")
        for status in (401, 403, 404, 410)
    ),
    *(
        Fault(
            f"{status} with pointers",
            "RRRR",
            lambda column, status=status: errors_at(column, status),
        )
        for status in (400, 409, 413, 415, 422)
    ),
    *(
        Fault(f"{status} without pointers", "RRRR", said(status, errors(None)))
        for status in (400, 409, 413, 415, 422)
    ),
    *(
        Fault(f"400 with {name}", "UUUU", said(400, body))
        for name, body in {
            "no errors": {"errors": []},
            "errors that are none": {"errors": ["no"]},
            "a message": {"message": "no"},
        }.items()
    ),
)

FAULTS = (*BEFORE, *DURING, *ANSWERED, *THROTTLED, *STATUSES)
