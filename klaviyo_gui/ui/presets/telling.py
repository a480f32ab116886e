"""What was done with presets, in words for the notice that tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.core.old_mapping import NoteCode
from klaviyo_gui.language import counted, tr
from klaviyo_gui.preset_words import note_words
from klaviyo_gui.ui.elided import shortened
from klaviyo_gui.ui.presets.shelving import (
    Copied,
    Deleted,
    Exported,
    Imported,
    Renamed,
    Restored,
    Saved,
)
from klaviyo_gui.wording import error_words

if TYPE_CHECKING:
    from klaviyo_gui.core.errors import PresetError
    from klaviyo_gui.core.old_mapping import Note
    from klaviyo_gui.ui.presets.shelving import Done


_LINES_MAX = 5
"""Lines of an old file that are quoted; of more they are counted."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, what goes with it, the preset it is of, and what can be done at once."""

    title: str
    words: str
    name: str
    action: str = ""


def damage_words(errors: tuple[PresetError, ...]) -> tuple[str, str]:
    """Return a sentence on presets that cannot be used, and what became of them."""
    said = [error_words(each) for each in errors]
    if len(said) == 1:
        return said[0].what, said[0].advice
    title = counted(len(said), "{count} preset cannot be used.", "{count} presets cannot be used.")
    return title, " ".join(each.sentence for each in said)


def told(event: Done) -> Told:
    """Return what to say of something that was done."""
    match event:
        case Saved(name):
            result = Told(tr("Saved as “{preset}”.", preset=shortened(name)), "", name)
        case Renamed(before, name):
            words = tr(
                "“{before}” is called “{preset}” now.",
                before=shortened(before),
                preset=shortened(name),
            )
            result = Told(words, "", name)
        case Copied(name):
            words = tr(
                "“{preset}” is a copy. Rename gives it another name.", preset=shortened(name)
            )
            result = Told(words, "", name)
        case Deleted(name):
            title = tr("“{preset}” is deleted.", preset=shortened(name))
            words = tr("It stays in the list as deleted, with its earlier versions.")
            result = Told(title, words, name, tr("Bring it back"))
        case Restored(name):
            title = tr("“{preset}” is back.", preset=shortened(name))
            words = tr("What was there before is among the earlier versions.")
            result = Told(title, words, name)
        case Exported(name, path):
            title = tr(
                "“{preset}” is saved as {file}.",
                preset=shortened(name),
                file=shortened(path.name),
            )
            result = Told(title, str(path), name)
        case Imported(names, notes):
            quoted = (tr("“{name}”", name=shortened(name)) for name in names)
            title = counted(
                len(names),
                "{count} preset imported: {presets}.",
                "{count} presets imported: {presets}.",
                presets=", ".join(quoted),
            )
            result = Told(title, _notes_words(notes), names[0])
    return result


def _notes_words(notes: tuple[Note, ...]) -> str:
    """Return what of old mappings is not as it was; of many lines the first ones."""
    unread = [note for note in notes if note.code is NoteCode.UNREAD]
    others = [note for note in notes if note.code is not NoteCode.UNREAD]
    words = [*map(note_words, unread[:_LINES_MAX]), *map(note_words, others)]
    more = len(unread) - _LINES_MAX
    if more > 0:
        rest = counted(more, "So is {count} more line.", "So are {count} more lines.")
        words.insert(_LINES_MAX, rest)
    return " ".join(words)
