"""The catalogues of translations: brought in line with the sources, and made to be read fast.

    python -m bundling.languages

It takes all texts of the sources into the catalogue of each language (a text that is new stands
there without a translation, one that is gone is gone) and writes what the program reads.
"""

from __future__ import annotations

import ast
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from klaviyo_gui import __version__, paths

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).resolve().parent.parent
_SOURCES: Final = ROOT / "klaviyo_gui"
_TEXTS: Final = {"tr": (0,), "mark": (0,), "told": (0,), "counted": (1, 2)}
"""What texts are handed to, and as which arguments."""
_WIDTH: Final = 100
_AUTHORS: Final = "the authors of CSV to Klaviyo"
_HEADER: Final = "# Translations of CSV to Klaviyo, under its licence. See bundling/languages.py."


def texts() -> Catalog:
    """Return all texts of the sources, with the files in which they stand."""
    found = Catalog()
    for file in sorted(_SOURCES.rglob("*.py")):
        place = file.relative_to(_SOURCES).as_posix()
        for text in texts_of(ast.parse(file.read_text(encoding="utf-8"))):
            found.add(text, locations=[(place, 0)])
    return found


def texts_of(tree: ast.Module) -> Iterator[str | tuple[str, str]]:
    """Yield the texts of a module, also within others, which Babel's own look misses.

    Of a count it is a text for one and a text for any other number.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            places = _TEXTS.get(_name(node.func), ())
            words = [_text(node.args[at]) for at in places if at < len(node.args)]
            if words and all(words):
                yield (words[0], words[1]) if len(words) > 1 else words[0]


def _name(called: ast.expr) -> str:
    """Return what is called, also as a part of the package: ``language.tr``."""
    if isinstance(called, ast.Attribute):
        is_ours = isinstance(called.value, ast.Name) and called.value.id == "language"
        return called.attr if is_ours else ""
    return called.id if isinstance(called, ast.Name) else ""


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return ""


def places() -> list[Path]:
    """Return the catalogues that people translate, one for each language."""
    return sorted(paths.languages().glob("*/LC_MESSAGES/*.po"))


def place_of(language: str) -> Path:
    """Return where the catalogue of a language lies."""
    return paths.languages() / language / "LC_MESSAGES" / "klaviyo_gui.po"


def read(place: Path) -> Catalog:
    """Return a catalogue as it is kept."""
    return read_po(BytesIO(place.read_bytes()), locale=place.parent.parent.name)


def updated(kept: Catalog, wanted: Catalog) -> Catalog:
    """Return a catalogue with the texts of the sources, and what it has of translations."""
    result = Catalog(
        locale=kept.locale,
        header_comment=_HEADER,
        project="CSV to Klaviyo",
        version=__version__,
        msgid_bugs_address=_AUTHORS,
        last_translator=_AUTHORS,
        language_team=_AUTHORS,
        creation_date=kept.creation_date,
        revision_date=kept.creation_date,
        fuzzy=False,
    )
    for message in wanted:
        if not message.id:
            continue
        known = kept.get(message.id if isinstance(message.id, str) else message.id[0])
        is_same = known is not None and isinstance(known.id, str) is isinstance(message.id, str)
        words = known.string if known is not None and is_same else ""
        result.add(message.id, words, locations=message.locations, flags=message.flags)
    return result


def as_text(catalogue: Catalog) -> bytes:
    """Return a catalogue in the form that people translate."""
    out = BytesIO()
    write_po(out, catalogue, width=_WIDTH, sort_output=True, include_lineno=False)
    return out.getvalue()


def as_read(catalogue: Catalog) -> bytes:
    """Return a catalogue in the form that the program reads."""
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def untranslated(catalogue: Catalog) -> list[str]:
    """Return the texts of a catalogue that lack their translation, or a part of it."""
    return [
        str(message.id)
        for message in catalogue
        if message.id and not all(_forms(message.string, message.pluralizable))
    ]


def main() -> int:
    """Bring all catalogues up to date; return 1 where a text has no translation."""
    wanted, lacking = texts(), 0
    for place in places():
        catalogue = updated(read(place), wanted)
        place.write_bytes(as_text(catalogue))
        place.with_suffix(".mo").write_bytes(as_read(catalogue))
        missing = untranslated(catalogue)
        lacking += len(missing)
        print(f"{place.parent.parent.name}: {len(catalogue)} texts, {len(missing)} untranslated")  # noqa: T201 - it speaks to whoever started it
        for text in missing:
            print(f"  {text}")  # noqa: T201 - as above
    return int(lacking > 0)


def _forms(words: object, is_plural: object) -> tuple[object, ...]:
    if is_plural and isinstance(words, tuple | list):
        return tuple(words)
    return (words,)


if __name__ == "__main__":
    sys.exit(main())
