import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaviyo_gui import paths
from klaviyo_gui.core.contact_list import ContactList
from klaviyo_gui.core.errors import (
    PresetMissing,
    PresetTooNew,
    PresetUnreadable,
    PresetUnwritable,
)
from klaviyo_gui.core.mapping import (
    Column,
    Fixed,
    Mapping,
    Options,
    Pair,
    Repeats,
    Undated,
    ValueType,
)
from klaviyo_gui.language import SOURCE, tr, use_language
from klaviyo_gui.store import preset_form
from klaviyo_gui.store import presets as store_presets
from klaviyo_gui.store.presets import FORMAT, Preset, Reading, load, made, save, saved

pairs = st.lists(
    st.builds(
        Pair,
        st.text(),
        st.builds(Column, st.text()) | st.builds(Fixed, st.text()),
        st.none() | st.sampled_from(ValueType),
    ),
    max_size=4,
).map(tuple)
presets = st.builds(
    Preset,
    st.text(),
    st.builds(
        Mapping,
        pairs,
        pairs,
        st.builds(
            Options,
            st.sampled_from(["UTC", "Europe/Berlin", "America/Indiana/Knox"]),
            st.sampled_from(["", "US", "DE"]),
            st.sampled_from(Repeats),
            st.sampled_from(Undated),
        ),
        contact_list=st.none()
        | st.builds(ContactList, st.text(min_size=1), st.text(), st.text(min_size=1)),
    ),
    st.builds(
        Reading,
        st.none() | st.sampled_from([",", ";", "\t", "tab", "TAB", r"\t", "|", "a"]),
        st.none() | st.sampled_from(["utf-8", "cp1252", "UTF_16", "latin-1"]),
        st.none() | st.integers(0, 10**6),
        st.none() | st.sampled_from(["", '"', "'"]),
        st.none() | st.sampled_from(["", "\\"]),
        st.none() | st.text(),
        st.none() | st.booleans(),
    ),
    st.dictionaries(st.text(), st.integers(1, 10**6), max_size=4).map(
        lambda each: tuple(each.items())
    ),
)
PRESET = Preset(
    "Orders", Mapping((Pair("metric", Fixed("Placed Order")), Pair("time", Column("when"))))
)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("presets") / "any.json"


@pytest.fixture
def changed(tmp_path):
    """Write a preset with some of its values changed, and return its path."""
    path = tmp_path / "changed.json"

    def write(**values):
        save(path, PRESET)
        content = json.loads(path.read_bytes()) | values
        path.write_text(json.dumps({key: value for key, value in content.items() if value != ""}))
        return path

    return write


@given(preset=presets)
def test_a_preset_comes_back_as_it_was(place, preset):
    save(place, preset)
    assert load(place) == preset


@given(preset=presets)
def test_what_is_read_and_written_again_is_the_same_byte_for_byte(place, preset):
    save(place, preset)
    before = place.read_bytes()
    save(place, load(place))
    assert place.read_bytes() == before


def test_a_preset_keeps_how_its_file_is_read_and_what_a_column_becomes(tmp_path):
    pair = Pair("properties.size", Column("size"), ValueType.NUMBER)
    preset = Preset("Orders", Mapping((pair,)), Reading(";", "cp1252", 0, "", "\\", "Orders"))
    save(tmp_path / "orders.json", preset)
    assert load(tmp_path / "orders.json") == preset


def test_a_preset_holds_names_and_fixed_texts_and_nothing_else(place):
    save(place, PRESET)
    assert json.loads(place.read_bytes()) == {
        "format": FORMAT,
        "version": 1,
        "name": "Orders",
        "reading": dict.fromkeys(
            (
                "delimiter",
                "encoding",
                "header_line",
                "quote",
                "escape",
                "sheet",
                "is_wrapped",
            )
        ),
        "options": {"time_zone": "", "phone_country": "", "repeats": "first"},
        "events": [
            {"target": "metric", "text": "Placed Order"},
            {"target": "time", "column": "when"},
        ],
        "profiles": [],
    }


NEWS = ContactList("Y6nRLr", "Newsletter", "AbC123")


def test_a_preset_keeps_the_list_to_join_with_the_account_that_has_it(place):
    preset = Preset("People", PRESET.mapping.joining(NEWS))
    save(place, preset)
    content = json.loads(place.read_bytes())
    assert content["list"] == {"id": "Y6nRLr", "name": "Newsletter", "account": "AbC123"}
    assert load(place) == preset


def test_presets_without_a_list_stay_as_earlier_programs_read_them(changed):
    path = changed()
    before = path.read_bytes()
    assert json.loads(before)["version"] == 1
    assert "list" not in json.loads(before)
    assert load(path).mapping.contact_list is None
    save(path, load(path))
    assert json.loads(path.read_bytes()) == json.loads(before)


