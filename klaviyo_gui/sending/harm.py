"""What the damage of a cell does to the record that it goes into."""

from __future__ import annotations

from klaviyo_gui.core import catalog
from klaviyo_gui.core.event_target import bare_target
from klaviyo_gui.core.header_words import words_of
from klaviyo_gui.core.problem import Code, Severity
from klaviyo_gui.source.causes import MEANINGS

_WRONG_AS_IDENTITY = frozenset(
    {
        Code.EXCEL_ERROR,
        Code.EXPONENT_LOST,
        Code.EXPONENT_WHOLE,
        Code.DIGITS_LOST,
        Code.MOJIBAKE,
        Code.MOJIBAKE_PARTLY,
        Code.LETTERS_LOST,
        Code.TEXT_FORMULA,
        Code.TEXT_APOSTROPHE,
        Code.TEXT_APOSTROPHES,
        Code.FORMULA,
    }
)
"""Damage that makes somebody or something else of what tells who or which it is."""

_WRONG_AS_NUMBER = frozenset({Code.EXPONENT_LOST, Code.DIGITS_LOST})
"""… and of the number of an order or an article, which is text for Klaviyo."""

_IDENTITY = frozenset({"unique_id", "metric", "value"})
"""Properties of an event by which it is another one, besides those of its person."""

_NUMBER_WORDS = frozenset(
    {
        "id",
        "no",
        "nr",
        "number",
        "nummer",
        "sku",
        "ean",
        "gtin",
        "upc",
        "barcode",
        "phone",
        "mobile",
    }
)

_CLEANED = frozenset({"email", "phone_number"})
"""Their converters look at every character themselves, and take blanks at the ends away."""


def severity(code: Code, target: str) -> Severity:
    """Tell what damage of a cell means for a record in which it fills this property."""
    usual = MEANINGS[code].severity
    target = bare_target(target)
    bare = target.removeprefix(catalog.PERSON)
    if bare in catalog.ID_TARGETS or target in _IDENTITY:
        is_wrong = code in _WRONG_AS_IDENTITY or (
            code is Code.INVISIBLE_CHARACTERS and bare not in _CLEANED
        )
        return Severity.HOLD if is_wrong else usual
    if code in _WRONG_AS_NUMBER and not _NUMBER_WORDS.isdisjoint(words_of(bare).split()):
        return Severity.HOLD
    return usual
