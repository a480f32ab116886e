import ast
import sys
import time
import warnings
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaviyo_gui.core.errors import PresetMissing, PresetUnreadable
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping, Pair
from klaviyo_gui.core.old_mapping import Note, NoteCode
from klaviyo_gui.store import old_config
from klaviyo_gui.store.old_config import config_in
from klaviyo_gui.store.old_lines import BROKEN_MAX
from klaviyo_gui.store.old_presets import load_old, load_old_as_one
from klaviyo_gui.store.presets import Preset

OLD = """\
# the account
public_key = 'abc123'

# orders
event_mapping = {
    'event': 'PlacedOrder',
    'customer_properties': {
        '$email': 'EMAIL',
    },
    'properties': {
        '$event_id': 'ORDER_ID',
        '$value': 'ORDER_TOTAL',
        'OrderType': 'ORDER_TYPE'
    },
    'time': 'DATE_ORDERED'
}

profile_mapping = {
    'properties': {
        '$email': 'EMAIL',
        '$region': 'BILL_STATE_CODE',
        '$zip': 'BILL_ZIP',
    }
}
"""
OLD_TOKENS = sys.version_info < (3, 12)
"""Since then a text that is not closed is an error of the tokenizer's own."""

EVENTS = (
    Pair("metric", Fixed("PlacedOrder")),
    Pair("profile.email", Column("EMAIL")),
    Pair("unique_id", Column("ORDER_ID")),
    Pair("value", Column("ORDER_TOTAL")),
    Pair("properties.OrderType", Column("ORDER_TYPE")),
    Pair("time", Column("DATE_ORDERED")),
)
PROFILES = (
    Pair("email", Column("EMAIL")),
    Pair("location.region", Column("BILL_STATE_CODE")),
    Pair("location.zip", Column("BILL_ZIP")),
)
PERSON = Mapping(profiles=(Pair("email", Column("E")),))


@pytest.fixture
def config(tmp_path):
    """Write an old config.py and return its path."""

    def write(text):
        path = tmp_path / "config.py"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def test_every_mapping_of_an_old_config_becomes_a_preset(config):
    found = load_old(config(OLD))
    assert [each.preset for each in found.presets] == [
        Preset("config event_mapping", Mapping(EVENTS)),
        Preset("config profile_mapping", Mapping(profiles=PROFILES)),
    ]
    assert found.presets[0].notes == (Note(NoteCode.ZONE),)
    assert found.notes == (Note(NoteCode.KEY, "public_key"),)


def test_the_key_gets_into_no_preset_and_no_note(config):
    assert "abc123" not in repr(load_old(config(OLD)))


def test_one_mapping_of_each_kind_can_be_used_at_once(config):
    preset, notes = load_old_as_one(config(OLD))
    assert preset == Preset("config", Mapping(EVENTS, PROFILES))
    assert notes == (Note(NoteCode.KEY, "public_key"), Note(NoteCode.ZONE))


def test_several_mappings_of_one_kind_cannot_be_used_at_once(config):
    path = config("a = {'$email': 'E'}\nb = {'$email': 'F'}\n")
    with pytest.raises(PresetUnreadable) as caught:
        load_old_as_one(path)
    assert "“config a”, “config b”" in caught.value.cause


@pytest.mark.parametrize(
    "text",
    [
        "m = {'$email': 'E'}",
        "m: dict = {'$email': 'E'}",
        "m = n = 5\nm = {'$email': 'E'}",
        "COLUMN = 'E'\nm = {'properties': {'$email': COLUMN}}",
        "NAME = '$email'\nm = {NAME: 'E'}",
        "'''What this is for'''\nm = {'$email': ('E')}; pass",
        "m = {'$email': 'E'}\ncolours = ['red']\nretries = -1\nrate = 0.5\ndebug = True",
        'm = {"$email": "E"}\r\n',
        "\ufeffm = {'$email': 'E'}",
        "path = 'C:\\data'\nm = {'$email': 'E'}",
    ],
)
def test_the_ways_to_write_one_mapping_are_all_read(config, text):
    found = load_old(config(text))
    assert [each.preset for each in found.presets] == [Preset("config", PERSON)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("all = [{'$email': 'E'}, {'$email': 'F'}]", ["config all 1", "config all 2"]),
        (
            "all = {'a': {'$email': 'E'}, 'b': {'$email': 'F'}, 5: 1}",
            ["config all a", "config all b"],
        ),
        ("all = ({'$email': 'E'}, {'colour': 'red'}, 5)", ["config"]),
    ],
)
def test_mappings_in_a_list_or_a_dictionary_are_presets_each(config, text, names):
    assert [each.preset.name for each in load_old(config(text)).presets] == names