def test_an_earlier_program_would_not_take_a_preset_with_a_list_for_one_without(place, monkeypatch):
    save(place, Preset("People", PRESET.mapping.joining(NEWS)))
    monkeypatch.setattr(store_presets, "VERSION", 1)
    with pytest.raises(PresetTooNew):
        load(place)


def test_what_a_hand_written_preset_leaves_out_has_its_default(changed):
    path = changed(name="", reading="", options="", profiles="")
    assert load(path) == Preset("changed", PRESET.mapping)


def test_the_choice_for_events_without_a_time_comes_back_and_is_written_only_if_made(changed):
    path = changed(options={})
    assert load(path).mapping.options.undated is Undated.UNSAID
    save(path, load(path))
    assert "undated" not in path.read_text("utf-8")
    path = changed(options={"undated": "time of sending"})
    assert load(path).mapping.options.undated is Undated.SENDING
    save(path, load(path))
    assert json.loads(path.read_text("utf-8"))["options"]["undated"] == "time of sending"
    with pytest.raises(PresetUnreadable, match="undated"):
        load(changed(options={"undated": "yesterday"}))


@pytest.mark.parametrize(
    ("options", "zone"),
    [
        ({}, ""),
        ({"time_zone": ""}, ""),
        ({"time_zone": "UTC"}, "UTC"),
        ({"time_zone": "Europe/Berlin"}, "Europe/Berlin"),
    ],
)
def test_a_preset_says_a_zone_only_where_one_is_written(changed, options, zone):
    path = changed(options=options)
    assert load(path).mapping.options.time_zone == zone
    save(path, load(path))
    assert json.loads(path.read_bytes())["options"]["time_zone"] == zone


def test_a_zone_that_nobody_wrote_would_be_found_out(changed, monkeypatch):
    sound = preset_form._as_dict
    monkeypatch.setattr(preset_form, "_as_dict", lambda each: {**sound(each), "time_zone": "UTC"})
    with pytest.raises(AssertionError):
        test_a_preset_says_a_zone_only_where_one_is_written(changed, {"repeats": "first"}, "")


def test_a_preset_of_a_later_version_says_so(changed):
    with pytest.raises(PresetTooNew) as caught:
        load(changed(version=3))
    assert caught.value.version == 3


@pytest.mark.parametrize(
    "values",
    [
        {"version": ""},
        {"version": 0},
        {"version": True},
        {"version": "1"},
        {"name": 5},
        {"reading": ["utf-8"]},
        {"reading": {"delimiter": 5}},
        {"reading": {"encoding": True}},
        {"reading": {"header_line": "2"}},
        {"reading": {"header_line": True}},
        {"options": "fast"},
        {"options": {"time_zone": 5}},
        {"options": {"repeats": "never"}},
        {"events": 5},
        {"events": "metric"},
        {"events": {"metric": "a"}},
        {"events": [5]},
        {"events": [{"target": "metric"}]},
        {"events": [{"target": "metric", "column": "a", "text": "b"}]},
        {"events": [{"column": "a"}]},
        {"events": [{"target": 5, "column": "a"}]},
        {"events": [{"target": "metric", "column": 5}]},
        {"events": [{"target": "metric", "text": None}]},
        {"events": [{"target": "metric", "text": "a", "type": "colour"}]},
        {"profiles": [[]]},
        {"columns": ["a"]},
        {"columns": {"a": 0}},
        {"columns": {"a": True}},
        {"columns": {"a": "1"}},
        {"list": "Newsletter"},
        {"list": {"id": "Y6nRLr", "name": "Newsletter"}},
        {"list": {"id": "Y6nRLr", "name": 5, "account": "AbC123"}},
        {"list": {"id": "", "name": "Newsletter", "account": "AbC123"}},
        {"list": {"id": "Y6nRLr", "name": "Newsletter", "account": ""}},
        {"list": {"id": "Y6nRLr", "name": "", "account": "AbC123", "more": "x"}},
    ],
)
def test_a_preset_of_wrong_types_is_unreadable(changed, values):
    with pytest.raises(PresetUnreadable):
        load(changed(**values))


@pytest.fixture
def german():
    use_language("de", paths.languages())
    yield
    use_language(SOURCE, paths.languages())


