"""The statements of an old ``config.py``, looked at sign by sign before Python's parser sees them.

Only names, texts, numbers and the signs of dictionaries may stand in it. What is odd beyond that is
counted, and so are brackets: what goes to the parser cannot be nested so deep that it breaks.
"""

from __future__ import annotations

import keyword
import re
import tokenize
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from klaviyo_gui.language import told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DEPTH_MAX = 20
"""Brackets within brackets; a mapping needs two."""

ODD_MAX = 40
"""Odd signs in one statement, each of which could nest what is read one deeper."""

BROKEN_MAX = 10
"""Statements that do not end; behind them nothing is read, for each is looked for up to the end."""

_SIGNS = frozenset("={}[]():,;-")
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_WORDS = frozenset({"True", "False", "None", "pass"})
_LAYOUT = frozenset(
    {
        tokenize.ENCODING,
        tokenize.COMMENT,
        tokenize.NL,
        tokenize.NEWLINE,
        tokenize.ENDMARKER,
        tokenize.NUMBER,
    }
)
_SHOWN = 30
_COMPUTED = told("holds a text that computes something")
_ASSIGNMENT = re.compile(r"[^\W\d]\w*\s*(:[^=]*)?=(?!=)")
"""How a statement begins that gives something a name."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement with its first line, counted from 1; ``cause`` tells what is odd about it.

    It is ``sound`` if the parser may see it.
    """

    line: int
    text: str
    cause: str
    is_sound: bool


@dataclass(frozen=True, slots=True)
class _Looked:
    """What was seen from one line on: where the statement ends, and what is odd about it."""

    end: int
    cause: str
    is_sound: bool
    is_block: bool = False
    is_broken: bool = False


def statements(text: str) -> Iterator[Statement]:
    """Yield every statement of a file; what follows a block's colon belongs to its statement."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    at = broken = 0
    while at < len(lines):
        if _is_bare(lines[at]):
            at += 1
            continue
        looked = _looked(lines, at)
        end, cause = looked.end, looked.cause
        broken += looked.is_broken
        if broken > BROKEN_MAX:
            end, cause = len(lines), told("and all that follows is too broken to be read")
        elif looked.is_block:
            end, cause = _end_of_block(lines, end), cause or told("begins a block")
        is_sound = looked.is_sound and not looked.is_block
        yield Statement(at + 1, "\n".join(lines[at:end]), cause, is_sound)
        at = end


def odd(text: str) -> str:
    """Tell what is odd about a part of a statement; empty where nothing is."""
    # Within brackets a line may end.
    return _looked(f"({text})".split("\n"), 0).cause


def _looked(lines: Sequence[str], at: int) -> _Looked:
    cause = before = ""
    depth = count = 0
    is_sound = True
    tokens = tokenize.generate_tokens(partial(next, _from(lines, at), ""))
    try:
        while True:
            token = next(tokens)
            if token.type == tokenize.NEWLINE:
                return _Looked(at + token.start[0], cause, is_sound, before == ":")
            found = _cause(token, before) if token.type not in _LAYOUT else ""
            depth += (token.string in _OPENING) - (token.string in _CLOSING)
            if depth > DEPTH_MAX:
                cause = cause or told("is nested too deep")
                break
            count += bool(found)
            cause = cause or found
            is_indented = token.type == tokenize.INDENT
            is_sound = is_sound and not is_indented and count <= ODD_MAX
            if token.type not in {tokenize.COMMENT, tokenize.NL}:
                before = token.string
    except (SyntaxError, tokenize.TokenError, StopIteration):
        cause = cause or told("is no Python, or does not end")
    return _Looked(_next_assignment(lines, at), cause, is_sound=False, is_broken=True)


def _from(lines: Sequence[str], at: int) -> Iterator[str]:
    for index in range(at, len(lines)):
        yield f"{lines[index]}\n"


def _is_bare(line: str) -> bool:
    return not line.partition("#")[0].strip()


def _end_of_block(lines: Sequence[str], at: int) -> int:
    while at < len(lines) and (_is_bare(lines[at]) or lines[at][0].isspace()):
        at = at + 1 if _is_bare(lines[at]) else _looked(lines, at).end
    return at


def _next_assignment(lines: Sequence[str], at: int) -> int:
    behind = range(at + 1, len(lines))
    return next((index for index in behind if _ASSIGNMENT.match(lines[index])), len(lines))


def _cause(token: tokenize.TokenInfo, before: str) -> str:
    """Tell what is wrong with a sign after the one before it; empty where nothing is."""
    sign = token.string
    shown = sign[:_SHOWN]
    cause = (
        told("holds the sign “{sign}”", sign=shown)
        if sign.isprintable() and sign
        else told("holds a hidden sign")
    )
    # Since Python 3.12 the beginning of such a text is a token of its own.
    cause = _COMPUTED if tokenize.tok_name[token.type].endswith("STRING_START") else cause
    if token.type == tokenize.NAME:
        is_command = keyword.iskeyword(sign) and sign not in _WORDS
        cause = told("holds the command “{command}”", command=shown) if is_command else ""
    elif token.type == tokenize.STRING:
        prefix = sign[: min(sign.find(quote) for quote in "'\"" if quote in sign)]
        cause = _COMPUTED if "f" in prefix.lower() else ""
    elif token.type in {tokenize.INDENT, tokenize.DEDENT}:
        cause = told("begins with a blank")
    elif token.type == tokenize.ERRORTOKEN and sign in {" ", "'", '"'}:
        # A blank in front of a text that is not closed is a token too.
        cause = told("opens a text and does not close it") if sign != " " else ""
    elif token.type == tokenize.OP and sign in _SIGNS:
        is_asked = before.isidentifier() or before[-1:] in {"'", '"', ")", "]", "}"}
        cause = told("calls or looks up something") if sign in "([" and is_asked else ""
        cause = told("computes something") if sign == before == "-" else cause
    return cause
