"""What was chosen before, kept for suggestions: words of column names, properties and counts."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from klaviyo_gui import paths
from klaviyo_gui.core.convert import zone
from klaviyo_gui.core.errors import OptionError
from klaviyo_gui.core.learning import remembered
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.memory import Memory
from klaviyo_gui.store.notebook import Notebook

if TYPE_CHECKING:
    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.core.memory import Choice

_FILE = "choices.json"
_ZONE = "zone:"
"""Stands before the time zone; no words of a column's name have such a sign."""


def memory() -> Memory:
    """Return what was chosen before."""
    return _memory_in(_notebook().read())


def learn(mapping: Mapping) -> None:
    """Count the choices of a mapping that somebody made, once they saved or sent it."""
    # A comfort only: where nothing can be written, nothing is remembered.
    with suppress(OSError):
        _notebook().change(lambda notes: _as_notes(remembered(_memory_in(notes), mapping)))


def forget_choices() -> None:
    """Forget everything that was chosen."""
    with suppress(OSError):
        _notebook().change(lambda _: {})


def _notebook() -> Notebook:
    return Notebook(paths.home() / _FILE)


def _as_notes(chosen: Memory) -> dict[str, Any]:
    notes: dict[str, Any] = {
        words: [list(each) for each in found] for words, found in chosen.chosen.items()
    }
    return notes | {_ZONE: chosen.zone} if chosen.zone else notes


def _memory_in(notes: dict[str, Any]) -> Memory:
    chosen = {
        words: choices
        for words, found in notes.items()
        if isinstance(found, list) and (choices := tuple(_choices(found)))
    }
    return Memory(chosen, _zone(notes.get(_ZONE)))


def _zone(found: object) -> str:
    """Return a time zone that exists; any other is as good as forgotten."""
    if not isinstance(found, str) or not found:
        return ""
    try:
        return zone(found).key
    except OptionError:
        return ""


def _choices(found: list[Any]) -> list[Choice]:
    """Return the choices that are well formed; others are as good as forgotten."""
    choices: list[Choice] = []
    for each in found:
        match each:
            case [("events" | "profiles") as kind, str(target), int(count)] if count > 0:
                choices.append((Kind(kind), target, count))
    return choices
