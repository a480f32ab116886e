import pytest

from klaviyo_gui.core.errors import PresetMissing, PresetUnreadable
from klaviyo_gui.core.mapping import Column, Mapping, Pair
from klaviyo_gui.core.old_mapping import Note, NoteCode
from klaviyo_gui.store.importing import found_presets
from klaviyo_gui.store.presets import Preset, save

PRESET = Preset("Spring", Mapping((Pair("value", Column("total")),)))


def test_a_preset_s_file_holds_one_preset_and_no_notes(tmp_path):
    save(tmp_path / "a.json", PRESET)
    assert found_presets(tmp_path / "a.json") == ([(PRESET, ())], ())


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
