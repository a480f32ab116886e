"""What says who a person is: e-mail addresses and phone numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from klaviyo_gui.core.catalog import CUSTOM, EMAIL_MAX
from klaviyo_gui.core.conversion import CallingCode
from klaviyo_gui.core.convert.domains import judged
from klaviyo_gui.core.convert.value import Converter, Value, held
from klaviyo_gui.core.errors import OptionError
from klaviyo_gui.core.problem import Code, Problem, Severity

if TYPE_CHECKING:
    import phonenumbers

    from klaviyo_gui.core.conversion import Conversion

_EMAIL = re.compile(
    r"[^\s@\"(),:;<>\[\]\\.]+(?:\.[^\s@\"(),:;<>\[\]\\.]+)*"
    r"@(?:[^\W_](?:[^\W_]|-)*(?<!-)\.)+[^\W\d_](?:[^\W_]|-)*[^\W_]"
)
_USUAL = re.compile(r"(?!\.)[\w.+-]+(?<!\.)", re.ASCII)
"""What stands before the @ of most addresses, at a fraction of the cost of the full pattern."""

_PLUS = re.compile("[+\uff0b]")
"""What tells that a country code follows."""

_LOCAL_PART_MAX = 64
"""Octets before the @ (RFC 5321, 4.5.3.1.1)."""


def checked_country(code: str) -> str:
    """Return the country code in upper case; raises OptionError where no phones are known."""
    upper = code.strip().upper()
    if upper:
        import phonenumbers  # noqa: PLC0415 - no start of the window needs it

        if upper not in phonenumbers.SUPPORTED_REGIONS:
            raise OptionError("--phone-country", code)
    return upper


def email(target: str) -> Converter:
    """Return the converter of addresses: trimmed, the domain in lower case, typos told of.

    Klaviyo drops nobody for an address that is only noted of them, in a custom property.
    """
    is_custom = CUSTOM in target

    def convert(text: str, problems: list[Problem]) -> Value:
        address = text.strip()
        local, _, domain = address.rpartition("@")
        if len(address) > EMAIL_MAX:
            is_address = _is_address(address, local)
            code = Code.EMAIL_TOO_LONG if is_address else Code.EMAIL_INVALID
            problems.append(held(code, target, text))
            return None
        known, slip, is_usual = judged(domain)
        if not (
            (is_usual and len(local) <= _LOCAL_PART_MAX and _USUAL.fullmatch(local))
            or _is_address(address, local)
        ):
            problems.append(held(Code.EMAIL_INVALID, target, text))
            return None
        if slip is not None and not (is_custom and slip is Code.EMAIL_DROPPED):
            problems.append(Problem(slip, Severity.WARN, target, text))
        return f"{local}@{known}"

    return convert


def phone(target: str, conversion: Conversion, country: str) -> Converter:
    """Return the converter of phone numbers to E.164; what is none is left out.

    So is what can be read both with its first digits as the country's calling code and without, as
    long as nobody said which is meant: one of the two is a stranger's number. ``country`` is an
    ISO 3166 alpha-2 code, or empty. Raises OptionError for others.
    """
    import phonenumbers  # noqa: PLC0415 - as above

    from klaviyo_gui.core.convert.swift_phones import (  # noqa: PLC0415 - as above
        swift,
        swift_anywhere,
    )

    region = checked_country(conversion.country or country) or None
    chosen = conversion.calling_code
    read = swift(region, chosen) if region is not None else swift_anywhere
    code = str(phonenumbers.country_code_for_region(region)) if region is not None else ""

    def convert(text: str, problems: list[Problem]) -> Value:
        usual = read(text)
        if usual is not None:
            return usual
        try:
            number = phonenumbers.parse(text, region)
        except phonenumbers.NumberParseException:
            number = None
        # E.164 has no room for an extension, and without it two people would become one.
        if number is None or number.extension or not phonenumbers.is_valid_number(number):
            problems.append(Problem(Code.PHONE_INVALID, Severity.WARN, target, text))
            return None
        rival = _with_code(text, code, number) if chosen is not CallingCode.MISSING else None
        if rival is not None and chosen is None:
            problems.append(Problem(Code.PHONE_AMBIGUOUS, Severity.WARN, target, text))
            return None
        number = number if rival is None else rival
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

    return convert


def _with_code(
    text: str, code: str, number: phonenumbers.PhoneNumber
) -> phonenumbers.PhoneNumber | None:
    """Return the other number that the same digits are, where they begin with this code."""
    import phonenumbers  # noqa: PLC0415 - as above

    digits = phonenumbers.normalize_digits_only(text)
    if not code or _PLUS.search(text) or not digits.startswith(code):
        return None
    try:
        told = phonenumbers.parse(f"+{digits}")
    except phonenumbers.NumberParseException:
        return None
    return told if phonenumbers.is_valid_number(told) and told != number else None


def _is_address(address: str, local: str) -> bool:
    return (
        address.isprintable()
        and _EMAIL.fullmatch(address) is not None
        and len(local.encode()) <= _LOCAL_PART_MAX
    )
