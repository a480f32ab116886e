"""The commands about saved presets: import, list, show and what else is done with them."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from klaviyo_gui import paths
from klaviyo_gui.cli.exits import DONE
from klaviyo_gui.cli.output import error_as_json, tell, write_json, write_text
from klaviyo_gui.cli.preset_file import found_preset
from klaviyo_gui.cli.preset_lines import fit_as_json, print_preset
from klaviyo_gui.cli.preset_ranks import by_fit
from klaviyo_gui.core.comparison import compare
from klaviyo_gui.core.errors import PresetError, PresetUnwritable
from klaviyo_gui.core.fit import Fit, Ranked
from klaviyo_gui.core.old_mapping import NoteCode
from klaviyo_gui.language import counted
from klaviyo_gui.preset_words import comparison_words, fit_words, note_words
from klaviyo_gui.store import presets
from klaviyo_gui.store.importing import found_presets
from klaviyo_gui.store.library import Library, Shelf
from klaviyo_gui.store.preset_names import checked_name
from klaviyo_gui.wording import error_words

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Sequence

    from klaviyo_gui.core.old_mapping import Note
    from klaviyo_gui.store.presets import Preset


def manage_presets(arguments: argparse.Namespace) -> int:
    """Do what the command line asks of the saved presets."""
    return _ACTIONS[arguments.action](arguments, Library(paths.presets()))


def _import(arguments: argparse.Namespace, library: Library) -> int:
    found, notes = found_presets(arguments.file)
    saved: list[dict[str, Any]] = []
    for preset, of_it in found:
        name = preset.name
        if arguments.name is not None:
            ending = name.removeprefix(arguments.file.stem) if len(found) > 1 else ""
            name = checked_name(f"{arguments.name}{ending}")
        added = library.add(replace(preset, name=name))
        saved.append({"name": added.name, "notes": [note_words(note) for note in of_it]})
    general = [note_words(note) for note in notes]
    if arguments.json:
        write_json({"imported": saved, "notes": general, "unread": list(_unread(notes))})
        return DONE
    for one in saved:
        write_text(f"Saved as {one['name']}.")
        for words in one["notes"]:
            tell(words)
    for words in general:
        tell(words)
    return DONE


def _unread(notes: Sequence[Note]) -> Iterator[dict[str, Any]]:
    for note in notes:
        if note.code is NoteCode.UNREAD:
            yield {"line": note.line, "text": note.text, "cause": note.name}


def _list(arguments: argparse.Namespace, library: Library) -> int:
    shelf = library.survey()
    for error in shelf.refused:
        tell(error_words(error).sentence)
    order = (
        by_fit(library, shelf, arguments.fitting)
        if arguments.fitting
        else _by_name(shelf, library.last_uses())
    )
    if arguments.json:
        by_name = {preset.name: preset for preset in shelf.presets}
        told = [_listed(by_name[each.name], each, arguments) for each in order]
        write_json([*told, *(_refused(error) for error in shelf.refused)])
        return DONE
    for each in order:
        columns = counted(each.fit.columns, "{count} column", "{count} columns")
        words = fit_words(each.fit) if arguments.fitting else columns
        write_text(f"{each.name}  {words}")
    if not order:
        write_text("No preset fits." if arguments.fitting else "No presets yet.")
    return DONE


def _show(arguments: argparse.Namespace, library: Library) -> int:
    preset, notes = found_preset(arguments.name, library)
    if arguments.json:
        write_json(orjson.loads(presets.as_bytes(preset)))
        return DONE
    print_preset(preset)
    for note in notes:
        tell(note_words(note))
    return DONE


def _export(arguments: argparse.Namespace, library: Library) -> int:
    preset = library.load(arguments.name)
    if arguments.out.exists():
        raise PresetUnwritable(arguments.out, "there is a file of this name")
    presets.save(arguments.out, preset)
    return _done(arguments, f"Saved as {arguments.out}.", preset.name)


def _duplicate(arguments: argparse.Namespace, library: Library) -> int:
    copy = library.duplicate(arguments.name, arguments.new)
    return _done(arguments, f"{copy.name} is a copy of {arguments.name}.", copy.name)


def _rename(arguments: argparse.Namespace, library: Library) -> int:
    renamed = library.rename(arguments.name, arguments.new)
    return _done(arguments, f"{arguments.name} is now called {renamed.name}.", renamed.name)


def _delete(arguments: argparse.Namespace, library: Library) -> int:
    library.delete(arguments.name)
    words = f"Deleted. “preset restore {arguments.name}” brings it back."
    return _done(arguments, words, arguments.name)


def _versions(arguments: argparse.Namespace, library: Library) -> int:
    found = library.versions(arguments.name)
    if arguments.json:
        write_json([{"version": each.number, "written": each.written} for each in found])
        return DONE
    for each in found:
        write_text(f"{each.number:4}  {each.written:%Y-%m-%d %H:%M} UTC")
    if not found:
        write_text("No earlier versions.")
    return DONE


def _restore(arguments: argparse.Namespace, library: Library) -> int:
    preset = library.restore(arguments.name, arguments.version)
    return _done(arguments, f"{preset.name} is back.", preset.name)


def _compare(arguments: argparse.Namespace, library: Library) -> int:
    before, _ = found_preset(arguments.name, library)
    after, _ = found_preset(arguments.other, library)
    found = compare(before.mapping, after.mapping, before.reading, after.reading)
    if arguments.json:
        write_json(asdict(found))
        return DONE
    for line in comparison_words(found):
        write_text(line)
    return DONE


def _by_name(shelf: Shelf, uses: dict[str, str]) -> tuple[Ranked, ...]:
    return tuple(
        Ranked(each.name, Fit(len(each.mapping.file_columns)), uses.get(each.name, ""))
        for each in shelf.presets
    )


def _listed(preset: Preset, found: Ranked, arguments: argparse.Namespace) -> dict[str, Any]:
    told = {
        "name": preset.name,
        "kinds": [kind.value for kind in preset.mapping.kinds],
        "columns": list(preset.mapping.file_columns),
        "last_use": found.last_use or None,
    }
    return told | ({"fit": fit_as_json(found.fit)} if arguments.fitting else {})


def _refused(error: PresetError) -> dict[str, Any]:
    return {
        "name": Path(getattr(error, "name", "")).stem,
        "error": error_as_json(type(error).__name__, error_words(error)),
    }


def _done(arguments: argparse.Namespace, words: str, name: str) -> int:
    if arguments.json:
        write_json({"name": name})
    else:
        write_text(words)
    return DONE


_ACTIONS: dict[str, Callable[[argparse.Namespace, Library], int]] = {
    "import": _import,
    "list": _list,
    "show": _show,
    "export": _export,
    "duplicate": _duplicate,
    "rename": _rename,
    "delete": _delete,
    "versions": _versions,
    "restore": _restore,
    "compare": _compare,
}
