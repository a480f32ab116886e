"""The account that practice happens in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Account:
    """Whose a practice Klaviyo is; ``id`` is the public key (site ID) too, as it is of real ones.

    ``time_zone`` is an IANA name, ``currency`` an ISO 4217 code.
    """

    id: str = "PRACTI"
    name: str = "Practice Klaviyo"
    sender_email: str = "practice@localhost"
    time_zone: str = "UTC"
    currency: str = "USD"
    locale: str = "en-US"
    is_test: bool = True
