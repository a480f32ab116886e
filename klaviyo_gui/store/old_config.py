"""Read what an old ``config.py`` assigns, without running a word of it.

``ast.literal_eval`` reads each key and each value by itself, so that one that is no plain text
takes nothing else along; it is told with its place, and never guessed.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from klaviyo_gui.core.secret import holds_key
from klaviyo_gui.language import told
from klaviyo_gui.store.old_lines import odd, statements

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as Table

    from klaviyo_gui.store.old_lines import Statement

KEY_WORDS = ("key", "token", "secret", "password")
"""What a name holds if a key may stand behind it."""

_SHOWN = 40
_LATER = told(
    "adds to a mapping that stands further up, and only what is written in it there is read"
)
_NO_VALUE = told("holds no plain value")
_WORD = re.compile(r"[^\W\d]\w*")
_GIVEN = re.compile(r"([^\W\d]\w*)\s*(?::[^=]*)?=(?!=)")

Path = tuple[object, ...]
"""The keys that lead to a value, an index for one in a list."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: the line, counted from 1, and how it begins there."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Unread:
    """What was not understood, and why; ``touched`` are names that it may give another value."""

    place: Place
    cause: str
    touched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assigned:
    """A name with the plain value it is given; ``repeated`` are keys that stand in it twice.

    It is not ``whole`` where something of the value was not understood.
    ``places`` tells where each of its entries stands, also of those whose value was not understood.
    """

    name: str
    value: object
    repeated: tuple[str, ...] = ()
    places: Table[Path, Place] = field(default_factory=dict)
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Config:
    """What a file assigns, the last value of each name, and what of it was not understood."""

    assigned: tuple[Assigned, ...]
    unread: tuple[Unread, ...]


def config_in(text: str) -> Config:
    """Return all that can be read of a file, and what cannot."""
    reader = _Reader()
    for statement in statements(text):
        reader.read(statement)
    return Config(tuple(reader.found.values()), tuple(reader.unread))


def beginning(text: str) -> str:
    """Return how a text begins, without a key that may stand in it."""
    first = " ".join(text.partition("\n")[0].split())
    if holds_key(text) or any(word in first.casefold() for word in KEY_WORDS):
        return f"{re.split('[=:(]', first, maxsplit=1)[0].strip()[:_SHOWN]} …"
    return first if len(first) <= _SHOWN else f"{first[:_SHOWN]}…"


