"""The account that a key belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from klaviyo_gui.klaviyo.document import part, text


@dataclass(frozen=True, slots=True)
class Account:
    """One account; ``time_zone`` is an IANA name, ``currency`` an ISO 4217 code."""

    id: str
    name: str
    time_zone: str
    currency: str
    is_test: bool


def account_in(document: dict[str, Any]) -> Account | None:
    """Return the account of an answer, or None when it names none, or several.

    A key has one account; which of several is meant nobody can tell.
    """
    accounts = document.get("data")
    if not isinstance(accounts, list) or len(accounts) != 1:
        return None
    found = part(accounts[0])
    id_ = text(found.get("id"))
    if found.get("type") != "account" or not id_:
        return None
    attributes = part(found, "attributes")
    return Account(
        id=id_,
        name=text(part(attributes, "contact_information").get("organization_name")),
        time_zone=text(attributes.get("timezone")),
        currency=text(attributes.get("preferred_currency")),
        is_test=attributes.get("test_account") is True,
    )