def test_what_maps_nothing_is_left_out_and_said(config):
    found = load_old(
        config(
            "m = {'$email': 'E'}\ncolours = {'a': 'red'}\nonly = {'token': 'x', '$consent': 'C'}"
        )
    )
    assert [each.preset.name for each in found.presets] == ["config"]
    assert found.notes == (Note(NoteCode.NO_MAPPING, "colours"), Note(NoteCode.NO_MAPPING, "only"))


def test_a_property_that_stands_twice_is_said(config):
    [found] = load_old(config("m = {'$email': 'D', '$email': 'E'}")).presets
    assert found.preset.mapping == PERSON
    assert found.notes == (Note(NoteCode.REPEATED, "$email"),)


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("", "holds no mapping"),
        ("public_key = 'abc123'", "holds no mapping"),
        ("m = {'$email': None}", "line 1 must name a column for “$email”, in quotes"),
        ("m = {'$email': True}", "line 1 must name a column for “$email”"),
        ("m = {'$email': ''}", "line 1 must name a column for “$email”"),
        ("m = {'$email': ['E']}", "line 1 must name a column for “$email”"),
        ("m = {'properties':\n{'$email': {'a': 'b'}}}", "line 2 must name a column for “$email”"),
        ("m = {'properties': {5: 'E'}}", "line 1 has a property that is no text"),
        ("m = {'$token': '', '': 'F'}", "line 1 must name a column for “$token”"),
        ("m = {'$email': E}", "line 1 speaks of “E”, which is no text of this file"),
        ("E = 5\nm = {'$email': E}", "line 2 speaks of “E”"),
        ("m = {'$email': -'E'}", "line 1 holds no plain value"),
        ("m = {[]: 'E'}", "line 1 holds no plain value"),
        ('m["$value"] = "Gross"', "line 1 adds to a mapping that stands further up"),
        ("a, b = 1, 2", "line 1 gives values to several names at once"),
        ("m: dict", "line 1 assigns nothing"),
        ("'a'\nm", "line 2 assigns nothing"),
        ("m = {'$email': 'E'", "line 1 is no Python, or does not end"),
        ("m = 0x", "line 1 is no Python"),
        ("  m = {'$email': 'E'}", "line 1 begins with a blank"),
        ("m = {'$email': 'E}", "line 1 opens a text" if OLD_TOKENS else "line 1 is no Python"),
        ("m = " + "9" * 5_000, "line 1 is no Python"),
        (b"m = {'$email': '\xff'}", "not saved as UTF-8"),
        ("#" * 200_001, "too large"),
    ],
)
def test_what_is_no_old_config_is_refused_in_a_sentence(config, text, cause):
    with pytest.raises(PresetUnreadable) as caught:
        load_old(config(text))
    assert cause in caught.value.cause


# What was not understood takes nothing else along


@pytest.mark.parametrize(
    "text",
    ["BIG = {**EVENTS, 'colour': 'C'}", "BIG = {'$consent': 'C', '$email': build()}"],
)
def test_what_was_not_understood_is_not_said_to_map_nothing(config, text):
    found = load_old(config(f"EVENTS = {{'$email': 'E'}}\n{text}"))
    assert Note(NoteCode.UNREAD_MAPPING, "BIG") in found.notes
    assert NoteCode.NO_MAPPING not in {note.code for note in found.notes}
    assert len(unread(found)) == 1


def unread(found):
    return [
        (note.line, note.text, note.name) for note in found.notes if note.code is NoteCode.UNREAD
    ]


