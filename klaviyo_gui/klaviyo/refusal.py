"""The errors of an answer, joined to the items of the request."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from klaviyo_gui.core.outcome import Refusal
from klaviyo_gui.klaviyo.document import part, parts, pointed_field, sentence, text

if TYPE_CHECKING:
    from klaviyo_gui.klaviyo.wire import Endpoint

# Klaviyo publishes no vocabulary of codes, so the words have to do. Both must be there: a
# "duplicate_profile" is a conflict of identifiers and very much a fault of its row.
_REPEAT: Final = re.compile(
    r"duplicat|repeat|already|more than once|not unique|(?:must|has to) be unique", re.IGNORECASE
)
_UNIQUE_ID: Final = re.compile(r"unique[ _-]?(?:event[ _-]?)?id", re.IGNORECASE)
_EVENT: Final = re.compile(r"/attributes/events/data/(0|[1-9][0-9]{0,8})(?:/|\Z)")


def refusals_in(document: dict[str, Any], endpoint: Endpoint, count: int) -> tuple[Refusal, ...]:
    """Return one refusal for each error of the document, in its order."""
    read = _lone_refusal if endpoint.is_lone else partial(_refusal, endpoint.items, count)
    return tuple(map(read, parts(document, "errors")))


def is_of_body(document: dict[str, Any]) -> bool:
    """Tell whether every error of the document points at something in the body."""
    errors = parts(document, "errors")
    pointers = [text(part(each, "source").get("pointer")) for each in errors]
    return bool(pointers) and all(f"{each}/".startswith("/data/") for each in pointers)


def is_of_repeat(refusal: Refusal) -> bool:
    """Tell whether this refusal names a repeated unique id."""
    words = f"{refusal.code} {refusal.detail} {refusal.field}"
    return bool(_REPEAT.search(words) and _UNIQUE_ID.search(words))


def is_of_list(refusal: Refusal, list_id: str) -> bool:
    """Tell whether this refusal speaks of the list that people are to join (recorded: by its id).

    Without an id there is no list.
    """
    word = rf"(?<!\w){re.escape(list_id)}(?!\w)"
    return bool(list_id) and refusal.position < 0 and bool(re.search(word, refusal.detail))


def _lone_refusal(error: dict[str, Any]) -> Refusal:
    """Return what is wrong with the one item, unless it is the query that is wrong."""
    source = part(error, "source")
    is_of_query = bool(source.get("parameter")) and not source.get("pointer")
    return Refusal(
        position=-1 if is_of_query else 0,
        code=sentence(error.get("code")),
        detail=_detail(error),
        field=pointed_field(source),
    )


def _detail(error: dict[str, Any]) -> str:
    return sentence(error.get("detail")) or sentence(error.get("title"))


def _refusal(marker: str, count: int, error: dict[str, Any]) -> Refusal:
    source = part(error, "source")
    # A JSON pointer writes an index without leading zeros (RFC 6901, section 4).
    index = re.escape(marker) + r"(0|[1-9][0-9]{0,8})(/|\Z)"
    found = re.search(index, text(source.get("pointer"))) if marker else None
    position = int(found[1]) if found else -1
    return Refusal(
        position=position if position < count else -1,
        code=sentence(error.get("code")),
        detail=_detail(error),
        # A pointer at the item itself names none of its fields.
        field="" if found and not found[2] else pointed_field(source),
        event=_event_in(text(source.get("pointer"))) if 0 <= position < count else -1,
    )


def _event_in(pointer: str) -> int:
    """Return which event of an item a pointer is into, -1 where it is into none."""
    found = _EVENT.search(pointer)
    return int(found[1]) if found else -1
