from dataclasses import replace

import pytest

from klaviyo_gui.core.conversion import Conversion, LetterCase, NumberStyle
from klaviyo_gui.core.errors import PresetMissing, PresetTooNew, PresetUnreadable
from klaviyo_gui.core.mapping import Column, Fixed, Joined, Mapping, Pair, ValueType
from klaviyo_gui.core.old_mapping import Note, NoteCode
from klaviyo_gui.store.importing import found_presets
from klaviyo_gui.store.library import Library
from klaviyo_gui.store.presets import Preset, Reading, save

PRESET = Preset("Spring", Mapping((Pair("value", Column("total")),)))


def test_a_preset_s_file_holds_one_preset_and_no_notes(tmp_path):
    save(tmp_path / "a.json", PRESET)
    assert found_presets(tmp_path / "a.json") == ([(PRESET, ())], ())


RICH = Preset(
    "Spring 🌸",
    Mapping(
        (
            Pair("metric", Fixed("Placed Order")),
            Pair("value", Column("total"), None, Conversion(number=NumberStyle.COMMA)),
            Pair("time", Column("when"), None, Conversion(zone="Europe/Berlin")),
            Pair(
                "properties.who",
                Joined((Column("first"), Column("last")), " "),
                ValueType.TEXT,
                fallback=(Column("mail"), Fixed("nobody")),
            ),
        ),
        (Pair("email", Column("mail"), None, Conversion(case=LetterCase.LOWER)),),
        left_out=("secret", "half a sign \ud800"),
    ),
    Reading(";", "cp1252", 3, "'", "\\", None, is_wrapped=False),
    (("total", 3), ("when", 1)),
)


def test_what_is_exported_and_taken_in_elsewhere_is_the_same_byte_for_byte(tmp_path):
    here, there = Library(tmp_path / "here"), Library(tmp_path / "there")
    here.save(RICH)
    here.export(RICH.name, tmp_path / "given.json")
    [(found, _)], _ = found_presets(tmp_path / "given.json")
    added = there.add(found)
    assert found == RICH
    original = here.path(RICH.name).read_bytes()
    assert (tmp_path / "given.json").read_bytes() == original
    assert there.path(added.name).read_bytes() == original
    # Taken in once more, it is not doubled; anything else of its name is.
    assert there.add(found).name == added.name
    assert there.add(replace(found, places=())).name == f"{added.name} 2"


def test_a_preset_of_a_later_version_is_not_taken_in(tmp_path):
    save(tmp_path / "later.json", RICH)
    content = (tmp_path / "later.json").read_text().replace('"version": 1', '"version": 3')
    (tmp_path / "later.json").write_text(content)
    with pytest.raises(PresetTooNew):
        found_presets(tmp_path / "later.json")
    assert (tmp_path / "later.json").read_text() == content


def test_an_old_config_holds_a_preset_for_each_mapping_with_notes_on_each_and_on_the_file(tmp_path):
    path = tmp_path / "config.py"
    path.write_text(
        "one = {'event': 'A', 'customer_properties': {'$email': 'E'}, 'time': 'T'}\n"
        "two = {'properties': {'$email': 'E'}}\n"
        "api_key = 'pk'\n"
    )
    found, notes = found_presets(path)
    assert [preset.name for preset, _ in found] == ["config one", "config two"]
    assert [[note.code for note in notes] for _, notes in found] == [[NoteCode.ZONE], []]
    assert notes == (Note(NoteCode.KEY, "api_key"),)


def test_what_is_not_there_or_no_preset_is_refused(tmp_path):
    with pytest.raises(PresetMissing):
        found_presets(tmp_path / "nowhere.json")
    (tmp_path / "a.json").write_text("{")
    with pytest.raises(PresetUnreadable):
        found_presets(tmp_path / "a.json")
