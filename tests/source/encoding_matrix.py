"""Every language in every encoding that can write it, and what becomes of it."""

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from klaviyo_gui.source.charset import charset_of
from klaviyo_gui.source.excerpts import Excerpt
from klaviyo_gui.source.hidden import hidden_charset
from klaviyo_gui.source.mainframe import as_lines
from tests.source.languages import ENCODINGS, LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klaviyo_gui.source.charset import Charset

HEAD = "id;name;town;note\n"
PLAIN = "".join(f"{n};Ann Lee;Rome;sent on time\n" for n in range(30))
FACE = " \N{GRINNING FACE}"
CESU_8 = "cesu-8"


class Form(StrEnum):
    """How much of the language a file holds, and where."""

    SHORT = "3 lines"
    LONG = "200 lines"
    SINGLE = "1 character"
    DEEP = "near the end"


class Outcome(StrEnum):
    """What a person sees of it."""

    RIGHT = "read rightly"
    FIRST = "doubted, rightly read"
    AMONG = "doubted, right one shown"
    DOUBTED = "doubted, right one to choose"
    WRONG = "wrong without doubt"


def cases(language: str) -> Iterator[tuple[str, Form, str, tuple[Excerpt, ...]]]:
    """Give each encoding and form with the text, and the file as excerpts."""
    written = LANGUAGES[language]
    for encoding in ENCODINGS:
        # Two characters of CESU-8 are one only beyond the first 65,536.
        text = written.replace("\n", FACE + "\n", 1) if encoding == CESU_8 else written
        if not _can_write(text, encoding):
            continue
        for form, content in _forms(text):
            if not all(part.encode(encoding).isascii() and encoding == "utf-8" for part in content):
                yield encoding, form, "".join(content), _excerpts(content, encoding)


def outcome(charset: Charset, encoding: str, text: str) -> Outcome:
    """Tell how a charset reads a text that was written in an encoding."""
    raw = text.encode(encoding)
    readings = [_read(raw, each.encoding) == text for each in charset.candidates]
    if readings[0]:
        return Outcome.RIGHT if charset.is_certain else Outcome.FIRST
    if charset.is_certain:
        return Outcome.WRONG
    return Outcome.AMONG if any(readings) else Outcome.DOUBTED


def detected(excerpts: tuple[Excerpt, ...]) -> Charset:
    """Find the charset as the opening of a file does."""
    return hidden_charset(excerpts, None) or charset_of(excerpts)


@cache
def detections(language: str) -> tuple[tuple[str, Form, str, tuple[Excerpt, ...], Charset], ...]:
    """Give the cases of a language with the charset found, once for all who ask."""
    return tuple((*case, detected(case[-1])) for case in cases(language))


def table(languages: Iterator[str] | list[str]) -> dict[Form, Counter[Outcome]]:
    """Count the outcomes by form."""
    counts: dict[Form, Counter[Outcome]] = {form: Counter() for form in Form}
    for language in languages:
        for encoding, form, text, _, charset in detections(language):
            counts[form][outcome(charset, encoding, text)] += 1
    return counts


def _can_write(text: str, encoding: str) -> bool:
    try:
        return text.encode(encoding).decode(encoding) == text
    except UnicodeError:
        return False


def _forms(text: str) -> Iterator[tuple[Form, tuple[str, ...]]]:
    lines = text.split("\n")
    yield Form.SHORT, (HEAD + "".join(f"{n};{line}\n" for n, line in enumerate(lines[:3])),)
    yield Form.LONG, (HEAD + "".join(f"{n};{lines[n % len(lines)]}\n" for n in range(200)),)
    words = re.split(r"[\s;,]", text)
    one = next((each for each in words if sum(not c.isascii() for c in each) == 1), "")
    letter = one or next(each for each in text if not each.isascii())
    yield Form.SINGLE, (f"{HEAD}{PLAIN}31;{letter} Lee;Oslo;ok\n",)
    yield Form.DEEP, (HEAD + PLAIN, f"{PLAIN}31;{lines[0]}\n{PLAIN}")


def _excerpts(content: tuple[str, ...], encoding: str) -> tuple[Excerpt, ...]:
    head, *rest = content
    far = [Excerpt(_unmarked(part.encode(encoding)), 10**9, None) for part in rest]
    return (Excerpt(head.encode(encoding), is_end=not rest), *far)


def _unmarked(raw: bytes) -> bytes:
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        raw = raw.removeprefix(mark)
    return raw.removeprefix(b"\x1b$)C")


def _read(raw: bytes, encoding: str) -> str:
    try:
        return as_lines(raw.decode(encoding), encoding).removeprefix("\ufeff")
    except UnicodeError:
        return ""
