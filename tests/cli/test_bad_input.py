import os

import pytest

from tests.cli.conftest import SAMPLES

PRESET = SAMPLES / "orders.json"


@pytest.mark.parametrize("command", ["inspect", "rows", "suggest", "check", "preview", "send"])
@pytest.mark.parametrize(
    ("content", "error"),
    [
        (None, "FileMissing"),
        (b"", "FileEmpty"),
        (b"\n \n\r\n", "FileEmpty"),
        (b"a,b\n", "FileWithoutRows"),
        (b"%PDF-1.7\n" + b"x" * 60, "FileUnsupported"),
    ],
)
def test_a_file_that_is_no_table_is_told_by_every_command(cli, write, command, content, error):
    file = "missing.csv" if content is None else write("Meine Käufe.csv", content)
    words = {
        "check": ["--preset", PRESET],
        "preview": ["--preset", PRESET],
        "send": ["--preset", PRESET, "--practice", "--history"],
    }
    said = cli(command, file, *words.get(command, []), "--json")
    assert (said.code, said.error) == (2, error)
    assert said.json["error"]["message"] in said.err


def test_a_folder_is_no_file(cli, tmp_path, monkeypatch):
    said = cli("inspect", tmp_path, "--json")
    assert (said.code, said.error) == (2, "FileUnreadable")
    monkeypatch.chdir(tmp_path)
    assert cli("inspect", ".").err.startswith(". is a folder and no file.")


@pytest.mark.parametrize(
    "words",
    [
        ["--time-zone", "Mars/Base"],
        ["--time-zone", ""],
        ["--phone-country", "XX"],
        ["--delimiter", ""],
        ["--delimiter", ";;"],
        ["--delimiter", '"'],
        ["--quote", ""],
        ["--quote", "''"],
        ["--sheet", "Orders"],
        ["--encoding", "klingon"],
        ["--encoding", ""],
        ["--encoding", "base64"],
    ],
)
@pytest.mark.parametrize("command", ["inspect", "suggest", "check"])
def test_an_option_that_cannot_be_is_refused_by_every_command(cli, command, words):
    more = ["--preset", PRESET] if command == "check" else []
    said = cli(command, SAMPLES / "orders.csv", *more, *words, "--json")
    assert (said.code, said.error) == (2, "OptionError")
    assert said.json["error"]["message"] == f"“{words[1]}” is no value for {words[0]}."


def test_a_header_line_behind_the_end_is_told(cli):
    said = cli("inspect", SAMPLES / "orders.csv", "--header-line", 900, "--json")
    assert (said.code, said.error) == (2, "HeaderMissing")


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ("nonsense", "PresetUnreadable"),
        ("", "PresetUnreadable"),
        ("[1]", "PresetUnreadable"),
        ('{"format": "klaviyo-gui preset", "version": 99}', "PresetTooNew"),
        ('{"format": "klaviyo-gui preset", "version": 1, "events": [{}]}', "PresetUnreadable"),
        ('{"format": "klaviyo-gui preset", "version": 1, "events": 7}', "PresetUnreadable"),
        (
            '{"format": "klaviyo-gui preset", "version": 1, "reading": {"delimiter": 5}}',
            "PresetUnreadable",
        ),
        ('{"format": "klaviyo-gui preset", "version": 1}', "MappingEmpty"),
        (
            '{"format": "klaviyo-gui preset", "version": 1, "options": {"time_zone": "Mars"}}',
            "PresetUnreadable",
        ),
    ],
)
def test_a_damaged_preset_is_told(cli, write, content, error):
    damaged = write("damaged.json", content)
    said = cli("check", SAMPLES / "orders.csv", "--preset", damaged, "--json")
    assert (said.code, said.error) == (2, error)


def test_a_slip_in_a_preset_is_not_put_down_to_an_option_of_the_command(cli, write):
    content = {"format": "klaviyo-gui preset", "version": 1, "options": {"time_zone": "Mars"}}
    said = cli("check", SAMPLES / "orders.csv", "--preset", write("slip.json", content))
    assert "slip.json cannot be read: “time_zone” in “options” is “Mars”" in said.err
    assert "--time-zone" not in said.err


def test_a_preset_that_is_not_there_is_told_with_those_that_are(cli, home):
    (home / "presets").mkdir(parents=True)
    (home / "presets" / "Orders.json").write_bytes(PRESET.read_bytes())
    said = cli("check", SAMPLES / "orders.csv", "--preset", "Odrers")
    assert said.code == 2
    assert "There is no preset “Odrers”." in said.err
    assert "Saved presets: Orders." in said.err
    assert cli("check", SAMPLES / "orders.csv", "--preset", "Orders").code == 3


def test_an_old_config_without_a_mapping_is_refused(cli, write, tmp_path):
    config = write("config.py", "event = {}\n")
    said = cli("check", SAMPLES / "orders.csv", "--preset", config, "--json")
    assert (said.code, said.error) == (2, "PresetUnreadable")
    assert "holds no mapping of the old package" in said.json["error"]["message"]
    said = cli("check", SAMPLES / "orders.csv", "--preset", tmp_path / "other.py", "--json")
    assert said.error == "PresetMissing"


def test_a_preset_for_other_columns_names_them(cli, orders, preset):
    file = orders("good")
    said = cli("send", file, "--preset", PRESET, "--practice", "--history", "--json")
    assert (said.code, said.error) == (2, "ColumnsMissing")
    assert "“ORDER_ID”" in said.json["error"]["message"]
    assert "email, id, name" in said.json["error"]["advice"]


def test_a_home_that_cannot_be_written_is_told(cli, write, monkeypatch, sample):
    monkeypatch.setenv("KLAVIYO_GUI_HOME", str(write("no folder", "")))
    said = cli("send", *sample, "--practice", "--history", "--json")
    assert (said.code, said.error) == (2, "SystemRefused")
    assert "no folder" in said.json["error"]["message"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no names that are no text")
def test_a_file_name_that_is_no_text_is_shown_with_codes(cli, tmp_path):
    path = tmp_path / "caf\udce9.csv"
    path.write_text("a,b\n1,2\n")
    assert cli("inspect", path, "--json").json["file"].endswith("caf\\udce9.csv")
    assert "caf\\udce9.csv" in cli("inspect", path).out.decode()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes of POSIX")
@pytest.mark.parametrize("command", ["inspect", "rows", "suggest"])
def test_a_pipe_in_place_of_a_file_is_told_and_never_waited_for(cli, tmp_path, command):
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    said = cli(command, pipe, "--json")
    assert (said.code, said.error) == (2, "FileUnsupported")
    assert said.json["error"]["message"] == (
        "pipe.csv is no CSV file; it looks like a pipe or a device, which can be read only once."
    )
