import json

import pytest

from klaviyo_gui.cli.preset_arguments import ACTIONS
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.store.choices import memory

OLD = """\
public_key = 'abc123'
event_mapping = {
    'event': 'Bought',
    'customer_properties': {'$email': 'email', '$consent': 'consent'},
    'properties': {'$event_id': 'id'},
}
profile_mapping = {'properties': {'$email': 'email', '$first_name': 'name'}}
"""


@pytest.fixture
def saved(cli, preset):
    """Save the preset of the tests as Orders."""
    cli("preset", "import", preset(name="Orders"))


def names(cli, *words):
    return [each["name"] for each in cli("preset", "list", *words, "--json").json]


def test_there_are_no_presets_at_first(cli):
    assert cli("preset", "list").out == b"No presets yet.\n"
    assert cli("preset", "list", "--json").json == []


def test_a_preset_is_imported_listed_and_shown(cli, preset):
    path = preset(name="Orders")
    said = cli("preset", "import", path, "--json")
    assert said.json == {"imported": [{"name": "Orders", "notes": []}], "notes": [], "unread": []}
    assert cli("preset", "import", path).out == b"Saved as Orders.\n"
    assert cli("preset", "list", "--json").json == [
        {
            "name": "Orders",
            "kinds": ["events", "profiles"],
            "columns": ["email", "id", "name"],
            "last_use": None,
        }
    ]
    assert cli("preset", "list").out == b"Orders  3 columns\n"
    shown = cli("preset", "show", "Orders", "--json").json
    assert shown["events"] == json.loads(path.read_text())["events"]
    words = cli("preset", "show", "Orders").out.decode()
    assert words.startswith("Orders\n")
    assert "events    “Bought”                     → Event name" in words
    assert "time zone: not said (London in winter)" in words
    assert "encoding" not in words


def test_an_imported_preset_may_get_another_name(cli, preset, write):
    assert cli("preset", "import", preset(), "--name", "Spring").code == 0
    cli("preset", "import", write("config.py", OLD), "--name", "Shop")
    assert names(cli) == ["Shop event_mapping", "Shop profile_mapping", "Spring"]
    said = cli("preset", "import", preset(), "--name", "a/b", "--json")
    assert (said.code, said.error) == (2, "PresetNameRefused")


def test_every_mapping_of_an_old_config_is_imported_and_what_changed_is_said(cli, write):
    said = cli("preset", "import", write("config.py", OLD))
    assert said.out == b"Saved as config event_mapping.\nSaved as config profile_mapping.\n"
    assert "“$consent” was left out" in said.err
    assert "“public_key” was not taken over" in said.err
    assert "abc123" not in said.err
    assert names(cli) == ["config event_mapping", "config profile_mapping"]


def test_what_of_an_old_config_was_not_understood_is_said_with_its_line(cli, write, orders):
    config = write("config.py", f"import os\n{OLD}")
    said = cli("preset", "import", config)
    assert said.out == b"Saved as config event_mapping.\nSaved as config profile_mapping.\n"
    words = "Line 1 was not understood and is left out: “import os” holds the command “import”."
    assert words in said.err
    said = cli("preset", "import", config, "--json")
    assert words in said.json["notes"]
    assert said.json["unread"] == [
        {"line": 1, "text": "import os", "cause": "holds the command “import”"}
    ]
    said = cli("preview", orders("good"), "--preset", config, "--json")
    assert (said.code, said.error) == (2, "PresetUnreadable")
    assert "line 1 holds the command “import”; import it, look" in said.json["error"]["message"]


def test_an_old_config_can_be_used_directly(cli, write, orders):
    config = write("config.py", OLD)
    said = cli("preview", orders("good"), "--preset", config)
    assert said.code == 0
    event, person = said.lines
    assert (event["kind"], person["kind"]) == ("event", "profile")
    [item] = event["item"]["attributes"]["events"]["data"]
    assert item["attributes"]["unique_id"] == "0"
    assert "“$consent” was left out" in said.err
    said = cli("preset", "show", config)
    assert "“$consent” was left out" in said.err


@pytest.mark.parametrize("content", ["import os", "m = {'$email': open('x')}", "m = " + "[" * 999])
@pytest.mark.parametrize("words", [["import"], ["show"]])
def test_an_old_config_that_does_something_is_refused(cli, write, content, words):
    said = cli("preset", *words, write("config.py", content), "--json")
    assert (said.code, said.error) == (2, "PresetUnreadable")
    assert "line 1" in said.json["error"]["message"]


