import json

import pytest

from klaviyo_gui import __version__
from klaviyo_gui.cli.arguments import COMMANDS


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["send", "a.csv", "--practice", "--history"], "required: --preset"),
        (["send", "a.csv", "--preset", "p", "--practice"], "--history --live is required"),
        (["send", "a.csv", "--preset", "p", "--history"], "--account --practice is required"),
        (["send", "a.csv", "--preset", "p", "--live", "--history"], "not allowed with"),
        (["suggest", "a.csv", "--kind", "orders"], "invalid choice"),
        (["suggest", "a.csv", "--save", "a.csv"], "“a.csv” does not end in .json"),
        (["preview", "a.csv", "--preset", "p", "--limit", "0"], "“0” is no whole number from 1"),
        (["preview", "a.csv", "--preset", "p", "--limit", "x"], "“x” is no whole number from 1"),
        (["inspect", "a.csv", "--header-line", "-1"], "“-1” is no whole number from 0"),
        (["inspect", "a.csv", "--header-line", "9" * 30], "is no whole number from 0"),
        (["practice", "--port", "65536"], "“65536” is no whole number from 0 to 65535"),
        (["practice", "--port", "http"], "“http” is no whole number from 0 to 65535"),
        (["results", "run"], "required: --out"),
        (["inspect"], "required: FILE"),
        (["inspect", "a.csv", "--encod", "utf-8"], "Unrecognized arguments: --encod utf-8"),
        (["nonsense", "a.csv"], "Unrecognized arguments: a.csv"),
        (["--nonsense"], "Unrecognized arguments: --nonsense"),
    ],
)
def test_wrong_use_is_told_in_words_and_in_json(cli, words, message):
    said = cli(*words)
    assert (said.code, said.out) == (2, b"")
    assert message in said.err
    assert said.err.startswith("usage: klaviyo-gui")
    assert said.err.rstrip().endswith("--help”.")

    said = cli(*words, "--json")
    assert said.code == 2
    assert message in said.json["error"]["message"]
    assert said.error == "WrongUse"


def test_json_may_stand_before_the_command(cli):
    assert cli("--json", "runs").json == []


def test_help_lists_every_command_and_every_exit_code(cli):
    said = cli("--help")
    assert said.code == 0
    words = said.out.decode()
    for name, what in COMMANDS.items():
        assert f"{name:9} {what}" in words
    for number in range(6):
        assert f"\n  {number}  " in words


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_takes_json_and_explains_itself(cli, name):
    said = cli(name, "--help")
    assert said.code == 0
    assert b"--json" in said.out


def test_the_version_is_told(cli):
    assert cli("--version").out == f"{__version__}\n".encode()


def test_an_error_in_json_is_one_document_with_code_message_and_advice(cli):
    said = cli("inspect", "missing.csv", "--json")
    assert said.out.count(b"\n") == 1
    assert json.loads(said.out) == {
        "error": {
            "code": "FileMissing",
            "message": "There is no file at missing.csv.",
            "advice": "It may have been moved, renamed or deleted: check the name, or choose it "
            "again.",
        }
    }
