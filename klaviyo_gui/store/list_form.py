"""The list that people join, as a preset and the facts of a run hold it."""

from __future__ import annotations

from typing import Any

from klaviyo_gui.core.contact_list import ContactList
from klaviyo_gui.language import told
from klaviyo_gui.store.form import Misplaced, group, quoted, text_of, within

KEY = "list"
_NAMES = ("id", "name", "account")


def list_as_json(joins: ContactList) -> dict[str, str]:
    """Return a list as plain values for JSON."""
    return {"id": joins.id, "name": joins.name, "account": joins.account}


def list_in(content: dict[str, Any]) -> ContactList | None:
    """Return the list of a preset, None for none; raises Misplaced for half a list."""
    if content.get(KEY) is None:
        return None
    found = group(content, KEY, _NAMES)
    texts = {name: text_of(found.get(name), within(name, quoted(KEY))) for name in _NAMES}
    for name in ("id", "account"):
        if not texts[name]:
            raise Misplaced(told("“{name}” in “{key}” must not be empty", name=name, key=KEY))
    return ContactList(**texts)
