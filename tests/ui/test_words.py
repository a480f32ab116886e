"""No sentence in the sources of the window is in words of programmers."""

import ast
from pathlib import Path

import klaviyo_gui
from tests.tour.checks import FORBIDDEN

PACKAGE = Path(klaviyo_gui.__file__).parent
SOURCES = sorted(
    [*PACKAGE.joinpath("ui").rglob("*.py"), *PACKAGE.joinpath("wording").rglob("*.py")]
)


def technical(tree):
    """Return the texts of several words that hold such a one; names of files may."""
    comments = {
        id(each.value)
        for each in ast.walk(tree)
        if isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant)
    }
    return [
        each.value
        for each in ast.walk(tree)
        if isinstance(each, ast.Constant)
        and isinstance(each.value, str)
        and id(each) not in comments
        and " " in each.value
        and FORBIDDEN.search(each.value.replace(".json", ""))
    ]


def test_no_sentence_is_in_words_of_programmers():
    assert len(SOURCES) > 150
    found = {each.name: technical(ast.parse(each.read_text(encoding="utf-8"))) for each in SOURCES}
    assert {name: texts for name, texts in found.items() if texts} == {}


def test_a_sentence_of_programmers_is_found_but_no_comment():
    source = '"""The JSON of it."""\nsaid = "The payload is sent"\nkind = "json"\nname = "a b.json"'
    assert technical(ast.parse(source)) == ["The payload is sent"]
