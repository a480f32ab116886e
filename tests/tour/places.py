"""The places of the sources where values get their words, and signs by which each is seen again."""

import ast
import importlib
import re
import sys
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

import klaviyo_gui
from klaviyo_gui.wording import cells

NAMES = ("cell_words", "cells_words", "line_words", "quoting_words", "values_shown")
"""What all of them call."""

_ROOT = Path(klaviyo_gui.__file__).parent
_SIGN = re.compile(r"⟦(\d+)⟧")


@cache
def in_sources():
    """Return the functions that say values, as ``module:function``."""
    found = set()
    for path in sorted(_ROOT.rglob("*.py")):
        if path == Path(cells.__file__):
            continue
        module = ".".join(("klaviyo_gui", *path.relative_to(_ROOT).with_suffix("").parts))
        found |= {f"{module}:{name}" for name in _callers(ast.parse(path.read_text("utf-8")), "")}
    return frozenset(found)


def _callers(node, within):
    """Yield the functions in which one of the names stands; what is within them is theirs."""
    for each in ast.iter_child_nodes(node):
        if isinstance(each, ast.ClassDef):
            yield from _callers(each, f"{within}{each.name}.")
        elif isinstance(each, ast.FunctionDef):
            names = {one.id for one in ast.walk(each) if isinstance(one, ast.Name)}
            if names.intersection(NAMES):
                yield f"{within}{each.name}"


class Signs:
    """In place of a masked value stands a number that tells which function said it."""

    def __init__(self):
        self._numbers = {}
        self.seen = set()

    def look(self, texts):
        """Note whose signs can be read in these texts."""
        numbers = {int(each) for _, words in texts for each in _SIGN.findall(words)}
        self.seen |= {place for place, number in self._numbers.items() if number in numbers}

    @contextmanager
    def put_up(self):
        """Let every function say its sign for each value, as long as values are masked."""
        with pytest.MonkeyPatch.context() as patched:
            for module in {
                importlib.import_module(each.partition(":")[0]) for each in in_sources()
            }:
                for each in set(NAMES) & vars(module).keys():
                    patched.setattr(module, each, self._saying(vars(cells)[each]))
            yield

    def _saying(self, says):
        def said(value, *rest):
            if not cells.are_masked():
                return says(value, *rest)
            code = sys._getframe(1).f_code
            place = f"{sys._getframe(1).f_globals['__name__']}:{code.co_qualname}"
            sign = f"⟦{self._numbers.setdefault(place.partition('.<')[0], len(self._numbers))}⟧"
            return _with(value, sign) if says is not cells.cells_words else sign

        return said


def _with(value, sign):
    match value:
        case None | "":
            return value
        case dict():
            return {name: _with(each, sign) for name, each in value.items()}
        case list():
            return [_with(each, sign) for each in value]
        case _:
            return sign
