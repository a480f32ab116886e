"""One attempt: bytes out, and a reply or a broken attempt back."""

from __future__ import annotations

import io
import ssl
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import requests
from requests import exceptions as failed
from requests.auth import AuthBase
from urllib3.exceptions import HTTPError, NameResolutionError

from klaviyo_gui.klaviyo.adapter import DeadlineAdapter
from klaviyo_gui.klaviyo.answer import Broken, Reply
from klaviyo_gui.klaviyo.deadline import Deadline
from klaviyo_gui.klaviyo.trouble import Trouble
from klaviyo_gui.klaviyo.veil import Veil
from klaviyo_gui.klaviyo.wire import (
    HEADERS,
    MAX_ANSWER_BYTES,
    MEDIA_TYPE,
    Patience,
    is_loopback,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PIECE: Final = 65_536

# https://docs.openssl.org/3.0/man3/X509_STORE_CTX_get_error/ gives the meanings, and
# openssl/x509_vfy.h the numbers.
_TLS_TROUBLES: Final = {
    9: Trouble.TLS_TIME,
    10: Trouble.TLS_TIME,
    18: Trouble.TLS_ISSUER,
    19: Trouble.TLS_ISSUER,
    20: Trouble.TLS_ISSUER,
    21: Trouble.TLS_ISSUER,
    62: Trouble.TLS_HOST,
}


class Transport:
    """The session with one origin, thrown away after every trouble; one attempt at a time."""

    def __init__(self, address: str, key: str, patience: Patience) -> None:
        self._address = address
        self._key = key
        self._veil = Veil(key)
        self._patience = patience
        self._deadline = Deadline()
        self._session: requests.Session | None = None

    def ask(self, path: str, query: Mapping[str, str], body: bytes | None = None) -> Reply | Broken:
        """Make one attempt, a POST when there is a body; nothing is followed or tried again."""
        session = self._session = self._session or self._opened()
        sent = None if body is None else WatchedBody(body, self._deadline)
        try:
            with self._deadline.within(self._patience.total):
                reply = self._exchange(session, path, query, sent)
        except (OSError, HTTPError) as error:
            self.close()
            left = sent is not None and sent.has_left
            return Broken(left, Trouble.LATE if self._deadline.is_over else trouble_of(error))
        # An answer that has no length ends like a whole one when the deadline ends it.
        if not reply.truncated and not self._deadline.is_over:
            return reply
        self.close()
        return Reply(reply.status, reply.headers, reply.content_type, reply.body, truncated=True)

    def close(self) -> None:
        """Throw the session away; the next attempt opens another."""
        if self._session is not None:
            self._session.close()
            self._session = None

    def _exchange(
        self,
        session: requests.Session,
        path: str,
        query: Mapping[str, str],
        sent: WatchedBody | None,
    ) -> Reply:
        with session.request(
            "GET" if sent is None else "POST",
            self._address + path,
            params=query,
            data=sent,
            headers={} if sent is None else {"Content-Type": MEDIA_TYPE},
            timeout=(self._patience.connect, self._patience.read),
            allow_redirects=False,
            stream=True,
        ) as response:
            body, truncated = _read(response)
            headers = {name.lower(): value for name, value in response.headers.items()}
        status, content_type = response.status_code, headers.get("content-type", "")
        return self._veil.over(Reply(status, headers, content_type, body, truncated))

    def _opened(self) -> requests.Session:
        session = _Session()
        # Proxies and own certificates of the system are for the way to Klaviyo; loopback has none.
        session.trust_env = not is_loopback(urlsplit(self._address).hostname or "")
        session.auth = _Key(self._key)
        session.headers.update(HEADERS)
        adapter = DeadlineAdapter(self._deadline)
        session.mount("https://", adapter)
        session.mount("http://", adapter)
        return session


class WatchedBody:
    """The body of a request, which knows whether its first byte was asked for."""

    def __init__(self, content: bytes, deadline: Deadline) -> None:
        self._length = len(content)
        self._content = io.BytesIO(content)
        self._deadline = deadline
        self.has_left = False

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes; raises TimeoutError when the time of the attempt is over."""
        if self._deadline.is_over:
            raise TimeoutError(Trouble.LATE)
        self.has_left = True
        return self._content.read(size)

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[bytes]:
        """Mark a stream for ``requests``, which then reads and never iterates."""
        return iter(self.read, b"")


class _Session(requests.Session):
    """A session to which no answer is a redirect.

    Even when told not to follow, the original reads the whole body of a redirect to prepare the
    next request, without a limit of size or time.
    """

    def get_redirect_target(self, resp: requests.Response) -> None:  # noqa: ARG002 - its name is given
        return None


class _Key(AuthBase):
    """Writes the key if there is one; as an explicit one it keeps a netrc file from writing any."""

    def __init__(self, key: str) -> None:
        self._key = key

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._key:
            request.headers["Authorization"] = f"Klaviyo-API-Key {self._key}"
        return request


def trouble_of(error: Exception) -> Trouble:
    """Return the cause in our words; those of the libraries name addresses and objects."""
    match error:
        case failed.ProxyError():
            return Trouble.PROXY
        case failed.SSLError():
            return _TLS_TROUBLES.get(_verify_code(error), Trouble.TLS)
        case failed.ConnectTimeout():
            return Trouble.SLOW_CONNECT
        case failed.Timeout():
            return Trouble.SILENT
    reason = getattr(error.args[0], "reason", None) if error.args else None
    if isinstance(reason, NameResolutionError):
        return Trouble.NAME
    # Only an attempt to connect is wrapped as "retries exceeded" and so has a reason.
    return Trouble.BROKEN if reason is None else Trouble.CONNECT


def _verify_code(error: object) -> int:
    """Return why OpenSSL did not trust a certificate, 0 when it was something else.

    The libraries hand on the error of below as a reason or as what they say first.
    """
    while isinstance(error, Exception) and not isinstance(error, ssl.SSLCertVerificationError):
        error = getattr(error, "reason", None) or (error.args[0] if error.args else None)
    return error.verify_code if isinstance(error, ssl.SSLCertVerificationError) else 0


def _read(response: requests.Response) -> tuple[bytes, bool]:
    body = bytearray()
    try:
        for piece in response.iter_content(_PIECE):
            body += piece
            if len(body) > MAX_ANSWER_BYTES:
                return bytes(body[:MAX_ANSWER_BYTES]), True
    except (OSError, HTTPError):
        return bytes(body), True
    return bytes(body), False
