"""Tell what kind of value a cell holds, by its look alone."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache


class Kind(Enum):
    """The kinds that tell data from titles and whole cells from torn ones."""

    EMPTY = "empty"
    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    EMAIL = "e-mail"
    LINK = "link"
    PHONE = "phone"
    CODE = "code"
    WORDS = "words"
    TORN = "torn"


DATA = frozenset({Kind.NUMBER, Kind.DATE, Kind.TIME, Kind.EMAIL, Kind.LINK, Kind.PHONE})
"""Kinds that hardly stand in a header."""

_MONTH = r"(?:[^\W\d_]{3,9}\.?)"
_CLOCK = (
    r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s?[ap]\.?m\.?)?(?:\s?(?:Z|UTC|[+-]\d{2}:?\d{2}))?"
)
_DAY = (
    rf"(?:\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{2,4}}"
    rf"|\d{{1,2}}\.?[ -]{_MONTH}[ -]\d{{2,4}}|{_MONTH} \d{{1,2}},? \d{{4}})"
)
_AMOUNT = (
    r"[-+(]?(?:[€$£¥]|(?-i:[A-Z]{3}))?\s?[-+]?(?:\d+|\d{1,3}(?:[.,' \u00a0\u202f]\d{3})+)?"
    r"(?:[.,]?\d+)(?:[eE][-+]?\d+)?\s?(?:[%€$£¥)]|(?-i:[A-Z]{3}))?"
)
_PATTERNS = (
    (Kind.NUMBER, _AMOUNT),
    (Kind.DATE, rf"{_DAY}(?:[T ,]\s?{_CLOCK})?"),
    (Kind.TIME, _CLOCK),
    (Kind.EMAIL, r"[^\s@,;|\t<>\"]+@[^\s@,;|\t<>\"]+\.[^\W\d_]{2,}"),
    (Kind.LINK, r"(?:https?://|www\.)[^\s;|\"]+"),
    (Kind.PHONE, r"\+?\(?\d[\d \-/().]{5,17}\d"),
    (Kind.CODE, r"[\w#][\w\-./#:+]*"),
    (Kind.WORDS, r"[^;|^~\x00-\x09\x0b\x0c\x0e-\x1f]*"),
)
_COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PATTERNS)
_OF_DIGITS = frozenset({Kind.NUMBER, Kind.DATE, Kind.TIME, Kind.PHONE})
_WITHOUT_DIGITS = tuple(each for each in _COMPILED if each[0] not in _OF_DIGITS)
_DIGIT = re.compile(r"\d")
_TORN_EDGE = re.compile(r"\A[\s,:\"'\])}]|[\s(\[{]\Z|\A[^\"]*\"[^\"]*\Z")


@lru_cache(maxsize=20_000)
def kind_of(cell: str) -> Kind:
    """Tell the kind of a cell; one that looks like a piece of a longer one is torn."""
    if not cell or cell.isspace():
        return Kind.EMPTY
    for kind, pattern in _COMPILED if _DIGIT.search(cell) else _WITHOUT_DIGITS:
        if pattern.fullmatch(cell):
            return Kind.TORN if kind is Kind.WORDS and _TORN_EDGE.search(cell) else kind
    return Kind.TORN
