"""A cell's text becomes a typed value, or a problem; never a guess in silence."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import phonenumbers

from klaviyo_gui.core.catalog import EMAIL_MAX, TEXT_MAX_BYTES
from klaviyo_gui.core.errors import OptionError
from klaviyo_gui.core.mapping import Options, ValueType
from klaviyo_gui.core.problem import Code, Problem, Severity

Value = str | int | float | bool | None
Converter = Callable[[str, list[Problem]], Value]
"""Takes the cell's text, adds what is wrong to the list; None means that nothing is sent."""

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""Klaviyo takes events after 1990 (specification 2026-07-15, event attribute ``time``)."""

LATEST_AHEAD = timedelta(days=365)
"""… and at most one year ahead."""

_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_INT64 = 2**63
_EXACT_DIGITS = 15
"""A binary double keeps every decimal number of so many digits (IEEE 754)."""

_ISO = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})"
    r"(?:[T ](?P<hour>(?:[01]\d|2[0-3]):\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)"
    r" ?(?P<zone>Z|[+-]\d{2}(?::?\d{2})?)?)?",
    re.ASCII,
)
_UNIX = re.compile(r"\d{9,10}(?:\.\d+)?", re.ASCII)
"""Unix seconds between 1973 and 2286; fewer digits could be a date written without dashes."""

_EMAIL = re.compile(
    r"[^\s@\"(),:;<>\[\]\\.]+(?:\.[^\s@\"(),:;<>\[\]\\.]+)*"
    r"@(?:[^\W_](?:[^\W_]|-)*(?<!-)\.)+[^\W\d_](?:[^\W_]|-)*[^\W_]"
)
_LOCAL_PART_MAX = 64
"""Octets before the @ (RFC 5321, 4.5.3.1.1)."""

_DROPPED_DOMAINS = frozenset(
    {"example.com", "example.org", "example.net", "test.com", "test.org", "test.net"}
)
"""Klaviyo answers "accepted" to such addresses and drops them (events_api_overview)."""

_TRUE = frozenset({"true", "1", "t", "yes", "y"})
_FALSE = frozenset({"false", "0", "f", "no", "n"})
"""The words that Klaviyo's own importer reads as yes and no (help 115005237648)."""

_LONGEST_CHARACTER = 4
"""Bytes of the longest character in UTF-8."""


