"""All that the window says is translated: in a language that nobody speaks the rest stands out."""

import re

import pytest

from klaviyo_gui import language, licences
from klaviyo_gui.core import catalog
from klaviyo_gui.core.country_names import names_in
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.suggest import item_key
from klaviyo_gui.core.templates import TEMPLATES
from klaviyo_gui.core.templates.orders import PLACED_ORDER
from klaviyo_gui.ui.computer import zones
from tests.tour.made_up import left_over, made_up_language
from tests.tour.scenes import tour
from tests.tour.stage import stage
from tests.tour.words import words_of
from tests.ui.windows import shared_home, theme

__all__ = ["theme"]

_WORD = re.compile(r"[^\W\d_]{2,}")
_OTHERS = """
CSV Klaviyo Qt Excel Unix Ctrl Shift Enter Esc Alt Del Ins Space PgUp PgDown Home End Return Tab
Acme Ltd AbC Europe Berlin EUR pk
CSV to Klaviyo Deutsch English Brands ItemNames OrderId other words
"""
"""Names that are the same in every language: of programs, keys, and of the account of the tour."""

_OF_QT = "Undo Redo OK Close Cancel"
"""What Qt says by itself, which it translates by its own catalogues."""


def data_of(at):
    """Return all words that come from files or tables, or are names that everybody calls so."""
    found = set(_WORD.findall(_OTHERS + _OF_QT))
    countries = names_in(language.in_use())
    items = (item_key(each.name) for each in PLACED_ORDER.items)
    events = (name for each in TEMPLATES for name in (each.metric, *names_of(each)))
    examples = (target.example for kind in Kind for target in catalog.targets(kind))
    parts = (f"{each.name} {each.version}" for each in licences.parts())
    names = (*items, *events, *examples, *parts)
    for each in (*zones(), *countries, *countries.values(), *names):
        found |= set(_WORD.findall(each))
    for file in at.folder.rglob("*"):
        found |= set(_WORD.findall(str(file)))
        if file.is_file():
            found |= set(_WORD.findall(file.read_bytes().decode("utf-8", "replace")))
    return found


def names_of(template):
    """Return how Klaviyo spells the details of an event."""
    return (item_key(each.name) for each in template.details)


def untranslated(words, known):
    """Return what of these words was not translated."""
    return sorted({each for each in words if set(_WORD.findall(left_over(each))) - known})


@pytest.fixture(scope="module")
def foreign(qapp, theme, builders, tmp_path_factory):
    """What of each scene is not in the language that nobody speaks."""
    folder = tmp_path_factory.mktemp("foreign")
    found = {}
    with (
        shared_home(folder / "home"),
        made_up_language(),
        stage(theme, builders, folder) as at,
    ):
        seen = set()
        for scene, shown in tour(at):
            wrong = {*untranslated(words_of(shown), data_of(at))} - seen
            seen |= wrong
            if wrong:
                found[scene] = sorted(wrong)
    return found


def test_everything_that_the_window_says_is_translated(foreign):
    lines = [f"{scene}: {each!r}" for scene, all_ in foreign.items() for each in all_]
    assert not lines, "\n".join(lines)


def test_what_is_not_translated_stands_out():
    with made_up_language():
        assert untranslated(
            ["Not translated", "⟦Translated ⟦1 row⟧⟧ p1@shop.io"], {"shop", "io"}
        ) == ["Not translated"]
