"""The words that a slot shows and speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.mapping import Fixed
from klaviyo_gui.ui.elided import shortened
from klaviyo_gui.wording import question_words
from klaviyo_gui.wording.sources import fallback_words, first_words, source_words

if TYPE_CHECKING:
    from klaviyo_gui.core.catalog import Target
    from klaviyo_gui.ui.map.slot.filling import Filling, FirstValue

_VALUE_SHOWN = 60
"""Characters of a value, which is there to be recognised."""

_KEYS = (
    "F4 lists the columns, F2 sets a fixed text, C shows how it is read, M moves what fills it, "
    "Delete empties it."
)
_RENAME = " N changes its name."
_SENDING = " S uses the time of sending."
_BY_SENDING = "time of sending"


def source_shown(filling: Filling) -> str:
    """Return what comes first in a property, or with a question mark what is proposed for it."""
    suggestion = filling.suggestion
    pair = filling.pair or (suggestion.pair if suggestion is not None else None)
    if pair is None:
        return _BY_SENDING if filling.is_by_sending else ""
    if filling.is_missing:
        return f"{source_words(pair)} is not in this file"
    words = first_words(pair)
    if isinstance(pair.source, Fixed) and not pair.fallback:
        words = f"{words} in every row"
    return words if filling.pair is not None else f"{words}?"


def fallback_shown(filling: Filling) -> str:
    """Return what stands in where that is blank; a column that is missing is told with the rest."""
    pair = filling.pair
    return fallback_words(pair) if pair is not None and not filling.is_missing else ""


def beside_source(filling: Filling, first: FirstValue) -> str:
    """Return why it is proposed, or what value comes of it."""
    if filling.suggestion is not None:
        return filling.suggestion.reason
    if filling.pair is None or isinstance(filling.pair.source, Fixed):
        return ""
    words = first.text[:_VALUE_SHOWN]
    if not first.is_sent:
        return words
    return f"→ {words}" if words else "→ nothing in this row"


def need(target: Target, filling: Filling) -> str:
    """Tell how a property is needed; of those that tell who it is one is enough."""
    if target.is_required:
        return "required"
    if filling.is_needed:
        return "one of these" if target.is_identifier else "required"
    return ""


def type_shown(filling: Filling) -> str:
    """Return how what fills a property is read, else what it takes."""
    return filling.pill or str(filling.type)


def type_spoken(target: Target, filling: Filling) -> str:
    """Return the same as a whole sentence, with what must be chosen and the key for it."""
    label, words = target.label, type_shown(filling)
    if filling.pair is None:
        return f"{label} takes: {words}"
    if filling.asked is not None:
        return f"{label}: {words}. {question_words(filling.asked).sentence} (C)"
    return f"How {label} is read: {words} (C)"


def spoken(target: Target, filling: Filling, first: FirstValue) -> str:
    """Return all that a slot shows, in the order in which it is heard best."""
    parts = [target.label, need(target, filling), str(filling.type)]
    if filling.pair is not None:
        parts.append(f"filled by {source_shown(filling)}")
        parts.append(fallback_shown(filling))
        parts.append(f"read as {filling.pill}" if filling.pill != str(filling.type) else "")
        if filling.asked is not None:
            parts.append("needs a choice")
        if first.text:
            what = "first value" if first.is_sent else "in the file"
            parts.append(f"{what} {first.text[:_VALUE_SHOWN]}")
    elif filling.suggestion is not None:
        parts.append(f"proposed: {source_shown(filling)}")
    elif filling.is_by_sending:
        parts.append(f"filled by the {_BY_SENDING}")
    else:
        parts.append("empty")
    if filling.hand:
        parts.append(f"Enter places {shortened(filling.hand[0])}")
    parts.append(filling.unsuited)
    return ", ".join(filter(None, parts))


def keys_spoken(target: Target, filling: Filling) -> str:
    """Tell the keys as they are: Enter does what is nearest."""
    enter = "Enter lists the columns."
    if filling.hand:
        enter = "Enter places what is in hand. Ctrl+Space places a copy."
    elif filling.suggestion is not None:
        enter = "Enter accepts the proposal, Shift+Enter accepts all proposals."
    more = _RENAME if target.is_custom and filling.pair is not None else ""
    more += _SENDING if filling.offers_sending else ""
    return f"{target.meaning} {enter} {_KEYS}{more}"


def tip(target: Target) -> str:
    """Return what a property means, with an example where there is one."""
    return f"{target.meaning}\nExample: {target.example}" if target.example else target.meaning
