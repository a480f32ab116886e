"""The connections that a session makes."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING, Any

import truststore
from requests.adapters import HTTPAdapter

from klaviyo_gui.klaviyo.intact import IntactResponse

if TYPE_CHECKING:
    import socket

    from klaviyo_gui.klaviyo.deadline import Deadline


class DeadlineAdapter(HTTPAdapter):
    """Makes connections that a deadline can end; it never tries twice.

    Whom this computer trusts is trusted, as its browsers do: networks that look into all traffic
    put their own authority there. The authorities that come with the library are trusted besides.
    """

    def __init__(self, deadline: Deadline) -> None:
        self._deadline = deadline
        self._pool: object = None
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - handed on as it comes
        """Make what makes connections straight to the origin."""
        super().init_poolmanager(*args, ssl_context=_of_the_system(), **kwargs)

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - handed on as it comes
        """Return what makes connections through a proxy."""
        return super().proxy_manager_for(*args, ssl_context=_of_the_system(), **kwargs)

    def get_connection_with_tls_context(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - handed on as it comes
        """Return the pool of the one origin, its connections watched."""
        pool: Any = super().get_connection_with_tls_context(*args, **kwargs)
        if pool is not self._pool:
            self._pool = pool
            pool.ConnectionCls = _watched(pool.ConnectionCls, self._deadline)
        return pool


def _of_the_system() -> ssl.SSLContext:
    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _watched(base: Any, deadline: Deadline) -> type:  # noqa: ANN401 - a class that urllib3 chooses by scheme
    class Watched(base):  # type: ignore[misc]  # the base is known at run time only
        response_class = IntactResponse

        def connect(self) -> None:
            try:
                super().connect()
                deadline.keep(self.sock)
            finally:
                deadline.forget_early()

        def _new_conn(self) -> socket.socket:
            made: socket.socket = super()._new_conn()
            deadline.keep_early(made)
            return made

    return Watched