WORN = """\
import os
from datetime import datetime

m = {
    '$email': 'E',
    '$first_name': None,  # not in the file
    '$last_name': names['last'],
    'properties': {'colour': f"{shade}", 'size': 'S', 5: 'five'},
    **others,
}
def load(path):
    m = {'$email': 'other'}

    return m
if os.environ:
    DEBUG = True
else:
    DEBUG = False
n = {'$email': 'E'}
n.update({'$city': 'C'})
print("done"
o = {'$email': 'E', '$zip': 'Z'}
"""


def test_all_that_can_be_read_becomes_presets_and_the_rest_is_said_line_by_line(config):
    found = load_old(config(WORN))
    size = Pair("properties.size", Column("S"))
    assert {each.preset.name: each.preset.mapping for each in found.presets} == {
        "config m": Mapping(profiles=(*PERSON.profiles, size)),
        "config n": PERSON,
        "config o": PERSON.with_pair(Kind.PROFILES, Pair("location.zip", Column("Z"))),
    }
    assert unread(found) == [
        (1, "import os", "holds the command “import”"),
        (2, "from datetime import datetime", "holds the command “from”"),
        (6, "'$first_name': None", "must name a column for “$first_name”, in quotes"),
        (7, "'$last_name': names['last']", "calls or looks up something"),
        (8, "'colour': f\"{shade}\"", "holds a text that computes something"),
        (8, "5: 'five'", "has a property that is no text"),
        (9, "**others", "takes over another dictionary"),
        (11, "def load(path):", "holds the command “def”; it may change “m”"),
        (15, "if os.environ:", "holds the command “if”"),
        (17, "else:", "holds the command “else”"),
        (20, "n.update({'$city': 'C'})", "holds the sign “.”; it may change “n”"),
        (21, 'print("done"', "calls or looks up something"),
    ]


@pytest.mark.parametrize(
    "again", ["m = build()", "m: dict = build()", "m += 1", "del m", "m = {", "m, x = 1, 2"]
)
def test_a_mapping_that_is_replaced_by_what_cannot_be_read_is_no_preset(config, again):
    found = load_old(config(f"m = {{'$email': 'D'}}\nn = {{'$email': 'E'}}\n{again}"))
    assert [each.preset.mapping for each in found.presets] == [PERSON]
    assert len(unread(found)) == 1


@pytest.mark.parametrize("part", ["m['$email'] = 'F'", "m.update(x)", "if x:\n  m = {}"])
def test_a_mapping_that_may_be_changed_later_says_so(config, part):
    found = load_old(config(f"m = {{'$email': 'E'}}\n{part}\n"))
    assert [each.preset.mapping for each in found.presets] == [PERSON]
    [(line, _, cause)] = unread(found)
    assert line == 2
    assert "may change “m”" in cause


def test_a_mapping_given_again_in_full_counts_after_all(config):
    text = "m = {'$email': 'D'}\nm = build()\nm = {'$email': 'E'}"
    [found] = load_old(config(text)).presets
    assert found.preset.mapping == PERSON


def test_of_a_property_that_stands_twice_the_earlier_column_never_counts(config):
    [found] = load_old(config("m = {'$email': 'E', '$zip': 'Z', '$zip': build()}")).presets
    assert found.preset.mapping == PERSON


def test_an_event_whose_name_cannot_be_read_does_not_become_a_person(config):
    text = "m = {'event': NAME, '$email': 'E', 'colour': 'C'}"
    [found] = load_old(config(text)).presets
    assert [kind for kind in Kind if found.preset.mapping.pairs(kind)] == [Kind.EVENTS]
    assert found.preset.mapping.pair(Kind.EVENTS, "metric") is None


def test_a_mapping_in_a_list_does_not_fall_for_the_one_beside_it(config):
    found = load_old(config("all = [{'$email': 'E'}, build(), {'$email': 'F'}]\n"))
    assert [each.preset.name for each in found.presets] == ["config all 1", "config all 3"]
    assert unread(found) == [(1, "build()", "calls or looks up something")]


