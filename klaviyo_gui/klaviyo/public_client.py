"""The requests that need no more than a public key, as the pages of a shop make them.

Klaviyo takes one item with each, and tells nothing of the account.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from klaviyo_gui.klaviyo import wire
from klaviyo_gui.klaviyo.answer import understand

if TYPE_CHECKING:
    from klaviyo_gui.core.outcome import Outcome


class PublicClient:
    """One public key at one address; each method is one attempt and tells of trouble as `Client`.

    Raises AddressRefused for an address that is neither Klaviyo nor loopback. A client belongs to
    one thread.
    """

    def __init__(self, address: str, key: str, patience: wire.Patience | None = None) -> None:
        self._key = key
        address = wire.checked_address(address)
        from klaviyo_gui.klaviyo.transport import Transport  # noqa: PLC0415 - HTTP takes long

        self._transport = Transport(address, "", patience or wire.Patience())

    def send_events(self, body: bytes, count: int) -> Outcome:
        """Send one event."""
        return self._sent(wire.CLIENT_EVENTS, body, count)

    def send_profiles(self, body: bytes, count: int) -> Outcome:
        """Send one profile."""
        return self._sent(wire.CLIENT_PROFILES, body, count)

    def close(self) -> None:
        """Close the connection."""
        self._transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def _sent(self, endpoint: wire.Endpoint, body: bytes, count: int) -> Outcome:
        reply = self._transport.ask(endpoint.path, {"company_id": self._key}, body)
        return understand(reply, endpoint=endpoint, count=count, now=datetime.now(UTC))