class _Refused(Exception):
    """A value is none, for this cause."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


class _Reader:
    """Reads one statement after the other, and knows the values of the names so far."""

    def __init__(self) -> None:
        self.found: dict[str, Assigned] = {}
        self.unread: list[Unread] = []
        self._source = ""
        self._line = 0
        self._cause = ""
        self._places: dict[Path, Place] = {}

    def read(self, statement: Statement) -> None:
        """Read what a statement assigns; what it holds besides is noted."""
        self._source, self._line, self._cause = statement.text, statement.line, statement.cause
        cause, body = statement.cause, None
        if statement.is_sound:
            try:
                with warnings.catch_warnings():
                    # An odd backslash in a text is no matter here.
                    warnings.simplefilter("ignore")
                    body = ast.parse(statement.text).body
            except SyntaxError:
                cause = cause or told("is no Python")
            except (ValueError, RecursionError, MemoryError):
                cause = told("holds what no mapping holds")
        if body is None:
            given = _GIVEN.match(statement.text)
            self._leave(Place(statement.line, beginning(statement.text)), cause, statement.text)
            self.found.pop(given.group(1) if given is not None else "", None)
            return
        for each in body:
            self._take(each)

    def _take(self, statement: ast.stmt) -> None:
        match statement:
            case ast.Assign(targets=targets, value=node):
                pass
            case ast.AnnAssign(target=target, annotation=said, value=ast.expr() as node):
                targets = [target]
                if any(isinstance(each, ast.Call) for each in ast.walk(said)):
                    self._leave_node(said, self._cause)
            case ast.Pass() | ast.Expr(value=ast.Constant()):
                return
            case _:
                self._leave_node(statement, self._cause or told("assigns nothing"))
                self._forget(statement)
                return
        names = [target.id for target in targets if isinstance(target, ast.Name)]
        if len(names) < len(targets):
            is_part = any(isinstance(target, ast.Subscript) for target in targets)
            cause = _LATER if is_part else told("gives values to several names at once")
            self._leave_node(statement, cause)
            self._forget(statement)
            return
        self._places = {}
        before = len(self.unread)
        try:
            value = self._value(node, ())
        except _Refused as refused:
            self._leave_node(statement, refused.cause)
            self._forget(statement)
            return
        repeated = tuple(self._repeated(node))
        for name in names:
            is_whole = len(self.unread) == before
            self.found[name] = Assigned(name, value, repeated, self._places, is_whole)

    def _value(self, node: ast.expr, path: Path) -> object:
        """Return a value with all of its entries that can be read; raises _Refused for none."""
        match node:
            case ast.Dict(keys=keys, values=values):
                return self._entries(keys, values, path)
            case ast.List(elts=parts) | ast.Tuple(elts=parts):
                found = []
                for index, part in enumerate(parts):
                    try:
                        found.append(self._value(part, (*path, index)))
                    except _Refused as refused:
                        found.append(None)
                        self._leave_node(part, refused.cause)
                return found
            case _:
                return self._plain(node)

    def _entries(
        self, keys: list[ast.expr | None], values: list[ast.expr], path: Path
    ) -> dict[object, object]:
        entries: dict[object, object] = {}
        for key, node in zip(keys, values, strict=True):
            place = self._place_of(key, node)
            try:
                name = self._plain(key)
                self._places[*path, name] = place
            except _Refused as refused:
                self._leave(place, refused.cause, "")
                continue
            try:
                entries[name] = self._value(node, (*path, name))
            except _Refused as refused:
                self._leave(place, refused.cause, "")
                # The later one of two counts, even if it cannot be read.
                entries.pop(name, None)
        return entries

    def _plain(self, node: ast.expr | None) -> object:
        """Return a text, a number or the like, also one that was given a name further up."""
        if node is None:
            raise _Refused(told("takes over another dictionary"))
        if isinstance(node, ast.Name):
            known = self.found.get(node.id)
            if known is None or not isinstance(known.value, str):
                shown = node.id[:_SHOWN]
                raise _Refused(
                    told("speaks of “{name}”, which is no text of this file", name=shown)
                )
            return known.value
        try:
            value: object = ast.literal_eval(node)
            hash(value)
        except (ValueError, TypeError) as error:
            raise _Refused(odd(self._text(node)) or _NO_VALUE) from error
        return value

    def _repeated(self, node: ast.expr) -> Iterator[str]:
        for each in ast.walk(node):
            if isinstance(each, ast.Dict):
                plain = [key.value for key in each.keys if isinstance(key, ast.Constant)]
                yield from (str(key) for key, times in Counter(plain).items() if times > 1)

    def _text(self, node: ast.AST) -> str:
        return ast.get_source_segment(self._source, node) or ""

    def _place_of(self, key: ast.expr | None, node: ast.expr) -> Place:
        first = node if key is None else key
        text = f"**{self._text(node)}" if key is None else f"{self._text(key)}: {self._text(node)}"
        return Place(self._line + first.lineno - 1, beginning(text))

    def _leave_node(self, node: ast.stmt | ast.expr, cause: str) -> None:
        text = self._text(node)
        self._leave(Place(self._line + node.lineno - 1, beginning(text)), cause, text)

    def _leave(self, place: Place, cause: str, text: str) -> None:
        """Note what was not understood, and which names it speaks of."""
        touched = dict.fromkeys(word for word in _WORD.findall(text) if word in self.found)
        self.unread.append(Unread(place, cause, tuple(touched)))

    def _forget(self, statement: ast.stmt) -> None:
        """Forget the value of every name that a statement gives another one."""
        targets: list[ast.expr] = []
        match statement:
            case ast.Assign():
                targets = statement.targets
            case ast.AnnAssign() | ast.AugAssign():
                targets = [statement.target]
            case ast.Delete():
                targets = statement.targets
        for each in targets:
            # What gives a part of something another value leaves the rest.
            for inner in ast.walk(each):
                if isinstance(inner, ast.Name) and not isinstance(inner.ctx, ast.Load):
                    self.found.pop(inner.id, None)
