"""Read what an old ``config.py`` assigns, without running a word of it.

The file is looked at sign by sign before Python's own parser sees it: only names, texts, numbers
and the signs of dictionaries may stand in it. What is left cannot call, import or compute, and
cannot be nested so deep that the parser breaks. Then ``ast.literal_eval`` reads each value.
"""

from __future__ import annotations

import ast
import io
import keyword
import tokenize
import warnings
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.store.form import Misplaced

if TYPE_CHECKING:
    from collections.abc import Iterator

DEPTH_MAX = 20
"""Brackets within brackets; a mapping needs two."""

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
_ADVICE = "an old config.py may hold nothing but names with texts and dictionaries"


@dataclass(frozen=True, slots=True)
class Assigned:
    """A name with the plain value it is given; ``repeated`` are keys that stand in it twice."""

    name: str
    value: object
    repeated: tuple[str, ...]


def assignments(text: str) -> tuple[Assigned, ...]:
    """Return what a file assigns, the last value of each name; raises Misplaced."""
    try:
        _check_signs(text)
        with warnings.catch_warnings():
            # An odd backslash in a text is no matter here.
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
        return _assigned(tree)
    except (SyntaxError, tokenize.TokenError) as error:
        raise Misplaced(f"it is no Python{_line_of(error)}") from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise Misplaced("it holds what no mapping holds") from error


def _check_signs(text: str) -> None:
    """Raise Misplaced for the first sign that could do something."""
    before, depth = "", 0
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        sign = token.string
        if token.type not in _LAYOUT:
            cause = _cause(token, before)
            if cause:
                raise Misplaced(f"line {token.start[0]} {cause}; {_ADVICE}")
            depth += (sign in _OPENING) - (sign in _CLOSING)
            if depth > DEPTH_MAX:
                raise Misplaced(f"line {token.start[0]} is nested too deep; {_ADVICE}")
        if token.type not in {tokenize.COMMENT, tokenize.NL}:
            before = "" if token.type == tokenize.NEWLINE else sign


def _cause(token: tokenize.TokenInfo, before: str) -> str:
    """Tell what is wrong with a sign after the one before it; empty where nothing is."""
    sign = token.string
    shown = sign[:_SHOWN]
    cause = f"holds the sign “{shown}”" if sign.isprintable() and sign else "holds a hidden sign"
    if token.type == tokenize.NAME:
        is_command = keyword.iskeyword(sign) and sign not in _WORDS
        cause = f"holds the command “{shown}”" if is_command else ""
    elif token.type == tokenize.STRING:
        prefix = sign[: min(sign.find(quote) for quote in "'\"" if quote in sign)]
        cause = "holds a text that computes something" if "f" in prefix.lower() else ""
    elif token.type in {tokenize.INDENT, tokenize.DEDENT}:
        cause = "begins with a blank"
    elif token.type == tokenize.ERRORTOKEN and sign in {" ", "'", '"'}:
        # A blank in front of a text that is not closed is a token too.
        cause = "opens a text and does not close it" if sign != " " else ""
    elif token.type == tokenize.OP and sign in _SIGNS:
        is_asked = before.isidentifier() or before[-1:] in {"'", '"', ")", "]", "}"}
        cause = "calls or looks up something" if sign in "([" and is_asked else ""
        cause = "computes something" if sign == before == "-" else cause
    return cause


def _assigned(tree: ast.Module) -> tuple[Assigned, ...]:
    found: dict[str, Assigned] = {}
    for statement in tree.body:
        for name, node in _targets(statement):
            plain = _Constants(found).visit(node)
            found[name] = Assigned(name, _value(plain), tuple(_repeated(plain)))
    return tuple(found.values())


def _targets(statement: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    """Yield each name and value of an assignment; nothing for a remark or ``pass``."""
    match statement:
        case ast.Assign(targets=names, value=node):
            for name in names:
                if not isinstance(name, ast.Name):
                    raise Misplaced(f"line {statement.lineno} names several things at once")
                yield name.id, node
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as node):
            yield name, node
        case ast.Pass() | ast.Expr(value=ast.Constant()):
            return
        case _:
            raise Misplaced(f"line {statement.lineno} assigns nothing; {_ADVICE}")


def _value(node: ast.expr) -> object:
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError) as error:
        raise Misplaced(f"line {node.lineno} holds no plain value; {_ADVICE}") from error


def _repeated(node: ast.expr) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Dict):
            keys = Counter(ast.literal_eval(key) for key in each.keys if key is not None)
            yield from (str(key) for key, times in keys.items() if times > 1)


def _line_of(error: Exception) -> str:
    line = error.lineno if isinstance(error, SyntaxError) else None
    return f": look at line {line}" if line else ""


class _Constants(ast.NodeTransformer):
    """Puts a text in place of the name that it was given further up."""

    def __init__(self, known: dict[str, Assigned]) -> None:
        self._known = known

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """Return the text of a name; raises Misplaced where it has none."""
        known = self._known.get(node.id)
        if known is None or not isinstance(known.value, str):
            raise Misplaced(
                f"line {node.lineno} speaks of “{node.id[:_SHOWN]}”, which is no text of this file"
            )
        return ast.copy_location(ast.Constant(known.value), node)
