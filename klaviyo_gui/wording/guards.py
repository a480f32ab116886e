"""What an account knows otherwise than a mapping has it, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from klaviyo_gui.core.mapping import ValueType
from klaviyo_gui.core.revenue_guard import Revenue

if TYPE_CHECKING:
    from klaviyo_gui.core.revenue_guard import RevenueNote
    from klaviyo_gui.core.type_guard import Clash

_TYPES: Final = {
    ValueType.TEXT: "texts",
    ValueType.NUMBER: "numbers",
    ValueType.YES_NO: "yes or no",
    ValueType.TIME: "dates",
    ValueType.EMAIL: "texts",
    ValueType.PHONE: "texts",
    ValueType.LIST: "lists",
}


def clash_words(clash: Clash) -> str:
    """Return what the account knows of a property, and what follows from it."""
    of_event = f" of {clash.event}" if clash.event else ""
    if clash.alike:
        return (
            f"The account has “{clash.alike}”{of_event}, and “{clash.name}” would be another "
            "property beside it. Write it as there, if it is the same."
        )
    theirs = " or ".join(sorted({_TYPES[each] for each in clash.theirs}))
    return (
        f"“{clash.name}”{of_event} holds {theirs} in the account, and you send "
        f"{_TYPES[clash.ours]}: segments that compare it will pass these by. "
        "Choose its type in Map."
    )


def revenue_words(told: RevenueNote, currency: str) -> str:
    """Return what keeps a value from counting as it is meant, and of which event."""
    words = _revenue_words(told.note, currency)
    return f"{told.event}: {words}" if told.event else words


def _revenue_words(note: Revenue, currency: str) -> str:
    match note:
        case Revenue.NO_VALUE:
            return "No value is mapped, so these orders count as no revenue. Map it if you have it."
        case Revenue.NO_CURRENCY:
            of_account = f", {currency}" if currency else ""
            return f"No currency is mapped: values count in that of the account{of_account}."
    return f"The values are in another currency than the account, which counts in {currency}."