def test_a_preset_is_found_by_its_path_with_any_ending_and_by_its_name(
    cli, preset, write, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    content = preset(name="Mine").read_bytes()
    cli("preset", "import", preset(name="Orders"))
    write("plain", content)
    for wanted, name in (("plain", "Mine"), ("preset.json", "Orders"), ("Orders", "Orders")):
        assert cli("preset", "show", wanted, "--json").json["name"] == name
    assert cli("preset", "show", tmp_path / "plain", "--json").json["name"] == "Mine"
    for missing in ("Other", "other.json", "other.py"):
        said = cli("preset", "show", missing, "--json")
        assert (said.code, said.error) == (2, "PresetMissing")


def test_a_file_that_is_not_there_or_no_preset_is_not_imported(cli, write, tmp_path):
    said = cli("preset", "import", tmp_path / "missing.json", "--json")
    assert (said.code, said.error) == (2, "PresetMissing")
    said = cli("preset", "import", write("notes.txt", "hello"), "--json")
    assert (said.code, said.error) == (2, "PresetUnreadable")
    assert (tmp_path / "notes.txt").exists()


def test_presets_are_listed_by_how_well_they_fit_a_file(cli, saved, preset, write):
    cli(
        "preset",
        "import",
        preset(
            name="Other",
            profiles=[],
            events=[
                {"target": "metric", "text": "Bought"},
                {"target": "properties.a", "column": "colour"},
            ],
        ),
    )
    file = write("new.csv", "E-Mail,id,name\na@shop-demo.com,1,N\n")
    said = cli("preset", "list", "--for", file, "--json")
    [found] = said.json
    assert found["fit"] == {
        "columns": 3,
        "present": 2,
        "words": "2 of 3 columns; email is now E-Mail: use it?",
        "drift": [
            {
                "column": "email",
                "now": "E-Mail",
                "reason": "the name means the same, nearly the same letters, its cells look right",
            }
        ],
    }
    said = cli("preset", "list", "--for", file)
    assert said.out == b"Orders  2 of 3 columns; email is now E-Mail: use it?\n"
    other = write("other.csv", "left,right\nred,1\n")
    assert cli("preset", "list", "--for", other).out == b"No preset fits.\n"


def test_a_preset_that_reads_files_otherwise_is_judged_as_it_reads_them(cli, preset, write):
    cli("preset", "import", preset(name="Orders"))
    cli("preset", "import", preset(name="Pipes", reading={"delimiter": "|", "header_line": 2}))
    file = write("new.csv", "a;b;c\nid|email|name\n1;1|a@shop-demo.com|N;3\n1;2;3\n4;5;6\n")
    said = cli("preset", "list", "--for", file)
    assert said.out.decode() == "Pipes  3 of 3 columns.\n"


def test_a_preset_with_a_column_of_another_name_asks_and_sends_nothing(cli, saved, write):
    file = write("new.csv", "E-Mail,id,name\na@shop-demo.com,1,N\n")
    said = cli("preview", file, "--preset", "Orders", "--json")
    assert (said.code, said.error) == (2, "ColumnsMissing")
    assert "email is now E-Mail: use it?" in said.json["error"]["advice"]
    assert said.json["fit"]["present"] == 2


def test_the_use_of_a_saved_preset_is_noted(cli, saved, orders):
    assert cli("preview", orders("good"), "--preset", "Orders").code == 0
    [found] = cli("preset", "list", "--json").json
    assert found["last_use"] is not None


def test_a_preset_is_exported_and_never_over_another_file(cli, saved, tmp_path):
    out = tmp_path / "out.json"
    assert cli("preset", "export", "Orders", "--out", out, "--json").json == {"name": "Orders"}
    assert json.loads(out.read_text()) == cli("preset", "show", "Orders", "--json").json
    said = cli("preset", "export", "Orders", "--out", out, "--json")
    assert (said.code, said.error) == (2, "PresetUnwritable")


def test_a_preset_is_duplicated_renamed_deleted_and_restored(cli, saved):
    assert cli("preset", "duplicate", "Orders", "Spring").code == 0
    assert cli("preset", "rename", "Spring", "Summer").code == 0
    assert cli("preset", "rename", "Summer", "Orders").code == 2
    assert cli("preset", "delete", "Summer").code == 0
    assert names(cli) == ["Orders"]
    assert cli("preset", "restore", "Summer").out == b"Summer is back.\n"
    assert names(cli) == ["Orders", "Summer"]
    assert cli("preset", "delete", "Winter", "--json").error == "PresetMissing"


def test_the_versions_of_a_preset_are_listed_and_come_back(cli, saved, preset):
    assert cli("preset", "versions", "Orders").out == b"No earlier versions.\n"
    cli("preset", "delete", "Orders")
    cli("preset", "import", preset(name="Orders", profiles=[]))
    [version] = cli("preset", "versions", "Orders", "--json").json
    assert version["version"] == 1
    assert cli("preset", "versions", "Orders").out.startswith(b"   1  20")
    cli("preset", "restore", "Orders", "--version", "1")
    assert cli("preset", "show", "Orders", "--json").json["profiles"]
    assert cli("preset", "restore", "Orders", "--version", "9").code == 2


def test_two_presets_are_compared(cli, saved, preset):
    other = preset(name="Other", profiles=[], options={"time_zone": "Europe/Berlin"})
    said = cli("preset", "compare", "Orders", other)
    assert said.out.decode().splitlines() == [
        "- profiles: E-mail ← email",
        "- profiles: First name ← name",
        "* time zone: Europe/Berlin, before not said (London in winter)",
    ]
    found = cli("preset", "compare", "Orders", other, "--json").json
    assert [each["target"] for each in found["changes"]] == ["email", "first_name"]
    assert found["options"] == [{"name": "time_zone", "before": "", "after": "Europe/Berlin"}]


def test_a_zone_that_a_preset_says_is_shown_and_is_not_the_same_as_none(cli, saved, preset):
    said = preset(name="Said", options={"time_zone": "UTC"})
    assert "time zone: London in winter" in cli("preset", "show", said).out.decode().splitlines()
    assert cli("preset", "compare", "Orders", said).out.decode().splitlines() == [
        "* time zone: London in winter, before not said (London in winter)"
    ]


def test_a_damaged_preset_is_said_and_the_others_are_listed(cli, saved, home):
    (home / "presets" / "Bad.json").write_text("{")
    said = cli("preset", "list", "--json")
    assert said.code == 0
    good, bad = said.json
    assert good["name"] == "Orders"
    assert (bad["name"], bad["error"]["code"]) == ("Bad", "PresetUnreadable")
    assert "moved aside" in said.err
    assert names(cli) == ["Orders"]


def test_a_preset_of_a_later_version_is_refused_and_left(cli, saved, home):
    path = home / "presets" / "Orders.json"
    path.write_text(path.read_text().replace('"version": 1', '"version": 9'))
    said = cli("preset", "show", "Orders", "--json")
    assert (said.code, said.error) == (2, "PresetTooNew")
    assert path.exists()


@pytest.mark.parametrize("action", ACTIONS)
def test_every_action_explains_itself_and_takes_json(cli, action):
    said = cli("preset", action, "--help")
    assert said.code == 0
    assert b"--json" in said.out


def test_an_action_must_be_named(cli):
    said = cli("preset", "--json")
    assert (said.code, said.error) == (2, "WrongUse")


def test_what_is_sent_is_remembered_for_suggestions_and_nobody_chose_what_is_imported(
    cli, preset, orders, tmp_path
):
    cli("preset", "import", preset(name="Orders"))
    assert memory().chosen == {}
    said = cli("send", orders("good"), "--preset", "Orders", "--practice", "--history")
    assert said.code == 0
    assert memory().chosen["id"] == ((Kind.EVENTS, "unique_id", 1),)


def test_a_shown_preset_tells_conversions_repairs_and_what_is_left_out(cli, preset):
    events = [
        {"target": "metric", "text": "Bought"},
        {
            "target": "properties.tier",
            "column": "tier",
            "type": "text",
            "convert": {"trim": True, "table": [["VIP", "gold"], ["x", "y"]], "yes": ["j", "ja"]},
        },
    ]
    repairs = [{"column": "name", "damage": "mojibake"}]
    joins = {"id": "Y6nRLr", "name": "Newsletter", "account": "AbC123"}
    changes = {"left_out": ["a", "b"], "repairs": repairs, "version": 2, "list": joins}
    said = cli("preset", "show", preset(events=events, **changes))
    lines = said.out.decode().splitlines()
    assert (
        "events    tier                         → tier"
        "  (text, trim: yes, table: VIP → gold; x → y, yes: j; ja)"
    ) in lines
    assert "left out: a, b" in lines
    assert "list to join: Newsletter" in lines
    assert any(line.startswith("name: ") for line in lines)