MISPLACED = [
    (
        {"profile": []},
        "“profile” in the preset is not known; perhaps “profiles” is meant",
    ),
    ({"event": []}, "“event” in the preset is not known; perhaps “events” is meant"),
    (
        {"x": 1},
        (
            "“x” in the preset is not known; known are “format”, “version”, “name”, “reading”, "
            "“columns”, “options”, “events”, “profiles”, “left_out”, “repairs”, “confirmed”, "
            "“joins”, “rows”, “grouping”, "
            "“condition”, “further_events”, “list”"
        ),
    ),
    ({"api_key": "pk_1"}, "“api_key” in the preset must go, for no preset holds a key"),
    ({"KEY": "pk_1"}, "“KEY” in the preset must go, for no preset holds a key"),
    (
        {"options": {"key": "pk_1"}},
        "“key” in “options” must go, for no preset holds a key",
    ),
    (
        {"options": {"timezone": "UTC"}},
        "“timezone” in “options” is not known; perhaps “time_zone” is meant",
    ),
    (
        {"reading": {"separator": ";"}},
        (
            "“separator” in “reading” is not known; known are “delimiter”, “encoding”, "
            "“header_line”, “quote”, “escape”, “sheet”, “is_wrapped”"
        ),
    ),
    (
        {"events": [{"target": "metric", "text": "a"}, {"targets": "time", "column": "b"}]},
        "“targets” in pair 2 of “events” is not known; perhaps “target” is meant",
    ),
    (
        {"profiles": [{"target": "email"}]},
        "pair 1 of “profiles” must have either a “column” or a “text”, or columns to “join”",
    ),
    ({"profiles": [{"column": "a"}]}, "pair 1 of “profiles” has no “target”"),
    (
        {"events": [{"target": "metric", "column": 5}]},
        "“column” in pair 1 of “events” must be a text in quotes",
    ),
    (
        {"events": [{"target": "metric", "text": "a", "type": "colour"}]},
        (
            "“type” in pair 1 of “events” is “colour”; it must be one of “text”, “number”, "
            "“yes/no”, “time”, “e-mail”, “phone”, “list”"
        ),
    ),
    ({"events": 5}, "“events” must be a list of pairs"),
    ({"events": [5]}, "pair 1 of “events” must be names and values in braces"),
    ({"options": "fast"}, "“options” must be names and values in braces"),
    (
        {"options": {"time_zone": "Mars/Base"}},
        (
            "“time_zone” in “options” is “Mars/Base”, which is no time zone; "
            "use a name such as Europe/Berlin"
        ),
    ),
    (
        {"options": {"phone_country": "Germany"}},
        (
            "“phone_country” in “options” is “Germany”, which is no country; "
            "use two letters such as US or DE"
        ),
    ),
    (
        {"options": {"repeats": "never"}},
        "“repeats” in “options” is “never”; it must be one of “first”, “apart”",
    ),
    (
        {"reading": {"header_line": "2"}},
        "“header_line” in “reading” must be the number of a line, or 0 for none",
    ),
    (
        {"reading": {"encoding": "klingon"}},
        "“encoding” in “reading” is “klingon”, which is no encoding; use utf-8 or windows-1252",
    ),
    ({"name": 5}, "“name” must be a text in quotes"),
    ({"version": 0}, "“version” must be 1 or 2"),
    (
        {"format": "something else"},
        "it is no preset; one begins with “format”: “klaviyo-gui preset”",
    ),
]


@pytest.mark.parametrize(("values", "cause"), MISPLACED)
def test_what_is_wrong_is_told_with_its_place_and_never_with_a_key(changed, values, cause):
    with pytest.raises(PresetUnreadable) as caught:
        load(changed(**values))
    assert caught.value.cause == cause


@pytest.mark.parametrize(("values", "cause"), MISPLACED)
def test_what_is_wrong_is_told_with_the_quotes_of_the_language_alone(
    changed, german, values, cause
):
    with pytest.raises(PresetUnreadable) as caught:
        load(changed(**values))
    said = tr(caught.value.cause)
    assert said.count("„") == cause.count("“")
    assert said.count("“") == cause.count("”")
    assert not {"”", '"', "'"} & set(said)


@pytest.mark.parametrize(
    "reading",
    [
        {"encoding": "base64"},
        {"encoding": "utf\0"},
        {"delimiter": ""},
        {"delimiter": ";;"},
        {"delimiter": '"'},
        {"delimiter": "\n"},
        {"delimiter": "ü"},
        {"quote": "''"},
        {"escape": "\n"},
        {"sheet": 5},
        {"is_wrapped": "yes"},
        {"header_line": -1},
    ],
)
def test_a_reading_that_cannot_be_is_refused(changed, reading):
    [name] = reading
    with pytest.raises(PresetUnreadable, match=f"“{name}” in “reading”"):
        load(changed(reading=reading))


def test_a_country_may_be_written_small(changed):
    path = changed(options={"phone_country": "de"})
    assert load(path).mapping.options == Options(phone_country="DE")


