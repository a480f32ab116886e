"""Which country the phone numbers of a file belong to, where one of its columns says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.countries import country_code
from klaviyo_gui.core.filling import type_of
from klaviyo_gui.core.mapping import ValueType
from klaviyo_gui.core.suggest import column_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.core.mapping import Mapping


def phone_country(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return the ISO 3166 alpha-2 code on which all rows agree, empty where they do not."""
    name = column_for("location.country", header, rows)
    if name is None:
        return ""
    at = header.index(name)
    words = {row[at].strip().casefold() for row in rows if at < len(row) and row[at].strip()}
    codes = {country_code(word) for word in words}
    return codes.pop() if len(codes) == 1 else ""


def reads_by_guess(mapping: Mapping) -> bool:
    """Tell whether a phone number without its country would be read by what was only guessed."""
    options = mapping.options
    return (
        bool(options.guessed_country)
        and not options.phone_country
        and any(
            type_of(kind, pair) is ValueType.PHONE and not pair.conversion.country
            for kind in mapping.kinds
            for pair in mapping.pairs(kind)
        )
    )
