"""A list of people in an account."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ContactList:
    """The list that people join who are sent; ``account`` is the id of the account that has it.

    An id of a list means nothing in any other account. The name is for people only.
    """

    id: str
    name: str
    account: str
