"""The program imports nothing that its installation does not bring along.

Whoever develops it has more than that, so that nothing else would tell.
"""

import ast
import re
import sys
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest

import klaviyo_gui

PACKAGE = Path(klaviyo_gui.__file__).parent
WITH_OTHERS = {"urllib3": "requests"}
"""What is imported with a library that cannot be without it."""


def wanted():
    """Return the distributions that are installed with the program, in small letters."""
    lines = [each for each in requires("klaviyo-gui") or () if "extra ==" not in each]
    return {_plain(re.split(r"[\s\[;<>=!~(]", each, maxsplit=1)[0]) for each in lines}


def imported(source):
    """Return the names of all that is imported when this runs, now or later."""
    found = set()

    def visit(node):
        match node:
            case ast.If(test=ast.Name(id="TYPE_CHECKING")):
                for each in node.orelse:
                    visit(each)
                return
            case ast.Import(names=names):
                found.update(each.name.partition(".")[0] for each in names)
            case ast.ImportFrom(module=str(module), level=0):
                found.add(module.partition(".")[0])
        for each in ast.iter_child_nodes(node):
            visit(each)

    visit(ast.parse(source))
    return found - set(sys.stdlib_module_names) - {"klaviyo_gui"}


def unbidden(sources):
    """Return what these import though nothing says that it is to be installed."""
    there, brought = packages_distributions(), wanted()
    names = set().union(*map(imported, sources))
    return {
        name
        for name in names
        if not brought & {_plain(each) for each in there.get(WITH_OTHERS.get(name, name), ())}
    }


def _plain(name):
    return name.lower().replace("_", "-")


def test_all_that_is_imported_is_installed_with_the_program():
    sources = [each.read_text(encoding="utf-8") for each in PACKAGE.rglob("*.py")]
    assert {"PySide6", "requests"} <= set().union(*map(imported, sources))
    assert unbidden(sources) == set()


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("from typing_extensions import override", {"typing_extensions"}),
        ("def late():\n    import psutil.tests", {"psutil"}),
        ("if TYPE_CHECKING:\n    import psutil\nelse:\n    import pytest", {"pytest"}),
        ("import json, urllib3\nfrom klaviyo_gui import paths", set()),
        ("import nowhere_at_all", {"nowhere_at_all"}),
    ],
)
def test_what_only_developers_have_is_found(source, found):
    assert unbidden([source]) == found