def zone(name: str) -> ZoneInfo:
    """Return the time zone of an IANA name; raises OptionError for any other."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise OptionError("--time-zone", name) from error


def checked_country(code: str) -> str:
    """Return the country code in upper case; raises OptionError where no phones are known."""
    upper = code.strip().upper()
    if upper and upper not in phonenumbers.SUPPORTED_REGIONS:
        raise OptionError("--phone-country", code)
    return upper


def converter(target: str, to: ValueType, options: Options, now: datetime) -> Converter:
    """Return the converter for one property; ``now`` bounds times in the future."""
    match to:
        case ValueType.TEXT:
            return _text(target)
        case ValueType.NUMBER:
            return _number(target)
        case ValueType.YES_NO:
            return _yes_no(target)
        case ValueType.TIME:
            return _time(target, zone(options.time_zone), now)
        case ValueType.EMAIL:
            return _email(target)
        case ValueType.PHONE:  # pragma: no branch - mypy proves that no other is left
            return _phone(target, checked_country(options.phone_country))


def _text(target: str) -> Converter:
    safe = TEXT_MAX_BYTES // _LONGEST_CHARACTER

    def convert(text: str, problems: list[Problem]) -> Value:
        if len(text) > safe and len(text.encode()) > TEXT_MAX_BYTES:
            problems.append(Problem(Code.TEXT_TOO_LONG, Severity.HOLD, target, text[:60]))
            return None
        return text

    return convert


def _number(target: str) -> Converter:
    def convert(text: str, problems: list[Problem]) -> Value:
        digits = text.strip()
        value = exact_number(digits)
        if value is None:
            is_number = _NUMBER.fullmatch(digits) is not None
            code = Code.NUMBER_INEXACT if is_number else Code.NUMBER_INVALID
            problems.append(Problem(code, Severity.HOLD, target, text))
        return value

    return convert


def exact_number(digits: str) -> int | float | None:
    """Return the JSON number that says exactly what the digits say; None where there is none."""
    if not _NUMBER.fullmatch(digits):
        return None
    if digits.lstrip("+-").isdecimal():
        whole = int(digits) if len(digits) <= 20 else _INT64  # noqa: PLR2004 - longer than 64 bits
        return whole if -_INT64 <= whole < _INT64 else None
    value = float(digits)
    if len(digits) <= _EXACT_DIGITS:
        return value
    return value if math.isfinite(value) and Decimal(repr(value)) == Decimal(digits) else None


def _yes_no(target: str) -> Converter:
    def convert(text: str, problems: list[Problem]) -> Value:
        word = text.strip().casefold()
        if word in _TRUE:
            return True
        if word in _FALSE:
            return False
        problems.append(Problem(Code.YES_NO_INVALID, Severity.HOLD, target, text))
        return None

    return convert


def _time(target: str, local: ZoneInfo, now: datetime) -> Converter:
    is_utc = local.key in {"UTC", "Etc/UTC"}
    latest = now + LATEST_AHEAD

    def convert(text: str, problems: list[Problem]) -> Value:
        moment = read_time(text, local)
        if moment is None:
            problems.append(Problem(Code.TIME_INVALID, Severity.HOLD, target, text))
            return None
        if not EARLIEST < moment <= latest:
            problems.append(Problem(Code.TIME_OUT_OF_RANGE, Severity.HOLD, target, text))
            return None
        if len(text.strip()) == len("2022-11-08"):
            note = Problem(Code.TIME_WITHOUT_HOUR, Severity.NOTE, target, text)
            if _UNIX.fullmatch(text.strip()) is None:
                problems.append(note)
        if not is_utc and moment.tzinfo is local:
            _note_clock_change(moment, target, text, problems)
        return moment.isoformat()

    return convert


def read_time(text: str, local: ZoneInfo) -> datetime | None:
    """Return the moment that ISO text or Unix seconds name; a time without offset is local."""
    trimmed = text.strip()
    found = _ISO.fullmatch(trimmed)
    try:
        if found is not None:
            hour, offset = found["hour"] or "00:00", found["zone"] or ""
            moment = datetime.fromisoformat(f"{found['day']}T{hour.replace(',', '.')}{offset}")
            return moment if moment.tzinfo is not None else moment.replace(tzinfo=local)
        if _UNIX.fullmatch(trimmed):
            seconds, _, fraction = trimmed.partition(".")
            moment = datetime.fromtimestamp(int(seconds), tz=UTC)
            return moment.replace(microsecond=int(f"{fraction:0<6}"[:6]))
    except (ValueError, OverflowError):
        return None
    return None


def _note_clock_change(moment: datetime, target: str, text: str, problems: list[Problem]) -> None:
    """Tell of local times that the change of clocks skips or repeats (PEP 495)."""
    if moment.utcoffset() == moment.replace(fold=1).utcoffset():
        return
    back = moment.astimezone(UTC).astimezone(moment.tzinfo).replace(tzinfo=None)
    code = Code.TIME_TWICE if back == moment.replace(tzinfo=None) else Code.TIME_IN_GAP
    problems.append(Problem(code, Severity.NOTE, target, text))


def _email(target: str) -> Converter:
    def convert(text: str, problems: list[Problem]) -> Value:
        address = text.strip()
        if not (
            address.isprintable()
            and _EMAIL.fullmatch(address)
            and len(address.partition("@")[0].encode()) <= _LOCAL_PART_MAX
        ):
            problems.append(Problem(Code.EMAIL_INVALID, Severity.HOLD, target, text))
            return None
        if len(address) > EMAIL_MAX:
            problems.append(Problem(Code.EMAIL_TOO_LONG, Severity.HOLD, target, text))
            return None
        if address.rpartition("@")[2].casefold() in _DROPPED_DOMAINS:
            problems.append(Problem(Code.EMAIL_DROPPED, Severity.WARN, target, text))
        return address

    return convert


def _phone(target: str, country: str) -> Converter:
    def convert(text: str, problems: list[Problem]) -> Value:
        try:
            number = phonenumbers.parse(text, country or None)
        except phonenumbers.NumberParseException:
            number = None
        # E.164 has no room for an extension, and without it two people would become one.
        if number is None or number.extension or not phonenumbers.is_valid_number(number):
            problems.append(Problem(Code.PHONE_INVALID, Severity.WARN, target, text))
            return None
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

    return convert
