"""Texts in the language of whoever reads them, by the catalogues of GNU gettext."""

from __future__ import annotations

import gettext
from typing import TYPE_CHECKING

from klaviyo_gui.language.forms import grouped
from klaviyo_gui.language.told import Told

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = "en"
"""The language in which the texts stand in the code, by ISO 639-1."""

DOMAIN = "klaviyo_gui"
"""By which name the catalogues of this program are found in a folder of languages."""

_COUNT = "count"
"""The place of a number among the words that it counts."""


class _InUse:
    """The language of this process, and its texts."""

    name = SOURCE
    texts = gettext.NullTranslations()


def use_language(name: str, folder: Path) -> None:
    """Speak this language from now on, by the catalogue in a folder of them.

    Raises FileNotFoundError where there is none; the source's language needs none.
    """
    texts = gettext.NullTranslations()
    if name != SOURCE:
        texts = gettext.translation(DOMAIN, str(folder), [name])
    use_translations(name, texts)


def use_translations(name: str, texts: gettext.NullTranslations) -> None:
    """Speak as these texts say from now on."""
    _InUse.name, _InUse.texts = name, texts


def in_use() -> str:
    """Return the language that is spoken, by ISO 639-1."""
    return _InUse.name


def languages(folder: Path) -> tuple[str, ...]:
    """Return the languages that can be spoken, that of the source first."""
    found = folder.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")
    return (SOURCE, *sorted(each.parent.parent.name for each in found))


def tr(text: str, /, **values: object) -> str:
    """Return a text in the language in use, with values in its places: ``{name}``."""
    if isinstance(text, Told):
        values = {name: _read(value) for name, value in text.values.items()}
        text = text.text
    words = _InUse.texts.gettext(text) if text else ""
    return words.format(**values) if values else words


def counted(number: int, one: str, many: str, /, **values: object) -> str:
    """Return words about a number: ``{count} row`` of one, ``{count} rows`` of any other."""
    words = _InUse.texts.ngettext(one, many, number)
    return words.format(**{_COUNT: grouped(number)}, **values)


def within(words: str) -> str:
    """Return words that stand by themselves elsewhere as a part of a sentence: English in small.

    Other languages, such as German, tell nouns by their capitals.
    """
    return f"{words[:1].lower()}{words[1:]}" if _InUse.name == SOURCE else words


def _read(value: object) -> object:
    """Return a value of a text that was told, as it is to be read."""
    if isinstance(value, Told):
        return tr(value)
    return grouped(value) if isinstance(value, int) else value


def mark(text: str) -> str:
    """Return a text of a table as it is: it is translated by ``tr`` once somebody reads it."""
    return text
