"""The connections that a session makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from requests.adapters import HTTPAdapter

from klaviyo_gui.klaviyo.intact import IntactResponse

if TYPE_CHECKING:
    from collections.abc import Callable

    from klaviyo_gui.klaviyo.deadline import Deadline


class DeadlineAdapter(HTTPAdapter):
    """Makes connections that a deadline can end; it never tries twice."""

    def __init__(self, deadline: Deadline) -> None:
        self._deadline = deadline
        self._pool: object = None
        super().__init__(max_retries=0)

    def get_connection_with_tls_context(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - handed on as it comes
        """Return the pool of the one origin, its connections watched."""
        pool: Any = super().get_connection_with_tls_context(*args, **kwargs)
        if pool is not self._pool:
            self._pool = pool
            pool.ConnectionCls = _watched(pool.ConnectionCls, self._deadline.keep)
        return pool


def _watched(base: Any, keep: Callable[[object], None]) -> type:  # noqa: ANN401 - a class that urllib3 chooses by scheme
    class Watched(base):  # type: ignore[misc]  # the base is known at run time only
        response_class = IntactResponse

        def connect(self) -> None:
            super().connect()
            keep(self.sock)

    return Watched
