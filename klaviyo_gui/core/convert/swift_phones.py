"""Numbers of the usual form to E.164, at a hundredth of the cost of reading any form.

Only what the library for phone numbers is certain to read in the same way is answered here, by
the library's own patterns; everything else is left to the library.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

from klaviyo_gui.core.conversion import CallingCode

if TYPE_CHECKING:
    from phonenumbers.phonemetadata import PhoneNumberDesc

Swift = Callable[[str], str | None]
"""Takes a number as it is written; None where the library must be asked."""

_REGIONS: dict[int, tuple[str, ...]] = COUNTRY_CODE_TO_REGION_CODE
_BETWEEN = dict.fromkeys(map(ord, " -.()/"))
_LONGEST = 24
"""Characters of a number with its usual signs; a longer text may hold more than one."""

_KINDS = (
    "fixed_line",
    "mobile",
    "toll_free",
    "premium_rate",
    "shared_cost",
    "personal_number",
    "voip",
    "pager",
    "uan",
    "voicemail",
)
"""What makes a number valid to the library (``phonenumberutil._number_type_helper``)."""


@cache
def swift(region: str, calling_code: CallingCode | None = None) -> Swift:
    """Return what reads numbers of a region, written with or without its country code.

    Digits without a plus that begin with that code are read only where it was said that they do.
    """
    metadata = PhoneMetadata.metadata_for_region(region)
    if metadata is None:
        return _nothing
    code = str(metadata.country_code)
    told = "+" + code
    valid = re.compile(_pattern(metadata), re.ASCII)
    general = re.compile(_figures(metadata.general_desc), re.ASCII)
    prefix = metadata.national_prefix or ""
    # What the library might take for a prefix is not ours to judge.
    abroad = _any_of(metadata.international_prefix, code, "00")
    doubtful = _any_of(metadata.national_prefix_for_parsing)
    unusual = _any_of(abroad.pattern, doubtful.pattern)
    has_plain_prefix = (
        prefix != ""
        and prefix == metadata.national_prefix_for_parsing
        and metadata.national_prefix_transform_rule is None
    )

    is_code_written = calling_code is CallingCode.WRITTEN

    def behind_code(national: str) -> str:
        """Return the digits behind the code without a plus; none where it might be no code."""
        rest = national[len(code) :]
        is_plain = is_code_written and national.startswith(code) and not unusual.match(rest)
        return rest if is_plain else ""

    def without_prefix(national: str) -> str:
        """Return the digits behind a prefix that can be nothing else; none where it might."""
        if abroad.match(national) or not has_plain_prefix or general.fullmatch(national):
            return ""
        rest = national.removeprefix(prefix)
        return "" if unusual.match(rest) else rest

    def read(text: str) -> str | None:
        if not 0 < len(text) <= _LONGEST or not text[0].isascii():
            return None
        digits = text.translate(_BETWEEN)
        is_told = digits.startswith(told)
        national = digits[len(told) :] if is_told else digits
        if not (national.isdecimal() and national.isascii()):
            return None
        if unusual.match(national):
            national = "" if is_told else behind_code(national) or without_prefix(national)
        return told + national if valid.fullmatch(national) else None

    return read


def swift_anywhere(text: str) -> str | None:
    """Read a number that begins with its country code."""
    for length in (1, 2, 3):
        code = text[1 : 1 + length]
        if text.startswith("+") and code.isdecimal() and (regions := _REGIONS.get(int(code))):
            return swift(regions[0])(text)
    return None


def _nothing(_text: str) -> str | None:
    return None


def _any_of(*patterns: str | None) -> re.Pattern[str]:
    """Match any of these at the beginning; nothing where there is none."""
    found = "|".join(f"(?:{each})" for each in patterns if each)
    return re.compile(found or r"\Z.")


def _pattern(metadata: PhoneMetadata) -> str:
    """Join the patterns of all kinds of numbers, each with the lengths that it allows."""
    whole = _of(metadata.general_desc)
    kinds = [_of(getattr(metadata, kind)) for kind in _KINDS]
    return f"(?={whole}$)(?:{'|'.join(filter(None, kinds))})"


def _figures(desc: PhoneNumberDesc | None) -> str:
    return (desc.national_number_pattern or "") if desc is not None else ""


def _of(desc: PhoneNumberDesc | None) -> str:
    figures = _figures(desc)
    if desc is None or not figures:
        return ""
    lengths = "|".join(f".{{{length}}}$" for length in desc.possible_length if length > 0)
    return f"(?:(?={lengths})(?:{figures}))" if lengths else ""
