"""The words that a slot shows and speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.mapping import Fixed
from klaviyo_gui.language import mark, tr
from klaviyo_gui.ui.elided import shortened
from klaviyo_gui.ui.map.item_places import meaning_words
from klaviyo_gui.ui.map.type_words import type_words
from klaviyo_gui.wording import question_words
from klaviyo_gui.wording.cells import quoting_words
from klaviyo_gui.wording.sources import fallback_words, first_words, source_words

if TYPE_CHECKING:
    from klaviyo_gui.core.catalog import Target
    from klaviyo_gui.ui.map.slot.filling import Filling, FirstValue

_VALUE_SHOWN = 60
"""Characters of a value, which is there to be recognised."""

_KEYS = mark(
    "F4 lists the columns, F2 sets a fixed text, C shows how it is read, M moves what fills it, "
    "Delete empties it."
)
_RENAME = mark("N changes its name.")
_SENDING = mark("S uses the time of sending.")


def source_shown(filling: Filling) -> str:
    """Return what comes first in a property, or with a question mark what is proposed for it."""
    suggestion = filling.suggestion
    pair = filling.pair or (suggestion.pair if suggestion is not None else None)
    if pair is None:
        return tr("time of sending") if filling.is_by_sending else ""
    if filling.is_missing:
        return tr("{source} is not in this file", source=source_words(pair))
    words = first_words(pair)
    if isinstance(pair.source, Fixed) and not pair.fallback:
        words = tr("{text} in every row", text=words)
    return words if filling.pair is not None else f"{words}?"


def fallback_shown(filling: Filling) -> str:
    """Return what stands in where that is blank; a column that is missing is told with the rest."""
    pair = filling.pair
    return fallback_words(pair) if pair is not None and not filling.is_missing else ""


def beside_source(filling: Filling, first: FirstValue) -> str:
    """Return why it is proposed, or what value comes of it."""
    if filling.suggestion is not None:
        # It may quote the cell that proves how the column is written.
        return quoting_words(filling.suggestion.reason)
    if filling.pair is None or isinstance(filling.pair.source, Fixed):
        return ""
    words = first.text[:_VALUE_SHOWN]
    if not first.is_sent:
        return words
    return f"→ {words}" if words else tr("→ nothing in this row")


def need(target: Target, filling: Filling) -> str:
    """Tell how a property is needed; of those that tell who it is one is enough."""
    if target.is_required:
        return tr("required")
    if filling.is_needed:
        return tr("one of these") if target.is_identifier else tr("required")
    return ""


def type_shown(filling: Filling) -> str:
    """Return how what fills a property is read, else what it takes."""
    return filling.pill or type_words(filling.type)


def type_spoken(target: Target, filling: Filling) -> str:
    """Return the same as a whole sentence, with what must be chosen and the key for it."""
    label, words = target.shown_label, type_shown(filling)
    if filling.pair is None:
        return tr("{property} takes: {type}", property=label, type=words)
    if filling.asked is not None:
        return f"{label}: {words}. {question_words(filling.asked).sentence} (C)"
    return tr("How {property} is read: {way} (C)", property=label, way=words)


def spoken(target: Target, filling: Filling, first: FirstValue) -> str:
    """Return all that a slot shows, in the order in which it is heard best."""
    to = type_words(filling.type)
    parts = [target.shown_label, need(target, filling), to]
    if filling.pair is not None:
        parts.append(tr("filled by {source}", source=source_shown(filling)))
        parts.append(fallback_shown(filling))
        parts.append(tr("read as {way}", way=filling.pill) if filling.pill != to else "")
        if filling.asked is not None:
            parts.append(tr("needs a choice"))
        if first.text:
            what = mark("first value {value}") if first.is_sent else mark("in the file {value}")
            parts.append(tr(what, value=first.text[:_VALUE_SHOWN]))
    elif filling.suggestion is not None:
        parts.append(tr("proposed: {source}", source=source_shown(filling)))
    elif filling.is_by_sending:
        parts.append(tr("filled by the time of sending"))
    else:
        parts.append(tr("empty"))
    if filling.hand:
        parts.append(tr("Enter places {column}", column=shortened(filling.hand[0])))
    parts.append(filling.unsuited)
    return ", ".join(filter(None, parts))


def keys_spoken(target: Target, filling: Filling) -> str:
    """Tell what it means, and its keys."""
    return f"{meaning_words(target)} {keys_told(target, filling)}"


def keys_told(target: Target, filling: Filling) -> str:
    """Tell the keys as they are: Enter does what is nearest."""
    enter = tr("Enter lists the columns.")
    if filling.hand:
        enter = tr("Enter places what is in hand. Ctrl+Space places a copy.")
    elif filling.suggestion is not None:
        enter = tr("Enter accepts the proposal, Shift+Enter accepts all proposals.")
    told = [enter, tr(_KEYS)]
    if target.is_custom and filling.pair is not None:
        told.append(tr(_RENAME))
    if filling.offers_sending:
        told.append(tr(_SENDING))
    return " ".join(told)


def tip(target: Target) -> str:
    """Return what a property means, with an example where there is one."""
    meaning = meaning_words(target)
    if not target.example:
        return meaning
    example = tr("Example: {example}", example=target.example)
    return f"{meaning}\n{example}"