@pytest.mark.parametrize(
    "text",
    [
        "public_key = get('abc123')",
        "m = {'token': f'abc123', '$email': 'E'}",
        "x = call('pk_abcdefabcdefabcdefabcdefabcdef1234')",
        "Client(api_key='abc123')",
    ],
)
def test_the_beginning_of_what_was_not_understood_holds_no_key(config, text):
    found = load_old(config(f"{text}\nn = {{'$email': 'E'}}"))
    assert len(unread(found)) == 1
    assert "abc" not in repr(found)


def test_a_long_line_is_told_by_its_beginning(config):
    found = load_old(config(f"m = {{'$email': 'E'}}\nx = build({'1, ' * 50})"))
    assert unread(found)[0][1] == "x = build(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, …"


def test_a_file_of_statements_that_never_end_is_given_up_in_good_time(config):
    broken = "m = '''\n" + "m = (\n" * 30_000
    started = time.monotonic()
    found = load_old(config(f"m = {{'$email': 'E'}}\nn = {{'$email': 'E'}}\n{broken}"))
    assert time.monotonic() - started < 30
    assert [each.preset.name for each in found.presets] == ["config"]
    assert len(unread(found)) == BROKEN_MAX + 1
    assert "all that follows" in unread(found)[-1][2]


def test_statements_in_one_line_are_read_one_by_one(config):
    found = load_old(config("import os; m = {'$email': 'E'}; pass"))
    assert [each.preset.mapping for each in found.presets] == [PERSON]
    assert unread(found) == [(1, "import os", "holds the command “import”")]


def test_a_file_that_is_not_there_is_missing(tmp_path):
    with pytest.raises(PresetMissing):
        load_old(tmp_path / "config.py")


TOUCH = "__import__('pathlib').Path('CANARY').touch()"
ATTACKS = {
    "a call": "m = {'$email': TOUCH and 'E'}",
    "an import": "import pathlib; pathlib.Path('CANARY').touch(); m = {'$email': 'E'}",
    "from an import": "from pathlib import Path\nm = {'$email': 'E'}\nPath('CANARY').touch()",
    "__import__": "m = {'$email': 'E'}\n__import__('pathlib').Path('CANARY').touch()",
    "an f-string": "m = {'$email': f\"{TOUCH}\"}",
    "a raw f-string": "m = {'$email': rF\"{TOUCH}\"}",
    "a lambda": "m = (lambda: TOUCH)()",
    "a decorator": "@(lambda f: TOUCH)\ndef f(): pass",
    "a class": "class A:\n    x = TOUCH",
    "a comprehension": "m = {'$email': [TOUCH for _ in '1'] and 'E'}",
    "a walrus": "m = {'$email': (x := TOUCH) and 'E'}",
    "a condition": "m = {'$email': 'E'}\nif TOUCH:\n    pass",
    "an annotation": "m: TOUCH = {'$email': 'E'}",
    "a subscript": "m = {'$email': 'E'}\nm[TOUCH] = 'a'",
    "a text that is called": "m = ''.join(TOUCH)",
    "a name that is called": "x = 'a'\nm = x(TOUCH)",
    "an assertion": "assert TOUCH",
    "an operator": "m = TOUCH or {'$email': 'E'}",
    "a default": "def f(x=TOUCH): pass",
    "exec": 'exec("TOUCH")',
}


def run(path):
    """What the old package did, and what must never be done."""
    exec(compile(path.read_text(), path.name, "exec"), {})


def taken_in(path):
    """Return what is said of a file that may be refused, and why it is."""
    with suppress(PresetUnreadable):
        return load_old(path).notes, ""
    with pytest.raises(PresetUnreadable) as caught:
        load_old(path)
    return (), caught.value.cause


@pytest.fixture
def attack(config, tmp_path):
    canary = tmp_path / "canary"

    def write(text):
        text = text.replace("TOUCH", TOUCH).replace("CANARY", canary.as_posix())
        return config(text), canary

    return write