def test_a_mark_in_front_as_notepad_sets_it_is_no_part_of_the_preset(changed):
    path = changed()
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load(path) == PRESET


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"", "it is empty"),
        (b'{"format": 1,\n oops}', "a comma, a quote or a brace is wrong at line 2, column 2"),
        (b"\xff\xfe{\0}\0", "it is not saved as UTF-8; save it so"),
    ],
)
def test_a_damaged_file_is_told_in_our_own_words(tmp_path, content, cause):
    path = tmp_path / "damaged.json"
    path.write_bytes(content)
    with pytest.raises(PresetUnreadable) as caught:
        load(path)
    assert caught.value.cause.startswith(cause)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"5", b"\xff\xfe{}", b"{}"])
def test_a_file_that_is_no_preset_is_unreadable(tmp_path, content):
    path = tmp_path / "notes.json"
    path.write_bytes(content)
    with pytest.raises(PresetUnreadable):
        load(path)


@given(keep=st.floats(0, 0.999))
def test_half_a_preset_is_unreadable(place, keep):
    save(place, PRESET)
    content = place.read_bytes().rstrip()
    place.write_bytes(content[: int(len(content) * keep)])
    with pytest.raises(PresetUnreadable):
        load(place)


def test_a_huge_file_is_not_read_at_all(tmp_path):
    path = tmp_path / "data.json"
    with path.open("wb") as file:
        file.truncate(5_000_001)
    with pytest.raises(PresetUnreadable, match="too large"):
        load(path)


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(PresetUnwritable) as caught:
        save(tmp_path / "file" / "orders.json", PRESET)
    assert caught.value.path == tmp_path / "file" / "orders.json"
    assert caught.value.cause


def test_a_folder_is_no_preset(tmp_path):
    with pytest.raises(PresetUnreadable):
        load(tmp_path)


def test_a_preset_that_is_not_there_is_missing(tmp_path):
    with pytest.raises(PresetMissing):
        load(tmp_path / "orders.json")


def test_saved_presets_are_the_files_of_a_folder(tmp_path):
    save(tmp_path / "b.json", PRESET)
    save(tmp_path / "a.json", PRESET)
    (tmp_path / "notes.txt").write_text("none")
    (tmp_path / "._a.json").write_text("what the Mac keeps beside a file on a foreign disk")
    assert saved(tmp_path) == (tmp_path / "a.json", tmp_path / "b.json")
    assert saved(tmp_path / "nowhere") == ()


def test_a_preset_remembers_where_its_columns_stood_and_nothing_of_the_others(tmp_path):
    mapping = Mapping((Pair("time", Column("when")), Pair("value", Column("total"))))
    preset = made("Orders", mapping, ("secret", "total", "when"), Reading())
    assert preset.places == (("total", 2), ("when", 3))
    save(tmp_path / "orders.json", preset)
    assert load(tmp_path / "orders.json") == preset
    assert b"secret" not in (tmp_path / "orders.json").read_bytes()


def test_a_column_whose_name_is_no_text_comes_back_too(tmp_path):
    preset = Preset("Orders", Mapping((Pair("time", Column("gr\udcf6\udcdfe")),)))
    save(tmp_path / "orders.json", preset)
    assert load(tmp_path / "orders.json") == preset


@pytest.mark.parametrize("content", [r'{"a": "\ud800"', r'{"a": "\ud800", "b": ' + "[" * 100_000])
def test_what_only_the_second_reader_takes_is_still_told_as_damage(tmp_path, content):
    path = tmp_path / "damaged.json"
    path.write_text(content)
    with pytest.raises(PresetUnreadable):
        load(path)


KEY = "pk_1234567890abcdef1234567890abcdef12"


@pytest.mark.parametrize("source", [Column(KEY), Fixed(KEY)])
def test_a_preset_with_a_private_key_is_not_written_and_the_words_hold_no_key(tmp_path, source):
    preset = Preset("keys", Mapping((Pair("properties.k", source),)))
    with pytest.raises(PresetUnwritable) as caught:
        save(tmp_path / "keys.json", preset)
    assert "private key" in caught.value.cause
    assert KEY not in caught.value.cause
    assert not (tmp_path / "keys.json").exists()


@pytest.mark.parametrize("written", [KEY, r"\u0070k_" + KEY[3:]])
def test_a_preset_that_holds_a_private_key_is_not_taken_in(tmp_path, written):
    path = tmp_path / "keys.json"
    save(path, Preset("keys", Mapping((Pair("properties.k", Column("NAME")),))))
    path.write_text(path.read_text(encoding="utf-8").replace("NAME", written), encoding="utf-8")
    with pytest.raises(PresetUnreadable) as caught:
        load(path)
    assert "private key" in caught.value.cause
    assert KEY not in caught.value.cause
