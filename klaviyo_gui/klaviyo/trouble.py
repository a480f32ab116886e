"""What can be said about an attempt when Klaviyo itself said nothing."""

from __future__ import annotations

from enum import StrEnum


class Trouble(StrEnum):
    """The cause of an outcome in a few words, free of keys and of customer data."""

    NAME = "host name not found"
    CONNECT = "no connection"
    SLOW_CONNECT = "no connection in time"
    TLS = "no trusted TLS connection"
    TLS_ISSUER = "certificate of an unknown authority"
    TLS_TIME = "certificate not valid at this time"
    TLS_HOST = "certificate of another host"
    PROXY = "proxy failed"
    BROKEN = "connection broken"
    SILENT = "no answer in time"
    LATE = "attempt took too long"
    CUT = "answer cut short"
    REDIRECT = "redirect not followed"
    NOT_JSON = "answer is not JSON"
    ODD = "unexpected answer"
    KEY = "key holds characters that no key has"
    FOREIGN_LINK = "next page lies on another host"
    PUBLIC = "public keys show nothing"
    ENDLESS = "pages without an end"