@pytest.mark.parametrize("text", ATTACKS.values(), ids=ATTACKS)
def test_nothing_of_an_old_config_is_ever_run(attack, text):
    path, canary = attack(text)
    notes, cause = taken_in(path)
    assert not canary.exists()
    assert notes or "an old config.py may hold nothing but names" in cause
    # Used at once, nobody would look at what was left out.
    with pytest.raises(PresetUnreadable, match=r"line [123] "):
        load_old_as_one(path)
    assert not canary.exists()
    # The control: run as the old package ran it, the same file does what it should not.
    with suppress(TypeError, AssertionError):
        run(path)
    assert canary.exists()


@pytest.mark.parametrize(
    "text",
    [
        "m = " + "[" * 5_000 + "]" * 5_000,
        "m = " + "(" * 100 + "1" + ")" * 100,
        "m = " + "-" * 100_000 + "1",
        "m = " + "not " * 50_000 + "1",
        "m = " + "lambda: " * 20_000 + "1",
        "m = " + "{'a': " * 21 + "1" + "}" * 21,
        "m = a" + "[1]" * 50_000,
        "m = a" + "()" * 50_000,
        "m = a" + ".b" * 50_000,
        "m = " + "1+" * 50_000 + "1",
        "m = " + "f'{" * 200,
    ],
    ids=lambda text: text[:20],
)
def test_what_is_nested_too_deep_for_the_parser_is_refused_before_it(config, text, monkeypatch):
    parser = SimpleNamespace(parse=lambda _: pytest.fail("it was parsed"))
    monkeypatch.setattr(old_config, "ast", parser)
    with pytest.raises(PresetUnreadable):
        load_old(config(text))


@pytest.mark.parametrize("error", [RecursionError, MemoryError, ValueError])
def test_whatever_the_parser_breaks_on_is_refused_in_a_sentence(config, monkeypatch, error):
    def broken(_):
        raise error

    monkeypatch.setattr(old_config, "ast", SimpleNamespace(parse=broken))
    with pytest.raises(PresetUnreadable) as caught:
        load_old(config("m = {}"))
    assert caught.value.cause.startswith("line 1 holds what no mapping holds")


def test_no_kind_of_token_passes_that_has_not_been_thought_of():
    for sign in "!$?`%&*+./<>@\\^|~\0":
        assert config_in(f"m = {{'$email': 'E'}} {sign}").unread
        assert not config_in(f"m = {{'$email': 'E'}} {sign}").assigned


def test_values_are_what_python_would_read():
    text = OLD.replace("'abc123'", "'a' \"b\" '\\t'")
    names = {}
    exec(text, names)
    del names["__builtins__"]
    assert {each.name: each.value for each in config_in(text).assigned} == names
    assert ast.literal_eval("'a' \"b\" '\\t'") == "ab\t"


SLIPS = (
    *"'\"{}[](),:;=-#1m \n\t\\\r\f",
    "'''",
    "b'",
    "\n ",
    "\\\n",
    "'$email': 'X',",
    "profile_mapping = ",
    "\nn = {'a': 'b'}\n",
)


@given(st.lists(st.tuples(st.integers(0, len(OLD)), st.sampled_from(SLIPS)), max_size=3))
def test_a_file_with_slips_is_read_as_python_does_or_something_is_not_understood(slips):
    text = OLD
    for at, slip in slips:
        text = f"{text[:at]}{slip}{text[at:]}"
    found = config_in(text)
    names = {"__builtins__": {}}
    # A name that stands for nothing, as an annotation may, is none of this.
    with suppress(NameError), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            exec(text, names)
        except (SyntaxError, TypeError, ValueError, AttributeError):
            assert found.unread
    for name in ("__builtins__", "__annotations__"):
        names.pop(name, None)
    read = {each.name: each.value for each in found.assigned}
    is_alike = all(repr(read[name]) == repr(names[name]) for name in read if name in names)
    assert is_alike or found.unread


def test_the_source_holds_no_way_to_run_a_file():
    for module in ("old_lines.py", "old_config.py", "old_presets.py"):
        source = (Path(old_config.__file__).parent / module).read_text(encoding="utf-8")
        names = {each.id for each in ast.walk(ast.parse(source)) if isinstance(each, ast.Name)}
        assert names.isdisjoint({"exec", "eval", "compile", "__import__", "importlib", "runpy"})
