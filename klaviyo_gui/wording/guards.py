"""What an account knows otherwise than a mapping has it, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from klaviyo_gui.core.mapping import ValueType
from klaviyo_gui.core.revenue_guard import Revenue
from klaviyo_gui.language import mark, tr
from klaviyo_gui.wording.phrases import either

if TYPE_CHECKING:
    from klaviyo_gui.core.revenue_guard import RevenueNote
    from klaviyo_gui.core.type_guard import Clash

_TYPES: Final = {
    ValueType.TEXT: mark("texts"),
    ValueType.NUMBER: mark("numbers"),
    ValueType.YES_NO: mark("yes or no"),
    ValueType.TIME: mark("dates"),
    ValueType.EMAIL: mark("texts"),
    ValueType.PHONE: mark("texts"),
    ValueType.LIST: mark("lists"),
}


def clash_words(clash: Clash) -> str:
    """Return what the account knows of a property, and what follows from it."""
    if clash.alike:
        return _alike_words(clash)
    theirs = either([tr(each) for each in sorted({_TYPES[each] for each in clash.theirs})])
    ours = tr(_TYPES[clash.ours])
    if clash.event:
        return tr(
            "“{name}” of {event} holds {theirs} in the account, and you send {ours}: segments that "
            "compare it will pass these by. Choose its type in Map.",
            name=clash.name,
            event=clash.event,
            theirs=theirs,
            ours=ours,
        )
    return tr(
        "“{name}” holds {theirs} in the account, and you send {ours}: segments that compare it "
        "will pass these by. Choose its type in Map.",
        name=clash.name,
        theirs=theirs,
        ours=ours,
    )


def _alike_words(clash: Clash) -> str:
    if clash.event:
        return tr(
            "The account has “{other}” of {event}, and “{name}” would be another property beside "
            "it. Write it as there, if it is the same.",
            other=clash.alike,
            event=clash.event,
            name=clash.name,
        )
    return tr(
        "The account has “{other}”, and “{name}” would be another property beside it. Write it as "
        "there, if it is the same.",
        other=clash.alike,
        name=clash.name,
    )


def revenue_words(told: RevenueNote, currency: str) -> str:
    """Return what keeps a value from counting as it is meant, and of which event."""
    words = _revenue_words(told.note, currency)
    return f"{told.event}: {words}" if told.event else words


def _revenue_words(note: Revenue, currency: str) -> str:
    match note:
        case Revenue.NO_VALUE:
            return tr(
                "No value is mapped, so these orders count as no revenue. Map it if you have it."
            )
        case Revenue.NO_CURRENCY if currency:
            return tr(
                "No currency is mapped: values count in that of the account, {currency}.",
                currency=currency,
            )
        case Revenue.NO_CURRENCY:
            return tr("No currency is mapped: values count in that of the account.")
    return tr(
        "The values are in another currency than the account, which counts in {currency}.",
        currency=currency,
    )
