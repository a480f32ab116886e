"""Klaviyo's private keys in texts: they belong to accounts, and into no saved mapping.

Source of the form: the private keys that Klaviyo's settings hand out, ``pk_`` with hexadecimal
figures, some with six letters of the account between.
"""

from __future__ import annotations

import re

_KEY = re.compile(r"pk_(?:[0-9a-z]{6}_)?[0-9a-f]{16,}", re.IGNORECASE)
"""Shorter ones are names of columns such as ``pk_added``."""


def holds_key(text: str) -> bool:
    """Tell whether a private key stands anywhere in a text."""
    return _KEY.search(text) is not None
